"""Do the schools work as they mean to, what did other eyes find, and what is done about it?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from reports.charts import Cell, Number, Table, short_day
from reports.document import Block, Level, Paragraph, Section, Status, Statuses, Subheading
from reports.pack.meeting import Briefing
from trustops.governance.actions import is_open
from trustops.models import Action, PracticeIntent, PracticeSeen, Review, ReviewFinding, Understanding
from trustops.models.improvement import Position, ReviewFindingKind
from trustops.quantities.words import counted, listed, percent_text
from trustops.quantities.working import sources
from trustops.snapshot import Snapshot

FEWEST = 6  # people asked: a share of fewer could be somebody's own answer
MOST_ACTIONS = 12
CLOSE = {Position.AUTONOMY: 0, Position.ALIGN: 1, Position.STANDARDISE: 2}
KINDS = {
    ReviewFindingKind.STRENGTH: ("strength", "strengths"),
    ReviewFindingKind.AREA_TO_DEVELOP: ("area to develop", "areas to develop"),
    ReviewFindingKind.SUGGESTION: ("suggestion", "suggestions"),
    ReviewFindingKind.LEARNING_FOR_US: ("thing to learn from", "things to learn from"),
}


@dataclass(frozen=True, slots=True)
class Practice:
    """An area: what is meant, and at how many of the schools where somebody looked it is done as meant or closer."""

    intent: PracticeIntent
    seen: tuple[PracticeSeen, ...]
    short: tuple[PracticeSeen, ...]
    asked: int
    named: int
    origin: str


def improvement_section(brief: Briefing) -> Section:
    """Practice against intent, reviews and what was found, and the actions that are open."""
    return Section("Improvement", "Improvement", tuple(_blocks(brief)), new_page=True, about="improvement")


def _blocks(brief: Briefing) -> Iterator[Block]:
    practices = practices_of(brief.snapshot)
    reviews = _reviews(brief.snapshot)
    actions = open_actions(brief.snapshot)
    if not (practices or reviews or actions):
        return
    yield Paragraph(_opening(brief, practices, actions))
    flags = tuple(_flags(brief, practices))
    if flags:
        yield Statuses(flags)
    if practices:
        yield _practice_table(brief, practices)
    if reviews:
        yield _review_table(reviews)
    if actions:
        yield Subheading("Actions")
        yield _action_table(brief, actions)


def practices_of(snapshot: Snapshot) -> tuple[Practice, ...]:
    """Every area that the trust means something for, with what was last seen at each of its schools."""
    return tuple(_practice(snapshot, intent) for intent in snapshot.all(PracticeIntent))


def _practice(snapshot: Snapshot, intent: PracticeIntent) -> Practice:
    latest = {
        row.urn: row
        for row in sorted(snapshot.all(PracticeSeen), key=lambda row: row.on_date)
        if row.area == intent.area and row.urn in snapshot.our_schools
    }
    understood = {
        row.urn: row
        for row in sorted(snapshot.all(Understanding), key=lambda row: row.on_date)
        if row.area == intent.area and row.urn in snapshot.our_schools
    }
    seen = tuple(latest.values())
    short = tuple(row for row in seen if CLOSE[row.position] < CLOSE[intent.position])
    origin = sources(*(snapshot.origin(row) for row in (intent, *seen, *understood.values())))
    asked, named = (sum(getattr(row, name) for row in understood.values()) for name in ("asked", "named_it"))
    return Practice(intent, seen, short, asked, named, origin)


def _opening(brief: Briefing, practices: tuple[Practice, ...], actions: tuple[Action, ...]) -> str:
    late = [row for row in actions if row.due and row.due < brief.snapshot.as_of]
    acting = f"{counted(len(actions), 'action is', 'actions are')} open, {len(late)} of them past the day set."
    if not practices:
        return f"What the trust means its schools to do alike is not recorded. {acting}"
    apart = [each for each in practices if each.short]
    return (
        f"The trust has said for {counted(len(practices), 'area')} how alike its schools are to work. In "
        f"{counted(len(apart), 'area')} a school was last seen working less alike than meant. {acting}"
    )


def _flags(brief: Briefing, practices: tuple[Practice, ...]) -> Iterator[Status]:
    day = brief.snapshot.as_of
    for each in practices:
        if each.short:
            where = listed([brief.snapshot.site_name(row.urn) for row in each.short])
            yield Status(Level.WATCH, f"{_title(each)}: meant to {each.intent.position}, and not so at {where}.")
    unapproved = [_title(each) for each in practices if each.intent.approved_on is None]
    if unapproved:
        yield Status(Level.WATCH, f"Not yet approved by the board: {listed(unapproved)}.")
    due = [_title(each) for each in practices if each.intent.review_by and each.intent.review_by < day]
    if due:
        yield Status(Level.WATCH, f"Due to be looked at again, and not yet: {listed(due)}.")
    retests = [
        row
        for row in brief.snapshot.all(ReviewFinding)
        if row.retest_on and row.retest_on <= day and row.retested is None
    ]
    if retests:
        yield Status(
            Level.WATCH, f"{counted(len(retests), 'finding')} of reviews should have been looked at again by now."
        )


def _title(each: Practice) -> str:
    return each.intent.title or each.intent.area


def _practice_table(brief: Briefing, practices: tuple[Practice, ...]) -> Table:
    ours = len(brief.snapshot.our_schools)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            _title(each),
            str(each.intent.position),
            Number(
                f"{len(each.seen) - len(each.short)} of {len(each.seen)}" if each.seen else "not looked at",
                Decimal(len(each.seen) - len(each.short)) if each.seen else None,
                origin=each.origin,
            ),
            _understood(each),
            Number(short_day(each.intent.review_by), each.intent.review_by) if each.intent.review_by else "—",
        )
        for each in practices
    )
    headings = ("Area", "Meant", "Schools as meant", "Could name it", "Look again by")
    caption = f"What is meant, and what was last seen, at {counted(ours, 'school')}"
    return Table(headings, rows, frozenset({2, 3}), caption, (36, 15, 17, 16, 16))


def _understood(each: Practice) -> Cell:
    if each.asked < FEWEST:
        return "not asked" if not each.asked else Number("too few asked", None)
    share = Decimal(each.named) * 100 / each.asked
    return Number(f"{percent_text(share, 0)} of {each.asked}", share, "percent", each.origin)


def _reviews(snapshot: Snapshot) -> tuple[tuple[Review, tuple[ReviewFinding, ...]], ...]:
    """The reviews that were held or are to come, the latest first, each with what it found."""
    found = sorted(snapshot.all(Review), key=lambda row: row.from_date, reverse=True)
    return tuple((row, tuple(one for one in snapshot.all(ReviewFinding) if one.review == row.review)) for row in found)


def _review_table(reviews: tuple[tuple[Review, tuple[ReviewFinding, ...]], ...]) -> Table:
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            Number(short_day(row.from_date), row.from_date),
            "Looked at us" if row.role == "host" else "We looked",
            row.question,
            _found(found),
            _again(found),
        )
        for row, found in reviews
    )
    headings = ("From", "Who looked", "At what", "Found", "Looked at again")
    return Table(headings, rows, frozenset(), "Peer reviews, the latest first", (15, 14, 31, 22, 18))


def _found(found: tuple[ReviewFinding, ...]) -> str:
    parts = [
        counted(number, *KINDS[kind])
        for kind in ReviewFindingKind
        if (number := sum(row.kind is kind for row in found))
    ]
    return ", ".join(parts) or "nothing yet"


def _again(found: tuple[ReviewFinding, ...]) -> str:
    results = [str(row.retested) for row in found if row.retested]
    return ", ".join(f"{results.count(each)} {each}" for each in dict.fromkeys(results)) or "—"


def open_actions(snapshot: Snapshot) -> tuple[Action, ...]:
    """What is still to be done, the earliest due first."""
    left = [row for row in snapshot.all(Action) if is_open(row, snapshot.as_of)]
    return tuple(sorted(left, key=lambda row: (row.due or date.max, row.action)))


def _action_table(brief: Briefing, actions: tuple[Action, ...]) -> Table:
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            Number(short_day(row.due), row.due) if row.due else "no day set",
            "■ Late" if row.due and row.due < brief.snapshot.as_of else "○ Open",
            row.title,
            brief.snapshot.post_title(row.owner) if row.owner else "nobody",
        )
        for row in actions[:MOST_ACTIONS]
    )
    left = len(actions) - MOST_ACTIONS
    caption = (
        f"The first {MOST_ACTIONS} of {len(actions)} open actions"
        if left > 0
        else "Open actions, the earliest due first"
    )
    return Table(("Due", "Stands", "What", "Who"), rows, frozenset(), caption, (14, 11, 47, 28))
