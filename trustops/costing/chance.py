"""How likely is it that the cost is covered? Every outcome of the tentative agreements, with its exact chance."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from trustops.costing.clients import Buyer, DayPrices, price_for
from trustops.costing.covered import Covered, earned, members_pay
from trustops.costing.service import service_cost
from trustops.costing.service_model import ServiceCost, ServiceInputs
from trustops.quantities.errors import TrustopsError, UnknownFigure
from trustops.quantities.money import penny, pounds, whole_pence
from trustops.quantities.words import counted, number_text
from trustops.quantities.working import Line, Working

MOST_OUTCOMES = 20_000  # about a second's work; agreements at one price have no more outcomes than days


@dataclass(frozen=True, slots=True)
class Tentative:
    """An agreement not yet signed, and how likely it is (a fraction, 0 to 1); None where nobody has said."""

    buyer: Buyer
    probability: Decimal | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What could happen: days sold and income from clients, firm and won, net cost, and its exact chance."""

    sold_days: Decimal
    income: Decimal
    net_cost: Decimal
    chance: Fraction


@dataclass(frozen=True, slots=True)
class Band:
    """A bar of the chart: net cost from ``at_least`` to under ``under``, pounds, and its exact chance."""

    at_least: Decimal
    under: Decimal
    chance: Fraction


@dataclass(frozen=True, slots=True)
class Chances:
    """``covered`` under each meaning as a fraction to four places, half up; None where the alternative is unknown.

    ``expected_net`` is the mean net cost to the penny, ``full`` the chance that more days are wanted than are left.
    ``outcomes`` are in order of net cost and their chances add to exactly one.
    """

    covered: dict[Covered, Decimal | None]
    expected_net: Decimal
    expected_days: Decimal
    full: Decimal
    outcomes: tuple[Outcome, ...]
    working: Working


@dataclass(frozen=True, slots=True)
class _State:
    """Days sold, income, and whether any day had to be refused."""

    days: Decimal
    income: Decimal
    refused: bool = False


def chances(inputs: ServiceInputs, tentative: Iterable[Tentative]) -> Chances:
    """The chance that income and members cover the cost, by exact convolution of agreements that come or do not.

    Each is taken to come independently of the rest. Agreements are served in the order given, after the firm ones: what
    is beyond the days left is refused, in whole sellable units, and earns nothing. Chances are exact fractions until
    they are shown. Raises UnknownFigure where a price or a probability is not known.
    """
    asked, cost = tuple(tentative), service_cost(inputs)
    states, ways = {_State(cost.sold_days, earned(inputs, cost)): 1}, 1
    for one in asked:
        states, ways = _with(states, one, cost, inputs), ways * _likely(one).denominator
    outcomes = tuple(sorted(_outcomes(states, ways, cost), key=lambda each: (each.net_cost, each.sold_days)))
    full = Fraction(sum(weight for state, weight in states.items() if state.refused), ways)
    return _chances(inputs, cost, outcomes, full, asked)


