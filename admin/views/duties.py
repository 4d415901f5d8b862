"""What hangs on one person? Duties and accesses with who can do them, and the obligations that one person can make."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from flask import Response, request

from admin.downloads import asked_for, table_file
from admin.pages import TrustopsView, expose
from reports.charts import Cell, Number, Table, short_day
from trustops.models import DataClass, Duty, DutyHolder, Obligation
from trustops.models.succession import DutyKind
from trustops.quantities.words import day_text, listed
from trustops.snapshot import Snapshot
from trustops.succession.coming import Coming, Part
from trustops.succession.duties import DutyCover, DutyFlag
from trustops.succession.in_one_hand import InOneHand, fewest_sentence, in_one_hand

LOOKS = {
    DutyFlag.ORPHAN: ("act", "Nobody"),
    DutyFlag.SINGLE: ("watch", "One person"),
    DutyFlag.SHORT: ("watch", "Fewer than needed"),
    DutyFlag.UNPROVEN: ("watch", "Not shown in 12 months"),
    DutyFlag.UNDOCUMENTED: ("act", "Due soon, in one head"),
}
"""How much a flag matters, and its words."""

FINE = "fine"
HEADINGS = ("Duty or access", "Where", "Kind", "Critical", "Can do it", "Shown in 12 months", "Needed", "Next due")


class Seat(NamedTuple):
    """Somebody who has a duty in hand, and the row that says so."""

    name: str
    how: str
    origin: str


@dataclass(frozen=True, slots=True)
class DutyLine:
    """A duty as the page has it: its cover, what to look at, and who has it where that may be said."""

    cover: DutyCover
    site: str
    looks: tuple[tuple[str, str], ...]
    seats: tuple[Seat, ...]
    documented: str
    origin: str


class Heap(NamedTuple):
    """Duties that one person has in hand: their titles, and who that is where it may be said."""

    titles: tuple[str, ...]
    who: str


class Owed(NamedTuple):
    """An obligation that one person or nobody can make."""

    title: str
    due: str
    preparer: str
    cover: str
    people: int
    who: str
    origin: str


class DutiesView(TrustopsView):
    """Every duty and access, the thinnest first, and what hangs on too few people."""

    title = "Duties"
    place = "duties"
    address = "/succession/duties"
    part_of = "succession"

    @expose("/")
    def index(self) -> str | Response:
        named = self.sees(DataClass.RESTRICTED_HR)
        snapshot = self.snapshot()
        found = in_one_hand(snapshot)
        asked = {name: request.args.get(name, "")[:40] for name in ("kind", "site", "look")}
        covers = tuple(cover for cover in found.duties if _is_asked_for(cover, asked))
        if kind := asked_for():
            return table_file(duties_table(snapshot, covers, named=named), "duties", kind)
        return self.show(
            "duties.html",
            found=found,
            named=named,
            asked=asked,
            lines=tuple(duty_line(snapshot, cover, named=named) for cover in covers),
            kinds=[(kind.value, kind.value.capitalize()) for kind in DutyKind],
            sites=[(site, snapshot.site_name(site)) for site in sorted({cover.site for cover in found.duties})],
            looks=[(str(flag), words) for flag, (_, words) in LOOKS.items()] + [(FINE, "Nothing")],
            fewest=fewest_sentence(found.fewest),
            fewest_names=tuple(snapshot.person_name(person) for person in found.fewest.people) if named else (),
            stopping=tuple(stopping(found)) if named else (),
            concentrated=[
                Heap(_titles(found, each.duties), snapshot.person_name(each.person) if named else "One person")
                for each in found.concentrated
            ],
            incompatible=[
                Heap(
                    _titles(found, (each.duty, each.other)),
                    snapshot.person_name(each.person) if named else "One person",
                )
                for each in found.incompatible
            ],
            owed=tuple(owed(snapshot, each, named=named) for each in found.obligations),
        )


def _is_asked_for(cover: DutyCover, asked: Mapping[str, str]) -> bool:
    flags = {str(flag) for flag in cover.flags} or {FINE}
    is_like = (
        ("kind", {cover.kind.value}),
        ("site", {cover.site}),
        ("look", flags),
    )
    return all(not asked[name] or asked[name] in values for name, values in is_like)


def _titles(found: InOneHand, duties: Sequence[str]) -> tuple[str, ...]:
    return tuple(found.title(duty) for duty in duties)


def stopping(found: InOneHand) -> Iterator[str]:
    """The critical duties that stop when the fewest people who stop over half are away."""
    away = set(found.fewest.people)
    for cover in found.duties:
        if cover.critical is not None and away.issuperset(cover.active):
            yield cover.title


def duty_line(snapshot: Snapshot, cover: DutyCover, *, named: bool) -> DutyLine:
    """A duty with everything that the page says of it."""
    row = snapshot.one(Duty, cover.duty)
    return DutyLine(
        cover=cover,
        site=snapshot.site_name(cover.site),
        looks=tuple(LOOKS[flag] for flag in _telling(cover)) or (("fine", "Covered"),),
        seats=tuple(_seats(snapshot, cover)) if named else (),
        documented=day_text(cover.documented_on) if cover.documented_on else "",
        origin=snapshot.origin(row) if row else "",
    )


def _telling(cover: DutyCover) -> Iterator[DutyFlag]:
    """The flags that say something more: fewer than needed goes without saying where it is one person or nobody."""
    return (flag for flag in cover.flags if flag is not DutyFlag.SHORT or cover.bus_factor > 1)


def _seats(snapshot: Snapshot, cover: DutyCover) -> Iterator[Seat]:
    for person in (*cover.active, *cover.learning):
        row = snapshot.one(DutyHolder, cover.duty, person)
        if row:
            last = f", last done {short_day(row.last_done)}" if row.last_done else ", never recorded as done"
            yield Seat(snapshot.person_name(person), f"{row.level}{last}", snapshot.origin(row))


def owed(snapshot: Snapshot, each: Coming, *, named: bool) -> Owed:
    """An obligation that hangs on one person or on nobody."""
    row = snapshot.one(Obligation, each.obligation)
    cover = each.post_of(Part.COVER)
    return Owed(
        title=each.title if each.site == "TRUST" else f"{each.title}, {snapshot.site_name(each.site)}",
        due=short_day(each.due) if each.due else "",
        preparer=snapshot.post_title(each.post_of(Part.PREPARER)),
        cover=snapshot.post_title(cover) if cover else "",
        people=len(each.makers),
        who=listed([snapshot.person_name(person) for person in each.makers]) if named else "",
        origin=snapshot.origin(row) if row else "",
    )


def duties_table(snapshot: Snapshot, covers: Sequence[DutyCover], *, named: bool) -> Table:
    """The duties as a file has them: counts, and names where they may be said."""
    more = ("Who can do it", "Who is learning it") if named else ()
    headings = (*HEADINGS, "Written down", "To look at", *more)
    rows: list[tuple[Cell, ...]] = []
    for cover in covers:
        names = [", ".join(snapshot.person_name(each) for each in people) for people in (cover.active, cover.learning)]
        rows.append(
            (
                cover.title,
                snapshot.site_name(cover.site),
                cover.kind.value,
                _number(cover.critical),
                _number(cover.bus_factor),
                _number(len(cover.proven)),
                _number(cover.needed),
                cover.next_due.isoformat() if cover.next_due else "",
                cover.documented_on.isoformat() if cover.documented_on else "",
                ", ".join(LOOKS[flag][1] for flag in cover.flags),
                *(names if named else ()),
            )
        )
    return Table(headings, tuple(rows))


def _number(number: int | None) -> Cell:
    return "" if number is None else Number(str(number), Decimal(number))
