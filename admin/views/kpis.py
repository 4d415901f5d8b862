"""What do our measures say, and which of them has somebody to look at?"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from flask import Response, request, url_for

from admin.downloads import asked_for, table_file
from admin.pages import TrustopsView, expose
from admin.views.kpi_grid import (
    MEETS,
    MOVING,
    RAG_WORDS,
    Cut,
    SiteValue,
    choices_of,
    committee_name,
    kept,
    kpi_line,
    kpis_table,
    list_sentence,
    short_name,
    site_columns,
    worst_first,
)
from admin.views.links import Tab
from reports.charts import Chart, Number, Table, xmr_chart
from trustops.kpis.book import KpiBook
from trustops.kpis.listing import kpi_list, kpi_rows, sites_to_show
from trustops.kpis.periods import Period
from trustops.kpis.rollup import trust_value, value_of
from trustops.kpis.sentence import value_text
from trustops.kpis.spc import Flag, Rules
from trustops.kpis.view import OF_CATALOGUE, KpiPoint, KpiView, kpi_view
from trustops.models import TRUST_SITE, Commentary, Kpi, Meeting, UserRole
from trustops.models.kpi import ValueStatus
from trustops.quantities.errors import TrustopsError
from trustops.quantities.words import day_text, listed, number_text
from trustops.snapshot import Snapshot

NOT_JUDGED = "Not judged: the latest value covers {}, and a verdict needs 80 % of them"
SIGNS = {
    Flag.OUTSIDE_LIMIT: "outside the limits",
    Flag.SHIFT: "one of a run on the same side of the average",
    Flag.TREND: "one of a run in the same direction",
    Flag.TWO_OF_THREE: "one of two in three near a limit",
}
HOW_TO_READ = (
    "Between the limits a value is within its usual variation; the marked points are signals that something changed."
)


class Part(NamedTuple):
    """A school's value that the trust's was rolled up from, and where it was read off."""

    site: str
    value: str
    origin: str


VALUES = "values"
"""The place on the page where every value stands with the row that it was read off."""


class Figure(NamedTuple):
    """A figure above the chart, and the row that it was read off, if it was one's; else the place that it is from.

    That place is on the page itself, or on the page ``at`` (its endpoint).
    """

    label: str
    text: str
    origin: str = ""
    made: str = ""
    at: str = ""


class PointLine(NamedTuple):
    """A period of one KPI, as its table says it."""

    point: KpiPoint
    value: str
    lacking: str
    target: str
    signal: str
    means: str
    origin: str
    parts: tuple[Part, ...]


class Definition(NamedTuple):
    """What a KPI counted from a day on, and why that changed."""

    since: date | None
    text: str
    reason: str
    origin: str


class PlainValue(NamedTuple):
    """A value for a whole year beside the shorter periods of a series, with what its source says of it."""

    start: date
    end: date
    text: str
    note: str
    origin: str


class Comment(NamedTuple):
    """What somebody said of a KPI for a meeting, in their own words."""

    meeting: str
    on: date | None
    text: str
    by: str
    origin: str


def definitions(book: KpiBook, kpi: Kpi) -> list[Definition]:
    """What it counts, the latest first; from always where nothing is written of a change."""
    snapshot = book.snapshot
    found = [
        Definition(row.from_date, row.definition, row.reason or "", snapshot.origin(row))
        for row in book.definition_changes(kpi.kpi)
    ]
    if not found and kpi.definition:
        found = [Definition(None, kpi.definition, "", snapshot.origin(kpi))]
    return found[::-1]


def years_of(book: KpiBook, kpi: Kpi, site: str) -> list[PlainValue]:
    """The values for whole years in a series of shorter periods, the latest first."""
    found = []
    for row in reversed(book.wider.get((kpi.kpi, site), ())):
        value = None if book.hides(kpi, site, row) else value_of(kpi, row)
        text = value_text(kpi, value) if value is not None else "not shown"
        found.append(PlainValue(row.start, row.end, text, row.note or "", book.snapshot.origin(row)))
    return found


def commentary(snapshot: Snapshot, code: str) -> list[Comment]:
    """What was said of a KPI, meeting by meeting, the latest first."""
    found = []
    for row in snapshot.all(Commentary):
        if row.about == code:
            meeting = snapshot.one(Meeting, row.meeting)
            by = snapshot.post_title(row.written_by) if row.written_by else ""
            day = meeting.on_date if meeting else None
            found.append(Comment(row.meeting, day, row.text, by, snapshot.origin(row)))
    return sorted(found, key=lambda each: (each.on or date.min, each.meeting), reverse=True)


class KpisView(TrustopsView):
    """Every KPI in a row, and one with its chart."""

    title = "KPIs"
    place = "kpis"
    address = "/kpis"

    @expose("/")
    def index(self) -> str | Response:
        snapshot = self.snapshot()
        book = self.picture().kpis
        cut = Cut(*(request.args.get(name, "").strip()[:60] for name in Cut._fields))
        owed = self._owed()
        rows = kpi_list(snapshot, book)
        everything = [kpi_line(book, row, self._may_see, owed) for row in rows]
        lines = [kpi_line(book, row, self._at(cut.school), owed) for row in rows] if cut.school else everything
        shown = sorted((line for line in lines if kept(line, cut)), key=worst_first)
        sites = site_columns(snapshot, shown)
        if kind := asked_for():
            return table_file(kpis_table(snapshot, shown, sites), "kpis", kind)
        return self.show(
            "kpis.html",
            lines=shown,
            all=len(lines),
            sites=[(site, short_name(snapshot, site)) for site in sites],
            lead=list_sentence(shown, short_name(snapshot, cut.school) if cut.school else ""),
            cut=cut,
            choices=choices_of(snapshot, everything, site_columns(snapshot, everything)),
        )

    def _owed(self) -> dict[tuple[str, str], date]:
        """The KPIs and sites that owe a value, and when the last period that they owe ended."""
        return {(each.kpi, each.site): each.period.end for each in self.picture().missing}

    def _at(self, school: str) -> Callable[[str], bool]:
        return lambda site: site == school and self._may_see(site)

    @expose("/<code>")
    def one(self, code: str) -> str | Response:
        snapshot, book = self.snapshot(), self.picture().kpis
        kpi = book.kpi(code)
        sites = sorted((site for site in sites_to_show(book, kpi) if self._may_see(site)), key=_trust_first)
        site = self._site(sites)
        screened = request.args.get("outliers") != "kept"
        view = kpi_view(snapshot, code, site, book, Rules(screen_outliers=screened))
        lines = point_lines(book, kpi, view)
        if kind := asked_for():
            return table_file(points_table(kpi, view, lines), f"{code}-{site}", kind)
        return self.show(
            "kpi.html",
            kpi=kpi,
            view=view,
            lines=lines[::-1],
            tabs=[
                Tab(short_name(snapshot, each), url_for(".one", code=code, site=each), each == site) for each in sites
            ],
            figures=figures(kpi, view, lines),
            moving=MOVING[view.variation] if view.judged else NOT_JUDGED.format(view.coverage),
            meets=capital(MEETS[view.assurance][1]),
            schools=self._side_by_side(kpi, sites),
            missing=[each for each in self.picture().missing if (each.kpi, each.site) == (code, site)],
            wider=years_of(book, kpi, site),
            definitions=definitions(book, kpi),
            commentary=commentary(snapshot, code),
            chart=chart_of(view),
            screened=screened,
            owner=snapshot.post_title(kpi.owner) if kpi.owner else "",
            committee=committee_name(snapshot, kpi.committee),
            findings=[each for each in self.findings("kpis") if each.subject.ref in (code, f"{code}@{site}")],
        )

    def _side_by_side(self, kpi: Kpi, sites: Sequence[str]) -> list[SiteValue]:
        """The sites beside each other, the trust first; nothing where there is only one."""
        book = self.picture().kpis
        (row,) = kpi_rows(book, [kpi])
        cells = kpi_line(book, row, lambda site: site in sites, self._owed()).values
        return [cells[site] for site in sites if site in cells] if len(cells) > 1 else []

    def _may_see(self, site: str) -> bool:
        """Everybody sees every site but a head, who sees their own."""
        return self.user.held != {UserRole.HEAD} or site in self.sites()

    def _site(self, sites: Sequence[str]) -> str:
        """The site asked for, or the trust, or the first there is."""
        asked = request.args.get("site", "").strip()[:20]
        if asked and not self._may_see(asked):
            raise TrustopsError("That school’s values are not yours to see; choose your own school.")
        if asked or not sites:
            return asked or (self.user.site or TRUST_SITE)
        return TRUST_SITE if TRUST_SITE in sites else sites[0]


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _trust_first(site: str) -> bool:
    return site != TRUST_SITE


def chart_of(view: KpiView) -> Chart | None:
    """The chart, if there is a value to draw; the page has said its sentence already, so it says how to read it."""
    if all(point.value is None for point in view.points):
        return None
    return replace(xmr_chart(view), sentence=HOW_TO_READ)


def figures(kpi: Kpi, view: KpiView, lines: Sequence[PointLine]) -> list[Figure]:
    """The figures above the chart, each with its label and the row it was read off."""
    latest = view.latest
    value = latest.value if latest else None
    origin = lines[-1].origin if lines else ""
    limits = f"{_said(kpi, view.lower)} to {_said(kpi, view.upper)}" if view.lower is not None else "too few values"
    return [
        Figure("Latest", _told_apart(kpi, value, view.target), origin, VALUES if value is not None else ""),
        Figure("Target", _said(kpi, view.target), view.target_from),
        Figure("Average", _said(kpi, view.mean), made=VALUES if view.mean is not None else ""),
        Figure("Usual range", limits, made=VALUES if view.lower is not None else ""),
        *([] if view.last_year is None else [Figure("A year before", _said(kpi, view.last_year.value), made=VALUES)]),
        _everywhere(kpi, view),
        *([] if view.area_benchmark is None else [_nearby(kpi, view, view.area_benchmark)]),
    ]


def _everywhere(kpi: Kpi, view: KpiView) -> Figure:
    """The benchmark, from its own row or from England's figures in the catalogue."""
    said = _said(kpi, view.benchmark)
    if view.benchmark_from == OF_CATALOGUE:
        return Figure("Benchmark", said, made=f"figures-{kpi.kpi}", at="kpi_catalogue.index")
    return Figure("Benchmark", said, view.benchmark_from)


