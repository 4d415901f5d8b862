"""How are a service's days said? One sentence of who has them, and the table of its months."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from reports.charts.chart import Cell, Number, Table
from trustops.agreements import Against, Deal, against
from trustops.costing.diary import Diary
from trustops.costing.from_snapshot import agreements_in, days_in
from trustops.costing.service_days import Days, MonthDays, months_of
from trustops.quantities.words import day_text, listed, number_text
from trustops.quantities.years import AcademicYear
from trustops.snapshot import Snapshot

ZERO = Decimal(0)


def days_in_a_sentence(diary: Diary, days: Days, as_of: date) -> str:
    """How many days there are, whose they are, and what is in the diary."""
    if diary.chargeable <= 0:
        return (
            f"No day of it can be delivered in {diary.year}: see its rows on the Service capacity and Service staff "
            f"sheets. {_booked(diary, days, as_of)}"
        )
    agreed = diary.committed(urn for urn in diary.schools if not diary.is_ours(urn))
    whose = (
        f"Of {number_text(diary.chargeable)} days in {diary.year}, {number_text(diary.home)} are our own schools’ and "
        f"{number_text(diary.sellable)} can be sold, {_agreed(agreed, diary.sellable)}."
    )
    return f"{whose} {_booked(diary, days, as_of)}"


def _agreed(agreed: Decimal, sellable: Decimal) -> str:
    if agreed > sellable:
        return f"while {number_text(agreed)} are agreed or booked"
    if agreed == sellable:
        return "all of them agreed"
    return f"{number_text(agreed)} of them agreed"


def _booked(diary: Diary, days: Days, as_of: date) -> str:
    """What the diary holds; of a year that is over, what was had."""
    if as_of > diary.year.end:
        return f"{number_text(days.taken)} were had." if diary.delivered else "What was delivered is not recorded."
    likely = f" ({number_text(days.expected)} expected)" if days.tentative else ""
    parts = (
        f"{number_text(days.booked)} booked",
        f"{number_text(days.tentative)} tentative{likely}",
        f"{number_text(days.waiting)} waiting",
        *([f"{number_text(days.overtime)} overtime"] if days.overtime else []),
    )
    return f"From {day_text(max(as_of, diary.year.start))} on: {listed(parts)}."


def agreed_and_delivered(snapshot: Snapshot, code: str, year: AcademicYear) -> Mapping[str, Against]:
    """Each school's days of a service, agreed against delivered by month, by URN."""
    deals = (
        Deal(
            agreement=row,
            year=year,
            days=days_in(row, year),
            price_pence=row.price_pence,
            school=snapshot.site_name(row.urn),
            service=code,
            source=snapshot.origin(row),
        )
        for row in agreements_in(snapshot, code, year)
    )
    return {each.urn: each for each in against(snapshot, deals)}


def months_table(diary: Diary, deliveries: Mapping[str, Against], as_of: date) -> Table:
    """The months as a page and a file have them; what no term dates tell is not known."""
    headings = (
        *("Month", "Days there are", "Agreed", "Own schools", "Clients", "Of these delivered"),
        *("Of these booked ahead", "Left", "Tentative", "Waiting", "Overtime", "Away"),
    )
    rows = tuple(
        _row(month, _agreed_in(deliveries, month.month), recorded=bool(diary.delivered))
        for month in months_of(diary, as_of)
    )
    figures = frozenset(range(1, len(headings)))
    caption = f"Days by month in {diary.year}"
    return Table(headings, rows, figures, caption, live=((7, "{1}-{3}-{4}"),), summed=figures)


def _agreed_in(deliveries: Mapping[str, Against], month: date) -> Decimal:
    return sum((each.agreed for school in deliveries.values() for each in school.months if each.first == month), ZERO)


def _row(month: MonthDays, agreed: Decimal, *, recorded: bool) -> tuple[Cell, ...]:
    had = month.taken
    return (
        f"{month.month:%B %Y}",
        _days(month.there),
        *(_days(each) for each in (agreed, had.ours, had.clients)),
        _days(had.delivered if recorded else None, "not recorded"),
        *(_days(each) for each in (had.booked, month.left)),
        *(_days(each) for each in (had.tentative, had.waiting, had.overtime)),
        _days(None if month.away is None else Decimal(month.away)),
    )


def _days(days: Decimal | None, lacking: str = "not known") -> Number:
    return Number(lacking if days is None else number_text(days), days, "days")
