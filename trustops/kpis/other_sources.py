"""Does another source give the same figure? The trust's own of a time, beside what was returned or published of it.

Three sources are looked for at one site: a value for a whole year in the KPI's own series, as a public file has it
beside half-terms that the school counted; a KPI that says the same from the other side, as absence does of attendance;
and two lines of the accounts return of which the KPI is the share. Which they are is ``data/other_sources.toml``.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from itertools import pairwise

from trustops.kpis.book import LEAST_YEAR, KpiBook
from trustops.kpis.periods import MOST_BETWEEN, Period, is_same_time
from trustops.kpis.rollup import SCALE, tidy, value_of
from trustops.kpis.sentence import value_text
from trustops.models import Kpi, KpiValue
from trustops.quantities.years import days_inclusive

MOST_AT_AN_END = 62  # days of a year before its first term or after its last
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure in its KPI's unit, by whom it is stated, and the rows it is made of."""

    value: Decimal
    by: str
    rows: tuple[KpiValue, ...]


@dataclass(frozen=True, slots=True)
class TwoFigures:
    """One figure as the trust has it and as another source has it, for the same time at the same site."""

    kpi: str
    site: str
    period: Period
    own: Stated
    other: Stated

    @property
    def apart(self) -> Decimal:
        """How far apart the two are, in the KPI's unit."""
        return abs(self.own.value - self.other.value)


@dataclass(frozen=True, slots=True)
class _Same:
    hundred_less: str
    parts: tuple[str, ...]


@cache
def _table() -> tuple[frozenset[str], Mapping[str, _Same]]:
    table = tomllib.loads(files("trustops.kpis").joinpath("data/other_sources.toml").read_text("utf-8"))
    same = {row["kpi"]: _Same(row.get("hundred_less", ""), tuple(row.get("parts", ()))) for row in table["same"]}
    return frozenset(table["adds_up"]), same


def two_figures(book: KpiBook, kpi: Kpi, site: str) -> Iterator[TwoFigures]:
    """The latest year, and the latest shorter time, for which another source has the figure too, with both.

    A school's half-terms of 2024/25, 171,000 sessions attended of 180,000, beside 94.2 % published for the year:

    >>> from datetime import date
    >>> from trustops.models import record_of
    >>> from trustops.models.kpi import Direction, Frequency, Unit
    >>> from trustops.snapshot import Snapshot
    >>> kpi = record_of(Kpi)(kpi="ATT01", name="Attendance", unit=Unit.PERCENT, direction=Direction.UP,
    ...                      frequency=Frequency.TERMLY)
    >>> def value(*span, **more):
    ...     return record_of(KpiValue)(kpi="ATT01", site="100001", start=span[0], end=span[1], **more)
    >>> terms = [(date(2024, 9, 3), date(2024, 12, 20)), (date(2025, 1, 6), date(2025, 4, 4)),
    ...          (date(2025, 4, 22), date(2025, 7, 22))]
    >>> rows = [value(*term, numerator=Decimal(57000), denominator=Decimal(60000)) for term in terms]
    >>> year = value(date(2024, 9, 1), date(2025, 8, 31), value=Decimal("94.2"))
    >>> [found] = two_figures(KpiBook.of(Snapshot.of(date(2026, 3, 31), [kpi, *rows, year])), kpi, "100001")
    >>> found.own.value, found.other.value
    (Decimal('95'), Decimal('94.2'))
    """
    for others in (_for_longer(book, kpi, site), _from_the_other_side(book, kpi, site), _of_parts(book, kpi, site)):
        compared: set[bool] = set()
        for period, other in sorted(others, key=lambda each: each[0], reverse=True):
            year = days_inclusive(period.start, period.end) >= LEAST_YEAR
            own = None if year in compared else _own(book, kpi, site, period, other)
            if own is not None:
                compared.add(year)
                yield TwoFigures(kpi.kpi, site, period, own, other)


def _for_longer(book: KpiBook, kpi: Kpi, site: str) -> Iterator[tuple[Period, Stated]]:
    for row in book.wider.get((kpi.kpi, site), ()):
        value = value_of(kpi, row)
        if value is not None:
            yield Period(row.start, row.end), Stated(value, row.note or "a value for the whole time", (row,))


def _from_the_other_side(book: KpiBook, kpi: Kpi, site: str) -> Iterator[tuple[Period, Stated]]:
    same = _table()[1].get(kpi.kpi)
    other = book.snapshot.one(Kpi, same.hundred_less) if same and same.hundred_less else None
    if other is None or other.unit is not kpi.unit:
        return
    for row in _every_row(book, other.kpi, site):
        value = value_of(other, row)
        if value is not None:
            by = f"{other.name} ({other.kpi}) of {value_text(other, value)}"
            yield Period(row.start, row.end), Stated(HUNDRED - value, by, (row,))


def _of_parts(book: KpiBook, kpi: Kpi, site: str) -> Iterator[tuple[Period, Stated]]:
    same = _table()[1].get(kpi.kpi)
    if same is None or not same.parts:
        return
    top, bottom = ({(row.start, row.end): row for row in _every_row(book, code, site)} for code in same.parts)
    for span in top.keys() & bottom.keys():
        above, below = top[span].value, bottom[span].value
        if above is not None and below:
            value = tidy(above / below * SCALE.get(kpi.unit, Decimal(1)))
            yield Period(*span), Stated(value, "the accounts return", (top[span], bottom[span]))


def _every_row(book: KpiBook, code: str, site: str) -> list[KpiValue]:
    return [*book.values.get((code, site), ()), *book.wider.get((code, site), ())]


def _own(book: KpiBook, kpi: Kpi, site: str, period: Period, other: Stated) -> Stated | None:
    """The figure as the trust has it for that time: a row of its own, else made of its shorter periods."""
    for row in _every_row(book, kpi.kpi, site):
        if row not in other.rows and is_same_time(Period(row.start, row.end), period):
            value = value_of(kpi, row)
            return None if value is None else Stated(value, "the KPI's own value", (row,))
    return _added_up(book, kpi, site, period)


def _added_up(book: KpiBook, kpi: Kpi, site: str, period: Period) -> Stated | None:
    """What the shorter periods make of a longer one, where both parts of each are known and no term is left out."""
    if kpi.kpi not in _table()[0]:
        return None
    rows = [row for row in book.values.get((kpi.kpi, site), ()) if period.start <= row.start and row.end <= period.end]
    bottom = sum((row.denominator or Decimal(0) for row in rows), Decimal(0))
    if len(rows) < 2 or not bottom or any(None in (row.numerator, row.denominator) for row in rows):
        return None
    if not _fills(kpi, rows, period):
        return None
    top = sum((row.numerator or Decimal(0) for row in rows), Decimal(0))
    return Stated(tidy(top / bottom * SCALE.get(kpi.unit, Decimal(1))), f"its {len(rows)} shorter periods", tuple(rows))


def _fills(kpi: Kpi, rows: Sequence[KpiValue], period: Period) -> bool:
    """Whether nothing but holidays lies between the rows, nor before and after them."""
    between = [days_inclusive(before.end, now.start) - 2 for before, now in pairwise(rows)]
    ends = [days_inclusive(period.start, rows[0].start) - 1, days_inclusive(rows[-1].end, period.end) - 1]
    return all(0 <= gap <= MOST_BETWEEN[kpi.frequency] for gap in between) and max(ends) <= MOST_AT_AN_END
