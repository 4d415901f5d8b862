"""Is a pupil persistently or severely absent? By the share of their own possible sessions that they missed.

Persistent is a tenth or more, severe a half or more (DfE, pupil attendance statistics); what is compared is exact.
"""

from enum import StrEnum


class Absence(StrEnum):
    """How much of their own possible sessions a pupil missed."""

    SEVERE = "severe"
    PERSISTENT = "persistent"
    OTHER = "other"


def absence_of(missed: int, possible: int) -> Absence:
    """The class of a pupil by sessions missed of those possible; a severe absence is a persistent one too.

    Of 380 sessions, a school year's usual number:

    >>> [str(absence_of(missed, 380)) for missed in (37, 38, 189, 190)]
    ['other', 'persistent', 'persistent', 'severe']
    """
    if possible <= 0:
        return Absence.OTHER
    if 2 * missed >= possible:
        return Absence.SEVERE
    return Absence.PERSISTENT if 10 * missed >= possible else Absence.OTHER
