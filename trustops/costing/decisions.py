"""What must be known to decide about a service? Offers elsewhere, hopes, notice and absences, from the rows."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from trustops.costing.away import TERM, Absence
from trustops.costing.chance import Tentative
from trustops.costing.from_snapshot import agreements_in, buyer_of, service_inputs
from trustops.costing.make_or_buy import Offer
from trustops.costing.service_model import ServiceInputs
from trustops.models import Agreement, Alternative, Service, ServiceCapacity
from trustops.models.service import AgreementStatus
from trustops.quantities.errors import TrustopsError
from trustops.quantities.money import pounds
from trustops.quantities.working import sources
from trustops.quantities.years import AcademicYear, overlaps
from trustops.rates import RateBook
from trustops.snapshot import Snapshot

SCHOOL_WEEKS = Decimal(39)


def years_running(snapshot: Snapshot, code: str) -> tuple[AcademicYear, ...]:
    """The years for which a service has capacity, the first first."""
    found = {row.year for row in snapshot.all(ServiceCapacity) if row.service == code}
    return tuple(sorted(AcademicYear.parse(year) for year in found))


def inputs_of_years(
    snapshot: Snapshot, code: str, years: Sequence[AcademicYear]
) -> tuple[tuple[ServiceInputs, ...], tuple[str, ...]]:
    """The service in each year that can be costed and gives our own schools days, and why the others are left out."""
    rates = RateBook.published()
    known: list[ServiceInputs] = []
    left_out: list[str] = []
    for year in years:
        try:
            inputs = service_inputs(snapshot, code, year, rates)
        except TrustopsError as error:
            left_out.append(f"{year} is left out: {error}")
            continue
        if any(member.days for member in inputs.members):
            known.append(inputs)
        else:
            left_out.append(f"{year} is left out: our own schools have no days agreed in it.")
    return tuple(known), tuple(left_out)


def offers(snapshot: Snapshot, code: str, years: Sequence[AcademicYear]) -> tuple[Offer, ...]:
    """What each supplier of the Alternatives sheet would charge for a day of the service, year by year.

    Where a supplier has several prices in a year the latest counts. An offer is like for like only if every row that
    counts is; one that is not marks the whole.
    """
    rows = sorted((row for row in snapshot.all(Alternative) if row.service == code), key=lambda row: row.from_date)
    suppliers = dict.fromkeys(row.supplier for row in rows)
    return tuple(_offer(snapshot, name, [row for row in rows if row.supplier == name], years) for name in suppliers)


def _offer(snapshot: Snapshot, supplier: str, rows: list[Alternative], years: Sequence[AcademicYear]) -> Offer:
    counting = {
        year: row for year in years for row in rows if overlaps(row.from_date, row.to_date, year.start, year.end)
    }
    said = {row.like_for_like for row in counting.values()}
    like = False if False in said else None if None in said or not said else True
    origins = dict.fromkeys(snapshot.origin(row) for row in counting.values())
    prices = {year: pounds(row.price_pence) for year, row in counting.items()}
    return Offer(supplier, prices, like_for_like=like, source=sources(*origins))


def tentative_work(
    snapshot: Snapshot, code: str, year: AcademicYear, status: AgreementStatus = AgreementStatus.TENTATIVE
) -> tuple[Tentative, ...]:
    """The agreements of the year that are hoped for (or, by ``status``, offered), the likeliest first."""
    rows = [row for row in _unsigned(snapshot, code, year) if row.status is status]
    rows.sort(key=lambda row: (-(row.probability or Decimal(0)), row.agreement))
    return tuple(Tentative(buyer_of(snapshot, row, year), row.probability) for row in rows)


def _unsigned(snapshot: Snapshot, code: str, year: AcademicYear) -> Iterator[Agreement]:
    for row in snapshot.all(Agreement):
        if row.service == code and overlaps(row.from_date, row.to_date, year.start, year.end):
            yield row


def notice_weeks(snapshot: Snapshot, code: str, year: AcademicYear) -> dict[str, int]:
    """The weeks of notice that each buyer must give, by URN: the least where one has several agreements."""
    weeks: dict[str, int] = {}
    for row in agreements_in(snapshot, code, year):
        if row.notice_weeks is not None:
            weeks[row.urn] = min(row.notice_weeks, weeks.get(row.urn, row.notice_weeks))
    return weeks


def our_notice(snapshot: Snapshot, code: str) -> int | None:
    """The weeks that we need to end a service, of its row on the Services sheet; None where nobody has said."""
    service = snapshot.one(Service, code)
    return None if service is None else service.notice_weeks


def term_away(inputs: ServiceInputs) -> tuple[Absence, ...]:
    """Each post of the service away for a term on full pay, with nobody in its stead; school weeks are counted."""
    return tuple(
        Absence(post=post.title, weeks=min(TERM, weeks), of_weeks=weeks)
        for post in inputs.staff
        if (weeks := min(post.weeks, SCHOOL_WEEKS)) > 0
    )
