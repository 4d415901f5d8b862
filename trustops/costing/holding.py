"""When is a post held, and who stands in for it? The Holders, People and Post cover sheets, as its cost takes them."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from trustops.costing.post import Held, StandIn
from trustops.costing.school_days import all_year_calendar, school_calendar
from trustops.costing.term_time import DAYS_IN_WEEK, is_all_year
from trustops.models import Holder, Person, Post, PostCover, TermDate
from trustops.models.working_time import CoverKind
from trustops.quantities.money import pounds
from trustops.snapshot import Snapshot


def held_in(snapshot: Snapshot, post: Post) -> tuple[Held, ...]:
    """The spans in which somebody holds the post; none after a person has left.

    Whoever acts for an allowance is paid for a post of their own, so the post itself is not held by them.
    """
    allowance = any(row.kind is CoverKind.ACTING_ALLOWANCE for row in _cover(snapshot, post))
    rows = (row for row in snapshot.all(Holder) if row.post == post.post)
    return tuple((row.from_date, _end(snapshot, row)) for row in rows if not (row.acting and allowance))


def _end(snapshot: Snapshot, row: Holder) -> date | None:
    person = snapshot.one(Person, row.person)
    ends = [day for day in (row.to_date, person.leaving if person else None) if day is not None]
    return min(ends, default=None)


def stand_ins(snapshot: Snapshot, post: Post) -> tuple[StandIn, ...]:
    """Whoever stands in for a post and at what cost, in the order of the Post cover sheet."""
    rows = tuple(_cover(snapshot, post))
    if not rows:
        return ()
    all_year = is_all_year(post.weeks)
    calendar = all_year_calendar() if all_year else school_calendar(snapshot.all(TermDate), post.site)
    return tuple(
        StandIn(
            kind=row.kind,
            amount=pounds(row.amount_pence),
            calendar=calendar,
            from_=row.from_date,
            to=row.to_date,
            days_per_week=Decimal(DAYS_IN_WEEK) if row.days_per_week is None else row.days_per_week,
            weeks=post.weeks,
            source=snapshot.origin(row),
        )
        for row in rows
    )


def _cover(snapshot: Snapshot, post: Post) -> Iterator[PostCover]:
    return (row for row in snapshot.all(PostCover) if row.post == post.post)
