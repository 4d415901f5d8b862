"""Which inputs matter most? Each is moved down and up by a stated amount, and net cost is worked out at both."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from trustops.costing.clients import with_sold_days
from trustops.costing.covered import earned
from trustops.costing.moves import MOVES, Move
from trustops.costing.service import service_cost
from trustops.costing.service_model import ServiceInputs
from trustops.quantities.errors import TrustopsError
from trustops.quantities.words import amount_text, listed, number_text
from trustops.quantities.working import Line, Working


@dataclass(frozen=True, slots=True)
class Bar:
    """One input: what it was moved by, net cost with it down and up, and the ``swing`` between extremes; pounds."""

    key: str
    label: str
    by: str
    down: Decimal
    up: Decimal
    swing: Decimal


@dataclass(frozen=True, slots=True)
class Tornado:
    """Net cost as it is, the bars with the widest first, and a sentence for each input that could not be moved."""

    net_cost: Decimal
    bars: tuple[Bar, ...]
    unmoved: tuple[str, ...]
    working: Working


def tornado(inputs: ServiceInputs, amounts: Mapping[str, Decimal] | None = None) -> Tornado:
    """Net cost with each of MOVES down and up by its amount, or by the one given under its key, all else as it is.

    Days beyond what can be delivered earn nothing, in every case, so a smaller post does not pay by breaking promises.
    Sorted by swing, ties in the order of MOVES. Raises UnknownFigure where a client's price is not known, and
    TrustopsError for a key that is none of MOVES, or an amount that is not above none.
    """
    chosen, net = _amounts(amounts or {}), _net(inputs)
    bars: list[Bar] = []
    unmoved: list[str] = []
    for move in MOVES:
        why = move.cannot(inputs)
        if why:
            unmoved.append(f"“{move.label}” was not moved: {why}.")
        else:
            bars.append(_bar(inputs, move, chosen[move.key], net))
    bars.sort(key=lambda bar: -bar.swing)
    return Tornado(net, tuple(bars), tuple(unmoved), _working(inputs, net, bars))


def _amounts(given: Mapping[str, Decimal]) -> dict[str, Decimal]:
    usual = {move.key: move.amount for move in MOVES}
    unknown = [key for key in given if key not in usual]
    if unknown:
        raise TrustopsError(f"“{unknown[0]}” is not an input that can be moved; the keys are {listed(tuple(usual))}.")
    for key, amount in given.items():
        if not amount > 0:
            raise TrustopsError(f"{key}: {number_text(amount)} moves nothing; give an amount above none.")
    return {**usual, **given}


def _bar(inputs: ServiceInputs, move: Move, amount: Decimal, net: Decimal) -> Bar:
    down, up = _net(move.make(inputs, -amount)), _net(move.make(inputs, amount))
    by = f"{number_text(amount)} {move.unit}"
    return Bar(move.key, move.label, by, down, up, max(down, up, net) - min(down, up, net))


def _net(inputs: ServiceInputs) -> Decimal:
    """Net cost of what can be delivered."""
    cost = service_cost(inputs)
    if cost.unmet_days:
        left = cost.sellable_days // inputs.sellable_unit * inputs.sellable_unit
        cost = service_cost(_selling(inputs, left))
    return cost.total_cost - earned(inputs, cost)


def _selling(inputs: ServiceInputs, days: Decimal) -> ServiceInputs:
    return replace(inputs, clients=with_sold_days(inputs.clients, days, inputs.sellable_unit))


def _working(inputs: ServiceInputs, net: Decimal, bars: list[Bar]) -> Working:
    lines = [Line("Net cost as it is", net, "total cost − income from clients, of what can be delivered")]
    for bar in bars:
        how = f"{bar.label} {bar.by} down: {amount_text(bar.down)}; up: {amount_text(bar.up)}"
        lines.append(Line(f"Swing of {bar.label.lower()}", bar.swing, how))
    return Working.of(f"What moves the net cost of {inputs.called}, {inputs.year}", lines)
