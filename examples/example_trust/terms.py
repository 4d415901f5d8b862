"""When is school in? The half-terms and school days of the example trust's own calendar."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from examples.example_trust.drawn import cells_of

MAY_DAYS = (date(2024, 5, 6), date(2025, 5, 5), date(2026, 5, 4))

# Training days are left out, so that each year has 190 school days.
CALENDAR = """
autumn 1 2023/24 | 2023-09-06 | 2023-10-20
autumn 2 2023/24 | 2023-10-31 | 2023-12-21
spring 1 2023/24 | 2024-01-08 | 2024-02-16
spring 2 2023/24 | 2024-02-26 | 2024-03-28
summer 1 2023/24 | 2024-04-15 | 2024-05-24
summer 2 2023/24 | 2024-06-04 | 2024-07-23
autumn 1 2024/25 | 2024-09-05 | 2024-10-25
autumn 2 2024/25 | 2024-11-04 | 2024-12-20
spring 1 2024/25 | 2025-01-07 | 2025-02-14
spring 2 2024/25 | 2025-02-24 | 2025-04-04
summer 1 2024/25 | 2025-04-22 | 2025-05-23
summer 2 2024/25 | 2025-06-03 | 2025-07-22
autumn 1 2025/26 | 2025-09-04 | 2025-10-23
autumn 2 2025/26 | 2025-11-03 | 2025-12-19
spring 1 2025/26 | 2026-01-05 | 2026-02-12
spring 2 2025/26 | 2026-02-23 | 2026-03-27
summer 1 2025/26 | 2026-04-13 | 2026-05-21
summer 2 2025/26 | 2026-06-01 | 2026-07-21
autumn 1 2026/27 | 2026-09-03 | 2026-10-23
autumn 2 2026/27 | 2026-11-02 | 2026-12-18
"""


@dataclass(frozen=True, slots=True)
class Period:
    """A half-term, a term or a year: its name and its first and last day."""

    name: str
    start: date
    end: date

    @property
    def year(self) -> str:
        """The academic year that ends its name."""
        return self.name.split()[-1]

    @property
    def school_days(self) -> tuple[date, ...]:
        """Its weekdays, without the early May bank holiday."""
        days = (self.start + timedelta(days=n) for n in range((self.end - self.start).days + 1))
        return tuple(day for day in days if day.weekday() < 5 and day not in MAY_DAYS)


CALENDAR_HALF_TERMS = tuple(
    Period(name, date.fromisoformat(start), date.fromisoformat(end)) for name, start, end in cells_of(CALENDAR)
)
HALF_TERMS = CALENDAR_HALF_TERMS[:-1]
"""Those with figures: three years and the first half of autumn 2026."""

OFFICER_STARTS = 12
"""The place in ``HALF_TERMS`` of the first one with the attendance officer."""


def terms() -> tuple[Period, ...]:
    """The nine finished terms, each of two half-terms."""
    pairs = zip(HALF_TERMS[0:18:2], HALF_TERMS[1:18:2], strict=True)
    return tuple(Period(first.name.replace(" 1", ""), first.start, last.end) for first, last in pairs)


def years() -> tuple[Period, ...]:
    """The three finished academic years."""
    return tuple(Period(f"{y}/{y % 100 + 1}", date(y, 9, 1), date(y + 1, 8, 31)) for y in (2023, 2024, 2025))


def weekday_school_days(weekday: int, first: date, last: date) -> Iterator[date]:
    """The school days that fall on a weekday (Monday is 0) from ``first`` to ``last``."""
    for half_term in CALENDAR_HALF_TERMS:
        for day in half_term.school_days:
            if day.weekday() == weekday and first <= day <= last:
                yield day
