"""What does each school pay under a policy? The total to recover, shared by the method, less reliefs, to the penny."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from trustops.charging.bands import Banded
from trustops.charging.measures import Member, in_order
from trustops.charging.methods import By, Method, Part, Rate
from trustops.charging.reliefs import Relief, relieved
from trustops.models import BorneBy
from trustops.quantities.errors import TrustopsError, UnknownFigure
from trustops.quantities.money import pounds
from trustops.quantities.words import pounds_text
from trustops.quantities.working import Line, Working, sources
from trustops.quantities.years import AcademicYear


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """How a trust charges its schools in one year.

    The total is ``total_pence``, or what ``rate`` comes to, or the sum of a price list of bands; where the total and
    the rate are both given they must agree. ``sources`` says what each was read off.
    """

    code: str
    year: AcademicYear
    method: Method
    total_pence: int | None = None
    rate: Rate | None = None
    reliefs: tuple[Relief, ...] = ()
    borne_by: BorneBy = BorneBy.TRUST
    sources: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SchoolCharge:
    """What one school pays, in pence, with its working; ``share_pence`` is before any relief."""

    member: Member
    pence: int
    share_pence: int
    working: Working


@dataclass(frozen=True, slots=True)
class Charges:
    """What every school pays, by URN, in pence: ``total`` is the charges and what the trust bears, exactly."""

    policy: Policy
    total: int
    borne_by_trust: int
    rows: tuple[SchoolCharge, ...]

    @property
    def by_school(self) -> dict[str, int]:
        """Each school's charge by URN."""
        return {row.member.urn: row.pence for row in self.rows}

    @property
    def charged(self) -> int:
        """What all the schools pay."""
        return sum(row.pence for row in self.rows)

    @property
    def basis(self) -> str:
        """How the charge was reached, for the accounts note."""
        rate, method = self.policy.rate, self.policy.method
        if rate is None:
            return method.basis
        if method == By(rate.measure):
            return rate.words
        return f"a total of {rate.words}, shared by {method.basis}"

    @property
    def working(self) -> Working:
        """The total, what each school pays of it, and what the trust bears."""
        policy = self.policy
        how = policy.rate.sum_of([row.member for row in self.rows]) if policy.rate else ""
        borne = Line("Borne by the trust", pounds(self.borne_by_trust), "the reliefs given")
        lines = (
            Line("Total to share out", pounds(self.total), how, sources(*policy.sources.values())),
            *(Line(row.member.name, pounds(row.pence), row.working.lines[0].sum) for row in self.rows),
            *((borne,) if self.borne_by_trust else ()),
        )
        return Working(f"Charge policy {policy.code} in {policy.year}", lines)


def charges(policy: Policy, members: Sequence[Member]) -> Charges:
    """Every school's charge. Raises UnknownFigure or TrustopsError naming the fact to mend.

    >>> from trustops.charging.measures import Measure
    >>> year = AcademicYear(2025)
    >>> three = [Member(urn=urn, name=urn, year=year) for urn in ("100001", "100002", "100003")]
    >>> charges(Policy(code="FLAT", year=year, method=By(Measure.SCHOOLS), total_pence=10000), three).by_school
    {'100001': 3334, '100002': 3333, '100003': 3333}
    """
    ordered = in_order(members)
    _same_year(policy, ordered[0])
    total = policy_total(policy, ordered)
    parts = policy.method.parts(ordered, total)
    shares = {member.urn: sum(part.pence for part in parts[member.urn]) for member in ordered}
    relief = relieved(shares, policy.reliefs, policy.borne_by)
    rows = []
    for member in ordered:
        extra = relief.parts.get(member.urn)
        every = (*parts[member.urn], *((extra,) if extra else ()))
        rows.append(_charge(policy, member, shares[member.urn], every))
    return Charges(policy, total, relief.borne_by_trust, tuple(rows))


def policy_total(policy: Policy, members: Sequence[Member]) -> int:
    """The pence that the policy recovers from these members."""
    by_rate = policy.rate.total(members) if policy.rate else None
    if policy.total_pence is None:
        if by_rate is not None:
            return by_rate
        if isinstance(policy.method, Banded):
            return policy.method.priced(members)
        raise UnknownFigure(
            f"total of the charge policy {policy.code}",
            f"in {policy.year}",
            "give Total or Percent of GAG on the Charge policies sheet",
        )
    if policy.rate is not None and by_rate is not None and by_rate != policy.total_pence:
        raise TrustopsError(
            f"Charge policy {policy.code} of {policy.year} gives a total of {pounds_text(pounds(policy.total_pence))}, "
            f"but {policy.rate.words} comes to {pounds_text(pounds(by_rate))}; empty one of the two."
        )
    return policy.total_pence


def _same_year(policy: Policy, member: Member) -> None:
    if policy.year != member.year:
        raise TrustopsError(
            f"Charge policy {policy.code} is for {policy.year}, and the schools' figures are for {member.year}; "
            "use the policy of that year."
        )


def _charge(policy: Policy, member: Member, share: int, parts: tuple[Part, ...]) -> SchoolCharge:
    pence = sum(part.pence for part in parts)
    source = sources(*policy.sources.values())
    added = "the lines above, added" if len(parts) > 1 else ""
    lines = (*(part.line for part in parts), Line("Charge", pounds(pence), added, source))
    return SchoolCharge(member, pence, share, Working(f"Charge to {member.name} in {policy.year}", lines))
