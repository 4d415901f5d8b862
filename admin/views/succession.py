"""Where would one person leaving break something? By post for everybody who may look, by name for those who hold it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from flask import Response, request

from admin.downloads import asked_for, table_file
from admin.pages import TrustopsView, expose
from reports.charts import Cell, Number, Table
from trustops.models import DataClass, Duty, DutyHolder, Holder, Post, Successor
from trustops.quantities.words import counted, listed
from trustops.snapshot import Snapshot
from trustops.succession.cover import succession_view
from trustops.succession.duties import DutyCover, duty_cover
from trustops.succession.view import PostCover, SuccessionView

MOST_GONE = 50


class Seats(NamedTuple):
    """How many people, and who they are where that may be said, each with the row that says so."""

    number: int
    names: tuple[str, ...]
    origins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PostLine:
    """A critical post: whether it is held, who could take it now and in a year, and how it stands."""

    title: str
    kind: str
    word: str
    held: Seats
    now: Seats
    in_a_year: Seats
    outside: int
    critical: int
    origin: str


@dataclass(frozen=True, slots=True)
class Cover:
    """The cover of a day in words: the view, its lines, the posts that cannot be filled, and the thinnest place."""

    view: SuccessionView
    lines: tuple[PostLine, ...]
    short: tuple[str, ...]
    weakest: tuple[str, ...]
    leaning: Seats
    double: tuple[str, ...]


class DutyLine(NamedTuple):
    """A duty that too few can do."""

    title: str
    site: str
    kind: str
    can: Seats
    needed: int
    origin: str


class Somebody(NamedTuple):
    """A person who could be ticked as leaving."""

    person: str
    name: str
    posts: str
    ticked: bool


class SuccessionMapView(TrustopsView):
    """The cover of the critical posts, the weakest set, and the duties of one person or of none."""

    title = "Succession"
    place = "succession"
    address = "/succession"

    @expose("/")
    def index(self) -> str | Response:
        named = self.sees(DataClass.RESTRICTED_HR)
        snapshot = without_own(self.snapshot(), self.user.person) if named else self.snapshot()
        gone = tuple(dict.fromkeys(request.args.getlist("without")))[:MOST_GONE] if named else ()
        cover = cover_of(snapshot, (), named=named)
        if kind := asked_for():
            return table_file(cover_table(cover.lines, named=named), "cover", kind)
        return self.part(
            "succession_answer.html",
            "succession.html",
            empty=not cover.view.critical_posts,
            named=named,
            linked=self.user.person is not None,
            cover=cover,
            without=cover_of(snapshot, gone, named=named) if gone else None,
            gone=[snapshot.person_name(person) for person in gone],
            duties=thin_duties(snapshot, named=named),
            people=people_to_tick(snapshot, cover.view, gone) if named else (),
        )


def without_own(snapshot: Snapshot, person: str | None) -> Snapshot:
    """The snapshot without what was assessed of the one who looks: nobody is shown their own readiness."""
    if person is None:
        return snapshot
    kept = tuple(row for row in snapshot.all(Successor) if row.person != person)
    return replace(snapshot, tables={**snapshot.tables, Successor: kept})


def cover_of(snapshot: Snapshot, gone: Sequence[str], *, named: bool) -> Cover:
    """The cover without the people who are gone."""
    view = succession_view(snapshot, gone)
    return Cover(
        view=view,
        lines=post_lines(snapshot, view, named=named),
        short=tuple(snapshot.post_title(post) for post in view.uncovered),
        weakest=tuple(snapshot.post_title(post) for post in view.weakest_set.posts),
        leaning=_seats(snapshot, view.weakest_set.people, named=named),
        double=tuple(double_counted(snapshot, view, named=named)),
    )


def _seats(
    snapshot: Snapshot, people: Sequence[str], rows: Iterable[Holder | Successor | DutyHolder] = (), *, named: bool
) -> Seats:
    """The people, with the rows that say it of each; neither where they may not be named."""
    if not named:
        return Seats(len(people), ())
    said = {row.person: snapshot.origin(row) for row in rows}
    names = tuple(snapshot.person_name(person) for person in people)
    return Seats(len(people), names, tuple(said.get(person, "") for person in people))


def post_lines(snapshot: Snapshot, view: SuccessionView, *, named: bool) -> tuple[PostLine, ...]:
    """Every critical post, the thinnest first."""
    lines = [_post_line(snapshot, view, post, named=named) for post in view.critical_posts]
    return tuple(sorted(lines, key=lambda line: (ORDER.index(line.kind), -line.critical, line.title)))


ORDER = ("act", "watch", "fine")


def _post_line(snapshot: Snapshot, view: SuccessionView, post: str, *, named: bool) -> PostLine:
    cover = view.cover[post]
    kind, word = _standing(cover, short=post in view.uncovered)
    row = snapshot.one(Post, post)
    holders = [each for each in snapshot.holders if each.post == post]
    successors = [each for each in snapshot.all(Successor) if each.post == post]
    return PostLine(
        title=snapshot.post_title(post),
        kind=kind,
        word=word,
        held=_seats(snapshot, cover.holders, holders, named=named),
        now=_seats(snapshot, cover.ready_now, successors, named=named),
        in_a_year=_seats(snapshot, cover.ready_in_1_year, successors, named=named),
        outside=cover.outside,
        critical=row.critical or 0 if row else 0,
        origin=snapshot.origin(row) if row else "",
    )


def _standing(cover: PostCover, *, short: bool) -> tuple[str, str]:
    """How a post stands: vacant, its holder needed in another, or nobody ready, unless somebody is within a year."""
    if not cover.holders:
        return "act", "Vacant"
    if short:
        return "act", "Holder needed twice"
    if cover.ready_now:
        return "fine", "Covered"
    return ("watch", "Covered in a year") if cover.ready_in_1_year else ("act", "Nobody ready")


def double_counted(snapshot: Snapshot, view: SuccessionView, *, named: bool) -> list[str]:
    """A sentence for each person who is named ready now for several posts."""
    said = []
    for double in view.double_counted:
        who = snapshot.person_name(double.person) if named else "One person"
        posts = listed([snapshot.post_title(post) for post in double.posts])
        said.append(f"{who} is named ready now for {counted(len(double.posts), 'post')}, and can take one: {posts}.")
    return said


def thin_duties(snapshot: Snapshot, *, named: bool) -> list[DutyLine]:
    """The duties that nobody or one person has in hand, the worst first."""
    thin = [duty for duty in duty_cover(snapshot) if duty.bus_factor < 2]
    thin.sort(key=lambda duty: (duty.bus_factor, -(duty.critical or 0), duty.title))
    return [_duty_line(snapshot, duty, named=named) for duty in thin]


def _duty_line(snapshot: Snapshot, duty: DutyCover, *, named: bool) -> DutyLine:
    row = snapshot.one(Duty, duty.duty)
    holders = [each for each in snapshot.all(DutyHolder) if each.duty == duty.duty]
    can = _seats(snapshot, duty.active, holders, named=named)
    origin = snapshot.origin(row) if row else ""
    return DutyLine(duty.title, snapshot.site_name(duty.site), duty.kind.value, can, duty.needed, origin)


def people_to_tick(snapshot: Snapshot, view: SuccessionView, gone: Sequence[str]) -> tuple[Somebody, ...]:
    """Everybody who holds or is named for a critical post, by name; whoever is gone stays, to be ticked off again."""
    posts = _posts_of(snapshot, view)
    people = [
        Somebody(person, snapshot.person_name(person), listed(held), person in gone) for person, held in posts.items()
    ]
    return tuple(sorted(people, key=lambda each: (each.name, each.person)))


def _posts_of(snapshot: Snapshot, view: SuccessionView) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for post, cover in view.cover.items():
        for person in cover.holders:
            found.setdefault(person, []).append(snapshot.post_title(post))
        for person in cover.ready_now:
            found.setdefault(person, [])
    return found


def cover_table(lines: Sequence[PostLine], *, named: bool) -> Table:
    """The cover as a file has it: counts, and names where they may be said."""
    headings = ("Critical post", "Stands", "Held by", "Ready now", "Ready in a year", "Outside")
    more = ("Holders", "Who is ready now", "Who is ready in a year") if named else ()
    rows: list[tuple[Cell, ...]] = []
    for line in lines:
        numbers = (line.held.number, line.now.number, line.in_a_year.number, line.outside)
        names = (line.held.names, line.now.names, line.in_a_year.names) if named else ()
        counts = (Number(str(each), Decimal(each)) for each in numbers)
        rows.append((line.title, line.word, *counts, *(", ".join(each) for each in names)))
    return Table((*headings, *more), tuple(rows))
