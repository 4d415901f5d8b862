"""Does each service pay its way: its price, its use, and how much hangs on one client?"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from trustops.costing.clients import by_client
from trustops.costing.service_model import ServiceCost
from trustops.findings.model import Area, Evidence, Raised, Rule, Severity, Subject
from trustops.findings.picture import Picture
from trustops.models import Service
from trustops.quantities.errors import TrustopsError
from trustops.quantities.words import number_text, percent_text, pounds_text
from trustops.quantities.working import sources

ENOUGH_USE = Decimal("0.85")
MUCH_FROM_ONE = Decimal("0.25")
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Costed:
    """A service of the picture with its cost of the year, and what a finding about it needs."""

    picture: Picture
    service: Service
    cost: ServiceCost

    @property
    def subject(self) -> Subject:
        return Subject("service", self.service.service, self.service.name)

    def evidence(self, *facts: tuple[str, str], rows: str = "") -> tuple[Evidence, ...]:
        """Figures of the year's cost, whose working `trustops service cost` shows; the first is read off ``rows``."""
        origin = f"the cost of {self.service.service} in {self.cost.academic_year}"
        return tuple(Evidence(*fact, origin if place else rows or origin) for place, fact in enumerate(facts))

    @property
    def lowest_price_from(self) -> str:
        """The agreements with the lowest price, and the service's own row where that is its price."""
        lowest = self.lowest_price
        paid = (each for each in self.cost.clients if each.buyer.days > 0 and each.price == lowest)
        own = self.picture.snapshot.origin(self.service) if self.cost.price == lowest else ""
        return sources(*(each.buyer.source for each in paid), own)

    @property
    def lowest_price(self) -> Decimal | None:
        """The least that a client pays for a day; the service's own price while it has no client."""
        paid = [income.price for income in self.cost.clients if income.buyer.days > 0]
        return min([*paid, *([] if self.cost.price is None else [self.cost.price])], default=None)


def _costed(picture: Picture) -> Iterator[Costed]:
    for service, cost in picture.services:
        if not isinstance(cost, TrustopsError):
            yield Costed(picture, service, cost)


def _each(check: Callable[[Costed], Raised | None]) -> Callable[[Picture], Iterator[Raised]]:
    """A check of one service, made of all that have a cost."""

    def all_services(picture: Picture) -> Iterator[Raised]:
        return (raised for costed in _costed(picture) if (raised := check(costed)))

    return all_services


def _below_marginal(costed: Costed) -> Raised | None:
    price, marginal = costed.lowest_price, costed.cost.marginal_rate
    if price is None or price >= marginal:
        return None
    return Raised(
        subject=costed.subject,
        message=f"A day of {costed.service.name} is sold at {pounds_text(price)}, less than the "
        f"{pounds_text(marginal)} that one more day costs.",
        evidence=costed.evidence(
            ("Lowest price", pounds_text(price)),
            ("Marginal cost", pounds_text(marginal)),
            rows=costed.lowest_price_from,
        ),
    )


BELOW_MARGINAL_COST = Rule(
    id="costing.below_marginal_cost",
    title="A price is below marginal cost",
    area=Area.COSTING,
    severity=Severity.RED,
    why="Every day sold loses money that the trust's own pupils would have had.",
    remedy="The finance director raises the price above the marginal cost, or ends the agreement at its next notice.",
    source="Academy Trust Handbook 2025, part 2: services are charged at full cost",
    check=_each(_below_marginal),
)


def _below_full_cost(costed: Costed) -> Raised | None:
    price, full = costed.lowest_price, costed.cost.full_cost_rate
    if price is None or price >= full:
        return None
    return Raised(
        subject=costed.subject,
        message=f"A day of {costed.service.name} is sold at {pounds_text(price)}, "
        f"{pounds_text(full - price)} less than its full cost of {pounds_text(full)}.",
        evidence=costed.evidence(
            ("Lowest price", pounds_text(price)),
            ("Full-cost day rate", pounds_text(full)),
            rows=costed.lowest_price_from,
        ),
    )


