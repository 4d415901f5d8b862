"""Which days are working days in England? Monday to Friday without the bank holidays that GOV.UK lists."""

from datetime import date

from trustops.quantities.bank_holidays import SATURDAY, bank_holidays
from trustops.quantities.years import ONE_DAY

__all__ = ["bank_holidays", "working_days_after"]


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
