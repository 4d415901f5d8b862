"""Which posts stand or fall vacant, in a sentence and in a table that names posts and nobody?"""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from reports.charts import Cell, Number, Table
from reports.charts.chart import short_day
from trustops.quantities.words import counted, day_text, number_text
from trustops.snapshot import Snapshot
from trustops.succession.notice import Notice
from trustops.succession.standing_empty import Why
from trustops.succession.vacancies import MONTHS_AHEAD, SOON, PostVacancy, gravest
from trustops.succession.vacancy_words import vacancy_sentence

HEADINGS = (
    "Post",
    "Why",
    "Empty from",
    "Advertise by",
    "From outside, advertised today",
    "Days empty if nobody acts",
    "Cover meanwhile",
)


def vacancies_sentence(snapshot: Snapshot, known: Sequence[PostVacancy]) -> str:
    """The answer of the next 24 months: how many, and the one that matters most."""
    if not known:
        return (
            f"No post is vacant, and in the next {MONTHS_AHEAD} months no agreed leaving date and no end of a term "
            "empties one."
        )
    now = sum(each.why is Why.VACANT for each in known)
    coming = len(known) - now
    ahead = f"in the next {MONTHS_AHEAD} months"
    if not now:
        counts = counted(coming, f"post falls vacant {ahead}", f"posts fall vacant {ahead}")
    else:
        counts = counted(now, "post is vacant today", "posts are vacant today")
        counts += f", and {counted(coming, 'more falls', 'more fall')} vacant {ahead}" if coming else ""
    worst = gravest(snapshot, known)
    return f"{counts}. The gravest: {vacancy_sentence(snapshot, worst)}" if worst else f"{counts}."


def standing(vacancy: PostVacancy, as_of: date) -> tuple[str, str]:
    """How a vacancy stands: the colour of its status, and its word."""
    if vacancy.why is Why.VACANT:
        return ("watch", "Vacant, cover inside") if vacancy.filled_inside else ("act", "Vacant")
    if vacancy.follows and not vacancy.days_uncovered:
        return "fine", "Filled in time"
    if vacancy.days_uncovered is None:
        return "unknown", "Not known"
    if vacancy.days_uncovered:
        return ("watch", "Late, cover inside") if vacancy.filled_inside else ("act", "Late")
    return ("watch", "Advertise now") if vacancy.to_advertise_by(as_of + SOON) else ("fine", "In time")


def vacancies_table(snapshot: Snapshot, vacancies: Iterable[PostVacancy], caption: str = "Vacancies") -> Table:
    """A line a vacancy, as pages and files have it: posts, and nobody's name."""
    return Table(HEADINGS, tuple(_row(snapshot, each) for each in vacancies), frozenset({5}), caption)


def _row(snapshot: Snapshot, vacancy: PostVacancy) -> tuple[Cell, ...]:
    part = "" if vacancy.whole else f" ({number_text(vacancy.share)} of it)"
    outside = vacancy.outside.starts if vacancy.outside else None
    days = vacancy.days_uncovered
    return (
        f"{snapshot.post_title(vacancy.post)}{part}",
        str(vacancy.why),
        day_cell(vacancy.from_, "nobody recorded" if vacancy.why is Why.VACANT else "not known"),
        day_cell(vacancy.advertise_by, "somebody follows" if vacancy.follows else "not known"),
        day_cell(outside, "somebody follows" if vacancy.follows else "not known"),
        Number("not known" if days is None else str(days), None if days is None else Decimal(days), "days"),
        meanwhile_text(vacancy),
    )


def meanwhile_text(vacancy: PostVacancy) -> str:
    """Whether somebody inside could act, and how many ways from outside are named; not who, nor from which post."""
    if not vacancy.whole:
        return "the others stay"
    said = [f"inside, {short_day(vacancy.inside_from)}"] if vacancy.inside_from else []
    said += [counted(len(vacancy.interims), "way from outside", "ways from outside")] if vacancy.interims else []
    return "; ".join(said) or "nobody"


def day_cell(day: date | None, otherwise: str) -> Number:
    """A day as a table has it, or why there is none."""
    return Number(otherwise, None) if day is None else Number(short_day(day), day)


def notice_sentence(notice: Notice) -> str:
    """When somebody who gives notice on a day can leave."""
    asked = f"Notice given on {day_text(notice.given)}: they can leave on {day_text(notice.leaves)}"
    if notice.resign_by == notice.given:
        return f"{asked} ({notice.rule})."
    return f"{asked}, as for any notice given by {day_text(notice.resign_by)}."
