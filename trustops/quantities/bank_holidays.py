"""Which weekdays are bank holidays in England? The days that GOV.UK lists, by calendar year; none is ever guessed."""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files

SATURDAY = 5


@cache
def bank_holidays() -> Mapping[int, frozenset[date]]:
    """The bank holidays of England and Wales by calendar year; a year that is not there is not known.

    >>> date(2026, 12, 28) in bank_holidays()[2026]
    True
    """
    text = files("trustops.quantities").joinpath("data/bank_holidays.toml").read_text("utf-8")
    return {int(year): frozenset(days) for year, days in tomllib.loads(text).items() if year.isdigit()}
