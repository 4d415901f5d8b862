"""Which obligations fall due in the next 12 months, and who could make and approve each of them?

Whoever holds the preparer's post or the cover's post can make it; whoever holds the approver's post can approve it.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from trustops.governance.calendar import CalendarItem, calendar
from trustops.quantities.years import AcademicYear, add_months
from trustops.snapshot import Snapshot
from trustops.succession.leavers import holders_of

MONTHS_AHEAD = 12


class Part(StrEnum):
    """What a post has to do with an obligation."""

    PREPARER = "preparer"
    APPROVER = "approver"
    COVER = "cover"


@dataclass(frozen=True, slots=True)
class Coming:
    """An obligation that falls due next on ``due`` (None: the day is not set), and the posts and people it has.

    ``makers`` hold the preparer's or the cover's post, ``approvers`` the approver's.
    """

    obligation: str
    title: str
    site: str
    due: date | None
    posts: tuple[tuple[Part, str], ...]
    makers: tuple[str, ...]
    approvers: tuple[str, ...]

    def post_of(self, part: Part) -> str | None:
        """The post that has this part in it."""
        return dict(self.posts).get(part)


def coming_obligations(snapshot: Snapshot) -> tuple[Coming, ...]:
    """The obligations with a preparer that are not done and fall due in the next 12 months, each at its next day.

    One whose day is not set counts in the academic year of the day. Those without a preparer are left out: who could
    make them is not known.

    >>> coming_obligations(Snapshot.of(date(2026, 11, 22), []))
    ()
    """
    holding = holders_of(snapshot)
    return tuple(_coming(item, holding) for item in _next_of_each(snapshot) if item.preparer)


def _next_of_each(snapshot: Snapshot) -> list[CalendarItem]:
    year = AcademicYear.containing(snapshot.as_of)
    last = add_months(snapshot.as_of, MONTHS_AHEAD)
    this_year, next_year = calendar(snapshot, year), calendar(snapshot, year.next())
    found: dict[tuple[str, str], CalendarItem] = {}
    for item in _open([*this_year, *(item for item in next_year if item.due)]):
        if item.due is None or snapshot.as_of < item.due <= last:
            found.setdefault((item.id, item.site), item)
    return list(found.values())


def _open(items: Iterable[CalendarItem]) -> Iterator[CalendarItem]:
    """What is still to be done, the first due first."""
    done = ("done", "done_late", "not_applicable")
    yield from sorted((item for item in items if item.status not in done), key=lambda item: item.due or date.max)


def _coming(item: CalendarItem, holding: Mapping[str, tuple[str, ...]]) -> Coming:
    named = ((Part.PREPARER, item.preparer), (Part.APPROVER, item.approver), (Part.COVER, item.cover))
    posts = tuple((part, post) for part, post in named if post)
    makers = {person for part, post in posts if part is not Part.APPROVER for person in holding.get(post, ())}
    approvers = holding.get(item.approver, ()) if item.approver else ()
    return Coming(item.id, item.title, item.site, item.due, posts, tuple(sorted(makers)), approvers)


def one_person_obligations(coming: Iterable[Coming]) -> tuple[Coming, ...]:
    """Those that one person or nobody can make, nobody first, then the first due."""
    thin = (each for each in coming if len(each.makers) < 2)
    return tuple(sorted(thin, key=lambda each: (len(each.makers), each.due or date.max, each.obligation, each.site)))


@dataclass(frozen=True, slots=True)
class ObligationAtRisk:
    """An obligation that loses holders: ``lost`` are the parts that nobody holds any more.

    ``can_make`` and ``can_approve`` count who is left; ``can_approve`` is None where no approver is named.
    """

    obligation: str
    title: str
    site: str
    due: date | None
    lost: tuple[tuple[Part, str], ...]
    can_make: int
    can_approve: int | None


def obligations_at_risk(
    coming: Iterable[Coming], emptied: Collection[str], gone: Collection[str]
) -> tuple[ObligationAtRisk, ...]:
    """What of the next 12 months loses its preparer, approver or cover; what nobody can make any more comes first.

    ``emptied`` are the posts that stand empty once the people in ``gone`` have left.
    """
    found = [
        ObligationAtRisk(
            each.obligation,
            each.title,
            each.site,
            each.due,
            lost,
            len(set(each.makers) - set(gone)),
            len(set(each.approvers) - set(gone)) if each.post_of(Part.APPROVER) else None,
        )
        for each in coming
        if (lost := tuple((part, post) for part, post in each.posts if post in emptied))
    ]
    return tuple(sorted(found, key=lambda each: (each.can_make > 0, each.due or date.max, each.obligation, each.site)))
