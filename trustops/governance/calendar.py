"""What is the trust owed to do and report in a year, and has it been done?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from trustops.governance.kept import Kept
from trustops.governance.obligations import Duty, DutyBook
from trustops.governance.occurrences import Occurrence, occurrences
from trustops.governance.rule_language import BadRule, parse_rule, rule_problem
from trustops.models import TRUST_SITE
from trustops.quantities.years import AcademicYear
from trustops.snapshot import Snapshot

Status = Literal[
    "not_due",
    "due_soon",
    "due",
    "late",
    "done",
    "done_late",
    "date_unconfirmed",
    "not_applicable",
]
SOON = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarItem:
    """One thing owed: what, when, how it stands, by whom, to whom, under which rule and on whose authority.

    ``due`` is None where nobody has set the day or it depends on what has not happened; ``note`` then says why.
    ``preparer``, ``approver`` and ``cover`` are posts; ``to`` keeps the recipients' codes, ``tracked`` whether the
    trust keeps a record of this obligation at all (a row of its own, or anything ever submitted).
    """

    id: str
    title: str
    due: date | None
    status: Status
    owner_role: str
    recipient: str
    rule: str
    source: str
    confidence: str
    site: str = TRUST_SITE
    preparer: str | None = None
    approver: str | None = None
    cover: str | None = None
    period_end: date | None = None
    done_on: date | None = None
    reported_at: str | None = None
    not_applicable_because: str | None = None
    applies_if: str = ""
    note: str = ""
    to: tuple[str, ...] = ()
    tracked: bool = False
    done_row: object = None


def calendar(snapshot: Snapshot, year: AcademicYear, book: DutyBook | None = None) -> list[CalendarItem]:
    """Everything owed in an academic year, the first due first and the dates not known last.

    Obligations of the packaged table, changed by the trust's own rows on the Obligations sheet and joined by its own;
    a school's obligations come once for each of its schools. Sources: each obligation's own.

    >>> items = calendar(Snapshot.of(date(2026, 9, 1), []), AcademicYear(2025))
    >>> [(item.due, item.status) for item in items if item.id == "fin.bfr"]
    [(datetime.date(2026, 9, 24), 'due_soon')]
    """
    kept = Kept(snapshot, book or DutyBook.published())
    items = [item for duty in kept.duties() for item in _items(kept, duty, year)]
    return sorted(items, key=lambda item: (item.due or date.max, item.id, item.site, item.period_end or date.max))


def _items(kept: Kept, duty: Duty, year: AcademicYear) -> Iterator[CalendarItem]:
    for site in kept.sites(duty):
        try:
            parts = parse_rule(duty.rule)
            found = occurrences(parts, year, kept.done(duty, site), kept.book, duty.late_after, kept.known)
        except BadRule:
            found = (Occurrence(year.start, year.end, None, note=_bad_rule(duty)),)
        yield from (_item(kept, duty, year, site, occurrence) for occurrence in found)


def _bad_rule(duty: Duty) -> str:
    if not duty.rule:
        return f"The obligation {duty.id} has no rule; write one on the Obligations sheet, like FIXED(12-31)."
    return rule_problem(duty.id, duty.rule) or ""


def _item(kept: Kept, duty: Duty, year: AcademicYear, site: str, occurrence: Occurrence) -> CalendarItem:
    own = kept.own_rows.get(duty.id)
    because = own.not_applicable_because if own else None
    done = occurrence.done
    asked = occurrence.ends if occurrence.starts <= occurrence.ends else None
    return CalendarItem(
        id=duty.id,
        title=duty.title,
        due=occurrence.due,
        status="not_applicable" if because else status_on(occurrence, kept.snapshot.as_of),
        owner_role=duty.owner,
        recipient=kept.book.recipient_text(duty.to),
        rule=duty.rule,
        source=duty.source,
        confidence=duty.confidence_in(year),
        site=site,
        preparer=own.preparer if own else None,
        approver=own.approver if own else None,
        cover=own.cover if own else None,
        period_end=done.period_end if done else asked,
        done_on=done.done_on if done else None,
        reported_at=done.reported_at if done else None,
        not_applicable_because=because,
        applies_if=duty.applies_if,
        note=occurrence.note,
        to=duty.to,
        tracked=kept.tracked(duty.id),
        done_row=done.row if done else None,
    )


def status_on(occurrence: Occurrence, day: date) -> Status:
    """How an occurrence stands on a day; one whose last day nobody has set is due, and not yet late.

    >>> end = date(2026, 5, 31)
    >>> status_on(Occurrence(date(2026, 1, 1), end, end, end), date(2026, 6, 1))
    'late'
    """
    due, limit = occurrence.due, occurrence.late_after
    if occurrence.done:
        return "done_late" if limit and occurrence.done.done_on > limit else "done"
    if due is None:
        return "date_unconfirmed"
    if day < due:
        return "due_soon" if due - day <= SOON else "not_due"
    return "late" if limit and day > limit else "due"
