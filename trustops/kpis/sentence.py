"""How is a KPI's signal said to a trustee, in plain words?"""

from collections.abc import Sequence
from decimal import Decimal

from trustops.kpis.spc import Assurance, Chart, ChartPoint, Flag, Variation
from trustops.models import Kpi
from trustops.models.kpi import Direction, Unit
from trustops.quantities.words import counted, number_text, percent_text, pounds_text

NEWS = {
    Variation.IMPROVEMENT: "is improving",
    Variation.CONCERN: "is getting worse",
    Variation.NEUTRAL_HIGH: "is higher than usual",
    Variation.NEUTRAL_LOW: "is lower than usual",
}
WAS = {
    Variation.COMMON: "showed no signal",
    Variation.IMPROVEMENT: "was improving",
    Variation.CONCERN: "was getting worse",
    Variation.NEUTRAL_HIGH: "was higher than usual",
    Variation.NEUTRAL_LOW: "was lower than usual",
}
PROMISE = {
    (Assurance.CONSISTENT_PASS, True): "The target of {} will be met as things stand.",
    (Assurance.CONSISTENT_PASS, False): "The latest value misses the target of {}, which the usual values would meet.",
    (Assurance.CONSISTENT_FAIL, True): "The latest value meets the target of {}, which the usual values did not reach.",
    (Assurance.CONSISTENT_FAIL, False): "The target of {} cannot be expected to be met without a change.",
    (
        Assurance.INCONSISTENT,
        True,
    ): "The target of {} is met this time; the usual values meet it at times and miss it at times.",
    (
        Assurance.INCONSISTENT,
        False,
    ): "The target of {} is missed this time; the usual values meet it at times and miss it at times.",
    (Assurance.NONE, True): "The latest value meets the target of {}.",
    (Assurance.NONE, False): "The latest value misses the target of {}.",
}


def value_text(kpi: Kpi, value: Decimal) -> str:
    """A value of a KPI in its unit and to its decimals; an average of whole numbers gets one.

    >>> from trustops.models import record_of
    >>> value_text(record_of(Kpi)(kpi="ATT01", name="Attendance", unit=Unit.PERCENT), Decimal("93.166667"))
    '93.2 %'
    """
    places = kpi.decimals or int(value != value.to_integral_value())
    if kpi.unit is Unit.PERCENT:
        return percent_text(value, 1 if kpi.decimals is None else places)
    if kpi.unit is Unit.POUNDS:
        return pounds_text(value, pence=places > 0)
    if kpi.unit is Unit.DAYS:
        return f"{number_text(value, places)} days"
    if kpi.unit is Unit.PER_1000:
        return f"{number_text(value, places)} per 1,000"
    return number_text(value, places)


def kpi_sentence(kpi: Kpi, site_name: str, chart: Chart, target: Decimal | None, gap: str = "") -> str:
    """What the latest point of a chart says, what can be said of the target, and ``gap`` where a value is lacking."""
    opening = f"{kpi.name} at {site_name}"
    return " ".join(part for part in (_signal(kpi, opening, chart), _promise(kpi, chart, target), gap) if part)


def _signal(kpi: Kpi, opening: str, chart: Chart) -> str:
    if not chart.points:
        return f"{opening}: no value is known yet."
    latest = chart.points[-1]
    if latest.limits.lower is None or latest.limits.upper is None:
        return f"{opening}: the one value, {value_text(kpi, latest.value)}, is too few for limits."
    span = _span(kpi, latest.limits.lower, latest.limits.upper)
    trial = f" These are trial limits, from {counted(latest.limits.points, 'value')}." if latest.limits.trial else ""
    if latest.type is Variation.COMMON:
        value = value_text(kpi, latest.value)
        return f"{opening} shows no signal: the latest value, {value}, is within the usual {span}.{trial}"
    return f"{opening} {NEWS[latest.type]}: {_why(kpi, chart.points, span)}.{trial}"


def _span(kpi: Kpi, lower: Decimal, upper: Decimal) -> str:
    first, last = value_text(kpi, lower), value_text(kpi, upper)
    return first if first == last else f"{first} to {last}"


def _why(kpi: Kpi, points: Sequence[ChartPoint], span: str) -> str:
    """The reason of the latest point's signal; a run says more than a single point, so it comes first."""
    latest = points[-1]
    mean = value_text(kpi, latest.limits.mean)
    above = latest.value > latest.limits.mean
    if Flag.SHIFT in latest.flags:
        return f"the last {_run(points)} values are {'above' if above else 'below'} the earlier average of {mean}"
    if Flag.TREND in latest.flags:
        rising = latest.value > points[-2].value
        return f"the last values have {'risen' if rising else 'fallen'} each time, to {value_text(kpi, latest.value)}"
    if Flag.OUTSIDE_LIMIT in latest.flags:
        return f"the latest value, {value_text(kpi, latest.value)}, is outside the usual {span}"
    return f"two of the last three values are close to the {'upper' if above else 'lower'} limit of the usual {span}"


def _run(points: Sequence[ChartPoint]) -> int:
    """How many of the last points lie on the same side of the average as the latest."""
    latest = points[-1]
    above = latest.value > latest.limits.mean
    count = 0
    for point in reversed(points):
        side = point.value - latest.limits.mean
        if point.limits != latest.limits or side == 0 or (side > 0) != above:
            break
        count += 1
    return count


def _promise(kpi: Kpi, chart: Chart, target: Decimal | None) -> str:
    """What can be said of the target; a signal says that the usual values are no longer the whole story."""
    if not chart.points or (target is not None and kpi.direction is Direction.NEUTRAL):
        return ""
    if target is None:
        return "It has no target."
    latest, wanted = chart.points[-1], value_text(kpi, target)
    met = latest.value >= target if kpi.direction is Direction.UP else latest.value <= target
    if latest.type is Variation.IMPROVEMENT and not met and chart.assurance is Assurance.CONSISTENT_FAIL:
        return f"The target of {wanted} is not met yet; the earlier values would not have reached it."
    if latest.type is Variation.CONCERN and met and chart.assurance is Assurance.CONSISTENT_PASS:
        return f"The target of {wanted} is still met, and may not be if this goes on."
    return PROMISE[chart.assurance, met].format(wanted)