def _nearby(kpi: Kpi, view: KpiView, value: Decimal) -> Figure:
    return Figure(f"In {view.area}", _said(kpi, value), view.area_benchmark_from)


def _told_apart(kpi: Kpi, value: Decimal | None, target: Decimal | None) -> str:
    """The value in words; with one place more where it would read like a target that it is not."""
    text = _said(kpi, value)
    if value is None or target is None or value == target or text != _said(kpi, target):
        return text
    return f"{text} ({number_text(value, 3)})"


def _said(kpi: Kpi, value: Decimal | None) -> str:
    return "—" if value is None else value_text(kpi, value)


def point_lines(book: KpiBook, kpi: Kpi, view: KpiView) -> list[PointLine]:
    """Every period with its signal in words and where its value is from."""
    origins = {row.start: book.snapshot.origin(row) for row in book.values.get((view.kpi, view.site), ())}
    return [
        PointLine(
            point,
            value_text(kpi, point.value) if point.value is not None else "",
            point.reason or "no value",
            value_text(kpi, point.target) if point.target is not None else "",
            listed([SIGNS[flag] for flag in point.flags]),
            MOVING[point.type] if point.flags else "",
            origins.get(point.start, "") or (f"rolled up from {point.coverage}" if point.rolled_up else ""),
            tuple(parts_of(book, kpi, point)),
        )
        for point in view.points
    ]


