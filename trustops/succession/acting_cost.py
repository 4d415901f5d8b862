"""What does a cascade cost for a term: allowances to those who act up, supply at the bottom, less the salary not paid?

Whoever acts is paid the difference between the two posts, as an allowance, for the months that it lasts; the salary
of the post that fell vacant is not paid meanwhile. Salaries are those of the first day. A move down costs nothing:
pay is protected. Only a teacher's post is backfilled by supply; another that stands empty costs nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from trustops.quantities.errors import TrustopsError
from trustops.quantities.words import counted, day_text
from trustops.quantities.working import Line, Working
from trustops.rates import RateBook
from trustops.snapshot import Snapshot
from trustops.succession.acting_lines import ActingSums
from trustops.succession.cascade_view import Cascade
from trustops.succession.notice import MONTHS_OF_A_TERM


@dataclass(frozen=True, slots=True)
class ActingCost:
    """What the moves cost over some months, pounds; an amount is None where a part of it is not known.

    ``net`` is before on-costs: allowances and supply less the salaries not paid. ``on_costs`` are the employer's NI,
    pension and levy on the allowances, less those on the salaries not paid, and ``net_with_on_costs`` the two
    together. ``unknown`` says in words what is not known.
    """

    months: int
    moves: int
    backfills: int
    allowances: Decimal | None
    supply: Decimal | None
    saving: Decimal | None
    net: Decimal | None
    on_costs: Decimal | None
    net_with_on_costs: Decimal | None
    unknown: tuple[str, ...]
    working: Working


def acting_cost(
    snapshot: Snapshot,
    found: Cascade,
    *,
    starts: date | None = None,
    months: int = MONTHS_OF_A_TERM,
    supply_days: Decimal | None = None,
    rates: RateBook | None = None,
) -> ActingCost:
    """The cost of the moves of a cascade for some months from ``starts`` (the snapshot's day where none is given).

    Allowance = (pay of the post taken − pay of the post left × the share held of it) × months ÷ 12, never below none;
    supply = school days × the trust's agency day rate, for each teacher's post left unfilled; saving = pay of the post
    that fell vacant × months ÷ 12; each to the penny. Pay is the salary × the term-time fraction × hours ÷ the hours
    of a full week. ``supply_days`` replaces the school days of the term dates.

    DOMAIN T-E3: a head on 85,000 is vacant for a term; a deputy on 68,000, an assistant on 58,000 and a teacher on
    49,000 move up; 75 days of supply at 230. (17,000 + 10,000 + 9,000) × 4 ÷ 12 + 17,250 − 28,333.33 = 916.67.
    """
    if months < 1:
        raise TrustopsError("A cost of acting up is for 1 month or more; a term is 4.")
    sums = ActingSums(snapshot, rates or RateBook.published(), starts or snapshot.as_of, months)
    allowances = [sums.allowance(move) for move in found.moves]
    supply = [part for gap in found.gaps if (part := sums.supply(gap, supply_days))]
    savings = [sums.saving(post) for post in found.vacant]
    parts = [*allowances, *supply, *savings]
    net = _added(part.line.amount for part in parts)
    on_costs = _added(part.on_costs.amount if part.on_costs else Decimal(0) for part in parts)
    both = None if net is None or on_costs is None else net + on_costs
    saved = _added(part.line.amount for part in savings)
    return ActingCost(
        months=months,
        moves=len(found.moves),
        backfills=len(found.gaps),
        allowances=_added(part.line.amount for part in allowances),
        supply=_added(part.line.amount for part in supply),
        saving=None if saved is None else -saved,
        net=net,
        on_costs=on_costs,
        net_with_on_costs=both,
        unknown=tuple(dict.fromkeys(why for part in parts for why in part.why)),
        working=Working.of(
            f"Cost of acting up for {counted(months, 'month')} from {day_text(sums.starts)}",
            [
                *(part.line for part in parts),
                Line("Net cost before on-costs", net, "allowances and supply, less the salary not paid"),
                *(part.on_costs for part in parts if part.on_costs),
                Line("Net cost with on-costs", both, "the lines above, added"),
            ],
        ),
    )


def _added(amounts: Iterable[Decimal | None]) -> Decimal | None:
    known = list(amounts)
    return None if None in known else sum((each for each in known if each is not None), Decimal("0.00"))
