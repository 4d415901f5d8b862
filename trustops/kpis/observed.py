"""What is known of a KPI at a site, period by period, before any chart: a value, or why there is none?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from trustops.kpis.book import KpiBook
from trustops.kpis.catalogue import catalogue
from trustops.kpis.periods import Period, calendar_of
from trustops.kpis.rollup import TrustValue, trust_value, value_of
from trustops.kpis.small_numbers import HELD_BACK, WHY
from trustops.kpis.spc import NHS_R, Chart, Rules, xmr_chart
from trustops.models import TRUST_SITE, Kpi, KpiValue
from trustops.models.kpi import Frequency, ValueStatus
from trustops.quantities.years import AcademicYear

ENOUGH_SCHOOLS = Decimal("0.8")
NOT_THERE = "z"


@dataclass(frozen=True, slots=True)
class Observation:
    """What is known for one period before any chart: a value, or why there is none.

    For the trust's values ``covered`` of the ``of`` schools that owe one gave theirs; both are 0 where the trust gave
    its value itself.
    """

    period: Period
    value: Decimal | None
    status: ValueStatus | None
    not_published: str | None = None
    reason: str = ""
    covered: int = 0
    of: int = 0
    rolled_up: bool = False

    @property
    def enough(self) -> bool:
        """Whether enough schools are in a value for it to be judged: 80 % of those that owe one."""
        return not self.rolled_up or self.covered >= ENOUGH_SCHOOLS * self.of


def observations(book: KpiBook, kpi: Kpi, site: str) -> list[Observation]:
    """What is known of a KPI at a site, in the order of its periods.

    The trust has no period for which it had no school to roll up and gave nothing itself. An academic year for which
    a measure is published nowhere, as Progress 8 is for 2024/25, has no value whatever was typed, and stands among
    the others as a gap with its reason.
    """
    found = list(_of_trust(book, kpi) if site == TRUST_SITE else _of_school(book, kpi, site))
    return _with_unpublished_years(book, kpi, [_published(kpi, one) for one in found])


def _of_school(book: KpiBook, kpi: Kpi, site: str) -> Iterator[Observation]:
    for row in book.values.get((kpi.kpi, site), ()):
        if book.hides(kpi, site, row):
            yield _hidden(kpi, Observation(Period(row.start, row.end), None, row.status))
        else:
            yield Observation(
                Period(row.start, row.end), value_of(kpi, row), row.status, row.not_published, _reason(kpi, row)
            )


def _hidden(kpi: Kpi, seen: Observation) -> Observation:
    return replace(seen, value=None, not_published=HELD_BACK, reason=WHY.format(kpi.smallest_group))


def _reason(kpi: Kpi, row: KpiValue) -> str:
    if row.not_published:
        return f"not published: {row.not_published}"
    if value_of(kpi, row) is not None:
        return ""
    if row.denominator == 0:
        return "its denominator is 0, so there is nothing to take a share of"
    return "the row has neither a value nor both of its parts"


def _of_trust(book: KpiBook, kpi: Kpi) -> Iterator[Observation]:
    for period in calendar_of(book, kpi.kpi):
        found = trust_value(book, kpi, period)
        if not found.given and not found.of:
            continue
        covered, of = (0, 0) if found.given else (found.covered, found.of)
        seen = Observation(
            period, found.value, found.status, None, found.reason, covered, of, rolled_up=not found.given
        )
        yield _hidden(kpi, seen) if _tells(book, kpi, found) else seen


def _tells(book: KpiBook, kpi: Kpi, found: TrustValue) -> bool:
    """Whether the trust's value would tell of a few people, where that is held back."""
    if found.given:
        return any(book.hides(kpi, TRUST_SITE, row) for row in found.rows)
    return book.hides_total(kpi, found.rows)


def _published(kpi: Kpi, seen: Observation) -> Observation:
    why = catalogue().not_published(kpi.kpi, seen.period.end)
    return seen if why is None else replace(seen, value=None, not_published=NOT_THERE, reason=_nowhere(why))


def _nowhere(why: str) -> str:
    return f"not published anywhere, for there are {why}"


def _with_unpublished_years(book: KpiBook, kpi: Kpi, seen: list[Observation]) -> list[Observation]:
    """The years after the first value that nobody has a value for, each as a gap, where the KPI is a year's."""
    if not seen or kpi.frequency is not Frequency.ANNUAL:
        return seen
    there = {str(AcademicYear.containing(one.period.end)) for one in seen}
    year = AcademicYear.containing(seen[0].period.end)
    while (year := year.next()).end <= book.snapshot.as_of:
        why = catalogue().not_published(kpi.kpi, year.end)
        if why is not None and str(year) not in there:
            seen.append(Observation(Period(year.start, year.end), None, None, NOT_THERE, _nowhere(why)))
    return sorted(seen, key=lambda one: one.period)


def breaks(book: KpiBook, kpi: Kpi, site: str) -> list[date]:
    """The days on which the chart begins afresh: a documented change of the process, or of what is counted."""
    changes = [row.on_date for row in book.changes.get((kpi.kpi, site), ())]
    return sorted({*changes, *(row.from_date for row in book.definition_changes(kpi.kpi))})


def stretches(book: KpiBook, kpi: Kpi, site: str, seen: Sequence[Observation]) -> list[int]:
    """The positions among the known values with which a stretch of the chart begins, but for the first."""
    known = [one for one in seen if one.value is not None]
    days = breaks(book, kpi, site)
    starts = {next((i for i, one in enumerate(known) if one.period.start >= day), len(known)) for day in days}
    return sorted(start for start in starts if 0 < start < len(known))


def chart_of(
    book: KpiBook, kpi: Kpi, site: str, seen: Sequence[Observation], target: Decimal | None, rules: Rules = NHS_R
) -> Chart:
    """The XmR chart of what is known, begun afresh at each break of the series."""
    values = [one.value for one in seen if one.value is not None]
    return xmr_chart(values, kpi.direction, target, stretches(book, kpi, site, seen), rules)
