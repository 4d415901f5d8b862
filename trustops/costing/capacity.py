"""How many days of the service can be delivered in a year? Contracted days, less what never reaches a school."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from trustops.costing.price import four_places
from trustops.costing.term_time import DAYS_IN_WEEK, is_all_year
from trustops.models.service import DeliveredOn
from trustops.quantities.errors import TrustopsError
from trustops.quantities.words import number_text
from trustops.quantities.working import Line, Working, read_off, sources

SCHOOL_DAYS = Decimal(190)  # days that pupils attend: 38 weeks of 5
WEEKDAYS_IN_YEAR = Decimal(52 * DAYS_IN_WEEK)


@dataclass(frozen=True, slots=True, kw_only=True)
class CapacityLines:
    """The days of a full-time post in a year: ``weeks`` contracted, and what is taken from them.

    ``leave_days`` and ``bank_holidays`` count only where the weeks are the whole year; term-time weeks already
    leave them out. ``sources`` says what each field was read off, by the field's name.
    """

    weeks: Decimal = Decimal(39)
    inset_days: Decimal = Decimal(0)
    training_days: Decimal = Decimal(0)
    sickness_days: Decimal = Decimal(0)
    supervision_days: Decimal = Decimal(0)
    admin_and_travel_days: Decimal = Decimal(0)
    leave_days: Decimal = Decimal(25)
    bank_holidays: Decimal = Decimal(8)
    delivered_on: DeliveredOn = DeliveredOn.SCHOOL_DAYS
    sources: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Capacity:
    """The service's days in the year, each line for its own FTE; ``chargeable`` is what is left to deliver.

    ``contracted`` is already less leave and bank holidays. ``beyond_school_days`` are contracted days on which no
    pupil is in school, where the service needs one.
    """

    contracted: Decimal
    inset: Decimal
    beyond_school_days: Decimal
    training: Decimal
    sickness: Decimal
    supervision: Decimal
    admin_and_travel: Decimal
    chargeable: Decimal
    working: Working


def contracted_days(lines: CapacityLines) -> Decimal:
    """The days a full-time post is at work: weeks × 5, or 260 less leave and bank holidays for a whole year.

    >>> contracted_days(CapacityLines(weeks=Decimal(39))), contracted_days(CapacityLines(weeks=Decimal("52.143")))
    (Decimal('195'), Decimal('227'))
    """
    if is_all_year(lines.weeks):
        return WEEKDAYS_IN_YEAR - lines.leave_days - lines.bank_holidays
    return lines.weeks * DAYS_IN_WEEK


def service_capacity(lines: CapacityLines, fte: Decimal, fte_source: str = "") -> Capacity:
    """Every line of a full-time post times ``fte`` (hours ÷ full week × share), and the days left to deliver.

    ``fte_source`` is what the FTE was read off, said on the first line.
    A line finer than four places of a day is rounded to them, so that the lines add up to what is left.
    Days on which pupils are in school are at most 190 once INSET days are gone, so a service that needs pupils has
    no use for the rest of an all-year contract.

    >>> lines = CapacityLines(inset_days=Decimal(5), training_days=Decimal(4), sickness_days=Decimal(6),
    ...     supervision_days=Decimal(5), admin_and_travel_days=Decimal(10))
    >>> service_capacity(lines, Decimal(1)).chargeable, service_capacity(lines, Decimal("0.7")).chargeable
    (Decimal('165'), Decimal('115.5'))
    """
    if fte < 0:
        raise TrustopsError("A service cannot have less than no staff; correct the hours or the share.")
    full_time = contracted_days(lines)
    beyond = _beyond_school_days(lines, full_time)
    rows = [
        _line(
            "Contracted days", full_time, _contracted_sum(lines), fte, sources(_contracted_source(lines), fte_source)
        ),
        *(
            _line(label, -days, number_text(-days), fte, read_off(lines.sources, *used))
            for label, days, used in _taken(lines, beyond)
            if days
        ),
    ]
    chargeable = max(Decimal(0), sum((row.amount or Decimal(0) for row in rows), Decimal(0)))
    rows.append(Line("Chargeable days", chargeable, "the lines above, added", unit="days"))
    return Capacity(
        four_places(full_time * fte),
        four_places(lines.inset_days * fte),
        four_places(beyond * fte),
        four_places(lines.training_days * fte),
        four_places(lines.sickness_days * fte),
        four_places(lines.supervision_days * fte),
        four_places(lines.admin_and_travel_days * fte),
        chargeable,
        Working.of("Days of the service in the year", rows),
    )


def _beyond_school_days(lines: CapacityLines, contracted: Decimal) -> Decimal:
    if lines.delivered_on is DeliveredOn.ALL_YEAR:
        return Decimal(0)
    return max(Decimal(0), contracted - lines.inset_days - SCHOOL_DAYS)


def _taken(lines: CapacityLines, beyond: Decimal) -> tuple[tuple[str, Decimal, tuple[str, ...]], ...]:
    """What is taken from the contracted days: its label, its days, and the fields that say so."""
    return (
        ("INSET days", lines.inset_days, ("inset_days",)),
        ("Days when schools are closed", beyond, ("weeks", "inset_days", "delivered_on")),
        ("Training", lines.training_days, ("training_days",)),
        ("Sickness allowance", lines.sickness_days, ("sickness_days",)),
        ("Supervision and meetings", lines.supervision_days, ("supervision_days",)),
        ("Administration and own travel", lines.admin_and_travel_days, ("admin_and_travel_days",)),
    )


def _line(label: str, full_time: Decimal, how: str, fte: Decimal, source: str) -> Line:
    return Line(
        label,
        four_places(full_time * fte),
        how if fte == 1 else f"{how} × {number_text(four_places(fte))} FTE",
        source,
        "days",
    )


def _contracted_sum(lines: CapacityLines) -> str:
    if is_all_year(lines.weeks):
        parts = (WEEKDAYS_IN_YEAR, lines.leave_days, lines.bank_holidays)
        return " − ".join(number_text(part) for part in parts)
    return f"{number_text(lines.weeks)} weeks × {DAYS_IN_WEEK}"


def _contracted_source(lines: CapacityLines) -> str:
    return read_off(lines.sources, *(("weeks", "leave_days") if is_all_year(lines.weeks) else ("weeks",)))
