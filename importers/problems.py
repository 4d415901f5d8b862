"""What can be wrong with what was brought? A problem is a value with its place, never an exception."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem matters: an error refuses its row, a warning and a note do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in a file: where it is, what was found, what was expected, and the whole sentence.

    ``code`` is a stable slug; ``sheet``, ``cell``, ``row`` and ``column`` are empty where it concerns more than one.
    """

    code: str
    severity: Severity
    sheet: str
    cell: str
    row: int | None
    column: str
    found: str
    expected: str
    message: str
