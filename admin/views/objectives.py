"""What has the trust set out to do, and how does anybody know that it is working?"""

from typing import NamedTuple

from flask import Response

from admin.downloads import asked_for, table_file
from admin.pages import TrustopsView, expose
from admin.views.kpi_grid import NOT_JUDGED, RAG_WORDS
from reports.charts import Table
from trustops.kpis.listing import KpiRow
from trustops.kpis.objectives import Branch, Tree, moved_by, objectives_tree
from trustops.models import TRUST_SITE, Kpi, Objective
from trustops.quantities.words import counted, listed
from trustops.snapshot import Snapshot

MOVEMENTS = {
    "improvement": ("fine", "Improving"),
    "concern": ("act", "Worsening"),
    "neutral_high": ("note", "Higher"),
    "neutral_low": ("note", "Lower"),
    "common": ("note", "No change"),
}


class Measure(NamedTuple):
    """A KPI of an objective in one line."""

    row: KpiRow
    movement: tuple[str, str]
    covers: str
    moved_by: tuple[str, ...]
    origin: str


class Line(NamedTuple):
    """An objective with its measures."""

    branch: Branch
    owner: str
    measures: tuple[Measure, ...]
    origin: str
    actions: tuple[tuple[str, str], ...]


class ObjectivesView(TrustopsView):
    """Every objective with what measures it and what should move it; those that nothing measures first."""

    title = "Objectives"
    place = "objectives"
    address = "/objectives"
    part_of = "board"

    @expose("/")
    def index(self) -> str | Response:
        picture = self.picture()
        snapshot = picture.snapshot
        tree = objectives_tree(snapshot, picture.kpis)
        lines = lines_of(snapshot, tree)
        if kind := asked_for():
            return table_file(objectives_table(lines), "objectives", kind)
        return self.show(
            "objectives.html",
            empty=not snapshot.all(Objective),
            lead=lead_of(tree),
            lines=lines,
            loose=[(row, _origin(snapshot, row)) for row in tree.loose_kpis],
            loose_services=tree.loose_services,
        )


def lines_of(snapshot: Snapshot, tree: Tree) -> tuple[Line, ...]:
    """The objectives in words."""
    services = moved_by(tree)
    return tuple(
        Line(
            branch,
            snapshot.post_title(branch.objective.owner) if branch.objective.owner else "",
            tuple(
                Measure(row, _movement(row), _covers(row), services.get(row.kpi, ()), _origin(snapshot, row))
                for row in branch.kpis
            ),
            snapshot.origin(branch.objective),
            tuple((row.title, snapshot.origin(row)) for row in branch.actions),
        )
        for branch in tree.branches
    )


def _movement(row: KpiRow) -> tuple[str, str]:
    if not row.judged:
        return "unknown", NOT_JUDGED
    return MOVEMENTS[str(row.variation)] if row.variation else ("unknown", "Too little to say")


def _covers(row: KpiRow) -> str:
    """How many schools are in a trust value that cannot be judged."""
    return "" if row.judged else row.latest[TRUST_SITE].coverage


def _origin(snapshot: Snapshot, row: KpiRow) -> str:
    kpi = snapshot.one(Kpi, row.kpi)
    return snapshot.origin(kpi) if kpi else ""


def lead_of(tree: Tree) -> str:
    """The answer of the page: how many objectives have a measure, and how those stand."""
    if not tree.branches:
        return "No objective is in force on this day."
    bare = [branch.objective.title for branch in tree.branches if branch.unmeasured]
    said = f"{counted(len(tree.branches), 'objective')}, {len(tree.branches) - len(bare)} with a measure"
    if bare:
        return f"{said}: nothing says whether {listed(bare)} is reached."
    rows = [row for branch in tree.branches for row in branch.kpis]
    worse, better = (sum(row.variation == way for row in rows) for way in ("concern", "improvement"))
    unjudged = sum(not row.judged for row in rows)
    lacking = f"; {unjudged} cannot be judged, for too few schools have given theirs" if unjudged else ""
    return f"{said}. {counted(better, 'measure is', 'measures are')} improving and {worse} worsening{lacking}."


def objectives_table(lines: tuple[Line, ...]) -> Table:
    """The tree as a file has it: a row a measure, and one for an objective without any."""
    rows = []
    for line in lines:
        title = line.branch.objective.title
        rows += [
            (title, line.owner, each.row.name, RAG_WORDS[each.row.rag], each.movement[1], ", ".join(each.moved_by))
            for each in line.measures
        ] or [(title, line.owner, "no measure", "", "", "")]
    return Table(
        ("Objective", "Owner", "Measure", "Against target", "Movement", "Services meant to move it"), tuple(rows)
    )