BELOW_FULL_COST = Rule(
    id="costing.below_full_cost",
    title="A price is below full cost",
    area=Area.COSTING,
    severity=Severity.AMBER,
    why="The trust's own schools pay part of what a client gets; the handbook expects the full cost to be charged.",
    remedy="The finance director raises the price, or the board minutes why it is lower and for how long.",
    source="Academy Trust Handbook 2025, part 2: services are charged at full cost, with a return where commercial",
    check=_each(_below_full_cost),
)


def _use(costed: Costed) -> tuple[str, tuple[Evidence, ...]]:
    """The share of the days that are taken, in words, with the days behind it."""
    cost = costed.cost
    chargeable = cost.capacity.chargeable
    taken, could = number_text(cost.delivered_days, 1), number_text(chargeable, 1)
    pct = percent_text(cost.delivered_days / chargeable * HUNDRED) if chargeable else "unknown"
    text = f"{taken} of the {could} days that can be delivered in {cost.academic_year}"
    return text, costed.evidence(("Days taken", taken), ("Days that can be delivered", could), ("Use", pct))


def _oversold(costed: Costed) -> Raised | None:
    over = costed.cost.delivered_days - costed.cost.capacity.chargeable
    if over <= 0:
        return None
    use, evidence = _use(costed)
    return Raised(
        subject=costed.subject,
        message=f"{costed.service.name} has promised {use}: {number_text(over, 1)} too many.",
        evidence=evidence,
    )


OVERSOLD = Rule(
    id="costing.oversold",
    title="More days are sold than can be delivered",
    area=Area.COSTING,
    severity=Severity.RED,
    why="Some school will not get what it has paid for.",
    remedy="The service's owner adds capacity, or moves days with the schools before the term begins.",
    source="Our default: days taken over 100 % of chargeable days",
    check=_each(_oversold),
)


def _unsold(costed: Costed) -> Raised | None:
    cost = costed.cost
    if cost.delivered_days >= ENOUGH_USE * cost.capacity.chargeable:
        return None
    use, evidence = _use(costed)
    left = number_text(cost.capacity.chargeable - cost.delivered_days, 1)
    return Raised(
        subject=costed.subject,
        message=f"{costed.service.name} has takers for {use}; {left} are unsold.",
        evidence=evidence,
    )


UNSOLD = Rule(
    id="costing.unsold_capacity",
    title="Capacity is unsold",
    area=Area.COSTING,
    severity=Severity.AMBER,
    why="The trust's own schools carry the cost of the days that nobody takes.",
    remedy="The service's owner offers the days to prospects, gives them to the schools that need them, or cuts hours.",
    source="Our default: days taken under 85 % of chargeable days",
    check=_each(_unsold),
)


def _one_large_client(costed: Costed) -> Raised | None:
    incomes = by_client(costed.cost.clients)
    total = sum(incomes.values(), Decimal(0))
    if total <= 0:
        return None
    urn, largest = max(incomes.items(), key=lambda item: (item[1], item[0]))
    if largest <= MUCH_FROM_ONE * total:
        return None
    name = costed.picture.snapshot.site_name(urn)
    share = percent_text(largest / total * HUNDRED)
    agreed = sources(*(each.buyer.source for each in costed.cost.clients if each.buyer.urn == urn))
    return Raised(
        subject=costed.subject,
        message=f"{name} brings {share} of what {costed.service.name} earns from clients in "
        f"{costed.cost.academic_year}: {pounds_text(largest)} of {pounds_text(total)}.",
        evidence=costed.evidence(("Largest client", name), ("Its share of sold income", share), rows=agreed),
    )


ONE_LARGE_CLIENT = Rule(
    id="costing.one_large_client",
    title="One client is over 25 % of sold income",
    area=Area.COSTING,
    severity=Severity.AMBER,
    why="If that client leaves, what the trust's own schools pay jumps.",
    remedy="The service's owner agrees a full term's notice with the client and looks for others.",
    source="Our default: 25 % of sold income",
    check=_each(_one_large_client),
)
