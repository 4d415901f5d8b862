"""What if these people left? Posts, cover, duties, services, obligations and owners that go with them, at once."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, TypeVar

from flask import request

from admin.pages import expose
from admin.views.readiness import ReadinessView
from admin.views.succession_cover import PostLine, cover_of
from reports.cascades import CascadeLines, cascade_lines, cost_sentence
from trustops.models import TRUST_SITE, Duty, Obligation, Post
from trustops.quantities.words import listed
from trustops.snapshot import Snapshot
from trustops.succession.acting_cost import ActingCost, acting_cost
from trustops.succession.cascade import cascade
from trustops.succession.coming import ObligationAtRisk
from trustops.succession.leavers import holders_of, teams
from trustops.succession.leaving import Leaving, if_they_left, leaving_sentence

T = TypeVar("T")

MOST_ASKED = 200
"""More than this of a kind in one question is cut off, as nobody ticks so many by hand."""


class Choice(NamedTuple):
    """Something that could be ticked."""

    ref: str
    label: str
    more: str
    ticked: bool


class Group(NamedTuple):
    """Choices that belong together, folded where none is ticked."""

    label: str
    choices: tuple[Choice, ...]
    open: bool


@dataclass(frozen=True, slots=True)
class PostHit:
    """A post that stands empty; ``line`` is its cover as it stands today, None where the post is not critical."""

    title: str
    critical: int | None
    must_be_filled: bool
    line: PostLine | None
    origin: str


class Named(NamedTuple):
    """Something that is lost, by its title, with a word more and the row that it is read off."""

    title: str
    more: str
    origin: str
    grave: bool = False
    due: date | None = None


class WhatIfView(ReadinessView):
    """A form that says who leaves, and beside it what goes with them."""

    title = "What if"
    place = "what_if"
    address = "/succession/what-if"
    part_of = "succession"

    @expose("/")
    def index(self) -> str:
        snapshot, named = self.looked_at()
        people = _asked("without") if named else ()
        posts, schools = _asked("post"), _asked("school")
        asked = bool(people or posts or schools)
        found = if_they_left(snapshot, people, posts, schools) if asked else None
        return self.part(
            "what_if_answer.html",
            "what_if.html",
            named=named,
            by_name_refused=not named and bool(_asked("without")),
            empty=not snapshot.holders,
            people=people_to_tick(snapshot, people) if named else (),
            posts=posts_to_tick(snapshot, posts),
            schools=schools_to_tick(snapshot, schools),
            found=found,
            answer=Answer.of(snapshot, found, named=named) if found and found.people else None,
        )


def _asked(name: str) -> tuple[str, ...]:
    """What was ticked, each once."""
    return tuple(dict.fromkeys(each[:60] for each in request.args.getlist(name) if each))[:MOST_ASKED]


def people_to_tick(snapshot: Snapshot, ticked: Collection[str]) -> tuple[Group, ...]:
    """Everybody who works here, by site and name, with the posts that they hold."""
    posts: dict[str, list[str]] = {}
    for post, people in holders_of(snapshot).items():
        for person in people:
            posts.setdefault(person, []).append(snapshot.post_title(post))
    return tuple(
        _group(
            _site(snapshot, site),
            [
                Choice(person, snapshot.person_name(person), listed(posts.get(person, [])), person in ticked)
                for person in people
            ],
        )
        for site, people in _sites_first(teams(snapshot))
    )


def posts_to_tick(snapshot: Snapshot, ticked: Collection[str]) -> tuple[Group, ...]:
    """Every post that somebody holds, by site and title."""
    found: dict[str, list[Choice]] = {}
    for post in holders_of(snapshot):
        row = snapshot.one(Post, post)
        if row:
            critical = f"critical {row.critical} of 5" if row.critical else ""
            found.setdefault(row.site, []).append(Choice(post, row.title, critical, post in ticked))
    return tuple(_group(_site(snapshot, site), choices) for site, choices in _sites_first(found))


def schools_to_tick(snapshot: Snapshot, ticked: Collection[str]) -> tuple[Choice, ...]:
    """Each site's whole team."""
    return tuple(Choice(site, _site(snapshot, site), "", site in ticked) for site, _ in _sites_first(teams(snapshot)))