def bands(outcomes: Iterable[Outcome], width: Decimal) -> tuple[Band, ...]:
    """The outcomes as bars of equal ``width`` in pounds, lowest net cost first, those between with nothing left in.

    >>> one = Outcome(Decimal(1), Decimal(5), Decimal(-5), Fraction(1, 4))
    >>> two = Outcome(Decimal(0), Decimal(0), Decimal(12), Fraction(3, 4))
    >>> [(str(bar.at_least), str(bar.chance)) for bar in bands([one, two], Decimal(10))]
    [('-10', '1/4'), ('0', '0'), ('10', '3/4')]
    """
    if width <= 0:
        raise TrustopsError("A chart's bars are wider than nothing; give their width in pounds, like 1000.")
    bars: dict[int, Fraction] = {}
    for each in outcomes:
        place = int(Fraction(each.net_cost) // Fraction(width))
        bars[place] = bars.get(place, Fraction(0)) + each.chance
    places = range(min(bars, default=0), max(bars, default=-1) + 1)
    return tuple(Band(at * width, (at + 1) * width, bars.get(at, Fraction(0))) for at in places)


def _with(states: dict[_State, int], one: Tentative, cost: ServiceCost, inputs: ServiceInputs) -> dict[_State, int]:
    """The states after one more agreement comes or does not, each in whole ways of all the ways it could go."""
    likely, price = _likely(one), price_for(one.buyer, _prices(inputs, cost))
    comes, stays_away = likely.numerator, likely.denominator - likely.numerator
    after: dict[_State, int] = {}
    for state, weight in states.items():
        won = _won(state, one.buyer.days, price, cost.sellable_days, inputs.sellable_unit)
        for then, part in ((won, weight * comes), (state, weight * stays_away)):
            if part:
                after[then] = after.get(then, 0) + part
    if len(after) > MOST_OUTCOMES:
        raise TrustopsError(
            f"{inputs.called} has too many tentative agreements at prices of their own to weigh every outcome; "
            "give those that matter most."
        )
    return after


def _won(state: _State, wanted: Decimal, price: Decimal, sellable: Decimal, unit: Decimal) -> _State:
    left = max(Decimal(0), sellable - state.days)
    taken = wanted if wanted <= left else left // unit * unit
    return _State(state.days + taken, state.income + penny(taken * price), state.refused or taken < wanted)


def _prices(inputs: ServiceInputs, cost: ServiceCost) -> DayPrices:
    return DayPrices(inputs.price, cost.full_cost_rate, inputs.alternative)


def _likely(one: Tentative) -> Fraction:
    if one.probability is None:
        advice = "give it on the Agreements sheet, from 0 to 100 %"
        raise UnknownFigure(f"probability of the agreement of {one.buyer.name}", "in that year", advice)
    if not 0 <= one.probability <= 1:
        percent = number_text(one.probability * 100)
        raise TrustopsError(f"{one.buyer.name}: an agreement cannot be {percent} % likely; give it from 0 to 100 %.")
    return Fraction(one.probability)


def _outcomes(states: dict[_State, int], ways: int, cost: ServiceCost) -> Iterator[Outcome]:
    """Each outcome once, however it came about."""
    merged: dict[tuple[Decimal, Decimal], int] = {}
    for state, weight in states.items():
        merged[state.days, state.income] = merged.get((state.days, state.income), 0) + weight
    for (days, income), weight in merged.items():
        total = penny(cost.fixed_cost + cost.variable_per_day * (cost.member_days + days))
        yield Outcome(days, income, total - income, Fraction(weight, ways))


def _chances(
    inputs: ServiceInputs,
    cost: ServiceCost,
    outcomes: tuple[Outcome, ...],
    full: Fraction,
    asked: tuple[Tentative, ...],
) -> Chances:
    covered = {meaning: _covered(inputs, cost, meaning, outcomes) for meaning in Covered}
    net = pounds(whole_pence(sum((each.chance * Fraction(each.net_cost) * 100 for each in outcomes), Fraction(0))))
    days = _shown(sum((each.chance * Fraction(each.sold_days) for each in outcomes), Fraction(0)))
    how = f"{counted(len(asked), 'tentative agreement')}, {counted(len(outcomes), 'outcome')}"
    lines = [
        *(_hope(one) for one in asked),
        Line("Net cost expected", net, f"each outcome's net cost × its chance, added: {how}"),
        Line("Days sold expected", days, "each outcome's days × its chance, added", unit="days"),
        *(
            Line(f"Chance of covering the cost if {meaning}", None if chance is None else chance * 100, how, unit="%")
            for meaning, chance in covered.items()
        ),
        Line("Chance that more days are wanted than are left", _shown(full) * 100, how, unit="%"),
    ]
    title = f"Chance of covering the cost of {inputs.called}, {inputs.year}"
    return Chances(covered, net, days, _shown(full), outcomes, Working.of(title, lines))


def _hope(one: Tentative) -> Line:
    percent = None if one.probability is None else one.probability * 100
    days = f"{number_text(one.buyer.days)} days, not yet signed"
    return Line(f"How likely {one.buyer.name} is", percent, days, one.buyer.source, "%")


def _covered(
    inputs: ServiceInputs, cost: ServiceCost, meaning: Covered, outcomes: tuple[Outcome, ...]
) -> Decimal | None:
    if meaning is Covered.MEMBERS_ALTERNATIVE and cost.alternative_cost is None:
        return None
    pay = members_pay(inputs, cost, meaning)
    return _shown(sum((each.chance for each in outcomes if each.net_cost <= pay), Fraction(0)))


def _shown(exact: Fraction) -> Decimal:
    """An exact number to four places, half up."""
    return Decimal(whole_pence(exact * 10_000)).scaleb(-4)
