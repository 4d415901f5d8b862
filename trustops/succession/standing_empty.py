"""When does nobody hold a post, and when is a part of it not held, from a day to another?"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from trustops.models import Holder, Person, Post
from trustops.quantities.years import ONE_DAY, in_force
from trustops.snapshot import Snapshot

LastDay = Callable[[Holder], date | None]
"""The last day that a holder holds a post, as far as is known; None: it goes on."""


class Why(StrEnum):
    """Why a post falls vacant."""

    VACANT = "vacant today"
    LEAVING = "its holder leaves"
    TERM_ENDS = "its holder's term ends"
    ACTING_ENDS = "acting ends"
    INTENDS = "its holder means to leave"


@dataclass(frozen=True, slots=True)
class Empty:
    """Days on which nobody holds a post, or where it is not the ``whole`` post, a ``share`` of it.

    ``from_`` is the first of them (None: nobody is recorded before), ``until`` the last where somebody is to follow.
    ``person`` held it to the day before.
    """

    post: str
    why: Why
    person: str | None
    from_: date | None
    until: date | None
    share: Decimal
    whole: bool = True


@dataclass(frozen=True, slots=True)
class _Held:
    row: Holder
    last: date | None
    leaves: bool

    def on(self, day: date) -> bool:
        return in_force(self.row.from_date, self.last, day)


def known_last_day(snapshot: Snapshot) -> LastDay:
    """A holder's last day as it is agreed: of the post by the Holders sheet, or of the person by the People sheet."""

    def last(row: Holder) -> date | None:
        person = snapshot.one(Person, row.person)
        return min((day for day in (row.to_date, person.leaving if person else None) if day), default=None)

    return last


def intended_last_day(snapshot: Snapshot) -> LastDay:
    """A holder's last day as it is agreed, or as they have said themselves that they mean to leave."""
    known = known_last_day(snapshot)

    def last(row: Holder) -> date | None:
        person = snapshot.one(Person, row.person)
        return min((day for day in (known(row), person.intends_to_leave if person else None) if day), default=None)

    return last


def standing_empty(snapshot: Snapshot, to: date, last_day: LastDay) -> tuple[Empty, ...]:
    """Every spell from the snapshot's day to ``to`` in which a post or a part of it is not held, the earliest first.

    A spell that is running on the day is one; a second spell of a post within the time is another.
    """
    rows: dict[str, list[_Held]] = {post.post: [] for post in snapshot.all(Post)}
    for row in snapshot.all(Holder):
        if row.post in rows:
            rows[row.post].append(_held(snapshot, row, last_day(row)))
    spells = [spell for post, held in rows.items() for spell in _of_a_post(snapshot.as_of, to, post, held)]
    return tuple(sorted(spells, key=lambda spell: (spell.from_ or date.min, spell.post)))


def _held(snapshot: Snapshot, row: Holder, last: date | None) -> _Held:
    person = snapshot.one(Person, row.person)
    leaving = (person.leaving, person.intends_to_leave) if person else ()
    return _Held(row, last, leaves=last is not None and last in leaving)


def _of_a_post(first: date, to: date, post: str, held: Sequence[_Held]) -> Iterator[Empty]:
    ends = sorted({each.last + ONE_DAY for each in held if each.last and first <= each.last < to})
    for day in dict.fromkeys([first, *ends]):
        sitting = [each for each in held if each.on(day)]
        if not sitting:
            yield _empty(first, day, post, held)
        elif day > first:
            yield from _part(day, post, held, sitting)


def _empty(first: date, day: date, post: str, held: Sequence[_Held]) -> Empty:
    """The spell in which a day without a holder lies."""
    before = [each for each in held if each.last and each.last < day and each.row.from_date < day]
    latest = max(before, key=lambda each: (each.last or date.min, each.row.share, each.row.person), default=None)
    coming = min((each.row.from_date for each in held if each.row.from_date > day), default=None)
    return Empty(
        post=post,
        why=Why.VACANT if day == first else _why(latest),
        person=latest.row.person if latest else None,
        from_=latest.last + ONE_DAY if latest and latest.last else None,
        until=coming - ONE_DAY if coming else None,
        share=Decimal(1),
    )


def _why(held: _Held | None) -> Why:
    if held is None:
        return Why.VACANT
    if held.row.acting:
        return Why.ACTING_ENDS
    return Why.LEAVING if held.leaves else Why.TERM_ENDS


def _part(day: date, post: str, held: Sequence[_Held], sitting: Sequence[_Held]) -> Iterator[Empty]:
    """A part that is no longer held because somebody went the day before, while others stay."""
    lost = _share(each for each in held if each.on(day - ONE_DAY)) - _share(sitting)
    if lost > 0:
        gone = [each for each in held if each.last == day - ONE_DAY]
        latest = max(gone, key=lambda each: (each.row.share, each.row.person))
        yield Empty(post, _why(latest), latest.row.person, day, None, lost, whole=False)


def _share(held: Iterable[_Held]) -> Decimal:
    return min(Decimal(1), sum((each.row.share for each in held), Decimal(0)))