def parts_of(book: KpiBook, kpi: Kpi, point: KpiPoint) -> Iterator[Part]:
    """The schools' values that a value of the trust was rolled up from; none where it is one row's own."""
    if not point.rolled_up:
        return
    for row in trust_value(book, kpi, Period(point.start, point.end)).rows:
        hidden = book.hides(kpi, row.site, row)
        value = None if hidden else value_of(kpi, row)
        text = value_text(kpi, value) if value is not None else "not shown" if hidden else "no value"
        yield Part(short_name(book.snapshot, row.site), text, book.snapshot.origin(row))


def points_table(kpi: Kpi, view: KpiView, lines: Iterable[PointLine]) -> Table:
    """The periods of one KPI as a file has them."""
    rows = tuple(
        (
            Number(day_text(line.point.start), line.point.start),
            Number(day_text(line.point.end), line.point.end),
            Number(line.value or line.lacking, line.point.value),
            "" if line.value else line.lacking,
            Number(line.target, line.point.target),
            RAG_WORDS[line.point.rag],
            line.signal,
            line.means,
            "provisional" if line.point.status is ValueStatus.PROVISIONAL else "",
            line.origin,
        )
        for line in lines
    )
    value = f"{kpi.name}, {view.site_name} ({kpi.unit})"
    return Table(
        ("From", "To", value, "Why not known", "Target", "Status", "Signal", "Means", "Still to change", "Where from"),
        rows,
    )
