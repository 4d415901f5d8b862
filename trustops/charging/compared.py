"""How would every policy of the record, and every usual method, fall on our schools this year?"""

from collections.abc import Sequence

from trustops.charging.from_snapshot import members_of
from trustops.charging.measures import Member
from trustops.charging.policies import charges
from trustops.charging.policy_rows import policies_in, policy_of
from trustops.charging.side_by_side import USUAL, Option, option, side_by_side, usage_costs
from trustops.quantities.errors import TrustopsError
from trustops.quantities.years import AcademicYear
from trustops.snapshot import Snapshot


def compared(snapshot: Snapshot, code: str, year: AcademicYear) -> tuple[Option, ...]:
    """The policy first, then the record's others with their own totals, then the usual methods sharing out its total.

    A policy that cannot be worked out stays in its place with the reason. Raises a TrustopsError where ``code`` is no
    policy of the year, or no school was a member.
    """
    present, members = policy_of(snapshot, code, year), members_of(snapshot, year)
    first = side_by_side(present, members, {})[0]
    recorded = [
        _option(snapshot, row.policy, year, members, first) for row in policies_in(snapshot, year) if row.policy != code
    ]
    total = first.charges.total if first.charges else 0
    known = [each.charges.policy.method for each in (first, *recorded) if each.charges and each.charges.total == total]
    others = {name: method for name, method in USUAL.items() if method not in known}
    return (first, *recorded, *side_by_side(present, members, others)[1:])


def _option(snapshot: Snapshot, code: str, year: AcademicYear, members: Sequence[Member], first: Option) -> Option:
    if first.charges is None:
        return Option(code, None, why_not=first.why_not)
    try:
        worked = charges(policy_of(snapshot, code, year), members)
    except TrustopsError as error:
        return Option(code, None, why_not=str(error))
    return option(code, worked, first.charges, usage_costs(worked.total, members))
