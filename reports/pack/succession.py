"""Where would one person leaving break something? By post and duty, in counts: a pack names nobody."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from reports.charts import Number, Table, cover_chart, short_day
from reports.document import Block, Figure, Paragraph, Section, Subheading
from reports.pack.meeting import Briefing
from trustops.quantities.words import counted, listed
from trustops.succession.duties import DutyCover, DutyFlag

THIN = (DutyFlag.ORPHAN, DutyFlag.SINGLE, DutyFlag.SHORT)


def succession_section(brief: Briefing) -> Section:
    """The cover of the critical posts, and the duties that too few people can do."""
    return Section("Succession", "Succession", tuple(_blocks(brief)), new_page=True)


def _blocks(brief: Briefing) -> Iterator[Block]:
    view = brief.picture.cover
    if view.critical_posts:
        yield Paragraph(_bench(brief))
        yield Figure(cover_chart(brief.snapshot, view))
    thin = [duty for duty in brief.picture.duties if any(flag in THIN for flag in duty.flags)]
    if thin:
        yield Subheading("Duties that too few people can do")
        yield _duties(brief, sorted(thin, key=lambda duty: (duty.bus_factor, -(duty.critical or 0), duty.title)))


def _bench(brief: Briefing) -> str:
    view = brief.picture.cover
    said = (
        f"If no holder were there, people ready now could fill {view.bench.filled} of "
        f"{counted(view.bench.of, 'critical post')} at once."
    )
    if view.double_counted:
        shared = [brief.snapshot.post_title(post) for post in view.double_counted[0].posts]
        said += f" One person is named for {len(shared)} of them: {'; '.join(shared)}."
    vacant = [brief.snapshot.post_title(post) for post in view.vacant]
    return said + (f" Vacant today: {listed(vacant)}." if vacant else "")


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
