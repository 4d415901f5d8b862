"""What do our measures say, and which of them has somebody to look at?"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from flask import Response, request, url_for

from admin.downloads import asked_for, table_file
from admin.pages import TrustopsView, expose
from admin.views.links import Tab
from reports.charts import Cell, Chart, Number, Table, xmr_chart
from trustops.kpis.book import KpiBook
from trustops.kpis.listing import KpiRow, LatestValue, kpi_list, sites_to_show
from trustops.kpis.periods import Period
from trustops.kpis.rollup import trust_value, value_of
from trustops.kpis.sentence import value_text
from trustops.kpis.spc import Flag, Variation
from trustops.kpis.status import Rag
from trustops.kpis.view import KpiPoint, KpiView, kpi_view
from trustops.models import TRUST_SITE, Committee, Kpi, UserRole
from trustops.models.kpi import ValueStatus
from trustops.quantities.errors import TrustopsError
from trustops.quantities.words import counted, day_text, listed, number_text
from trustops.snapshot import Snapshot

WORST_FIRST = tuple(Rag)
RAG_WORDS = {Rag.RED: "Act", Rag.AMBER: "Watch", Rag.GREEN: "Fine", Rag.GREY: "Unknown"}
MOVING = {
    Variation.COMMON: "Usual variation",
    Variation.IMPROVEMENT: "Improving",
    Variation.CONCERN: "Getting worse",
    Variation.NEUTRAL_HIGH: "Higher than usual",
    Variation.NEUTRAL_LOW: "Lower than usual",
}
SIGNS = {
    Flag.OUTSIDE_LIMIT: "outside the limits",
    Flag.SHIFT: "one of a run on the same side of the average",
    Flag.TREND: "one of a run in the same direction",
    Flag.TWO_OF_THREE: "one of two in three near a limit",
}
NOBODY = "nobody"
HOW_TO_READ = (
    "Between the limits a value is within its usual variation; the marked points are signals that something changed."
)


class Cut(NamedTuple):
    """What the list was cut down to: words, a committee, a status; empty where it was not."""

    words: str
    committee: str
    status: str


class SiteValue(NamedTuple):
    """The latest value of a KPI at a site, in words."""

    site: str
    text: str
    rag: str
    until: date
    gap: str
    origin: str


@dataclass(frozen=True, slots=True)
class KpiLine:
    """A line of the list."""

    code: str
    name: str
    rag: Rag
    moving: str
    owner: str
    committee: str
    committee_ref: str | None
    values: Mapping[str, SiteValue]


class Part(NamedTuple):
    """A school's value that the trust's was rolled up from, and where it was read off."""

    site: str
    value: str
    origin: str


class Figure(NamedTuple):
    """A figure above the chart, and the row that it was read off, if it was one's."""

    label: str
    text: str
    origin: str = ""


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


class KpisView(TrustopsView):
    """Every KPI in a row, and one with its chart."""

    title = "KPIs"
    place = "kpis"
    address = "/kpis"

    @expose("/")
    def index(self) -> str | Response:
        snapshot = self.snapshot()
        book = self.picture().kpis
        lines = [kpi_line(book, row, self._may_see) for row in kpi_list(snapshot, book)]
        lines.sort(key=lambda line: (WORST_FIRST.index(line.rag), line.code))
        cut = Cut(*(request.args.get(name, "").strip()[:60] for name in ("words", "committee", "status")))
        shown = [line for line in lines if kept(line, cut)]
        sites = site_columns(snapshot, shown)
        if kind := asked_for():
            return table_file(kpis_table(snapshot, shown, sites), "kpis", kind)
        return self.show(
            "kpis.html",
            lines=shown,
            all=len(lines),
            sites=[(site, short_name(snapshot, site)) for site in sites],
            lead=list_sentence(lines),
            cut=cut,
            committees=[(row.committee, row.name) for row in snapshot.all(Committee)],
            statuses=[(str(rag), word) for rag, word in RAG_WORDS.items()],
            nobody=NOBODY,
        )

    @expose("/<code>")
    def one(self, code: str) -> str | Response:
        snapshot, book = self.snapshot(), self.picture().kpis
        kpi = book.kpi(code)
        sites = sorted((site for site in sites_to_show(book, kpi) if self._may_see(site)), key=_trust_first)
        site = self._site(sites)
        view = kpi_view(snapshot, code, site, book)
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
            moving=MOVING[view.variation],
            chart=chart_of(view),
            owner=snapshot.post_title(kpi.owner) if kpi.owner else "",
            committee=committee_name(snapshot, kpi.committee),
            findings=[each for each in self.findings("kpis") if each.subject.ref in (code, f"{code}@{site}")],
        )

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


