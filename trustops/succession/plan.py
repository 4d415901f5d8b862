"""What is the smallest plan that reaches a resilience number? Who is made ready for what, and who is still to be found.

People who are named and not ready now come first, and the plan takes the fewest actions, or the cheapest, of all that
reach the target; only where all of them together do not is somebody still to be found, and then as few as can be.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from trustops.models.succession import Readiness
from trustops.quantities.errors import TrustopsError
from trustops.snapshot import Snapshot
from trustops.succession.cover import succession_view
from trustops.succession.helps import Help, HelpKind, what_helps_most
from trustops.succession.smallest import Offer, number_with, smallest, stays_short
from trustops.succession.uncovered import candidates_of
from trustops.succession.view import SuccessionView

MOST_TARGET = 9
FAR = {
    Readiness.READY_NOW: 0,
    Readiness.READY_IN_1_YEAR: 1,
    Readiness.READY_IN_2_3_YEARS: 2,
    Readiness.EMERGENCY_ONLY: 3,
}


@dataclass(frozen=True, slots=True)
class Step:
    """One action of a plan: somebody by name, or (``person`` None) somebody still to be found, for a post."""

    post: str
    title: str
    person: str | None
    words: str
    readiness: Readiness | None = None
    due: date | None = None
    cost_pence: int | None = None
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """The smallest plan from a resilience number to a target; ``after`` is what it reaches.

    ``short_posts`` stay under the target with everybody who is named made ready (empty where none do), and
    ``short_number`` is what they reach. ``cost_pence`` adds the costs that are known, ``without_cost`` counts the
    actions that have none.
    """

    target: int
    before: int | None
    after: int | None
    steps: tuple[Step, ...]
    to_find: int
    short_posts: tuple[str, ...]
    short_number: int | None
    cost_pence: int
    without_cost: int
    by_cost: bool


def usual_target(view: SuccessionView) -> int:
    """The next number worth having: 1 where the posts cannot all be filled today, else one more than today's."""
    return max(view.resilience_number or 0, 0) + 1


def smallest_plan(
    snapshot: Snapshot,
    target: int | None = None,
    *,
    named: bool,
    view: SuccessionView | None = None,
    helps: Sequence[Help] | None = None,
    by_cost: bool = False,
) -> Plan:
    """The smallest plan on the snapshot's day.

    With ``named=False`` it says for which posts how many more people are needed and nothing of who: everybody is
    somebody new. Raises :class:`TrustopsError` for a target that is none.

    >>> from trustops.models import Holder, Post, record_of
    >>> plan = smallest_plan(Snapshot.of(date(2026, 11, 29), [
    ...     record_of(Post)(post="CEO", title="Chief executive", site="TRUST", critical=5),
    ...     record_of(Holder)(post="CEO", person="P1", from_date=date(2020, 9, 1)),
    ... ]), named=False)
    >>> plan.before, plan.after, [step.words for step in plan.steps]
    (1, 2, ['Have one more person ready now for Chief executive'])
    """
    cover = view or succession_view(snapshot)
    wanted = usual_target(cover) if target is None else target
    if not 1 <= wanted <= MOST_TARGET:
        raise TrustopsError(f"A resilience number of {wanted} cannot be aimed at; choose one from 1 to {MOST_TARGET}.")
    candidates = candidates_of(cover)
    found = {} if not named else _offers(what_helps_most(snapshot, cover, named=True) if helps is None else helps)
    offers = list(found)
    short = stays_short(candidates, offers, wanted)
    if short is not None:
        offers += [Offer(post, f"{post} {at}", new=True, far=4) for post in candidates for at in range(wanted)]
    # somebody still to be found has no cost to compare, so with them the fewest actions are what is asked for
    chosen = smallest(candidates, offers, wanted, by_cost=by_cost and short is None) or ()
    steps = tuple(_step(snapshot, offer, found.get(offer), named=named) for offer in chosen)
    costs = [step.cost_pence for step in steps if step.cost_pence is not None]
    return Plan(
        target=wanted,
        before=cover.resilience_number,
        after=number_with(candidates, chosen).number,
        steps=steps,
        to_find=sum(offer.new for offer in chosen),
        short_posts=short.posts if short else (),
        short_number=short.number if short else None,
        cost_pence=sum(costs),
        without_cost=len(steps) - len(costs),
        by_cost=by_cost and short is None,
    )


def _offers(helps: Sequence[Help]) -> dict[Offer, Help]:
    ready = [each for each in helps if each.kind in (HelpKind.DEVELOP, HelpKind.REASSESS) and each.person]
    return {
        Offer(each.subject, each.person or "", each.cost_pence, FAR[each.readiness or Readiness.EMERGENCY_ONLY]): each
        for each in sorted(ready, key=lambda each: (each.subject, each.person))
    }


def _step(snapshot: Snapshot, offer: Offer, how: Help | None, *, named: bool) -> Step:
    title = snapshot.post_title(offer.post)
    if how is None:
        start = "Find one more person and prepare them for" if named else "Have one more person ready now for"
        return Step(offer.post, title, None, f"{start} {title}")
    return Step(offer.post, title, how.person, how.named, how.readiness, how.due, how.cost_pence, how.origin)
