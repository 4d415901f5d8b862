"""What would help most? Every thing that could be done for the cover, and what each would change, the best first.

Each change is what the same sums say before and after the record that the action would make: somebody ready now for a
post, one more who has a duty in hand. So a page that shows the change shows the figure that it will show then.

The order: first what raises the resilience number, then what fills one more post, then by the days saved. These are
the expected days of the next 12 months on which the post or duty has nobody left, or on which the critical posts that
are not certain to fall short cannot all be filled, whichever falls by more, times how critical it is (1 to 5).
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from trustops.models import Duty, DutyHolder, Post, Successor
from trustops.models.succession import Readiness
from trustops.snapshot import Snapshot
from trustops.succession import help_words as words
from trustops.succession.at_risk import NO_CHANGE, AtRisk, Change
from trustops.succession.cover import succession_view
from trustops.succession.departures import departures
from trustops.succession.duties import DutyCover, duty_cover
from trustops.succession.matching import resilience
from trustops.succession.one_more import Pair
from trustops.succession.uncovered import candidates_of, certain_of, days_of
from trustops.succession.view import SuccessionView

MONTHS = 12
LEAST_CRITICAL = 1
NEWCOMER = "(somebody still to be found)"
INTERIM_LEAD_DAYS = 30
"""What an interim from outside is assumed to need before they start, where nobody has said."""


class HelpKind(StrEnum):
    """What is done."""

    REASSESS = "assess again"
    DEVELOP = "make ready"
    FIND = "find somebody"
    HOLDER = "one more who can"
    DOCUMENT = "write down"
    OUTSIDE = "name an interim"


@dataclass(frozen=True, slots=True, kw_only=True)
class Help:
    """One thing that could be done, and what it would change.

    ``words`` name posts and duties alone; ``named``, ``person``, ``action``, ``due`` and ``origin`` are for those who
    may see people's readiness. ``duties`` are all of them where one action is about several. ``rests_on`` are the
    people who hold or are ready now for the post, or have the duty in hand, today. ``subject_days`` are the expected
    days with nobody for the post or duty; ``chance`` and ``days`` are of the critical posts that are not certain to
    fall short, all at once.
    """

    kind: HelpKind
    subject: str
    title: str
    critical: int
    words: str
    named: str = ""
    person: str | None = None
    readiness: Readiness | None = None
    action: str | None = None
    due: date | None = None
    cost_pence: int | None = None
    origin: str = ""
    duties: tuple[str, ...] = ()
    rests_on: tuple[str, ...] = ()
    resilience: Change = NO_CHANGE
    filled: Change = NO_CHANGE
    chance: Change = NO_CHANGE
    days: Change = NO_CHANGE
    subject_days: Change = NO_CHANGE
    bus_factor: Change = NO_CHANGE
    outside: Change = NO_CHANGE

    @property
    def about_post(self) -> bool:
        """Whether the subject is a post; else it is a duty."""
        return self.kind not in (HelpKind.HOLDER, HelpKind.DOCUMENT)

    @property
    def days_saved(self) -> Decimal:
        """The larger of the two falls in expected days."""
        return max(-self.days.gain, -self.subject_days.gain, Decimal(0))

    @property
    def rank(self) -> tuple[Decimal, Decimal, Decimal, int, str, str]:
        """Sorts the best first."""
        worth = self.days_saved * self.critical
        return -self.resilience.gain, -self.filled.gain, -worth, -self.critical, self.words, self.named


def what_helps_most(
    snapshot: Snapshot,
    view: SuccessionView | None = None,
    *,
    named: bool,
    months: int = MONTHS,
    about: Collection[str] | None = None,
) -> tuple[Help, ...]:
    """Everything that could be done, the best first.

    ``view`` is the cover, where it has been worked out already; ``about`` asks of some posts and duties alone. With
    ``named=False`` nothing in the answer tells of a person: role rates alone are used, and what is done is done with
    somebody new, whoever is being prepared today.

    >>> from trustops.models import record_of
    >>> from trustops.models.succession import DutyKind, DutyLevel
    >>> duty = record_of(Duty)(duty="BACS", title="Approve payments", kind=DutyKind.SIGN_OFF, site="TRUST", critical=5)
    >>> holder = record_of(DutyHolder)(duty="BACS", person="P1", level=DutyLevel.LEAD, last_done=date(2026, 10, 30))
    >>> best, *rest = what_helps_most(Snapshot.of(date(2026, 11, 29), [duty, holder]), named=False)
    >>> best.words, best.bus_factor.after, best.subject_days.before, best.subject_days.after
    ('Make one more person able to approve payments', Decimal('2'), Decimal('22.51'), Decimal('1.83'))
    """
    found = _Effects(snapshot, view or succession_view(snapshot), named=named, months=months, about=about).all()
    return tuple(sorted(found if named else map(_without_people, found), key=lambda each: each.rank))


def one_each(helps: Iterable[Help]) -> tuple[Help, ...]:
    """Of these, the best for each post and duty: what to name where there is room for a few."""
    found: dict[tuple[bool, str], Help] = {}
    for each in helps:
        found.setdefault((each.about_post, each.subject), each)
    return tuple(found.values())


def that_end(helps: Iterable[Help], person: str) -> tuple[Help, ...]:
    """Of these, what gives somebody else a post or duty that rests on one person alone; the best first, one each."""
    found: dict[str, Help] = {}
    for each in helps:
        if each.rests_on == (person,) and each.kind not in (HelpKind.DOCUMENT, HelpKind.OUTSIDE):
            found.setdefault(each.subject, each)
    return tuple(found.values())


def _without_people(found: Help) -> Help:
    return replace(
        found, origin="", rests_on=(), cost_pence=found.cost_pence if found.kind is HelpKind.HOLDER else None
    )


@dataclass(frozen=True)
class _Effects:
    """What each action would change, on one day's cover."""

    snapshot: Snapshot
    view: SuccessionView
    named: bool
    months: int
    about: Collection[str] | None

    @cached_property
    def candidates(self) -> dict[str, tuple[str, ...]]:
        return candidates_of(self.view)

    @cached_property
    def duties(self) -> tuple[DutyCover, ...]:
        return duty_cover(self.snapshot)

    @cached_property
    def risk(self) -> AtRisk:
        rows = (row.person for row in self.snapshot.all(Successor) if row.person)
        holders = (person for duty in self.duties for person in (*duty.active, *duty.learning))
        people = {*rows, *holders, *(person for named in self.candidates.values() for person in named)}
        going = departures(self.snapshot, sorted(people), known=self.named, months=(self.months,))
        certain = certain_of(self.view, self.candidates, going, going.days)
        at_risk = {post: named for post, named in self.candidates.items() if post not in certain}
        return AtRisk(at_risk, going, tuple(self._pairs()))

    @cached_property
    def waiting(self) -> Mapping[str, Sequence[Successor]]:
        """Who is named for each post that is asked about and could be made ready for it."""
        found: dict[str, list[Successor]] = {
            post: [] for post in self.view.critical_posts if self.about is None or post in self.about
        }
        for row in self.snapshot.all(Successor):
            if row.post not in found or not row.person or row.person in self.candidates[row.post]:
                continue
            if row.readiness in TO_READY and self.snapshot.works_here(row.person):
                found[row.post].append(row)
        return found

    def _pairs(self) -> Iterator[Pair]:
        """A post, and one more who could fill it, for everything that is done for a post."""
        for post, waiting in self.waiting.items():
            named = [row.person for row in waiting if row.person] if self.named else []
            yield from ((post, person) for person in named or (NEWCOMER,))

    def all(self) -> Iterator[Help]:
        for post, waiting in self.waiting.items():
            yield from self._of_post(post, waiting)
        for duty in self.duties:
            if self.about is None or duty.duty in self.about:
                yield from self._of_duty(duty)

    def _of_post(self, post: str, waiting: Sequence[Successor]) -> Iterator[Help]:
        cover = self.view.cover[post]
        title = self.snapshot.post_title(post)
        if waiting and self.named:
            yield from (self._ready(post, row) for row in waiting)
        elif waiting:
            yield self._one_more(post, NEWCOMER, self._help(HelpKind.DEVELOP, post, words.develop(title)))
        else:
            yield self._one_more(post, NEWCOMER, self._help(HelpKind.FIND, post, words.find(title)))
        if not cover.outside and not cover.ready_now:
            yield self._interim(post)

    def _ready(self, post: str, row: Successor) -> Help:
        person, title = row.person or "", self.snapshot.post_title(post)
        name = self.snapshot.person_name(person)
        lapsed = row.readiness is Readiness.READY_NOW
        kind = HelpKind.REASSESS if lapsed else HelpKind.DEVELOP
        bare = replace(
            self._help(kind, post, words.develop(title)),
            named=words.reassess(title, name, row.assessed_on) if lapsed else words.make(title, name, row.readiness),
            person=person,
            readiness=row.readiness,
            action=row.action,
            due=row.due,
            cost_pence=row.action_cost_pence,
            origin=self.snapshot.origin(row),
        )
        return self._one_more(post, person, bare)

    def _help(self, kind: HelpKind, post: str, public: str) -> Help:
        row = self.snapshot.one(Post, post)
        return Help(
            kind=kind,
            subject=post,
            title=self.snapshot.post_title(post),
            critical=(row.critical if row else None) or LEAST_CRITICAL,
            words=public,
            rests_on=self.candidates[post],
        )

    def _one_more(self, post: str, person: str, bare: Help) -> Help:
        """The action with what it changes: one more who could fill the post."""
        number, of = self.view.resilience_number, self.view.of
        after = self._number_with(post, person)
        chance, days = self.risk.with_one_more(post, person)
        return replace(
            bare,
            resilience=_change(number, after),
            filled=_change(self.view.filled, of if after is None else of - max(0, 1 - after)),
            chance=chance,
            days=days,
            subject_days=self._days_alone(self.candidates[post], person, post),
        )

    def _number_with(self, post: str, person: str) -> int | None:
        """The resilience number with one more; only somebody new to the weakest set can raise it."""
        weakest = self.view.weakest_set
        if post not in weakest.posts or person in weakest.people:
            return self.view.resilience_number
        return resilience({**self.candidates, post: (*self.candidates[post], person)}).number

    def _days_alone(self, people: Sequence[str], more: str, post: str = "") -> Change:
        going = self.risk.going
        return Change(*(days_of(going.nobody(each, post), going.days) for each in (people, (*people, more))))

    def _interim(self, post: str) -> Help:
        """An interim from outside does not stop a vacancy, but ends it after the days that they need to start."""
        going = self.risk.going
        curve = going.nobody(self.candidates[post], post)
        # a post that falls empty on a day is empty to the end, or for the interim's lead time if that is shorter
        late = curve.copy()
        late[INTERIM_LEAD_DAYS:] -= curve[:-INTERIM_LEAD_DAYS]
        return replace(
            self._help(HelpKind.OUTSIDE, post, words.interim(self.snapshot.post_title(post))),
            subject_days=Change(days_of(curve, going.days), days_of(late, going.days)),
            outside=_change(0, 1),
        )

    def _of_duty(self, duty: DutyCover) -> Iterator[Help]:
        where = self.snapshot.site_name(duty.site)
        row = self.snapshot.one(Duty, duty.duty)
        if duty.bus_factor < duty.needed:
            public = words.holder(duty, where, apart=bool(row and row.incompatible_with))
            bare = replace(
                self._duty_help(HelpKind.HOLDER, duty, public),
                cost_pence=row.cover_cost_pence if row else None,
                bus_factor=_change(duty.bus_factor, duty.bus_factor + 1),
            )
            learning = duty.learning if self.named else ()
            yield from (self._learner(bare, duty, person, where) for person in learning)
            if not learning:
                yield replace(bare, subject_days=self._days_alone(duty.active, NEWCOMER))
        written = duty.documented_on is not None and duty.documented_on <= self.snapshot.as_of
        if not written and duty.bus_factor < 2:
            yield self._duty_help(HelpKind.DOCUMENT, duty, words.document(duty.title, where, duty.site))

    def _learner(self, bare: Help, duty: DutyCover, person: str, where: str) -> Help:
        row = self.snapshot.one(DutyHolder, duty.duty, person)
        return replace(
            bare,
            named=words.learner(self.snapshot.person_name(person), duty.title, where, duty.site),
            person=person,
            origin=self.snapshot.origin(row) if row else "",
            subject_days=self._days_alone(duty.active, person),
        )

    def _duty_help(self, kind: HelpKind, duty: DutyCover, public: str) -> Help:
        row = self.snapshot.one(Duty, duty.duty)
        return Help(
            kind=kind,
            subject=duty.duty,
            title=duty.title,
            critical=duty.critical or LEAST_CRITICAL,
            words=public,
            origin=self.snapshot.origin(row) if row else "",
            rests_on=duty.active,
        )


TO_READY = (Readiness.READY_NOW, Readiness.READY_IN_1_YEAR, Readiness.READY_IN_2_3_YEARS, Readiness.EMERGENCY_ONLY)


def _change(before: int | None, after: int | None) -> Change:
    return Change(*(None if each is None else Decimal(each) for each in (before, after)))
