"""What has the trust set out to do, what measures and moves each objective, and which has no measure at all?"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trustops.governance.actions import is_open
from trustops.kpis.book import KpiBook
from trustops.kpis.listing import KpiRow, kpi_list
from trustops.kpis.status import Rag, worst
from trustops.models import Action, Kpi, Objective, Service
from trustops.models.board import ActionSource
from trustops.quantities.years import in_force
from trustops.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Branch:
    """An objective with what measures it, what should move it, and what is being done; ``rag`` is the worst of all."""

    objective: Objective
    kpis: tuple[KpiRow, ...]
    services: tuple[Service, ...]
    actions: tuple[Action, ...]
    rag: Rag

    @property
    def unmeasured(self) -> bool:
        """Whether nobody could say if it is reached."""
        return not self.kpis


@dataclass(frozen=True, slots=True)
class Tree:
    """The objectives in force, those without a measure first; and what belongs to none."""

    branches: tuple[Branch, ...]
    loose_kpis: tuple[KpiRow, ...]
    loose_services: tuple[Service, ...]


def objectives_tree(snapshot: Snapshot, book: KpiBook | None = None) -> Tree:
    """Every objective in force on the day with its KPIs, the services meant to move them, and the open actions.

    >>> from datetime import date
    >>> from trustops.models import record_of
    >>> row = record_of(Objective)(objective="BELONG", title="Every child belongs")
    >>> [branch.unmeasured for branch in objectives_tree(Snapshot.of(date(2026, 11, 22), [row])).branches]
    [True]
    """
    rows = {row.kpi: row for row in kpi_list(snapshot, book)}
    of_objective: dict[str, list[KpiRow]] = defaultdict(list)
    known = {row.objective for row in snapshot.all(Objective)}
    loose = []
    for kpi in snapshot.all(Kpi):
        if kpi.objective in known:
            of_objective[str(kpi.objective)].append(rows[kpi.kpi])
        else:
            loose.append(rows[kpi.kpi])
    in_use = [row for row in snapshot.all(Objective) if in_force(row.from_date, row.to_date, snapshot.as_of)]
    branches = [_branch(snapshot, row, of_objective[row.objective]) for row in in_use]
    measured = {row.kpi for branch in branches for row in branch.kpis}
    return Tree(
        tuple(sorted(branches, key=lambda branch: (not branch.unmeasured, branch.objective.objective))),
        tuple(loose),
        tuple(row for row in snapshot.all(Service) if not set(row.kpis) & measured),
    )


def _branch(snapshot: Snapshot, objective: Objective, kpis: Sequence[KpiRow]) -> Branch:
    codes = {row.kpi for row in kpis}
    open_ = [row for row in snapshot.all(Action) if is_open(row, snapshot.as_of)]
    return Branch(
        objective,
        tuple(kpis),
        tuple(row for row in snapshot.all(Service) if set(row.kpis) & codes),
        tuple(row for row in open_ if row.source is ActionSource.KPI and row.source_code in codes),
        worst(row.rag for row in kpis) if kpis else Rag.GREY,
    )


def moved_by(tree: Tree) -> Mapping[str, tuple[str, ...]]:
    """The services that are meant to move each KPI, by its code."""
    found: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for branch in tree.branches:
        for service in branch.services:
            for code in service.kpis:
                if service.name not in found[code]:
                    found[code] += (service.name,)
    return dict(found)
