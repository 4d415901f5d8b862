"""What does a KPI lack: a target, an owner, a committee? One finding a KPI, or one for many that came together.

A public file brings forty KPIs at once, and none of them has an owner: that is one thing to decide, not forty.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from trustops.findings.model import Area, Evidence, Raised, Rule, Severity, Subject
from trustops.findings.picture import Picture
from trustops.findings.rules.kpis import kpi_subject
from trustops.models import Kpi
from trustops.models.kpi import Direction
from trustops.quantities.years import in_force
from trustops.snapshot import Snapshot

MOST_APART = 5
"""Of more KPIs with one cause there is one finding, with each of them as its evidence."""

MOST_NAMED = 3


def kpis_together(number: int, origin: str) -> Subject:
    """Many KPIs as one subject; ``origin`` tells them from other such groups."""
    return Subject("kpis", f"TOGETHER-{origin}", f"{number} KPIs")


def some_of(names: Sequence[str]) -> str:
    """The first few of many names, and how many more there are.

    >>> some_of(["A", "B", "C", "D", "E"])
    'A; B; C; and 2 more'
    """
    more = len(names) - MOST_NAMED  # a KPI's name may have commas of its own
    return "; ".join([*names[:MOST_NAMED], f"and {more} more"] if more > 0 else names)


@dataclass(frozen=True, slots=True)
class Lack:
    """What a KPI may lack: whether one does, and how that is said of one and of many."""

    is_lacked: Callable[[Picture, Kpi], bool]
    of_one: str
    of_many: str

    def check(self, picture: Picture) -> Iterator[Raised]:
        """What is raised of the KPIs that lack it, file by file."""
        by_import: dict[int | None, list[Kpi]] = defaultdict(list)
        for kpi in picture.snapshot.all(Kpi):
            if self.is_lacked(picture, kpi):
                by_import[kpi.import_id].append(kpi)
        for kpis in by_import.values():
            if len(kpis) > MOST_APART:
                yield self._together(picture.snapshot, kpis)
            else:
                yield from (self._alone(picture.snapshot, kpi) for kpi in kpis)

    def _alone(self, snapshot: Snapshot, kpi: Kpi) -> Raised:
        return Raised(
            subject=kpi_subject(kpi),
            message=f"{kpi.name} ({kpi.kpi}) {self.of_one}.",
            evidence=(Evidence("KPI", kpi.kpi, snapshot.origin(kpi)),),
        )

    def _together(self, snapshot: Snapshot, kpis: Sequence[Kpi]) -> Raised:
        number = kpis[0].import_id
        file = snapshot.files.get(number) if number is not None else None
        came = f" that came with {file}" if file else ""
        return Raised(
            subject=kpis_together(len(kpis), str(number or "")),
            message=f"{len(kpis)} KPIs{came} {self.of_many}: {some_of([kpi.name for kpi in kpis])}.",
            evidence=tuple(Evidence(kpi.name, kpi.kpi, snapshot.origin(kpi)) for kpi in kpis),
        )


def _lacks_target(picture: Picture, kpi: Kpi) -> bool:
    """No target at any site on the day; a KPI of which neither way is better needs none."""
    if kpi.direction is Direction.NEUTRAL:
        return False
    day = picture.snapshot.as_of
    of_kpi = [rows for (code, _site), rows in picture.kpis.targets.items() if code == kpi.kpi]
    return not any(in_force(row.from_date, row.to_date, day) for rows in of_kpi for row in rows)


NO_TARGET = Rule(
    id="kpis.no_target",
    title="A KPI has no target",
    area=Area.KPIS,
    severity=Severity.AMBER,
    why="Nobody can say whether its value is good enough.",
    remedy="Its committee sets a target, for the trust or for each school, on the KPI targets sheet.",
    source="Our default; a KPI of which neither way is better needs none",
    check=Lack(
        _lacks_target,
        "has no target in force, for the trust or for any school",
        "have no target in force, for the trust or for any school",
    ).check,
)

NO_OWNER = Rule(
    id="kpis.no_owner",
    title="A KPI has no owner",
    area=Area.KPIS,
    severity=Severity.AMBER,
    why="Nobody brings it up to date or explains it.",
    remedy="The chief executive names a post on the KPIs sheet.",
    source="Our default",
    check=Lack(lambda _picture, kpi: not kpi.owner, "has no owner", "have no owner").check,
)

NO_COMMITTEE = Rule(
    id="kpis.no_committee",
    title="A KPI has no committee",
    area=Area.KPIS,
    severity=Severity.AMBER,
    why="It is measured, and nobody is bound to look at it.",
    remedy="The governance professional gives it to a committee on the KPIs sheet, or it is dropped.",
    source="Our default",
    check=Lack(lambda _picture, kpi: not kpi.committee, "belongs to no committee", "belong to no committee").check,
)

NO_BENCHMARK = Rule(
    id="kpis.no_benchmark",
    title="A KPI has no benchmark",
    area=Area.KPIS,
    severity=Severity.NOTE,
    why="Nobody can say whether others do better.",
    remedy="Add what others reach on the Benchmarks sheet, or say on the KPIs sheet why there is none.",
    source="Our default; that none exists, with the reason, is an answer",
    check=Lack(
        lambda picture, kpi: not kpi.no_benchmark_because and not picture.kpis.benchmarks.get(kpi.kpi),
        "has no benchmark, and no reason why there is none",
        "have no benchmark, and no reason why there is none",
    ).check,
)

NOT_LINKED = Rule(
    id="kpis.not_linked",
    title="A KPI serves no objective",
    area=Area.KPIS,
    severity=Severity.NOTE,
    why="The board spends time on a figure that none of its objectives asks for.",
    remedy="Name the objective that it measures on the KPIs sheet, or stop reporting it.",
    source="Challenge Partners, Maximising the MAT factor, on the KPIs that are most effective",
    check=Lack(lambda _picture, kpi: not kpi.objective, "serves no objective", "serve no objective").check,
)
