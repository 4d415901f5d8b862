"""How does a value stand beside the same time last year? For what swings with the seasons, as attendance does.

Absence was 4.7 % at the start of autumn 2024 and 9.4 % in its last week, so a week is compared with the same week of
the year before, 52 weeks earlier, and a half-term or term with the one that began nearest to the same day.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from trustops.kpis.observed import Observation
from trustops.kpis.periods import FREQUENCY_DAYS, Period
from trustops.kpis.sentence import value_text
from trustops.models import Kpi
from trustops.models.kpi import Direction, Frequency
from trustops.quantities.words import day_text

FIFTY_TWO_WEEKS = timedelta(weeks=52)


@dataclass(frozen=True, slots=True)
class YearBefore:
    """The same period a year before: its value, and the later value less it, in the KPI's unit."""

    start: date
    end: date
    value: Decimal
    change: Decimal
    sentence: str


def same_time_last_year(seen: Sequence[Observation], latest: Observation, kpi: Kpi) -> Observation | None:
    """The period a year before one, with its value; None where none began near enough or it is not known.

    Half of a period either way is near enough, so that a holiday that moves does not lose it.
    """
    wanted = latest.period.start - FIFTY_TWO_WEEKS
    most = timedelta(days=3 if kpi.frequency is Frequency.WEEKLY else FREQUENCY_DAYS[kpi.frequency] // 2)
    known = [one for one in seen if one.value is not None and abs(one.period.start - wanted) <= most]
    return min(known, key=lambda one: abs(one.period.start - wanted), default=None)


def year_before(seen: Sequence[Observation], kpi: Kpi, since: date | None) -> YearBefore | None:
    """The latest value beside the same time last year, for a seasonal KPI.

    ``since`` is the day on which what it counts last changed: what was counted otherwise is not compared.
    """
    latest = seen[-1] if seen else None
    if not kpi.seasonal or latest is None or latest.value is None:
        return None
    before = same_time_last_year(seen, latest, kpi)
    if before is None or before.value is None or (since is not None and before.period.start < since):
        return None
    change = latest.value - before.value
    said = _said(kpi, before.period, before.value, change)
    return YearBefore(before.period.start, before.period.end, before.value, change, said)


def _said(kpi: Kpi, period: Period, value: Decimal, change: Decimal) -> str:
    then = f"At the same time last year (to {day_text(period.end)}) it was {value_text(kpi, value)}"
    if change == 0:
        return f"{then}, the same."
    if kpi.direction is Direction.NEUTRAL:
        return f"{then}, so it is {'higher' if change > 0 else 'lower'} now."
    return f"{then}, so it is {'better' if (change > 0) == (kpi.direction is Direction.UP) else 'worse'} now."
