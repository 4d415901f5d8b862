"""Can what is owed so many times a year still be done so often, with the meetings that are left?"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from trustops.governance.calendar import CalendarItem
from trustops.governance.committees import committees_meant, meetings_of
from trustops.governance.rule_language import BadRule, TimesAYear, parse_rule
from trustops.quantities.years import AcademicYear
from trustops.snapshot import Snapshot

DONE = ("done", "done_late")


@dataclass(frozen=True, slots=True)
class OutOfReach:
    """Something owed ``times`` a year of which ``done`` are done and only ``left`` can follow by ``by``.

    ``chances`` are the meetings left that could have it, or the months where its recipient does not meet here.
    """

    item: CalendarItem
    times: int
    done: int
    left: int
    meetings: tuple[str, ...]
    by: date

    @property
    def reached(self) -> int:
        """How many there can be in all."""
        return self.done + self.left


def out_of_reach(snapshot: Snapshot, items: Iterable[CalendarItem]) -> tuple[OutOfReach, ...]:
    """What can no longer be done as often as this academic year asks; only what the trust keeps a record of.

    Each meeting that is left can have it once; where its recipient has no meetings here, each month left can.
    Six sends asked, two done by June and three meetings left: five are all there can be.
    """
    year = AcademicYear.containing(snapshot.as_of)
    groups: dict[tuple[str, str], list[CalendarItem]] = defaultdict(list)
    for item in items:
        if item.due == year.end and item.tracked and item.status != "not_applicable" and _times(item):
            groups[item.id, item.site].append(item)
    found = (_reach(snapshot, year, group) for group in groups.values())
    return tuple(each for each in found if each.reached < each.times)


def _times(item: CalendarItem) -> int:
    try:
        return sum(part.times for part in parse_rule(item.rule) if isinstance(part, TimesAYear))
    except BadRule:
        return 0


def _reach(snapshot: Snapshot, year: AcademicYear, group: list[CalendarItem]) -> OutOfReach:
    first = group[0]
    committees = tuple(ref for entry in first.to for ref in committees_meant(snapshot, entry))
    held = meetings_of(snapshot, committees)
    left = [row for row in held if snapshot.as_of < row.on_date <= year.end]
    months = len([month for month in year.months if month > snapshot.as_of])
    return OutOfReach(
        item=first,
        times=_times(first),
        done=sum(item.status in DONE for item in group),
        left=len(left) if held else months,
        meetings=tuple(row.meeting for row in left),
        by=year.end,
    )
