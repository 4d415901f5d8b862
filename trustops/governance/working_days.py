"""Which days are working days in England? Monday to Friday without the bank holidays that GOV.UK lists."""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files

from trustops.quantities.years import ONE_DAY

SATURDAY = 5


@cache
def bank_holidays() -> Mapping[int, frozenset[date]]:
    """The bank holidays of England and Wales by calendar year; a year that is not there is not known.

    >>> date(2026, 12, 28) in bank_holidays()[2026]
    True
    """
    text = files("trustops.governance").joinpath("data/bank_holidays.toml").read_text("utf-8")
    return {int(year): frozenset(days) for year, days in tomllib.loads(text).items() if year.isdigit()}


def working_days_after(day: date, number: int) -> date | None:
    """The day so many working days after ``day``; None where a year's bank holidays are not known.

    Source: GOV.UK, UK bank holidays. Worked: 15 working days after 30 November 2026 are counted from Tuesday 1 to
    Monday 21 December.

    >>> working_days_after(date(2026, 11, 30), 15)
    datetime.date(2026, 12, 21)
    """
    known = bank_holidays()
    left = number
    while left > 0:
        day += ONE_DAY
        if day.year not in known:
            return None
        left -= day.weekday() < SATURDAY and day not in known[day.year]
    return day
