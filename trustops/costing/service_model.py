"""What goes into the cost of a service, and what comes out? The values that ``service_cost`` takes and gives."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from trustops.costing.capacity import Capacity, CapacityLines
from trustops.costing.clients import Buyer, Income
from trustops.costing.employment import EmploymentCost
from trustops.costing.non_pay import CostItem
from trustops.costing.post import PostPay
from trustops.costing.price import BreakEven
from trustops.quantities.errors import TrustopsError
from trustops.quantities.working import Working
from trustops.quantities.years import AcademicYear
from trustops.rates import RateBook


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceInputs:
    """A service in one academic year. Money in pounds; ``overhead_rate`` a fraction of employment cost, None unknown.

    ``service`` is its code, ``name`` what people call it where that is known.
    ``staff`` carry the share of each post that the service has; ``capacity`` is of a full-time post; ``members``
    are the trust's own schools, ``clients`` the others; ``price`` and ``alternative`` (what a day would cost
    elsewhere) are pounds a day, None where unknown; days are sold in whole ``sellable_unit`` s.
    ``sources`` says what each figure of its own was read off, by the field's name.
    """

    service: str
    year: AcademicYear
    rates: RateBook
    staff: tuple[PostPay, ...]
    capacity: CapacityLines
    costs: tuple[CostItem, ...]
    overhead_rate: Decimal | None
    members: tuple[Buyer, ...] = ()
    clients: tuple[Buyer, ...] = ()
    price: Decimal | None = None
    alternative: Decimal | None = None
    alternative_like_for_like: bool | None = None
    sellable_unit: Decimal = Decimal(1)
    week_hours: Decimal = Decimal(37)
    name: str = ""
    sources: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for amount, what in ((self.price, "price"), (self.alternative, "alternative")):
            if amount is not None and amount < 0:
                raise TrustopsError(f"{self.called}: the {what} of a day cannot be below zero; correct it.")
        for buyer in (*self.members, *self.clients):
            if buyer.days < 0:
                raise TrustopsError(
                    f"{self.called}: {buyer.name} cannot take less than no days; correct its agreement."
                )

    @property
    def called(self) -> str:
        """The service's name, or its code where no name is known."""
        return self.name or self.service


@dataclass(frozen=True, slots=True)
class Staffing:
    """The employment cost of everyone in the service, line by line, pounds; ``posts`` in the order given."""

    gross: Decimal
    employer_ni: Decimal
    pension: Decimal
    levy: Decimal
    total: Decimal
    posts: tuple[EmploymentCost, ...]

    @property
    def cover(self) -> Decimal:
        """What standing in for posts costs; the total has it beside the four lines."""
        return sum((post.cover for post in self.posts), Decimal("0.00"))

    @property
    def assumed(self) -> bool:
        """Whether any pay award in it was assumed."""
        return any(post.assumed for post in self.posts)


@dataclass(frozen=True, slots=True)
class BreakEvens:
    """Three meanings of "the service pays for itself": members pay the full cost, the alternative, or nothing."""

    members_full_cost: BreakEven
    members_alternative: BreakEven
    members_free: BreakEven


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceCost:
    """The whole answer for one service and year. None is unknown (or has no meaning), never zero.

    Pounds to the penny, except ``*_pct`` (percent, four places) and ``utilisation``, ``largest_client_share`` and
    ``client_hhi`` (fractions, four places). ``recovery`` is income and members at full cost, less total cost.
    """

    service: str
    academic_year: str
    employment: Staffing
    non_pay: Decimal
    management: Decimal
    overhead: Decimal
    fixed_cost: Decimal
    variable_per_day: Decimal
    capacity: Capacity
    fte: Decimal
    member_days: Decimal
    sold_days: Decimal
    sellable_days: Decimal
    delivered_days: Decimal
    utilisation: Decimal
    unmet_days: Decimal
    unmet_fte: Decimal
    full_cost: Decimal
    full_cost_rate: Decimal
    full_cost_hourly: Decimal
    marginal_rate: Decimal
    price: Decimal | None
    contribution_per_day: Decimal | None
    margin_pct: Decimal | None
    markup_pct: Decimal | None
    break_even: BreakEvens
    total_cost: Decimal
    income: Decimal | None
    net_cost: Decimal | None
    net_per_member_day: Decimal | None
    alternative_cost: Decimal | None
    saving: Decimal | None
    members_at_full_cost: Decimal
    recovery: Decimal | None
    recovery_pct: Decimal | None
    largest_client_share: Decimal | None
    client_hhi: Decimal | None
    clients: tuple[Income, ...]
    flags: tuple[str, ...] = ()
    working: tuple[Working, ...] = ()
    name: str = ""
