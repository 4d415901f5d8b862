"""What loses its owner when posts fall empty: KPIs, actions still open, objectives and services?"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from trustops.governance.actions import is_open
from trustops.models import Action, Kpi, Objective, Service
from trustops.quantities.years import in_force
from trustops.snapshot import Snapshot


class OwnedKind(StrEnum):
    """What is owned."""

    ACTION = "action"
    KPI = "KPI"
    OBJECTIVE = "objective"
    SERVICE = "service"


@dataclass(frozen=True, slots=True)
class Orphaned:
    """Something whose owner's post stands empty; ``origin`` is its row's."""

    kind: OwnedKind
    ref: str
    title: str
    post: str
    origin: str


def orphaned(snapshot: Snapshot, emptied: Collection[str]) -> tuple[Orphaned, ...]:
    """What the posts in ``emptied`` own; actions that are done and objectives of other times are left out.

    >>> from datetime import date
    >>> from trustops.models import record_of
    >>> action = record_of(Action)(action="A-1", title="Name a second signatory", owner="CEO")
    >>> [each.title for each in orphaned(Snapshot.of(date(2026, 11, 22), [action]), {"CEO"})]
    ['Name a second signatory']
    """
    return tuple(each for each in _owned(snapshot) if each.post in emptied)


def _owned(snapshot: Snapshot) -> Iterator[Orphaned]:
    day = snapshot.as_of
    for action in snapshot.all(Action):
        if action.owner and is_open(action, day):
            yield Orphaned(OwnedKind.ACTION, action.action, action.title, action.owner, snapshot.origin(action))
    for kpi in snapshot.all(Kpi):
        if kpi.owner:
            yield Orphaned(OwnedKind.KPI, kpi.kpi, kpi.name, kpi.owner, snapshot.origin(kpi))
    for objective in snapshot.all(Objective):
        if objective.owner and in_force(objective.from_date, objective.to_date, day):
            yield Orphaned(
                OwnedKind.OBJECTIVE, objective.objective, objective.title, objective.owner, snapshot.origin(objective)
            )
    for service in snapshot.all(Service):
        if service.owner:
            yield Orphaned(OwnedKind.SERVICE, service.service, service.name, service.owner, snapshot.origin(service))
