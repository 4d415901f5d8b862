"""What is every academy trust obliged to do or publish, and on what authority? The packaged table, read once.

The table is ``trustops/governance/data/obligations.toml``: one block an obligation, with the source of its rule; a
date that is set each year is added there, by academic year.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from trustops.quantities.words import listed
from trustops.quantities.years import AcademicYear

TO_CONFIRM = "to confirm"
DOUBTS = {
    TO_CONFIRM: "The edition that says so is of an earlier year, so it is to be confirmed.",
    "from knowledge": "This is from knowledge of the source, not read again: check it before you rely on it.",
    "uncertain": "This is uncertain: check it before you rely on it.",
}
"""What a reader should know of an obligation's confidence; nothing of one that was seen, or that is the trust's own."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who is owed something; ``committee_names`` are empty for one that does not meet."""

    code: str
    name: str
    committee_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One obligation: what, by whom, to whom, when (a text of the rule language), and where that was read.

    ``to`` lists the recipients that must each have it; ``TB/ARC`` means that either will do. ``late_after`` names the
    date until which a thing whose day has come may still be sent in (a census and its return).
    """

    id: str
    title: str
    owner: str
    to: tuple[str, ...]
    rule: str
    source: str
    confidence: str
    applies_to: str = "trust"
    seen_for: str = ""
    late_after: str = ""
    applies_if: str = ""
    phases: tuple[str, ...] = ()
    meetings_count: bool = False

    def confidence_in(self, year: AcademicYear) -> str:
        """How well the rule is known for a year; an edition that ends before it is to be confirmed."""
        if self.seen_for and AcademicYear.parse(self.seen_for) < year:
            return TO_CONFIRM
        return self.confidence


@dataclass(frozen=True, slots=True)
class DutyBook:
    """Every obligation, the dates set each year, and what the recipients' codes mean."""

    duties: tuple[Duty, ...]
    dates: Mapping[str, Mapping[str, date]]
    recipients: Mapping[str, Recipient]

    @staticmethod
    def published() -> "DutyBook":
        """The table packaged with the library.

        >>> DutyBook.published().date_set("bfr", AcademicYear(2025))
        datetime.date(2026, 9, 24)
        """
        return _published()

    def date_set(self, key: str, year: AcademicYear) -> date | None:
        """The day set for a year, or None where nobody has set it yet (or it has not been added here)."""
        return self.dates.get(key, {}).get(str(year))

    def recipient_text(self, to: tuple[str, ...]) -> str:
        """The recipients in words.

        >>> DutyBook.published().recipient_text(("TB/ARC", "DfE"))
        'the trust board or the audit and risk committee and DfE'
        """
        return listed([" or ".join(self._name(code) for code in either.split("/")) for either in to])

    def _name(self, code: str) -> str:
        known = self.recipients.get(code)
        return known.name if known else code


@cache
def _published() -> DutyBook:
    text = files("trustops.governance").joinpath("data/obligations.toml").read_text("utf-8")
    table = tomllib.loads(text)
    recipients = {
        code: Recipient(code, entry["name"], tuple(entry.get("committee", ())))
        for code, entry in table["recipients"].items()
    }
    return DutyBook(tuple(_duty(row) for row in table["obligation"]), table["dates"], recipients)


def _duty(row: dict[str, Any]) -> Duty:
    lists: dict[str, Any] = {name: tuple(value) for name, value in row.items() if isinstance(value, list)}
    return Duty(**{**row, **lists})
