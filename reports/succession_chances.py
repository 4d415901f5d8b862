"""How are the time ahead, what would help and the smallest plan said? In sentences and tables."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from reports.charts.chart import Cell, Number, Table
from reports.charts.uncovered import HUNDRED, chance_text, days_text, share_text
from trustops.models import Post
from trustops.quantities.words import counted, listed, number_text, pounds_text
from trustops.snapshot import Snapshot
from trustops.succession.at_risk import Change
from trustops.succession.departures import NEWCOMER
from trustops.succession.helps import Help, HelpKind
from trustops.succession.plan import Plan
from trustops.succession.said import can_be_filled
from trustops.succession.turnover import TurnoverRate, figure_title, turnover_of
from trustops.succession.uncovered import PostAhead, Uncovered

NO_POSTS = "No post is marked critical, so none can stand uncovered; give posts 1 to 5 in the Critical column."


def ahead_sentence(snapshot: Snapshot, found: Uncovered) -> str:
    """The answer in one sentence: what is certain, and the chance of the first horizon."""
    if not found.critical_posts:
        return NO_POSTS
    year = found.ahead[0]
    if not year.certain:
        return (
            f"If nobody new is found, the chance that some critical post stands uncovered within {year.months} months "
            f"is {chance_text(year.some)}, and {days_text(year.some)} of the {year.of_days:,} days are expected to be "
            "without one."
        )
    certain = _certain_words(snapshot, found)
    others = found.critical_posts - len(year.certain)
    if not others:
        return f"{certain}."
    rest = f"one of the other {others} posts" if others > 1 else "the one other post"
    return (
        f"{certain}; if nobody new is found, the chance that {rest} stands uncovered too within {year.months} months "
        f"is {chance_text(year.another)}."
    )


def _certain_words(snapshot: Snapshot, found: Uncovered) -> str:
    year = found.ahead[0]
    today = [snapshot.post_title(post) for post in found.uncovered_today]
    later = [snapshot.post_title(post) for post in year.certain if post not in found.uncovered_today]
    said = []
    if today:
        filled = found.critical_posts - len(today)
        said.append(can_be_filled(filled, found.critical_posts, " today"))
    if later:
        will = f"everybody who could take {listed(later)} is known to go within {year.months} months"
        said.append(will if said else will[:1].upper() + will[1:])
    return ", and ".join(said)


def method_sentence(found: Uncovered) -> str:
    """How the chance was found."""
    if not found.critical_posts:
        return ""
    if found.exact:
        parts = counted(found.parts, "group of posts shares people", "groups of posts share people")
        return (
            f"Worked out exactly, by weighing every way in which people could leave: {parts}, the largest "
            f"{counted(found.most_in_one_part, 'post')}."
        )
    return (
        f"Counted in {found.years:,} simulated futures drawn from seed {found.seed}; ± is the standard error, and the "
        "same seed gives the same answer."
    )


def posts_table(snapshot: Snapshot, found: Uncovered) -> Table:
    """Each post alone: the chance that nobody here is left for it, the most likely first."""
    months = [each.months for each in found.ahead]
    first = months[0] if months else 0

    def line(each: PostAhead) -> tuple[Cell, ...]:
        return (
            snapshot.post_title(each.post),
            Number(str(each.people), Decimal(each.people)),
            *(Number(share_text(each.chance[month]), each.chance[month] * HUNDRED, "%") for month in months),
            Number(number_text(each.days[first], 1), each.days[first], "days"),
        )

    order = sorted(found.posts, key=lambda each: (-each.days[first], snapshot.post_title(each.post)))
    headings = (
        "Critical post",
        "People today",
        *(f"Within {month} months" for month in months),
        f"Days in {first} months",
    )
    figures = frozenset(range(1, len(headings)))
    return Table(headings, tuple(line(each) for each in order), figures, "Chance that nobody here is left")


class Rate(NamedTuple):
    """A rate that is used: of whom, how much, where from, whether assumed, and its public figure: name and id."""

    whom: str
    rate: str
    source: str
    assumed: bool
    own: bool
    figure: str
    figure_id: str


def rates_used(snapshot: Snapshot, found: Uncovered) -> tuple[Rate, ...]:
    """The rates of the critical posts, and of somebody whose role is not known."""
    posts: dict[TurnoverRate, list[str]] = {}
    for each in found.posts:
        row = snapshot.one(Post, each.post)
        rate = replace(turnover_of(snapshot, each.post), role=None)
        posts.setdefault(rate, []).append(row.title if row else each.post)
    if found.posts:
        posts.setdefault(NEWCOMER.turnover, []).append("everybody whose role has no figure")
    return tuple(
        Rate(
            listed(list(dict.fromkeys(titles))),
            share_text(rate.rate),
            rate.source,
            rate.assumed,
            rate.own,
            rate.figure and figure_title(rate.figure),
            rate.figure,
        )
        for rate, titles in posts.items()
    )


def effects_of(each: Help) -> tuple[str, ...]:
    """What an action changes, each in a few words; the ones that change nothing are left out."""
    said = []
    if each.resilience.gain:
        said.append(f"resilience number {_step(each.resilience)}")
    if each.filled.gain:
        said.append(f"posts filled at once {_step(each.filled)}")
    if each.bus_factor.gain:
        said.append(f"people who can do {'each' if each.duties else 'it'} {_step(each.bus_factor)}")
    if each.chance.gain:
        said.append(f"chance within a year that a further critical post has nobody {_chance_change(each.chance)}")
    if each.days.gain:
        said.append(f"days a year that further critical posts are expected to have nobody {_days_change(each.days)}")
    if each.subject_days.gain:
        before, after = (
            number_text(day or Decimal(0), 0) for day in (each.subject_days.before, each.subject_days.after)
        )
        what = "the post is" if each.about_post else "these duties are" if each.duties else "the duty is"
        said.append(f"days a year that {what} expected to have nobody {before} → {after}")
    if each.kind is HelpKind.DOCUMENT:
        said.append("whoever takes it over can read how")
    return tuple(said) or ("changes no figure today",)


def _chance_change(change: Change) -> str:
    """Both ends where they are exact; of what was simulated the change alone is surer than either."""
    if change.error is None:
        return " → ".join(share_text(each) for each in (change.before, change.after) if each is not None)
    points, error = (number_text(each * HUNDRED, 1) for each in (-change.gain, change.error))
    return f"−{points} ± {error} points"


def _days_change(change: Change) -> str:
    if change.error is None:
        return " → ".join(number_text(each, 0) for each in (change.before, change.after) if each is not None)
    return " ± ".join(number_text(each, 1) for each in (change.gain, change.error))


def simulated_sentence(helps: Sequence[Help]) -> str:
    """How what the actions change of the chance was found, where it was not exact for them all; else empty."""
    if all(each.chance.error is None for each in helps):
        return ""
    return (
        "Where posts share too many people for the exact sum, what an action changes was counted in simulated futures, "
        "the same ones for every action; ± is the standard error of the change."
    )


def _step(change: Change) -> str:
    return " → ".join("—" if each is None else number_text(each) for each in (change.before, change.after))


def cost_text(pence: int | None) -> str:
    """A cost, or that none is given."""
    if pence == 0:
        return "costs nothing"
    return "no cost given" if pence is None else pounds_text(Decimal(pence) / 100, pence=False)


ERRORS = ("Error of the change in the chance", "Error of the change in days")
"""Empty where the change is exact."""


def helps_table(helps: Sequence[Help], *, named: bool) -> Table:
    """What would help, as a file has it: each figure before and after."""
    rows: list[tuple[Cell, ...]] = []
    for at, each in enumerate(helps, 1):
        changes = (each.resilience, each.filled, each.bus_factor, each.subject_days, each.chance, each.days)
        ends = [
            Number("" if end is None else number_text(end), end) for one in changes for end in (one.before, one.after)
        ]
        errors = [
            Number("" if one.error is None else number_text(one.error), one.error) for one in (each.chance, each.days)
        ]
        pounds = None if each.cost_pence is None else Decimal(each.cost_pence) / 100
        rows.append(
            (
                Number(str(at), Decimal(at)),
                (named and each.named) or each.words,
                each.title,
                Number(str(each.critical), Decimal(each.critical)),
                *ends,
                *errors,
                Number(cost_text(each.cost_pence), pounds, "£"),
                *(((each.action or ""), Number(str(each.due or ""), each.due)) if named else ()),
            )
        )
    measures = (
        *("Resilience number", "Posts filled at once", "People who can do the duty"),
        *("Days a year with nobody", "Chance of a further gap", "Days of a further gap"),
    )
    pairs = (f"{name}, {when}" for name in measures for when in ("now", "then"))
    headings = (
        "Rank",
        "What to do",
        "Post or duty",
        "Critical",
        *pairs,
        *ERRORS,
        "Cost",
        *(("Agreed", "Due") if named else ()),
    )
    return Table(headings, tuple(rows))


def plan_sentence(snapshot: Snapshot, plan: Plan, *, named: bool) -> str:
    """The plan in one sentence; with nothing of who is named for what, where that may not be said."""
    if plan.before is None:
        return NO_POSTS
    before = number_text(Decimal(plan.before))
    if not plan.steps:
        return f"The resilience number is {before} already, so nothing is needed for {plan.target}."
    if not named:
        people = counted(len(plan.steps), "person more who is", "people more who are")
        return f"It takes {people} ready now to bring the resilience number from {before} to {plan.target}."
    least = "cheapest plan takes" if plan.by_cost else "smallest plan takes"
    actions = counted(len(plan.steps), "action")
    said = f"The {least} {actions} to bring the resilience number from {before} to {plan.target}"
    if not plan.to_find:
        return f"{said}."
    short = listed([snapshot.post_title(post) for post in plan.short_posts])
    return (
        f"{said}; {counted(plan.to_find, 'person is', 'people are')} still to be found, since with everybody who is "
        f"named made ready {short} would stay at {number_text(Decimal(plan.short_number or 0))}."
    )


def plan_cost_sentence(plan: Plan) -> str:
    """What the plan costs, as far as it is known."""
    if not plan.steps:
        return ""
    if not plan.without_cost:
        return f"It costs {cost_text(plan.cost_pence)} in all."
    if plan.without_cost == len(plan.steps):
        return "No cost is given for any of them."
    return f"It costs {cost_text(plan.cost_pence)} and what {counted(plan.without_cost, 'action')} without a cost will."
