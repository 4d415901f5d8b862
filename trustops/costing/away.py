"""What if the officer is away for a term? Days not delivered, whose agreements are broken, and what it costs."""

from dataclasses import dataclass
from decimal import Decimal

from trustops.costing.covered import earned
from trustops.costing.employment import EmploymentCost
from trustops.costing.missed import Missed, missed_by_school
from trustops.costing.price import four_places
from trustops.costing.service import service_cost, staff_fte
from trustops.costing.service_model import ServiceCost, ServiceInputs
from trustops.quantities.errors import TrustopsError
from trustops.quantities.money import penny
from trustops.quantities.words import amount_text, counted, listed, number_text, percent_text, pounds_text
from trustops.quantities.working import Line, Working

TERM = Decimal(13)  # weeks of the 39 that a term-time post works


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """A post away for ``weeks`` of the ``of_weeks`` it works; ``paid`` is the fraction of its cost that still runs.

    ``cover_days`` are bought in at ``cover_price`` a day. An agreement is broken where less than ``promised`` of its
    days (a fraction) are delivered.
    """

    post: str
    weeks: Decimal = TERM
    of_weeks: Decimal = Decimal(39)
    paid: Decimal = Decimal(1)
    cover_days: Decimal = Decimal(0)
    cover_price: Decimal = Decimal(0)
    promised: Decimal = Decimal(1)

    def __post_init__(self) -> None:
        if not 0 <= self.weeks <= self.of_weeks or self.of_weeks == 0:
            asked, worked = number_text(self.weeks), number_text(self.of_weeks)
            raise TrustopsError(f"{self.post} works {worked} weeks, so it cannot be away for {asked}; give fewer.")
        if not (0 <= self.paid <= 1 and 0 <= self.promised <= 1) or self.cover_days < 0 or self.cover_price < 0:
            raise TrustopsError(
                f"{self.post}: what is paid and promised are between 0 and 1, and cover is not below none; correct it."
            )


@dataclass(frozen=True, slots=True)
class Away:
    """Days and pounds of an absence. ``worse`` is what it adds to net cost; below zero, it saves.

    ``days_away`` are the days the post would have delivered; ``missed_days`` those promised that nobody delivers.
    """

    days_away: Decimal
    missed_days: Decimal
    income_lost: Decimal
    cover: Decimal
    travel_saved: Decimal
    pay_saved: Decimal
    worse: Decimal
    net_cost: Decimal
    schools: tuple[Missed, ...]
    why: str
    working: Working

    @property
    def broken(self) -> tuple[Missed, ...]:
        """The schools whose agreements would be broken."""
        return tuple(each for each in self.schools if each.broken)


def away(inputs: ServiceInputs, absence: Absence) -> Away:
    """What the absence does to the year: days, agreements and net cost.

    Days away = chargeable days × the post's part of the FTE × weeks ÷ of weeks. Days that nobody had taken go first,
    then cover; the rest is missed by schools in proportion to their days, in whole sellable units. Worse = income lost
    + cover − travel saved − pay saved. Raises TrustopsError where no such post delivers the service, and UnknownFigure
    where a price is not known.
    """
    cost = service_cost(inputs)
    earned(inputs, cost)
    part, employment = _post(inputs, cost, absence)
    days_away = four_places(cost.capacity.chargeable * part * absence.weeks / absence.of_weeks)
    deliverable = cost.capacity.chargeable - days_away + absence.cover_days
    schools = missed_by_school(inputs, cost, deliverable, absence.promised)
    pay_saved = penny(employment.total * absence.weeks / absence.of_weeks * (1 - absence.paid))
    return _answer(inputs, cost, absence, days_away, schools, pay_saved)


def _post(inputs: ServiceInputs, cost: ServiceCost, absence: Absence) -> tuple[Decimal, EmploymentCost]:
    """The post's part of the service's FTE, and what it costs."""
    for post, employment in zip(inputs.staff, cost.employment.posts, strict=True):
        if post.title == absence.post:
            return staff_fte((post,), inputs.year) / staff_fte(inputs.staff, inputs.year), employment
    have = listed([post.title for post in inputs.staff]) or "nobody"
    raise TrustopsError(f"{inputs.called} has no {absence.post} in {inputs.year}; it is delivered by {have}.")


def _answer(
    inputs: ServiceInputs,
    cost: ServiceCost,
    absence: Absence,
    days_away: Decimal,
    schools: tuple[Missed, ...],
    pay_saved: Decimal,
) -> Away:
    missed = sum((each.missed for each in schools), Decimal(0))
    income_lost = sum((each.income for each in schools), Decimal("0.00"))
    cover = penny(absence.cover_days * absence.cover_price)
    travel_saved = penny(cost.variable_per_day * missed)
    worse = income_lost + cover - travel_saved - pay_saved
    net_cost = cost.total_cost - earned(inputs, cost) + worse
    weeks = f"{number_text(absence.weeks)} of {number_text(absence.of_weeks)} weeks"
    lines = (
        Line("Days that the post would have delivered", days_away, f"its chargeable days × {weeks}", unit="days"),
        Line("Days agreed that nobody delivers", missed, "after days not taken, and cover", unit="days"),
        Line("Income lost", income_lost, "each client's days missed × its price"),
        Line("Cover", cover, f"{number_text(absence.cover_days)} days × {amount_text(absence.cover_price)}"),
        Line("Cost of days out saved", travel_saved, f"{amount_text(cost.variable_per_day)} × {number_text(missed)}"),
        Line("Pay saved", pay_saved, f"employment cost × {weeks} × {percent_text((1 - absence.paid) * 100)} not paid"),
        Line("Net cost goes up by", worse, "income lost + cover − cost of days out saved − pay saved"),
        Line("Net cost with the absence", net_cost, "net cost + the line above"),
    )
    working = Working.of(f"{absence.post} away for {weeks}: {inputs.called}, {inputs.year}", lines)
    why = _why(absence, missed, worse, schools)
    return Away(days_away, missed, income_lost, cover, travel_saved, pay_saved, worse, net_cost, schools, why, working)


def _why(absence: Absence, missed: Decimal, worse: Decimal, schools: tuple[Missed, ...]) -> str:
    broken = counted(sum(each.broken for each in schools), "agreement is broken", "agreements are broken")
    more = f"net cost goes {'down' if worse < 0 else 'up'} by {pounds_text(abs(worse))}"
    weeks = counted(int(absence.weeks), "week") if absence.weeks % 1 == 0 else f"{number_text(absence.weeks)} weeks"
    return f"{absence.post} away for {weeks}: {number_text(missed)} days agreed are missed, {broken}, and {more}."
