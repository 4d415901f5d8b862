"""How many people can do each duty, and who carries too many, or two that nobody should hold together?

The bus factor of a duty is the number of people here who have it in hand (lead or backup; a learner does not
count yet). Whether they have shown it in the last 12 months is counted beside it: an access that nobody has used
may no longer work.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from trustops.models import Duty, DutyHolder
from trustops.models.succession import DutyKind, DutyLevel
from trustops.quantities.years import add_months
from trustops.snapshot import Snapshot

ACTIVE = (DutyLevel.LEAD, DutyLevel.BACKUP)
EVIDENCE_MONTHS = 12
MOST_CRITICAL_DUTIES = 5
DUE_SOON = timedelta(days=60)


class DutyFlag(StrEnum):
    """What is wrong with the cover of a duty."""

    ORPHAN = "orphan"
    SINGLE = "single"
    SHORT = "short"
    UNPROVEN = "unproven"
    UNDOCUMENTED = "undocumented"


@dataclass(frozen=True, slots=True)
class DutyCover:
    """Who can do a duty: ``active`` have it in hand, ``proven`` have done it within 12 months, ``learning`` not yet."""

    duty: str
    title: str
    kind: DutyKind
    site: str
    critical: int | None
    active: tuple[str, ...]
    proven: tuple[str, ...]
    learning: tuple[str, ...]
    needed: int
    next_due: date | None
    documented_on: date | None
    flags: tuple[DutyFlag, ...]

    @property
    def bus_factor(self) -> int:
        """How many people would have to go before nobody could do it."""
        return len(self.active)


@dataclass(frozen=True, slots=True)
class Concentration:
    """A person who has more critical duties in hand than one person should."""

    person: str
    duties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IncompatibleDuties:
    """A person who has in hand two duties that the same person may not, such as making and approving a payment."""

    person: str
    duty: str
    other: str


def duty_cover(snapshot: Snapshot) -> tuple[DutyCover, ...]:
    """Every duty with who can do it on the day, in the order of its ref.

    >>> from trustops.models import record_of
    >>> duty = record_of(Duty)(duty="BACS", title="Approve BACS runs", kind=DutyKind.SIGN_OFF, site="TRUST")
    >>> holder = record_of(DutyHolder)(duty="BACS", person="P1", level=DutyLevel.LEAD, last_done=date(2026, 10, 30))
    >>> [cover] = duty_cover(Snapshot.of(date(2026, 11, 22), [duty, holder]))
    >>> cover.bus_factor, [str(flag) for flag in cover.flags]
    (1, ['single', 'short'])
    """
    rows: dict[str, list[DutyHolder]] = defaultdict(list)
    for row in sorted(snapshot.all(DutyHolder), key=lambda row: row.person):
        if snapshot.works_here(row.person):
            rows[row.duty].append(row)
    return tuple(
        _cover(snapshot, duty, rows[duty.duty]) for duty in sorted(snapshot.all(Duty), key=lambda duty: duty.duty)
    )


def _cover(snapshot: Snapshot, duty: Duty, rows: list[DutyHolder]) -> DutyCover:
    active = tuple(row.person for row in rows if row.level in ACTIVE)
    proven = tuple(row.person for row in rows if row.level in ACTIVE and _shown(row.last_done, snapshot.as_of))
    return DutyCover(
        duty=duty.duty,
        title=duty.title,
        kind=duty.kind,
        site=duty.site,
        critical=duty.critical,
        active=active,
        proven=proven,
        learning=tuple(row.person for row in rows if row.level not in ACTIVE),
        needed=duty.holders_needed,
        next_due=duty.next_due,
        documented_on=duty.documented_on,
        flags=_flags(duty, len(active), len(proven), snapshot.as_of),
    )


def _shown(last_done: date | None, as_of: date) -> bool:
    return last_done is not None and last_done <= as_of <= add_months(last_done, EVIDENCE_MONTHS)


def _flags(duty: Duty, active: int, proven: int, as_of: date) -> tuple[DutyFlag, ...]:
    due_soon = duty.next_due is not None and as_of <= duty.next_due <= as_of + DUE_SOON
    documented = duty.documented_on is not None and duty.documented_on <= as_of
    found = {
        DutyFlag.ORPHAN: active == 0,
        DutyFlag.SINGLE: active == 1,
        DutyFlag.SHORT: active < duty.holders_needed,
        DutyFlag.UNPROVEN: active > 0 and proven == 0,
        DutyFlag.UNDOCUMENTED: not documented and active <= 1 and due_soon,
    }
    return tuple(flag for flag, holds in found.items() if holds)


def concentrations(snapshot: Snapshot, most: int = MOST_CRITICAL_DUTIES) -> tuple[Concentration, ...]:
    """The people who have more than ``most`` critical duties in hand."""
    held = _held(cover for cover in duty_cover(snapshot) if cover.critical is not None)
    return tuple(Concentration(person, duties) for person, duties in held.items() if len(duties) > most)


def incompatible_holdings(snapshot: Snapshot) -> tuple[IncompatibleDuties, ...]:
    """Every pair of duties that one person has in hand and may not; each pair once, whichever of the two says so."""
    forbidden = {frozenset((duty.duty, other)) for duty in snapshot.all(Duty) for other in duty.incompatible_with}
    return tuple(
        IncompatibleDuties(person, duty, other)
        for person, duties in _held(duty_cover(snapshot)).items()
        for i, duty in enumerate(duties)
        for other in duties[i + 1 :]
        if frozenset((duty, other)) in forbidden
    )


def held_alone(covers: Iterable[DutyCover]) -> Mapping[str, tuple[str, ...]]:
    """The duties that each person is the only one to have in hand; who has most of them comes first."""
    held = _held(cover for cover in covers if len(cover.active) == 1)
    return dict(sorted(held.items(), key=lambda item: -len(item[1])))


def _held(covers: Iterable[DutyCover]) -> Mapping[str, tuple[str, ...]]:
    """The duties that each person has in hand, people in the order of their refs."""
    held: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for cover in covers:
        for person in cover.active:
            held[person] += (cover.duty,)
    return dict(sorted(held.items()))
