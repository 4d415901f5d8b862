"""Which posts stand or fall vacant in the next 24 months, by when must each be advertised, and how long is it empty?

Known vacancies are posts that nobody holds on the day, agreed leaving dates, and the ends of fixed terms and of
acting. What people have said of their own accord that they mean to do is a list of its own, for those who may see it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property

from trustops.models import Person, Post
from trustops.models.person import Contract
from trustops.quantities.errors import TrustopsError, UnknownFigure
from trustops.quantities.years import ONE_DAY, add_months
from trustops.snapshot import Snapshot
from trustops.succession.cascade import cascade_in
from trustops.succession.cascade_flags import CascadeFlag, flags_of
from trustops.succession.cascade_view import Cascade, OutsideWay
from trustops.succession.hiring import Hiring, OutsideStart, hiring_for
from trustops.succession.notice import MONTHS_OF_A_TERM, term_start
from trustops.succession.seating import Seating, harm_of, outside_ways
from trustops.succession.standing_empty import Empty, Why, intended_last_day, known_last_day, standing_empty

MONTHS_AHEAD = 24

SOON = timedelta(weeks=4)
"""How long before the latest day to advertise a vacancy is to be looked at."""


@dataclass(frozen=True, slots=True)
class PostVacancy:
    """A post, or a part of it, that stands or falls vacant: who follows from where, when, and what is left meanwhile.

    ``needed`` is the first day that somebody new could be there: the first empty day, or tomorrow where that is past.
    ``outside`` is an appointment from outside if it were advertised on the day; None where ``follows`` is the first
    day of somebody who is recorded to hold it next, or where ``unknown`` says what is not known. ``advertise_by`` is
    the latest day to advertise for no empty day; it may be past. ``days_uncovered`` are the empty days until somebody
    who is not acting begins. ``inside_from`` is the first day that whoever the cascade moves can act, ``inside_term``
    the first term that they can begin in where teachers' conditions bind them. ``interims`` are the named ways to
    cover it from outside meanwhile.
    """

    post: str
    why: Why
    person: str | None
    from_: date | None
    needed: date
    share: Decimal
    whole: bool
    follows: date | None
    hiring: Hiring | None
    advertise_by: date | None
    outside: OutsideStart | None
    days_uncovered: int | None
    cascade: Cascade
    flags: tuple[CascadeFlag, ...]
    inside_from: date | None
    inside_term: date | None
    interims: tuple[OutsideWay, ...]
    unknown: str

    @property
    def filled_inside(self) -> bool:
        """Whether a move inside fills it."""
        return self.post in self.cascade.filled

    def to_advertise_by(self, day: date) -> bool:
        """Whether it must be advertised by a day if no day is to be empty."""
        return self.advertise_by is not None and self.advertise_by <= day

    @property
    def starts(self) -> date | None:
        """The first day that somebody is there who is not acting, if it is advertised on the day."""
        return self.follows or (self.outside.starts if self.outside else None)


@dataclass(frozen=True)
class VacancyCalendar:
    """The vacancies from a day to 24 months on, the earliest first, and how each could be filled."""

    snapshot: Snapshot
    to: date

    @cached_property
    def known(self) -> tuple[PostVacancy, ...]:
        """Posts vacant on the day, agreed leavers, and the ends of fixed terms and of acting."""
        return self._vacancies(standing_empty(self.snapshot, self.to, known_last_day(self.snapshot)))

    @cached_property
    def intended(self) -> tuple[PostVacancy, ...]:
        """What would fall vacant by what people say themselves that they mean to do: for those who may see it alone."""
        known = set(standing_empty(self.snapshot, self.to, known_last_day(self.snapshot)))
        both = standing_empty(self.snapshot, self.to, intended_last_day(self.snapshot))
        added = [each for each in both if each not in known and self._is_intended(each)]
        return self._vacancies([_intends(each) for each in added])

    def _is_intended(self, empty: Empty) -> bool:
        person = self.snapshot.one(Person, empty.person) if empty.person else None
        day = person.intends_to_leave if person else None
        return day is not None and empty.from_ == day + ONE_DAY

    def _vacancies(self, spells: Iterable[Empty]) -> tuple[PostVacancy, ...]:
        kept = tuple(spells)
        together: dict[tuple[str | None, date | None], list[str]] = {}
        for each in kept:
            if each.whole:
                together.setdefault(self._moment(each), []).append(each.post)
        return tuple(self._vacancy(each, together.get(self._moment(each), ())) for each in kept)

    @staticmethod
    def _moment(empty: Empty) -> tuple[str | None, date | None]:
        """Posts of one person that fall vacant on one day are looked at together; others each alone."""
        return (empty.person, empty.from_) if empty.person else (empty.post, None)

    def _vacancy(self, empty: Empty, together: Iterable[str]) -> PostVacancy:
        snapshot = self.snapshot
        tomorrow = snapshot.as_of + ONE_DAY
        needed = max(empty.from_ or tomorrow, tomorrow)
        follows = empty.until + ONE_DAY if empty.until else None
        hiring, unknown = _hiring(snapshot, empty.post) if follows is None else (None, "")
        outside = _not_before(needed, hiring.starts(snapshot.as_of)) if hiring else None
        starts = follows or (outside.starts if outside else None)
        found = cascade_in(self._seating, [*together] if empty.whole else [], self._going(needed))
        moved = next((move for move in found.moves if move.to_post == empty.post), None)
        return PostVacancy(
            post=empty.post,
            why=empty.why,
            person=empty.person,
            from_=empty.from_,
            needed=needed,
            share=empty.share,
            whole=empty.whole,
            follows=follows,
            hiring=hiring,
            advertise_by=hiring.advertise_by(empty.from_) if hiring and empty.from_ else None,
            outside=outside,
            days_uncovered=(starts - (empty.from_ or needed)).days if starts else None,
            cascade=found,
            flags=flags_of(snapshot, found, starts=needed, ends=starts - ONE_DAY if starts else None),
            inside_from=needed if moved else None,
            inside_term=term_start(needed) if moved and self._keeps_terms(moved.person) else None,
            interims=outside_ways(snapshot, empty.post),
            unknown=unknown,
        )

    def _keeps_terms(self, person: str) -> bool:
        row = self.snapshot.one(Person, person)
        return row is not None and row.contract in (Contract.TEACHER, Contract.HEAD)

    def _going(self, needed: date) -> frozenset[str]:
        """Whom nobody would move on a day: those whose agreed last day is within a term of it."""
        end = add_months(needed, MONTHS_OF_A_TERM)
        return frozenset(row.person for row in self.snapshot.all(Person) if row.leaving and row.leaving < end)

    @cached_property
    def _seating(self) -> Seating:
        return Seating.of(self.snapshot)


def vacancy_calendar(snapshot: Snapshot, months: int = MONTHS_AHEAD) -> VacancyCalendar:
    """The vacancies of the months after the snapshot's day.

    >>> from trustops.models import Holder, record_of
    >>> from trustops.models.post import Role
    >>> post = record_of(Post)(post="CFO", title="CFO", site="TRUST", role=Role.CFO)
    >>> holds = record_of(Holder)(post="CFO", person="P1", from_date=date(2020, 9, 1), to_date=date(2027, 3, 31))
    >>> [vacancy] = vacancy_calendar(Snapshot.of(date(2026, 11, 29), [post, holds])).known
    >>> str(vacancy.why), vacancy.from_, vacancy.advertise_by, vacancy.outside.starts, vacancy.days_uncovered
    ("its holder's term ends", datetime.date(2027, 4, 1), datetime.date(2026, 9, 23), datetime.date(2027, 6, 7), 67)
    """
    if months < 1:
        raise TrustopsError("A calendar of vacancies is of 1 month or more.")
    return VacancyCalendar(snapshot, add_months(snapshot.as_of, months))


def _hiring(snapshot: Snapshot, post: str) -> tuple[Hiring | None, str]:
    row = snapshot.one(Post, post)
    if row is None:
        return None, ""
    try:
        return hiring_for(snapshot, row), ""
    except UnknownFigure as error:
        return None, str(error)


def _not_before(needed: date, outside: OutsideStart) -> OutsideStart:
    """Somebody who would be free earlier waits for the post."""
    return replace(outside, starts=max(outside.starts, needed))


def _intends(empty: Empty) -> Empty:
    return replace(empty, why=Why.INTENDS)


def gravest(snapshot: Snapshot, vacancies: Iterable[PostVacancy]) -> PostVacancy | None:
    """The vacancy that matters most: of the gravest post, and of those the one that is empty longest."""
    return max(vacancies, key=lambda each: (harm_of(snapshot, each.post), each.days_uncovered or 0), default=None)
