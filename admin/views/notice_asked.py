"""If somebody gave notice on a day: when could they leave, how long is their post empty, and could somebody act?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from flask import request

from reports.cascades import CascadeLines, cascade_lines, cost_sentence
from reports.vacancies import notice_sentence
from trustops.models import Holder, Post
from trustops.quantities.errors import UnknownFigure
from trustops.quantities.words import counted, day_text
from trustops.quantities.years import ONE_DAY, add_months
from trustops.snapshot import Snapshot
from trustops.succession.acting_cost import acting_cost
from trustops.succession.cascade import cascade
from trustops.succession.cascade_flags import flags_of
from trustops.succession.hiring import hiring_for
from trustops.succession.notice import Notice, NoticeRule, leaving
from trustops.succession.standing_empty import known_last_day
from trustops.succession.vacancies import MONTHS_AHEAD

FIELDS = ("rule", "given", "weeks", "of")
CONTRACT = "contract"
RULES = (
    (str(NoticeRule.TEACHER), "A teacher, a deputy or an assistant head"),
    (str(NoticeRule.HEAD), "A headteacher"),
    (CONTRACT, "Anybody else: the weeks of a contract"),
)
MOST_WEEKS = 104
MONTHS_BACK = 12


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed, what is wrong with it, and the answer: empty where nothing was asked.

    ``sentences`` name posts alone; ``cascade`` and ``cost`` are for those who may see who is ready for what.
    """

    typed: Mapping[str, str]
    problems: Mapping[str, str] = field(default_factory=dict)
    sentences: tuple[str, ...] = ()
    cascade: CascadeLines | None = None
    cost: str = ""


def fields_typed() -> dict[str, str]:
    """What was typed into the form of this request."""
    return {name: request.args.get(name, "").strip()[:60] for name in FIELDS}


def asked_notice(snapshot: Snapshot, typed: Mapping[str, str], *, named: bool) -> Asked:
    """The answer to the form, or what is wrong with it, by field."""
    if not any(typed.values()):
        return Asked(typed)
    problems: dict[str, str] = {}
    rule = _rule(typed, problems)
    given = _day(snapshot, typed["given"], problems)
    post = _post(snapshot, typed["of"], given, problems)
    if problems or rule is None or given is None:
        return Asked(typed, problems)
    notice = leaving(rule, given)
    if post is None:
        return Asked(typed, {}, (notice_sentence(notice),))
    return _of_a_post(snapshot, typed, notice, post, named=named)


def _rule(typed: Mapping[str, str], problems: dict[str, str]) -> NoticeRule | int | None:
    rule, weeks = typed["rule"], typed["weeks"]
    if rule in (NoticeRule.TEACHER, NoticeRule.HEAD):
        return NoticeRule(rule)
    if rule != CONTRACT:
        problems["rule"] = "Choose whose notice it is."
        return None
    if not weeks:
        problems["weeks"] = "Say how many weeks the contract asks for."
    elif not (weeks.isascii() and weeks.isdigit() and int(weeks) <= MOST_WEEKS):
        problems["weeks"] = f"“{weeks}” is not a number of weeks from 0 to {MOST_WEEKS}."
    else:
        return int(weeks)
    return None


def _day(snapshot: Snapshot, typed: str, problems: dict[str, str]) -> date | None:
    first, last = add_months(snapshot.as_of, -MONTHS_BACK), add_months(snapshot.as_of, MONTHS_AHEAD)
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        problems["given"] = "Say on which day notice is given." if not typed else f"“{typed}” is not a day."
        return None
    if not first <= day <= last:
        problems["given"] = f"{day_text(day)} is too far off; choose a day from {day_text(first)} to {day_text(last)}."
        return None
    return day


def _post(snapshot: Snapshot, typed: str, given: date | None, problems: dict[str, str]) -> Post | None:
    if not typed:
        return None
    post = snapshot.one(Post, typed)
    if post is None:
        problems["of"] = f"“{typed}” is not a post of this trust; choose one of the list."
        return None
    title = snapshot.post_title(typed)
    rows = [row for row in snapshot.holders if row.post == typed]
    if not rows:
        problems["of"] = f"Nobody holds {title} today, so nobody can give notice from it."
    elif given and (last := _known_end(snapshot, rows)) and last < given:
        problems["of"] = f"{title} is empty from {day_text(last + ONE_DAY)} as it is; choose a day before."
    return None if "of" in problems else post


def _known_end(snapshot: Snapshot, rows: list[Holder]) -> date | None:
    """The day by which everybody who holds a post has left it, as far as is agreed."""
    known = known_last_day(snapshot)
    ends = [known(row) for row in rows]
    return None if None in ends else max(end for end in ends if end)


def _of_a_post(snapshot: Snapshot, typed: Mapping[str, str], notice: Notice, post: Post, *, named: bool) -> Asked:
    """The post that is left: when somebody from outside could start if it were advertised at once, and the moves."""
    title, needed = snapshot.post_title(post.post), notice.leaves + ONE_DAY
    said = [notice_sentence(notice)]
    starts = None
    try:
        outside = hiring_for(snapshot, post).starts(max(notice.given, snapshot.as_of))
        starts = max(outside.starts, needed)
        empty = (starts - needed).days
        gap = f"after {counted(empty, 'empty day')}" if empty else "so that no day is empty"
        said.append(
            f"Advertised on {day_text(outside.advertised)}, {title} has somebody from outside on {day_text(starts)} at "
            f"the earliest, {gap}."
        )
    except UnknownFigure as error:
        said.append(str(error))
    found = cascade(snapshot, [post.post])
    if not named:
        return Asked(typed, {}, (*said, found.outline))
    ends = starts - ONE_DAY if starts else None
    lines = cascade_lines(snapshot, found, flags_of(snapshot, found, starts=needed, ends=ends))
    cost = cost_sentence(acting_cost(snapshot, found, starts=needed)) if found.moves else ""
    return Asked(typed, {}, tuple(said), lines, cost)
