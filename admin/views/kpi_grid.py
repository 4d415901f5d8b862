"""Which of our measures says something, and where? A row a KPI, a cell a school, cut down to what was asked for."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from reports.charts import Cell, Table, Trace, trace
from trustops.kpis.book import KpiBook
from trustops.kpis.grid import LatestValue
from trustops.kpis.listing import KpiRow
from trustops.kpis.sentence import value_text
from trustops.kpis.spc import Assurance, Variation
from trustops.kpis.status import WORST_FIRST, Rag, worst
from trustops.models import TRUST_SITE, Committee, Kpi, Objective
from trustops.quantities.words import counted, day_text, listed
from trustops.snapshot import Snapshot

RAG_WORDS = {Rag.RED: "Act", Rag.AMBER: "Watch", Rag.GREEN: "Fine", Rag.GREY: "Unknown"}
MOVING = {
    Variation.COMMON: "Usual variation",
    Variation.IMPROVEMENT: "Improving",
    Variation.CONCERN: "Getting worse",
    Variation.NEUTRAL_HIGH: "Higher than usual",
    Variation.NEUTRAL_LOW: "Lower than usual",
}
SIGNAL = {
    Variation.COMMON: ("", ""),
    Variation.IMPROVEMENT: ("fine", "better"),
    Variation.CONCERN: ("act", "worse"),
    Variation.NEUTRAL_HIGH: ("watch", "higher"),
    Variation.NEUTRAL_LOW: ("watch", "lower"),
}
MEETS = {
    Assurance.CONSISTENT_PASS: ("✓", "its usual values meet the target"),
    Assurance.CONSISTENT_FAIL: ("✗", "its usual values miss the target"),
    Assurance.INCONSISTENT: ("≈", "its usual values meet the target at times"),
    Assurance.NONE: ("", ""),
}
TARGETS = {
    Assurance.CONSISTENT_FAIL: "Usual values miss it",
    Assurance.INCONSISTENT: "Usual values meet it at times",
    Assurance.CONSISTENT_PASS: "Usual values meet it",
    Assurance.NONE: "Cannot be said",
}
STANDING = {
    Rag.RED: ("misses its target", "miss their target"),
    Rag.AMBER: ("is just short of its target", "are just short of it"),
    Rag.GREEN: ("reaches its target", "reach it"),
    Rag.GREY: ("has no target or no value to judge", "have no target or no value to judge"),
}
NOT_JUDGED = "Not judged"
NOBODY = "nobody"
MISSING = "missing"


class Cut(NamedTuple):
    """What the grid was cut down to; empty where it was not."""

    words: str = ""
    status: str = ""
    school: str = ""
    signal: str = ""
    committee: str = ""
    objective: str = ""
    owner: str = ""
    target: str = ""
    missing: str = ""

    @property
    def deeper(self) -> bool:
        """Whether one of the filters behind “More” is set."""
        return any((self.committee, self.objective, self.owner, self.target, self.missing))


class SiteValue(NamedTuple):
    """The latest value of a KPI at a site, in words and shapes."""

    site: str
    name: str
    text: str
    rag: str
    until: date
    gap: str
    origin: str
    coverage: str
    judged: bool
    colour: str
    signal: str
    shape: str
    meets: str
    line: Trace
    variation: Variation
    assurance: Assurance
    missing: bool
    behind: bool


@dataclass(frozen=True, slots=True)
class KpiLine:
    """A row of the grid; its status is the worst of the cells that are shown."""

    code: str
    name: str
    rag: Rag
    moving: str
    owner: str
    committee: str
    committee_ref: str | None
    objective_ref: str | None
    owner_ref: str | None
    values: Mapping[str, SiteValue]


def kpi_line(
    book: KpiBook, row: KpiRow, may_see: Callable[[str], bool], missing: Mapping[tuple[str, str], date]
) -> KpiLine:
    """A KPI with its latest value at each site that may be seen; its status is theirs.

    ``missing`` says of the KPIs and sites that owe a value when the last period that they owe ended.
    """
    snapshot, kpi = book.snapshot, book.kpi(row.kpi)
    seen = {site: latest for site, latest in row.latest.items() if may_see(site)}
    everything = len(seen) == len(row.latest)
    moves = row.variation if everything else next((latest.variation for latest in seen.values()), None)
    return KpiLine(
        code=row.kpi,
        name=row.name,
        rag=row.rag if everything else worst(latest.rag for latest in seen.values()),
        moving=_moving(moves, seen.get(TRUST_SITE)),
        owner=snapshot.post_title(row.owner) if row.owner else "",
        committee=committee_name(snapshot, row.committee),
        committee_ref=row.committee,
        objective_ref=kpi.objective,
        owner_ref=row.owner,
        values={site: _cell(book, kpi, site, latest, missing.get((row.kpi, site))) for site, latest in seen.items()},
    )


def _moving(moves: Variation | None, trust: LatestValue | None) -> str:
    """Which way the KPI moves, in words; of a trust's value with too few schools in it nothing is said."""
    if trust is not None and not trust.judged:
        return NOT_JUDGED
    return MOVING[moves] if moves else ""


