"""How does the cover look to whoever is looking? Every post, the thinnest place, and each horizon and group."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from admin.views.succession_seen import WITHHELD, Band, Seats, Seen, band
from reports.charts import Cell, Number, Table
from trustops.models import Holder, Post, Successor
from trustops.quantities.words import counted, listed
from trustops.snapshot import Snapshot
from trustops.succession.cover import succession_view
from trustops.succession.matching import TightSet
from trustops.succession.said import drop_sentence, tight_sentence
from trustops.succession.view import GroupCover, PostCover, SuccessionView

ORDER = ("act", "watch", "unknown", "fine")


@dataclass(frozen=True, slots=True)
class PostLine:
    """A critical post: how it stands, whether it is held, and who could take it at each horizon."""

    post: str
    title: str
    kind: str
    word: str
    held: Seats
    later: tuple[Seats, ...]
    outside: str
    critical: int
    origin: str


@dataclass(frozen=True, slots=True)
class Weakest:
    """The thinnest place: its posts, empty where that is withheld, and how many there are; who it leans on."""

    posts: tuple[str, ...]
    number: int
    people: Seats


@dataclass(frozen=True, slots=True)
class Cover:
    """The cover of a day as one person may see it."""

    view: SuccessionView
    lines: tuple[PostLine, ...]
    short: tuple[str, ...]
    weakest: Weakest | None
    tight: tuple[str, ...]
    double: tuple[str, ...]
    horizons: tuple[Band, ...]
    groups: tuple[Band, ...]
    drops: tuple[str, ...]


HORIZONS = ("Ready now", "In a year", "In 2–3 years", "Emergency")


def cover_of(snapshot: Snapshot, gone: Sequence[str], *, named: bool) -> Cover:
    """The cover without the people who are gone."""
    view = succession_view(snapshot, gone)
    seen = Seen(snapshot, view, named)
    short = {post for each in view.short if not seen.tells(each.posts, each.people) for post in each.posts}
    return Cover(
        view=view,
        lines=_post_lines(seen, short),
        short=tuple(_shortage(seen, each) for each in view.short),
        weakest=_weakest(seen),
        tight=tuple(tight_sentence(snapshot, each) for each in view.bench.tight),
        double=tuple(_double_counted(seen)) if named else (),
        horizons=tuple(band(seen, str(horizon).capitalize(), each, horizon) for horizon, each in view.horizons.items()),
        groups=tuple(_group(seen, each) for each in (*view.by_site, *view.by_role)),
        drops=tuple(drop_sentence(snapshot, drop, view.of) for drop in view.drops),
    )


def _post_lines(seen: Seen, short: set[str]) -> tuple[PostLine, ...]:
    """Every critical post, the thinnest first."""
    holders: dict[str, list[Holder]] = {}
    for holder in seen.snapshot.holders:
        holders.setdefault(holder.post, []).append(holder)
    successors: dict[str, list[Successor]] = {}
    for row in seen.snapshot.all(Successor):
        successors.setdefault(row.post, []).append(row)
    lines = [
        _post_line(seen, post, holders.get(post, ()), successors.get(post, ()), short=post in short)
        for post in seen.view.critical_posts
    ]
    return tuple(sorted(lines, key=lambda line: (ORDER.index(line.kind), -line.critical, line.title)))


def _post_line(
    seen: Seen, post: str, holders: Iterable[Holder], successors: Sequence[Successor], *, short: bool
) -> PostLine:
    cover = seen.view.cover[post]
    kind, word = _standing(cover, short=short)
    row = seen.snapshot.one(Post, post)
    later = (cover.ready_in_1_year, cover.ready_in_2_3_years, cover.emergency)
    return PostLine(
        post=post,
        title=seen.snapshot.post_title(post),
        kind=kind,
        word=word,
        held=seen.seats(cover.holders, holders),
        later=(
            seen.seats(cover.ready_now, successors, _aged(cover)),
            *(seen.seats(people, successors) for people in later),
        ),
        outside=_outside(cover),
        critical=row.critical or 0 if row else 0,
        origin=seen.snapshot.origin(row) if row else "",
    )


def _standing(cover: PostCover, *, short: bool) -> tuple[str, str]:
    """How a post stands: vacant, short of people, or nobody ready, unless somebody is within a year."""
    if not cover.holders:
        return "act", "Vacant"
    if short:
        return "act", "Shares too few people"
    if cover.ready_now:
        return ("watch", "On an old assessment") if set(cover.half) == set(cover.ready_now) else ("fine", "Covered")
    if cover.ready_in_1_year:
        return "watch", "Covered in a year"
    return ("unknown", "Not known any more") if cover.unknown else ("act", "Nobody ready")


def _aged(cover: PostCover) -> str:
    if cover.ready_now and set(cover.half) == set(cover.ready_now):
        return "old assessment"
    return "not known any more" if cover.unknown and not cover.ready_now else ""


def _outside(cover: PostCover) -> str:
    if not cover.outside:
        return ""
    return counted(cover.outside, "way") + ("" if cover.outside_days is None else f", {cover.outside_days} days")


def _shortage(seen: Seen, each: TightSet) -> str:
    """Posts that cannot all be filled, and what they share."""
    if not each.people:
        return f"nobody holds or is ready now for {'; '.join(seen.titles(each.posts))}"
    people = counted(len(each.people), "person", "people")
    if seen.tells(each.posts, each.people):
        return f"{counted(len(each.posts), 'post')} share {people}; which posts is {WITHHELD}"
    return f"{'; '.join(seen.titles(each.posts))} share {people}"


def _weakest(seen: Seen) -> Weakest | None:
    found = seen.view.weakest_set
    if not found.posts:
        return None
    told = () if seen.tells(found.posts, found.people) else tuple(seen.titles(found.posts))
    people = seen.seats(found.people) if seen.named else Seats(len(found.people), True)
    return Weakest(told, len(found.posts), people)


def _double_counted(seen: Seen) -> Iterable[str]:
    """A sentence for each person who is named ready now for several posts."""
    for double in seen.view.double_counted:
        who, posts = seen.snapshot.person_name(double.person), listed(seen.titles(double.posts))
        yield f"{who} is named ready now for {counted(len(double.posts), 'post')}, and can take one: {posts}."


def _group(seen: Seen, group: GroupCover) -> Band:
    name = group.name[:1].upper() + group.name[1:]
    return band(seen, f"{name} ({counted(len(group.posts), 'post')})", group.cover)


def cover_table(lines: Sequence[PostLine], *, named: bool) -> Table:
    """The cover as a file has it: names and counts where they may be said, else whether there is somebody."""
    headings = ("Critical post", "Stands", "Held", *HORIZONS, "Outside")
    more = ("Holders", *(f"Who: {horizon.lower()}" for horizon in HORIZONS)) if named else ()
    rows: list[tuple[Cell, ...]] = []
    for line in lines:
        all_seats = (line.held, *line.later)
        names = [", ".join(each.names) for each in all_seats] if named else []
        rows.append((line.title, line.word, *map(_cell, all_seats), line.outside or "none named", *names))
    return Table((*headings, *more), tuple(rows))


def _cell(seats: Seats) -> Cell:
    if seats.counted:
        return Number(str(seats.number), Decimal(seats.number))
    return seats.note or ("somebody" if seats.number else "nobody")
