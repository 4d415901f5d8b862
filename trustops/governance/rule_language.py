"""When is an obligation due? A small language in which a rule is written in the workbook and in the packaged table.

=====================  ==========================================================================================
``FIXED(12-31)``       that month and day of the academic year
``CONFIG(bfr)``        the day that is set for each year in ``obligations.toml``; not set yet: unconfirmed
``NTH(1,THU,10)``      the first Thursday of October
``MONTHLY(+15)``       for every month, 15 working days after its end
``EVENT(change,+14D)`` so long after something happens: D days, W working days, M months, H hours
``TERMLY``             once each term, by its end (31 December, 30 April, 31 August)
``EVERY(12M)``         twelve months after it was last done
``N_PER_AY(3)``        so many times in the academic year
``ALWAYS``             kept up all the time, and checked every twelve months
=====================  ==========================================================================================

Several are joined with ``and``: ``FIXED(02-28) and FIXED(03-15)``.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from trustops.quantities.errors import TrustopsError

DAYS = ("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN")
UNITS = {"D": "days", "W": "working days", "M": "months", "H": "hours"}
TERM = re.compile(r"\s*([A-Z_]+)\s*(?:\(([^()]*)\))?\s*", re.IGNORECASE)
JOINED = re.compile(r"(?:\s+and\s+|\s*[;,+]\s*)(?![^()]*\))", re.IGNORECASE)  # none inside brackets


class BadRule(TrustopsError):
    """A rule that is not in the rule language; the message says which part and what is wanted instead."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """That month and day of the academic year."""

    month: int
    day: int


@dataclass(frozen=True, slots=True)
class Config:
    """A day that is set each year."""

    key: str


@dataclass(frozen=True, slots=True)
class Nth:
    """The nth weekday (Monday is 0) of a month."""

    nth: int
    weekday: int
    month: int


@dataclass(frozen=True, slots=True)
class Monthly:
    """So many working days after each month's end."""

    working_days: int


@dataclass(frozen=True, slots=True)
class Event:
    """So long after something happens."""

    name: str
    number: int
    unit: str


@dataclass(frozen=True, slots=True)
class Termly:
    """Once a term."""


@dataclass(frozen=True, slots=True)
class Every:
    """So many months after it was last done."""

    months: int


@dataclass(frozen=True, slots=True)
class TimesAYear:
    """So many times in the academic year."""

    times: int


Part = Fixed | Config | Nth | Monthly | Event | Termly | Every | TimesAYear


def parse_rule(text: str) -> tuple[Part, ...]:
    """The parts of a rule; raises BadRule with one plain sentence where it is not in the language.

    >>> parse_rule("FIXED(02-28) and FIXED(03-15)")
    (Fixed(month=2, day=28), Fixed(month=3, day=15))
    """
    return tuple(_part(piece) for piece in JOINED.split(text.strip()))


def rule_problem(obligation: str, text: str) -> str | None:
    """What is wrong with an obligation's rule, in one sentence for whoever wrote it; None where it is right.

    >>> rule_problem("own.visit", "SOMETIMES")
    'The rule of the obligation own.visit, “SOMETIMES”, is not understood; write it like FIXED(12-31) or EVERY(12M).'
    """
    try:
        parse_rule(text)
    except BadRule as fault:
        return f"The rule of the obligation {obligation}, {fault}"
    return None


def _part(piece: str) -> Part:
    match = TERM.fullmatch(piece)
    name = match[1].upper() if match else ""
    if match is None or name not in PARTS:
        raise BadRule(f"“{piece}”, is not understood; write it like FIXED(12-31) or EVERY(12M).")
    make, example = PARTS[name]
    try:
        return make([argument.strip() for argument in (match[2] or "").split(",") if argument.strip()])
    except (ValueError, IndexError):
        raise BadRule(f"“{piece.strip()}”, does not give what {name} needs; write it like {example}.") from None


def _fixed(arguments: list[str]) -> Fixed:
    (only,) = arguments
    month, day = (int(number) for number in only.split("-"))
    date(2024, month, day)  # refuses 31 February; a leap year, so that 29 February may be written
    return Fixed(month, day)


def _config(arguments: list[str]) -> Config:
    (key,) = arguments
    return Config(key)


def _nth(arguments: list[str]) -> Nth:
    nth, day, month = arguments
    return Nth(_within(nth, 1, 4), DAYS.index(day.upper()), _within(month, 1, 12))


def _monthly(arguments: list[str]) -> Monthly:
    (days,) = arguments
    return Monthly(_within(days, 0, 60))


def _event(arguments: list[str]) -> Event:
    name, *after = arguments
    if not after or after[0].casefold() == "asap":
        return Event(name, 0, "D")
    unit = after[0][-1].upper()
    if unit not in UNITS or len(after) > 1:
        raise ValueError(after)
    return Event(name, int(after[0][:-1]), unit)


def _termly(arguments: list[str]) -> Termly:
    if arguments:
        raise ValueError(arguments)
    return Termly()


def _every(arguments: list[str]) -> Every:
    (span,) = arguments
    if span[-1].upper() != "M":
        raise ValueError(span)
    return Every(_within(span[:-1], 1, 600))


def _times(arguments: list[str]) -> TimesAYear:
    (times,) = arguments
    return TimesAYear(_within(times, 1, 60))


def _always(arguments: list[str]) -> Every:
    if arguments:
        raise ValueError(arguments)
    return Every(12)


def _within(text: str, least: int, most: int) -> int:
    number = int(text)
    if not least <= number <= most:
        raise ValueError(text)
    return number


PARTS: Mapping[str, tuple[Callable[[list[str]], Part], str]] = {
    "FIXED": (_fixed, "FIXED(12-31)"),
    "CONFIG": (_config, "CONFIG(bfr)"),
    "NTH": (_nth, "NTH(1,THU,10)"),
    "MONTHLY": (_monthly, "MONTHLY(+15)"),
    "EVENT": (_event, "EVENT(change,+14D)"),
    "TERMLY": (_termly, "TERMLY"),
    "EVERY": (_every, "EVERY(12M)"),
    "N_PER_AY": (_times, "N_PER_AY(3)"),
    "ALWAYS": (_always, "ALWAYS"),
}