def _site(snapshot: Snapshot, site: str) -> str:
    return "Central team" if site == TRUST_SITE else snapshot.site_name(site)


def _sites_first(found: Mapping[str, T]) -> list[tuple[str, T]]:
    return sorted(found.items(), key=lambda item: (item[0] != TRUST_SITE, item[0]))


def _group(label: str, choices: list[Choice]) -> Group:
    ordered = tuple(sorted(choices, key=lambda each: (each.label, each.ref)))
    return Group(label, ordered, any(each.ticked for each in ordered))


@dataclass(frozen=True, slots=True)
class Answer:
    """What the page says of some people leaving; names and what follows from readiness only where they may be said."""

    sentence: str
    who: tuple[str, ...]
    posts: tuple[PostHit, ...]
    shared: tuple[str, ...]
    no_longer: tuple[str, ...]
    stopped: tuple[Named, ...]
    on_one: tuple[Named, ...]
    obligations: tuple[Named, ...]
    owned: tuple[Named, ...]
    cascade: CascadeLines | None
    acting: ActingCost | None

    @property
    def cost(self) -> str:
        """What it costs that people act for a term."""
        return cost_sentence(self.acting) if self.acting else ""

    @property
    def unmade(self) -> tuple[Named, ...]:
        """The obligations that nobody could make any more."""
        return tuple(each for each in self.obligations if each.grave)

    @property
    def weakened(self) -> tuple[Named, ...]:
        """The obligations that lose a holder and could still be made."""
        return tuple(each for each in self.obligations if not each.grave)

    @classmethod
    def of(cls, snapshot: Snapshot, found: Leaving, *, named: bool) -> "Answer":
        """The parts of an answer in words."""
        titles = snapshot.post_title
        moves = cascade(snapshot, found.posts, found.who.people) if named and found.posts else None
        lines = {line.post: line for line in cover_of(snapshot, (), named=named).lines}
        return cls(
            sentence=leaving_sentence(found, readiness=named),
            who=tuple(snapshot.person_name(person) for person in found.who.people) if named else (),
            posts=tuple(_post_hit(snapshot, post, lines.get(post)) for post in found.posts),
            shared=tuple(titles(post) for post in found.shared),
            no_longer=tuple(titles(post) for post in found.no_longer) if named else (),
            stopped=tuple(_duty(snapshot, cover.duty, cover.title, cover.critical) for cover in found.duties_stopped),
            on_one=tuple(_duty(snapshot, cover.duty, cover.title, cover.critical) for cover in found.duties_on_one),
            obligations=tuple(_obligation(snapshot, each) for each in found.obligations),
            owned=tuple(Named(each.title, f"{each.kind}, {titles(each.post)}", each.origin) for each in found.owned),
            cascade=cascade_lines(snapshot, moves) if moves else None,
            acting=acting_cost(snapshot, moves) if moves and moves.moves else None,
        )


def _post_hit(snapshot: Snapshot, post: str, line: PostLine | None) -> PostHit:
    row = snapshot.one(Post, post)
    return PostHit(
        title=snapshot.post_title(post),
        critical=row.critical if row else None,
        must_be_filled=bool(row and row.must_be_filled),
        line=line,
        origin=snapshot.origin(row) if row else "",
    )


def _duty(snapshot: Snapshot, duty: str, title: str, critical: int | None) -> Named:
    row = snapshot.one(Duty, duty)
    said = f"{row.kind}, {snapshot.site_name(row.site)}" if row else ""
    more = f"{said}, critical {critical} of 5" if critical else said
    return Named(title, more, snapshot.origin(row) if row else "", grave=(critical or 0) >= 4)


def _obligation(snapshot: Snapshot, each: ObligationAtRisk) -> Named:
    row = snapshot.one(Obligation, each.obligation)
    lost = listed([f"{part}, {snapshot.post_title(post)}" for part, post in each.lost])
    title = each.title if each.site == TRUST_SITE else f"{each.title}, {snapshot.site_name(each.site)}"
    return Named(
        title, f"loses its {lost}", snapshot.origin(row) if row else "", grave=each.can_make == 0, due=each.due
    )
