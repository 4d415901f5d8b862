"""What does a row of the Charge policies sheet charge? Its method, reliefs and bands, as ``charges`` takes them."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import TypeVar

from trustops.charging.bands import Band, Banded
from trustops.charging.greater_of import GreaterOf
from trustops.charging.measures import Measure
from trustops.charging.methods import By, Hybrid, Method, Rate
from trustops.charging.policies import Policy
from trustops.charging.reliefs import Relief
from trustops.models import BorneBy, ChargeBand, ChargePolicy, ChargeRelief, PoolNeed
from trustops.models.service import ChargeMethod, PolicyStatus
from trustops.quantities.errors import TrustopsError, UnknownFigure
from trustops.quantities.money import pounds
from trustops.quantities.words import listed
from trustops.quantities.years import AcademicYear
from trustops.snapshot import Snapshot

Figure = TypeVar("Figure", int, Decimal)

MEASURES: Mapping[ChargeMethod, Measure] = {
    ChargeMethod.PERCENT_OF_GAG: Measure.GAG,
    ChargeMethod.FLAT: Measure.SCHOOLS,
    ChargeMethod.PER_PUPIL: Measure.PUPILS,
    ChargeMethod.WEIGHTED_PUPILS: Measure.WEIGHTED_PUPILS,
    ChargeMethod.USAGE: Measure.USAGE,
}
SETTLED_FIRST = (PolicyStatus.LOCKED, PolicyStatus.APPROVED, PolicyStatus.WORKING)


def policies_in(snapshot: Snapshot, year: AcademicYear) -> tuple[ChargePolicy, ...]:
    """The year's policies that charge (a pool is none), the most settled first: the first is the present one."""
    rows = [row for row in snapshot.all(ChargePolicy) if row.year == str(year) and row.method is not ChargeMethod.POOL]
    return tuple(sorted(rows, key=lambda row: (SETTLED_FIRST.index(row.status), row.policy)))


def years_charged(snapshot: Snapshot) -> tuple[AcademicYear, ...]:
    """The years for which a policy, or something that belongs to one, is recorded; the latest first."""
    years = {
        *(row.year for row in snapshot.all(ChargePolicy)),
        *(row.year for row, _ in _belonging(snapshot)),
        *(row.year for row in snapshot.all(PoolNeed)),
    }
    return tuple(sorted(map(AcademicYear.parse, years), reverse=True))


def policy_of(snapshot: Snapshot, code: str, year: AcademicYear) -> Policy:
    """A row of the Charge policies sheet as ``charges`` takes it; raises a TrustopsError that names what to mend."""
    row = snapshot.one(ChargePolicy, code, str(year))
    if row is None:
        raise _no_policy(snapshot, code, year)
    for problem in without_policy(snapshot, year):
        raise TrustopsError(problem)  # it may have been meant for this policy, whose figures would be wrong
    return Policy(
        code=code,
        year=year,
        method=_method(snapshot, row),
        total_pence=row.total_pence,
        rate=None if row.percent_of_gag is None else Rate(Measure.GAG, row.percent_of_gag),
        reliefs=_reliefs(snapshot, row),
        borne_by=row.borne_by or BorneBy.TRUST,
        sources={"total_pence": snapshot.origin(row)},
    )


def without_policy(snapshot: Snapshot, year: AcademicYear) -> tuple[str, ...]:
    """A sentence for each relief and band of the year whose policy is not on the Charge policies sheet."""
    known = {row.policy for row in snapshot.all(ChargePolicy) if row.year == str(year)}
    return tuple(
        f"{snapshot.origin(row)}: {what} is for the charge policy {row.policy} of {year}, which is not on the "
        "Charge policies sheet; correct its policy or year, or add the policy."
        for row, what in _belonging(snapshot)
        if row.year == str(year) and row.policy not in known
    )


def _belonging(snapshot: Snapshot) -> Iterator[tuple[ChargeRelief | ChargeBand, str]]:
    for relief in snapshot.all(ChargeRelief):
        yield relief, f"the relief of {snapshot.site_name(relief.urn)}"
    for band in snapshot.all(ChargeBand):
        yield band, f"the band from {band.pupils_from} pupils"


def _no_policy(snapshot: Snapshot, code: str, year: AcademicYear) -> TrustopsError:
    rows = snapshot.all(ChargePolicy)
    years = sorted(row.year for row in rows if row.policy == code)
    if years:
        return TrustopsError(
            f"There is no charge policy {code} for {year}, only for {listed(years)}; "
            "add the year to the Charge policies sheet."
        )
    known = sorted({row.policy for row in rows})
    have = f"the policies are {listed(known)}" if known else "add it to the Charge policies sheet"
    return TrustopsError(f"There is no charge policy {code}; {have}.")


def _method(snapshot: Snapshot, row: ChargePolicy) -> Method:
    if row.method is ChargeMethod.HYBRID:
        flat = _given(row, row.flat_share, "flat share", "Flat share")
        return Hybrid(((flat, By(Measure.SCHOOLS)), (1 - flat, By(Measure.PUPILS))))
    if row.method is ChargeMethod.GREATER_OF:
        least = _given(row, row.least_pence, "least charge", "Least charge")
        return GreaterOf(Rate(Measure.SCHOOLS, pounds(least)), Measure.GAG)
    if row.method is ChargeMethod.BANDED:
        return Banded(Measure.PUPILS, _bands(snapshot, row))
    if row.method is ChargeMethod.POOL:
        raise TrustopsError(
            f"Charge policy {row.policy} of {row.year} pools GAG, which is shared by each school's assessed need and "
            "not charged; give the central charge a method of its own."
        )
    return By(MEASURES[row.method])


def _given(row: ChargePolicy, value: Figure | None, figure: str, column: str) -> Figure:
    if value is None:
        raise UnknownFigure(
            f"{figure} of the charge policy {row.policy}",
            f"in {row.year}",
            f"give {column} on the Charge policies sheet",
        )
    return value


def _reliefs(snapshot: Snapshot, row: ChargePolicy) -> tuple[Relief, ...]:
    return tuple(
        Relief(each.urn, each.part, each.why, snapshot.origin(each))
        for each in snapshot.all(ChargeRelief)
        if (each.policy, each.year) == (row.policy, row.year)
    )


def _bands(snapshot: Snapshot, row: ChargePolicy) -> tuple[Band, ...]:
    """The sheet says from how many pupils a band is; ``Banded`` up to how many."""
    rows: Sequence[ChargeBand] = sorted(
        (each for each in snapshot.all(ChargeBand) if (each.policy, each.year) == (row.policy, row.year)),
        key=lambda each: each.pupils_from,
    )
    if not rows:
        raise UnknownFigure(
            f"bands of the charge policy {row.policy}", f"in {row.year}", "add them to Charge bands", several=True
        )
    if rows[0].pupils_from:
        raise TrustopsError(
            f"The smallest band of the charge policy {row.policy} of {row.year} is from {rows[0].pupils_from} pupils, "
            "so a smaller school has none; give a band from 0 on the Charge bands sheet."
        )
    bounded = [Band(Decimal(above.pupils_from - 1), pounds(band.amount_pence)) for band, above in pairwise(rows)]
    return (*bounded, Band(None, pounds(rows[-1].amount_pence)))
