"""Where would one person leaving break something? By post and duty, a pack names nobody."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from reports.charts import Number, Table, cover_chart, cover_trend, short_day
from reports.charts.cover import KEY
from reports.document import Block, Figure, Paragraph, Section, Subheading
from reports.pack.meeting import Briefing
from trustops.quantities.words import listed
from trustops.succession.coming import coming_obligations
from trustops.succession.duties import DutyCover, DutyFlag
from trustops.succession.said import drop_sentence, tight_sentence
from trustops.succession.single_points import single_points, why
from trustops.succession.trend import trend

MOST_HOLDERS = 3
THIN = (DutyFlag.ORPHAN, DutyFlag.SINGLE, DutyFlag.SHORT)


def succession_section(brief: Briefing) -> Section:
    """The cover of the critical posts, and the duties that too few people can do."""
    return Section("Succession", "Succession", tuple(_blocks(brief)), new_page=True)


def _blocks(brief: Briefing) -> Iterator[Block]:
    view = brief.picture.cover
    if view.critical_posts:
        yield from (Paragraph(each) for each in _rests_on(brief))
        yield Figure(cover_chart(brief.snapshot, view))
        yield Paragraph(f"In the chart: {KEY}.")
        yield Paragraph(_bench(brief))
        yield _horizons(brief)
        if (gone := cover_trend(trend(brief.snapshot))) is not None:
            yield Paragraph(gone.sentence)
    thin = [duty for duty in brief.picture.duties if any(flag in THIN for flag in duty.flags)]
    if thin:
        yield Subheading("Duties that too few people can do")
        yield _duties(brief, sorted(thin, key=lambda duty: (duty.bus_factor, -(duty.critical or 0), duty.title)))


def _rests_on(brief: Briefing) -> list[str]:
    """Why the accounting officer is or is not a single point of failure, and the worst of the others who are."""
    snapshot = brief.snapshot
    points = single_points(snapshot, brief.picture.cover, brief.picture.duties, coming_obligations(snapshot))
    return [why(snapshot, point) for point in points if point.is_one or point is points[0]][:MOST_HOLDERS]


def _bench(brief: Briefing) -> str:
    view, snapshot = brief.picture.cover, brief.snapshot
    said = [view.named_coverage.sentence, *(tight_sentence(snapshot, tight) for tight in view.bench.tight)]
    vacant = [snapshot.post_title(post) for post in view.vacant]
    said += [f"Vacant today: {listed(vacant)}."] if vacant else []
    said += [drop_sentence(snapshot, drop, view.of) for drop in view.drops[:1]]
    return " ".join(said)


def _horizons(brief: Briefing) -> Table:
    """How many posts can be filled at once, and how many people could be lost, counting whom each horizon counts."""
    rows = [
        (
            f"Beside the holders, those ready {horizon}",
            f"{cover.filled} of {cover.of}",
            "already short" if (cover.resilience_number or 0) <= 0 else _number(cover.resilience_number or 0),
        )
        for horizon, cover in brief.picture.cover.horizons.items()
    ]
    acting = brief.picture.cover.readings.acting
    rows.append(("Today, if a person may act in a second post", f"{acting.filled} of {acting.of}", "—"))
    headings = ("Whom we count", "Can be filled at once", "People whose going would break it")
    return Table(headings, tuple(rows), frozenset({2}), "", (50, 22, 28))


def _duties(brief: Briefing, duties: Sequence[DutyCover]) -> Table:
    rows = tuple(
        (
            duty.title,
            brief.snapshot.site_name(duty.site),
            _number(duty.bus_factor),
            _number(duty.needed),
            Number(short_day(duty.next_due), duty.next_due) if duty.next_due else "—",
        )
        for duty in duties
    )
    headings = ("Duty or access", "Where", "Can do it", "Needed", "Next due")
    return Table(headings, rows, frozenset({2, 3}), "", (46, 17, 12, 11, 14))


def _number(count: int) -> Number:
    return Number(str(count), Decimal(count))