def kpi_line(book: KpiBook, row: KpiRow, may_see: Callable[[str], bool]) -> KpiLine:
    """A KPI with its latest value at each site that may be seen; its status is theirs."""
    snapshot, kpi = book.snapshot, book.kpi(row.kpi)
    seen = {site: latest for site, latest in row.latest.items() if may_see(site)}
    everything = len(seen) == len(row.latest)
    own = [latest.rag for latest in seen.values()]
    moves = row.variation if everything else next((latest.variation for latest in seen.values()), None)
    return KpiLine(
        code=row.kpi,
        name=row.name,
        rag=row.rag if everything else min(own, key=WORST_FIRST.index, default=Rag.GREY),
        moving=MOVING[moves] if moves else "",
        owner=snapshot.post_title(row.owner) if row.owner else "",
        committee=committee_name(snapshot, row.committee),
        committee_ref=row.committee,
        values={site: _site_value(book, kpi, site, latest) for site, latest in seen.items()},
    )


def _site_value(book: KpiBook, kpi: Kpi, site: str, latest: LatestValue) -> SiteValue:
    text = value_text(kpi, latest.value) if latest.value is not None else ""
    gap = latest.coverage if text else f"not known for the period to {day_text(latest.end)}"
    row = next((row for row in book.values.get((kpi.kpi, site), ()) if row.end == latest.end), None)
    return SiteValue(site, text, str(latest.rag), latest.end, gap, book.snapshot.origin(row) if row else "")


def committee_name(snapshot: Snapshot, committee: str | None) -> str:
    row = snapshot.one(Committee, committee) if committee else None
    return row.name if row else committee or ""


def short_name(snapshot: Snapshot, site: str) -> str:
    return "Trust" if site == TRUST_SITE else snapshot.site_name(site)


def kept(line: KpiLine, cut: Cut) -> bool:
    """Whether a line is among those asked for."""
    words = cut.words.casefold()
    return (
        (not words or words in f"{line.code} {line.name} {line.owner}".casefold())
        and (not cut.committee or (line.committee_ref or NOBODY) == cut.committee)
        and (not cut.status or line.rag == cut.status)
    )


def site_columns(snapshot: Snapshot, lines: Iterable[KpiLine]) -> list[str]:
    """The sites that have a column: the trust first, then its own schools, then its clients."""
    found = {site for line in lines for site in line.values}
    ours = snapshot.our_schools
    return sorted(found, key=lambda site: (site != TRUST_SITE, site not in ours, site))


def list_sentence(lines: Sequence[KpiLine]) -> str:
    """How many KPIs stand where, in one sentence."""
    counts = [(rag, sum(line.rag is rag for line in lines)) for rag in Rag]
    words = {
        Rag.RED: "miss their target",
        Rag.AMBER: "are just short of it",
        Rag.GREEN: "reach it",
        Rag.GREY: "have no target or no value to judge",
    }
    said = [f"{number} {words[rag]}" for rag, number in counts if number]
    return f"Of {counted(len(lines), 'KPI')}, {listed(said)}, taking each at its worst school."


def kpis_table(snapshot: Snapshot, lines: Iterable[KpiLine], sites: Sequence[str]) -> Table:
    """The list as a file has it: a row a KPI, a column a site."""
    headings = ("KPI", "Name", "Status", *(short_name(snapshot, site) for site in sites))
    rows: list[tuple[Cell, ...]] = [
        (
            line.code,
            line.name,
            RAG_WORDS[line.rag],
            *(line.values[site].text if site in line.values else "" for site in sites),
            line.moving,
            line.owner,
            line.committee,
        )
        for line in lines
    ]
    return Table((*headings, "Movement", "Owner", "Committee"), tuple(rows))


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
        Figure("Latest", _told_apart(kpi, value, view.target), origin),
        Figure("Target", _said(kpi, view.target), view.target_from),
        Figure("Average", _said(kpi, view.mean)),
        Figure("Usual range", limits),
        Figure("Benchmark", _said(kpi, view.benchmark), view.benchmark_from),
        *([] if view.area_benchmark is None else [_nearby(kpi, view, view.area_benchmark)]),
    ]


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
        value = value_of(kpi, row)
        text = value_text(kpi, value) if value is not None else "no value"
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