def _cell(book: KpiBook, kpi: Kpi, site: str, latest: LatestValue, owed: date | None) -> SiteValue:
    text = value_text(kpi, latest.value) if latest.value is not None else ""
    gap = latest.coverage if text else latest.reason or f"not known for the period to {day_text(latest.end)}"
    row = next((row for row in book.values.get((kpi.kpi, site), ()) if row.end == latest.end), None)
    colour, signal = SIGNAL[latest.variation]
    shape, meets = MEETS[latest.assurance]
    return SiteValue(
        site=site,
        name=short_name(book.snapshot, site),
        text=text,
        rag=str(latest.rag),
        until=latest.end,
        gap=gap,
        origin=book.snapshot.origin(row) if row else "",
        coverage=latest.coverage,
        judged=latest.judged,
        colour=colour,
        signal=signal,
        shape=shape,
        meets=meets,
        line=trace(latest.trace, latest.variation),
        variation=latest.variation,
        assurance=latest.assurance,
        missing=owed is not None or not text,
        behind=owed is not None and owed > latest.end,
    )


def committee_name(snapshot: Snapshot, committee: str | None) -> str:
    row = snapshot.one(Committee, committee) if committee else None
    return row.name if row else committee or ""


def short_name(snapshot: Snapshot, site: str) -> str:
    return "Trust" if site == TRUST_SITE else snapshot.site_name(site)


def kept(line: KpiLine, cut: Cut) -> bool:
    """Whether a line is among those asked for; of its cells one is enough."""
    words, cells = cut.words.casefold(), tuple(line.values.values())
    return (
        (not words or words in f"{line.code} {line.name} {line.owner}".casefold())
        and (not cut.school or cut.school in line.values)
        and (not cut.committee or (line.committee_ref or NOBODY) == cut.committee)
        and (not cut.objective or (line.objective_ref or NOBODY) == cut.objective)
        and (not cut.owner or (line.owner_ref or NOBODY) == cut.owner)
        and (not cut.status or line.rag == cut.status)
        and (not cut.signal or any(cell.judged and cell.variation == cut.signal for cell in cells))
        and (not cut.target or any(cell.judged and cell.assurance == cut.target for cell in cells))
        and (not cut.missing or not cells or any(cell.missing for cell in cells))
    )


def choices_of(snapshot: Snapshot, lines: Sequence[KpiLine], sites: Sequence[str]) -> dict[str, list[tuple[str, str]]]:
    """What each filter may be set to, as (value, words), from all that may be seen."""
    owners = sorted({(line.owner_ref, line.owner) for line in lines if line.owner_ref}, key=lambda each: each[1])
    return {
        "status": [(str(rag), word) for rag, word in RAG_WORDS.items()],
        "school": [(site, short_name(snapshot, site)) for site in sites],
        "signal": [(str(each), words) for each, words in MOVING.items()],
        "committee": [*((row.committee, row.name) for row in snapshot.all(Committee)), (NOBODY, "No committee")],
        "objective": [*((row.objective, row.title) for row in snapshot.all(Objective)), (NOBODY, "No objective")],
        "owner": [*((ref or "", words) for ref, words in owners), (NOBODY, "No owner")],
        "target": [(str(each), words) for each, words in TARGETS.items()],
        "missing": [(MISSING, "A value is missing")],
    }


def site_columns(snapshot: Snapshot, lines: Iterable[KpiLine]) -> list[str]:
    """The sites that have a column: the trust first, then its own schools, then its clients."""
    found = {site for line in lines for site in line.values}
    ours = snapshot.our_schools
    return sorted(found, key=lambda site: (site != TRUST_SITE, site not in ours, site))


def list_sentence(lines: Sequence[KpiLine], at: str = "") -> str:
    """How many KPIs stand where, and how many series carry a signal; ``at`` is the only site."""
    counts = [(rag, sum(line.rag is rag for line in lines)) for rag in Rag]
    said = [counted(number, *STANDING[rag]) for rag, number in counts if number]
    where = f"at {at}" if at else "taking each at its worst school"
    cells = [cell for line in lines for cell in line.values.values()]
    better, worse = (sum(cell.signal == word for cell in cells) for word in ("better", "worse"))
    moves = f" Signals: {better} better and {worse} worse, in {len(cells)} series."
    return f"Of {counted(len(lines), 'KPI')}, {listed(said)}, {where}.{moves if cells else ''}"


def kpis_table(snapshot: Snapshot, lines: Iterable[KpiLine], sites: Sequence[str]) -> Table:
    """The grid as a file has it: a row a KPI, and of each site its value, its signal and what becomes of its target."""
    names = [short_name(snapshot, site) for site in sites]
    details = [heading for name in names for heading in (f"{name}: signal", f"{name}: target", f"{name}: covers")]
    headings = ("KPI", "Name", "Status", *names, "Movement", "Owner", "Committee", *details)
    rows: list[tuple[Cell, ...]] = [
        (
            line.code,
            line.name,
            RAG_WORDS[line.rag],
            *(line.values[site].text if site in line.values else "" for site in sites),
            line.moving,
            line.owner,
            line.committee,
            *(text for site in sites for text in _details(line.values.get(site))),
        )
        for line in lines
    ]
    return Table(headings, tuple(rows))


def _details(cell: SiteValue | None) -> tuple[str, str, str]:
    if cell is None:
        return "", "", ""
    return MOVING[cell.variation] if cell.judged else NOT_JUDGED, cell.meets, cell.coverage


def worst_first(line: KpiLine) -> tuple[int, str]:
    """The order of the grid."""
    return WORST_FIRST.index(line.rag), line.code
