"""When is a value valid? Small checks read off each column; every way in (workbook, form, API) asks the same ones.

A check takes a value and returns nothing when it is valid, or the rest of a sentence that says why it is not:
``“7” {is more than 5}``.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from trustops.models import TRUST_SITE, Kind, Sheet, SheetColumn
from trustops.quantities.errors import TrustopsError
from trustops.quantities.years import AcademicYear

Check = Callable[[Any], str | None]


@dataclass(frozen=True, slots=True)
class RowCheck:
    """A check of several columns of a row together: ``fault`` takes their values and says what is wrong, if anything;
    the fault is laid at the column ``at``."""

    columns: tuple[str, ...]
    at: str
    fault: Callable[..., str | None]


URN = re.compile(r"[0-9]{6}")
# Besides what no program shows: half characters, line ends that are none, and marks that turn the words after them.
CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
UNSEEN = re.compile(r"[\s\u00ad\u180e\u200b-\u200f\u2060-\u2064\ufeff]*")
LONGEST_REF = 80
LONGEST_TEXT = 32_767  # what an Excel cell can hold, so that an export can always write it back
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)
MOST_DIGITS = 15
MOST_PENCE = 10**14  # a million million pounds: exact in a cell, and far above any figure of a trust
MOST_WHOLE = 2**31 - 1  # what both databases keep as a whole number
MOST_NUMBER = 10**MOST_DIGITS
LEAST_EXPONENT = -2 * MOST_DIGITS
TOO_LARGE = "is too large to be a figure of a trust"


def not_a_urn(value: str) -> str | None:
    """
    >>> not_a_urn("10001")
    'is not a URN, which has six digits'
    """
    return None if URN.fullmatch(value) else "is not a URN, which has six digits"


def not_a_site(value: str) -> str | None:
    """
    >>> not_a_site("trust-wide")
    'is neither a six-digit URN nor the word TRUST'
    """
    if value == TRUST_SITE or URN.fullmatch(value):
        return None
    return "is neither a six-digit URN nor the word TRUST"


def not_a_year(value: str) -> str | None:
    """
    >>> not_a_year("2025/27")
    'is not an academic year like 2025/26'
    """
    try:
        AcademicYear.parse(value)
    except TrustopsError:
        return "is not an academic year like 2025/26"
    return None


def not_a_ref(value: str) -> str | None:
    """
    >>> not_a_ref("A, B")
    'has a comma in it, which separates codes in a list'
    """
    if "," in value:
        return "has a comma in it, which separates codes in a list"
    if len(value) > LONGEST_REF:
        return f"is longer than a code may be ({LONGEST_REF} characters)"
    return not_plain_text(value)


def not_plain_text(value: str) -> str | None:
    """
    >>> not_plain_text("a" + chr(0))
    'has an invisible control character in it; type it again by hand'
    """
    if CONTROL.search(value):
        return "has an invisible control character in it; type it again by hand"
    if value and UNSEEN.fullmatch(value):
        return "holds nothing that can be seen; type it again by hand"
    if len(value) > LONGEST_TEXT:
        return f"is longer than a cell can hold ({LONGEST_TEXT:,} characters)"
    return None


def not_exact(value: Decimal) -> str | None:
    """
    >>> not_exact(Decimal("0.1234567890123456"))
    'has more than 15 digits, which a spreadsheet cannot keep'
    """
    if not value.is_finite():
        return "is not a number"
    if len(value.normalize().as_tuple().digits) > MOST_DIGITS:
        return f"has more than {MOST_DIGITS} digits, which a spreadsheet cannot keep"
    if abs(value) >= MOST_NUMBER:
        return TOO_LARGE
    return "is too small to tell from zero" if value and value.adjusted() < LEAST_EXPONENT else None


def not_likely_pence(value: int) -> str | None:
    """
    >>> not_likely_pence(10**20)
    'is too large to be a figure of a trust'
    """
    return TOO_LARGE if abs(value) > MOST_PENCE else None


def not_a_likely_whole(value: int) -> str | None:
    """
    >>> not_a_likely_whole(3_000_000_000)
    'is too large to be a figure of a trust'
    """
    return TOO_LARGE if abs(value) > MOST_WHOLE else None


def not_a_likely_day(value: date) -> str | None:
    """
    >>> not_a_likely_day(date(202, 1, 1))
    'is not between 1900 and 2199'
    """
    return None if FIRST_DAY <= value <= LAST_DAY else "is not between 1900 and 2199"


OF_KIND: Mapping[Kind, Check] = {
    Kind.URN: not_a_urn,
    Kind.SITE: not_a_site,
    Kind.YEAR: not_a_year,
    Kind.REF: not_a_ref,
    Kind.TEXT: not_plain_text,
    Kind.NUMBER: not_exact,
    Kind.MONEY: not_likely_pence,
    Kind.WHOLE: not_a_likely_whole,
    Kind.PERCENT: not_exact,
    Kind.DATE: not_a_likely_day,
}


def checks_of(column: SheetColumn) -> tuple[Check, ...]:
    """Every check that a value of this column must pass."""
    checks = [OF_KIND[column.kind]] if column.kind in OF_KIND else []
    least, most = column.at_least, column.at_most
    if least is not None:
        checks.append(lambda value: f"is less than {least}" if value < least else None)
    if most is not None:
        checks.append(lambda value: f"is more than {most}" if value > most else None)
    return tuple(checks)


def first_fault(checks: tuple[Check, ...], value: Any) -> str | None:
    """What the first failing check says of a value, or nothing."""
    for check in checks:
        if fault := check(value):
            return fault
    return None


def ends_before_it_begins(begins: date | None, ends: date | None) -> str | None:
    """
    >>> ends_before_it_begins(date(2026, 9, 1), date(2026, 8, 31))
    'is before the day that it begins'
    """
    return "is before the day that it begins" if begins and ends and ends < begins else None


def neither_person_nor_name(person: str | None, outside_name: str | None) -> str | None:
    """A successor is a person of the trust or a name from outside, one of the two.

    >>> neither_person_nor_name(None, None)
    'and the outside name: fill in one of the two, and only one'
    """
    return None if bool(person) != bool(outside_name) else "and the outside name: fill in one of the two, and only one"


def more_than_were_asked(asked: int | None, named_it: int | None) -> str | None:
    """
    >>> more_than_were_asked(12, 13)
    'is more than were asked'
    """
    if asked is None or named_it is None:
        return None
    return "is more than were asked" if named_it > asked else None


def share_of_nothing(numerator: Decimal | None, denominator: Decimal | None) -> str | None:
    """
    >>> share_of_nothing(Decimal(3), Decimal(0))
    'is 0 though the numerator is not, and some of nothing is no share'
    """
    if denominator == 0 and numerator:
        return "is 0 though the numerator is not, and some of nothing is no share"
    return None


SPANS = (("from_date", "to_date"), ("start", "end"), ("issued", "paid_on"), ("approved_on", "review_by"))


def row_checks_of(sheet: Sheet) -> tuple[RowCheck, ...]:
    """Every check of a whole row of a sheet."""
    names = {column.name for column in sheet.columns}
    checks = [RowCheck(span, span[1], ends_before_it_begins) for span in SPANS if set(span) <= names]
    if {"person", "outside_name"} <= names:
        checks.append(RowCheck(("person", "outside_name"), "person", neither_person_nor_name))
    if {"numerator", "denominator"} <= names:
        checks.append(RowCheck(("numerator", "denominator"), "denominator", share_of_nothing))
    if {"asked", "named_it"} <= names:
        checks.append(RowCheck(("asked", "named_it"), "named_it", more_than_were_asked))
    return tuple(checks)
