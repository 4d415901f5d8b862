"""Why is a holder a single point of failure, and what does that rest on? One sentence by post, and its evidence."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from reports.succession_chances import cost_text, effects_of
from trustops.models import Duty, Obligation, Post
from trustops.quantities.words import counted, day_text
from trustops.snapshot import Snapshot
from trustops.succession.coming import Coming, Part, coming_obligations
from trustops.succession.duties import DutyCover, duty_cover
from trustops.succession.ending import ending
from trustops.succession.single_points import SinglePoint, single_points, why
from trustops.succession.view import SuccessionView


class Fact(NamedTuple):
    """One thing that a sentence rests on, and the row that says it."""

    label: str
    value: str
    origin: str


class Step(NamedTuple):
    """One action that would help to end it, and what it would change."""

    words: str
    effects: tuple[str, ...]
    cost: str


@dataclass(frozen=True, slots=True)
class Why:
    """A holder's sentence with its evidence; ``name`` is empty where nobody may be named."""

    kind: str
    sentence: str
    name: str
    facts: tuple[Fact, ...]
    point: SinglePoint


def whys(snapshot: Snapshot, view: SuccessionView, *, named: bool) -> tuple[Why, ...]:
    """The accounting officer's first, whether they are one or not; then the others, the worst first."""
    points = single_points(snapshot, view, duty_cover(snapshot), coming_obligations(snapshot))
    return tuple(_why(snapshot, view, point, named=named) for point in points)


def steps(snapshot: Snapshot, view: SuccessionView, why: Why, *, named: bool) -> tuple[Step, ...]:
    """What would end it, the best first: an action for each post and duty, and a cover for what is owed."""
    found = [
        Step((named and each.named) or each.words, effects_of(each), _cost(each.cost_pence))
        for each in ending(snapshot, view, why.point, named=named)
    ]
    if why.point.returns:
        owed = counted(len(why.point.returns), "return or report", "returns and reports")
        found.append(
            Step(f"Name a cover for {owed} on the Obligations sheet", ("people who can prepare them 1 → 2",), "")
        )
    return tuple(found)


def _cost(pence: int | None) -> str:
    """A cost where one is given and may be told; else nothing is said of it."""
    return "" if pence is None else cost_text(pence)


def _why(snapshot: Snapshot, view: SuccessionView, point: SinglePoint, *, named: bool) -> Why:
    return Why(
        kind=("act" if point.critical or len(point.duties) > 1 else "watch") if point.is_one else "fine",
        sentence=why(snapshot, point),
        name=snapshot.person_name(point.person) if named else "",
        facts=(
            *_post_facts(snapshot, view, point.posts),
            *_duty_facts(snapshot, point.duties),
            *_owed_facts(snapshot, point.returns),
        ),
        point=point,
    )


def _post_facts(snapshot: Snapshot, view: SuccessionView, posts: Sequence[str]) -> Iterator[Fact]:
    for post in posts:
        cover, row = view.cover.get(post), snapshot.one(Post, post)
        if cover and row:
            said = (
                f"critical {row.critical} of 5; ready now: {_somebody(cover.ready_now)}; in a year: "
                f"{_somebody(cover.ready_in_1_year)}; in an emergency: {_somebody(cover.emergency)}; from outside: "
                f"{counted(cover.outside, 'way') if cover.outside else 'nobody'}"
            )
            yield Fact(snapshot.post_title(post), said, snapshot.origin(row))


def _somebody(people: Sequence[str]) -> str:
    return "somebody" if people else "nobody"


def _duty_facts(snapshot: Snapshot, duties: Iterable[DutyCover]) -> Iterator[Fact]:
    for duty in duties:
        row = snapshot.one(Duty, duty.duty)
        critical = f"critical {duty.critical} of 5" if duty.critical else "not marked critical"
        learning = "; somebody is learning it" if duty.learning else ""
        able = counted(len(duty.active), "person", "people")
        said = f"{duty.kind}, {critical}; {able} can do it, {duty.needed} needed{learning}"
        yield Fact(duty.title, said, snapshot.origin(row) if row else "")


def _owed_facts(snapshot: Snapshot, returns: Iterable[Coming]) -> Iterator[Fact]:
    for owed in returns:
        row = snapshot.one(Obligation, owed.obligation)
        due = f"due {day_text(owed.due)}" if owed.due else "the day is not set"
        cover = owed.post_of(Part.COVER)
        covered = f"covered by {snapshot.post_title(cover)}, who has the same hands" if cover else "no cover is named"
        site = "" if owed.site == "TRUST" else f", {snapshot.site_name(owed.site)}"
        yield Fact(f"{owed.title}{site}", f"{due}; {covered}", snapshot.origin(row) if row else "")
