"""What is the board told about money? The finance KPIs, the management accounts and the lines of the services."""

from collections.abc import Iterator

from reports.charts import Cell, Number, Table, short_day
from reports.charts.xmr import movement_words, say
from reports.document import Block, Level, Paragraph, Section, Status, Statuses
from reports.pack.meeting import Briefing
from reports.pack.services import all_sources
from reports.pack.views import LEVELS, origin_of, view_of
from trustops.governance.calendar import CalendarItem
from trustops.kpis.view import KpiView
from trustops.models import Kpi, Submission
from trustops.quantities.errors import TrustopsError
from trustops.quantities.words import counted, day_text, listed, pounds_text

CODES = "FIN"
ACCOUNTS = "fin.mgmt_accounts"
WANTED = ("I&E", "cash flow", "balance sheet", "variance")
MOST = 4


def finance_section(brief: Briefing) -> Section:
    """What the trust's own records say of its money; the accounts themselves are a paper of their own."""
    return Section("Finance", "Finance", tuple(_blocks(brief)), new_page=True, about="finance")


def _blocks(brief: Briefing) -> Iterator[Block]:
    views = tuple(view for kpi in _finance_kpis(brief) if (view := view_of(brief.picture, kpi)))
    accounts = tuple(_accounts(brief))
    lines = tuple(_service_lines(brief))
    if not (views or accounts):
        return
    yield Paragraph(_opening(brief, accounts))
    flags = tuple(_flags(brief, accounts))
    if flags:
        yield Statuses(flags)
    if views:
        yield _kpis(brief, views)
    if accounts:
        yield _accounts_table(brief, accounts)
    if lines:
        headings = ("Service", "Cost of the year", "Income from clients", "Net cost")
        yield Table(headings, lines, frozenset({1, 2, 3}), "What the shared services cost", (40, 20, 20, 20))


def _finance_kpis(brief: Briefing) -> list[Kpi]:
    """By their codes, those of the catalogue that are about money."""
    return sorted(
        (row for row in brief.snapshot.all(Kpi) if row.kpi.upper().startswith(CODES)), key=lambda row: row.kpi
    )


def _accounts(brief: Briefing) -> list[Submission]:
    """The management accounts that were made, the latest first."""
    made = [row for row in brief.snapshot.all(Submission) if row.obligation == ACCOUNTS]
    return sorted(made, key=lambda row: row.period_end, reverse=True)[:MOST]


def _late(brief: Briefing) -> list[CalendarItem]:
    return [item for item in brief.picture.owed if item.id == ACCOUNTS and item.status == "late" and item.tracked]


def _opening(brief: Briefing, accounts: tuple[Submission, ...]) -> str:
    if not accounts:
        return "No management accounts are recorded, so how the year goes against its budget cannot be said here."
    latest = accounts[0]
    late = _late(brief)
    behind = f" {counted(len(late), 'month is', 'months are')} late." if late else ""
    return (
        f"The latest management accounts are to {day_text(latest.period_end)}, made on {day_text(latest.done_on)}."
        f"{behind} The accounts themselves are a paper of their own; what follows is what the trust's records say."
    )


def _flags(brief: Briefing, accounts: tuple[Submission, ...]) -> Iterator[Status]:
    late = _late(brief)
    if late:
        months = listed([f"{item.period_end:%B %Y}" for item in late if item.period_end])
        yield Status(Level.ACT, f"Management accounts are late for {months}; the chair is to have them every month.")
    for row in accounts:
        lacking = [part for part in WANTED if part not in row.contents]
        if lacking:
            yield Status(Level.WATCH, f"The accounts to {day_text(row.period_end)} have no {listed(lacking)}.")


def _kpis(brief: Briefing, views: tuple[KpiView, ...]) -> Table:
    rows = tuple(
        (
            view.name,
            _value(brief, view),
            Number(say(view, view.target), view.target, view.unit, view.target_from),
            f"{LEVELS[view.rag].shape} {LEVELS[view.rag].word}",
            movement_words(view),
        )
        for view in views
    )
    headings = ("Measure", "Latest", "Target", "Against target", "Movement")
    return Table(headings, rows, frozenset({1, 2}), "Money in figures", (30, 12, 12, 18, 28))


def _value(brief: Briefing, view: KpiView) -> Number:
    value = view.latest.value if view.latest else None
    return Number(say(view, value), value, view.unit, origin_of(brief.picture, view, view.latest))


def _accounts_table(brief: Briefing, accounts: tuple[Submission, ...]) -> Table:
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            Number(short_day(row.period_end), row.period_end, origin=brief.snapshot.origin(row)),
            Number(short_day(row.done_on), row.done_on, origin=brief.snapshot.origin(row)),
            ", ".join(row.contents) or "not said",
            row.reported_at or "not yet",
        )
        for row in accounts
    )
    headings = ("Month to", "Made on", "What is in them", "Reported at")
    return Table(headings, rows, frozenset(), "Management accounts, the latest first", (18, 18, 42, 22))


def _service_lines(brief: Briefing) -> Iterator[tuple[Cell, ...]]:
    for service, cost in brief.picture.services:
        if isinstance(cost, TrustopsError):
            yield service.name, *(Number("not known", None),) * 3
        else:
            made_of = all_sources(cost)
            amounts = (cost.total_cost, cost.income, cost.net_cost)
            yield (
                service.name,
                *(Number("not known" if each is None else pounds_text(each), each, "£", made_of) for each in amounts),
            )
