"""Which clients can we not afford to lose? The fewest whose leaving makes own delivery dearer than buying."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from trustops.costing.clients import Buyer, by_client
from trustops.costing.covered import Covered, earned, members_pay
from trustops.costing.service import service_cost
from trustops.costing.service_model import ServiceCost, ServiceInputs
from trustops.quantities.errors import TrustopsError
from trustops.quantities.money import penny
from trustops.quantities.words import counted, listed, number_text, pounds_text
from trustops.quantities.working import Line, Working, read_off, sources


@dataclass(frozen=True, slots=True)
class Leaver:
    """A client by URN with all its agreements: days and pounds a year, and the records of what was agreed."""

    urn: str
    name: str
    days: Decimal
    income: Decimal
    source: str = ""


@dataclass(frozen=True, slots=True)
class Alone:
    """What the saving against buying falls to if one client leaves by itself; below zero is dearer."""

    leaver: Leaver
    saving_left: Decimal


@dataclass(frozen=True, slots=True)
class ClientLoss:
    """The smallest set of clients whose leaving makes own delivery dearer than buying, and the saving then.

    ``leavers`` is None where even losing every client would not, and empty where it is dearer already. ``saving`` is
    that against buying, with everybody; ``saving_left`` is what it falls to (below zero is dearer). ``alone`` is the
    same of each client, did it leave by itself.
    """

    leavers: tuple[Leaver, ...] | None
    saving: Decimal
    saving_left: Decimal
    why: str
    working: Working
    alone: tuple[Alone, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """What a client's notice is worth: the day we would hear, and the last day that is soon enough for us.

    ``safe`` is None where the client's notice is not known.
    """

    leaver: Leaver
    hears_on: date | None
    last_safe: date
    safe: bool | None


_Set = tuple[Decimal, tuple[int, ...]]  # the income of some clients, and which they are


def client_loss(inputs: ServiceInputs) -> ClientLoss:
    """The fewest clients (then the fewest days, the most income, the lowest URNs) without whom buying is cheaper.

    Exact, not a guess: own net cost without them = total cost − their days' travel − the income of the rest, to the
    penny, against member days × the alternative. Staff and fixed cost stay, as no post ends with an agreement. Raises
    TrustopsError where nobody buys, and UnknownFigure where a price or the alternative is not known.
    """
    cost = service_cost(inputs)
    clients = tuple(leavers(inputs, cost))
    if not clients:
        raise TrustopsError(f"{inputs.called} has no clients in {inputs.year}, so none can be lost; see Agreements.")
    elsewhere = members_pay(inputs, cost, Covered.MEMBERS_ALTERNATIVE)
    if saving_without(cost, elsewhere, ()) < 0:
        return _answer(inputs, cost, elsewhere, ())
    most = _enough(cost, elsewhere, clients)
    return _answer(inputs, cost, elsewhere, None if most is None else _fewest(cost, elsewhere, clients, most))


def leavers(inputs: ServiceInputs, cost: ServiceCost) -> list[Leaver]:
    """The clients that take days, each once, by URN. Raises UnknownFigure where what one of them pays is unknown."""
    earned(inputs, cost)
    income = by_client(cost.clients)
    theirs = {urn: [each for each in inputs.clients if each.urn == urn] for urn in sorted(income)}
    found = (_leaver(agreements, income[urn]) for urn, agreements in theirs.items())
    return [each for each in found if each.days > 0]


def _leaver(agreements: list[Buyer], income: Decimal) -> Leaver:
    first, days = agreements[0], sum((each.days for each in agreements), Decimal(0))
    return Leaver(first.urn, first.name, days, income, sources(*(each.source for each in agreements)))


def saving_without(cost: ServiceCost, elsewhere: Decimal, gone: Iterable[Leaver]) -> Decimal:
    """What own delivery still saves against ``elsewhere`` once those clients have gone; below zero is dearer."""
    lost = tuple(gone)
    return _saving(cost, elsewhere, sum((each.days for each in lost), Decimal(0)), _income(lost))


def notices(
    lost: Iterable[Leaver], leaving: date, client_weeks: Mapping[str, int], our_weeks: int
) -> tuple[Notice, ...]:
    """Whether each client's notice (weeks, by URN) is long enough to end our own commitment of ``our_weeks`` in time.

    Both end on ``leaving``, so the last safe day to hear is that many weeks before it.
    """
    last_safe = last_safe_notice(leaving, our_weeks)
    return tuple(_notice(each, leaving, client_weeks.get(each.urn), last_safe) for each in lost)


def last_safe_notice(leaving: date, weeks: int) -> date:
    """The last day on which ``weeks`` of notice still end on the day of leaving, or before it.

    >>> last_safe_notice(date(2026, 8, 31), 12)
    datetime.date(2026, 6, 8)
    """
    if weeks < 0:
        raise TrustopsError("Notice cannot be less than no weeks; give the weeks that the contract says, like 12.")
    return leaving - timedelta(weeks=weeks)


def _notice(leaver: Leaver, leaving: date, weeks: int | None, last_safe: date) -> Notice:
    if weeks is None:
        return Notice(leaver, None, last_safe, None)
    hears_on = last_safe_notice(leaving, weeks)
    return Notice(leaver, hears_on, last_safe, hears_on <= last_safe)


def _saving(cost: ServiceCost, elsewhere: Decimal, days: Decimal, income: Decimal) -> Decimal:
    total = penny(cost.fixed_cost + cost.variable_per_day * (cost.delivered_days - days))
    return elsewhere - total + (cost.income or Decimal(0)) - income


def _income(lost: Iterable[Leaver]) -> Decimal:
    return sum((each.income for each in lost), Decimal("0.00"))


def _enough(cost: ServiceCost, elsewhere: Decimal, clients: tuple[Leaver, ...]) -> int | None:
    """How many of the clients that bring in most are enough to lose: no larger set need be looked at."""
    ranked = sorted(clients, key=lambda each: (cost.variable_per_day * each.days - each.income, each.urn))
    numbers = range(1, len(ranked) + 1)
    return next((many for many in numbers if saving_without(cost, elsewhere, ranked[:many]) < 0), None)


def _fewest(cost: ServiceCost, elsewhere: Decimal, clients: tuple[Leaver, ...], most: int) -> tuple[Leaver, ...]:
    """For each number of clients and sum of days, the set of most income: the first that is enough is the answer.

    The clients come in order of URN, so that of equal sets the lowest URNs stay.
    """
    best: dict[tuple[int, Decimal], _Set] = {(0, Decimal(0)): (Decimal(0), ())}
    for index, client in enumerate(clients):
        for (many, days), (income, chosen) in tuple(best.items()):
            key, found = (many + 1, days + client.days), (income + client.income, (*chosen, index))
            if many < most and (key not in best or _better(found, best[key])):
                best[key] = found
    enough = (best[key][1] for key in sorted(best) if _saving(cost, elsewhere, key[1], best[key][0]) < 0)
    return tuple(clients[index] for index in next(enough))


def _better(one: _Set, other: _Set) -> bool:
    return (-one[0], one[1]) < (-other[0], other[1])


def _answer(
    inputs: ServiceInputs, cost: ServiceCost, elsewhere: Decimal, lost: tuple[Leaver, ...] | None
) -> ClientLoss:
    saving, everybody = saving_without(cost, elsewhere, ()), leavers(inputs, cost)
    left = saving_without(cost, elsewhere, everybody if lost is None else lost)
    alone = tuple(Alone(each, saving_without(cost, elsewhere, (each,))) for each in everybody)
    price = read_off(inputs.sources, "alternative")
    lines = [Line("Saving against the alternative", saving, "bought elsewhere − net cost", price)]
    lines += [
        Line(f"Income lost from {each.name}", -each.income, f"{number_text(each.days)} days", each.source)
        for each in lost or ()
    ]
    lines.append(Line("Saving once they have gone", left, "the saving − income lost + the cost of their days out"))
    lines += [
        Line(
            f"Saving if {each.leaver.name} alone leaves",
            each.saving_left,
            f"{number_text(saving)} − {number_text(each.leaver.income)} + "
            f"{number_text(cost.variable_per_day)} × {number_text(each.leaver.days)}",
            each.leaver.source,
        )
        for each in alone
        if (each.leaver,) != lost
    ]
    working = Working.of(f"Clients that {inputs.called} cannot lose, {inputs.year}", lines)
    return ClientLoss(lost, saving, left, _why(inputs, lost, left), working, alone)


def _why(inputs: ServiceInputs, lost: tuple[Leaver, ...] | None, left: Decimal) -> str:
    if lost is None:
        return f"Were every client of {inputs.called} to leave, it would cost no more than buying."
    if not lost:
        return f"{inputs.called} costs {pounds_text(-left)} more than buying already, with every client it has."
    names, many = listed([each.name for each in lost]), counted(len(lost), "client")
    return f"Losing {many} ({names}) makes {inputs.called} {pounds_text(-left)} dearer than buying."
