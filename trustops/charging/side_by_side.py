"""How would every way of charging fall on each school? Charge, per pupil, % of GAG, against use, and who would gain."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from trustops.charging.measures import Measure, Member, in_order
from trustops.charging.methods import By, Hybrid, Method
from trustops.charging.policies import Charges, Policy, SchoolCharge, charges
from trustops.models.kinds import TRUST_SITE
from trustops.quantities.errors import TrustopsError
from trustops.quantities.money import penny, pounds

TWO_PLACES = Decimal("0.01")

USUAL: Mapping[str, Method] = {
    "Percent of GAG": By(Measure.GAG),
    "Flat": By(Measure.SCHOOLS),
    "Per pupil": By(Measure.PUPILS),
    "Weighted pupils": By(Measure.WEIGHTED_PUPILS),
    "Usage": By(Measure.USAGE),
    "Hybrid, 30 % flat": Hybrid(((Decimal("0.3"), By(Measure.SCHOOLS)), (Decimal("0.7"), By(Measure.PUPILS)))),
}
"""The methods that most trusts compare; a page may give others. Source: DOMAIN.md B1."""


@dataclass(frozen=True, slots=True)
class Indicators:
    """What a charge means to one school; None where a figure that it needs is not known, or is nothing.

    Money in pence, but ``per_pupil`` (pounds to the penny); ``pct_of_gag`` in percent to two places. ``difference``
    is the charge less the cost of what the school uses: above zero, it subsidises others. ``gain`` is what it would
    save by leaving the present policy for this one. Part-year members: a year's pupils and GAG, the months' charge.
    """

    urn: str
    name: str
    charge: int
    per_pupil: Decimal | None
    pct_of_gag: Decimal | None
    usage_cost: int | None
    difference: int | None
    gain: int | None


@dataclass(frozen=True, slots=True)
class Option:
    """One way of charging: the schools' figures, or ``why_not`` in a sentence where it cannot be worked out.

    The gains of the schools and ``trust_gain`` add up to nothing. ``max_min_ratio`` is the dearest charge per pupil
    over the cheapest, to two places; None where a school's pupils are not known or one pays nothing.
    """

    name: str
    charges: Charges | None
    schools: tuple[Indicators, ...] = ()
    trust_gain: int | None = None
    max_min_ratio: Decimal | None = None
    why_not: str = ""


def side_by_side(
    present: Policy, members: Sequence[Member], others: Mapping[str, Method] = USUAL
) -> tuple[Option, ...]:
    """The present policy first, then each other method sharing out the same total with the same reliefs.

    A method whose figures are not known stays in its place with the reason. Raises where there are no members.
    """
    ordered = in_order(members)
    now, why_not = _worked(present, ordered)
    used = usage_costs(now.total, ordered) if now else None
    if now is None:
        # Without today's total there is nothing to share out by another method.
        return (Option(present.code, None, why_not=why_not), *(Option(name, None, why_not=why_not) for name in others))
    options = [option(present.code, now, now, used)]
    for name, method in others.items():
        trial = replace(present, method=method, total_pence=now.total, rate=None)
        worked, why_not = _worked(trial, ordered)
        options.append(option(name, worked, now, used) if worked else Option(name, None, why_not=why_not))
    return tuple(options)


def usage_costs(total: int, members: Sequence[Member]) -> dict[str, int] | None:
    """The cost of what each school uses: the total by days of use, in pence; None where use is not known."""
    try:
        parts = By(Measure.USAGE).parts(members, total)
    except TrustopsError:
        return None
    return {urn: sum(part.pence for part in each) for urn, each in parts.items()}


def option(name: str, worked: Charges, present: Charges, used: Mapping[str, int] | None) -> Option:
    """What a policy's charges mean to each school, beside the present ones."""
    now = present.by_school
    schools = tuple(_indicators(row.member, row.pence, used, now.get(row.member.urn)) for row in worked.rows)
    trust_gain = present.borne_by_trust - worked.borne_by_trust
    return Option(name, worked, schools, trust_gain, _max_min(worked.rows))


def gains(chosen: Option) -> dict[str, int]:
    """Who gains (above zero) and who loses by a switch, in pence by URN, with the trust where it bears anything."""
    found = {school.urn: school.gain for school in chosen.schools if school.gain is not None}
    return {**found, **({TRUST_SITE: chosen.trust_gain} if chosen.trust_gain else {})}


@dataclass(frozen=True, slots=True)
class Change:
    """A school's charge against the year before: pence, and percent to two places; None where it paid nothing."""

    urn: str
    name: str
    pence: int
    pct: Decimal | None


def year_on_year(now: Charges, before: Charges) -> tuple[Change, ...]:
    """What changed for the schools charged in both years."""
    earlier = before.by_school
    return tuple(
        Change(row.member.urn, row.member.name, row.pence - was, _pct(row.pence - was, was))
        for row in now.rows
        if (was := earlier.get(row.member.urn)) is not None
    )


def _worked(policy: Policy, members: Sequence[Member]) -> tuple[Charges | None, str]:
    try:
        return charges(policy, members), ""
    except TrustopsError as error:
        return None, str(error)


def _indicators(member: Member, pence: int, used: Mapping[str, int] | None, present: int | None) -> Indicators:
    cost = None if used is None else used.get(member.urn)
    return Indicators(
        urn=member.urn,
        name=member.name,
        charge=pence,
        per_pupil=penny(pounds(pence) / member.pupils) if member.pupils else None,
        pct_of_gag=_pct(pence, member.gag_pence),
        usage_cost=cost,
        difference=None if cost is None else pence - cost,
        gain=None if present is None else present - pence,
    )


def _pct(part: int, whole: int | None) -> Decimal | None:
    return (Decimal(100 * part) / whole).quantize(TWO_PLACES, rounding=ROUND_HALF_UP) if whole else None


def _max_min(rows: Sequence[SchoolCharge]) -> Decimal | None:
    known = [Fraction(row.pence, row.member.pupils) for row in rows if row.member.pupils and row.pence > 0]
    if len(known) < len(rows):
        return None
    ratio = max(known) / min(known)
    return (Decimal(ratio.numerator) / ratio.denominator).quantize(TWO_PLACES, rounding=ROUND_HALF_UP)
