"""Is anything late that the trust owes, and was what it did reported to those who are owed it?"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from trustops.findings.model import Area, Evidence, Raised, Rule, Severity, Subject
from trustops.findings.picture import Picture
from trustops.governance.calendar import CalendarItem
from trustops.governance.gaps import Unreported, unreported
from trustops.models import TRUST_SITE, Meeting, Obligation, Submission
from trustops.quantities.words import counted, day_text, listed
from trustops.quantities.years import ONE_DAY
from trustops.snapshot import Snapshot


def _subject(item: CalendarItem) -> Subject:
    return Subject("obligation", item.id, item.title)


def _records_begin(picture: Picture) -> date:
    """The first day that anything was recorded as done: what fell due before then is not known to be late."""
    return min([picture.year.start, *(row.done_on for row in picture.snapshot.all(Submission))])


def _late_items(picture: Picture) -> list[CalendarItem]:
    begin = _records_begin(picture)
    return [item for item in picture.owed if item.status == "late" and item.due and item.due >= begin]


def _by_obligation(items: Iterable[CalendarItem]) -> dict[str, list[CalendarItem]]:
    found: dict[str, list[CalendarItem]] = defaultdict(list)
    for item in items:
        found[item.id].append(item)
    return found


def _late(picture: Picture) -> Iterator[Raised]:
    for items in _by_obligation(item for item in _late_items(picture) if item.tracked).values():
        items.sort(key=lambda item: (item.due or date.max, item.site))
        first, last = items[0], items[-1]
        due = first.due or picture.snapshot.as_of
        where = _where(picture.snapshot, items)
        also = f", and {len(items) - 1} more since, the last due {day_text(last.due or due)}" if len(items) > 1 else ""
        yield Raised(
            subject=_subject(first),
            message=f"{first.title}{where} was due to {first.recipient} by {day_text(due)} and is not recorded as done"
            f"{also}.",
            evidence=tuple(_late_evidence(picture.snapshot, items)),
            since=due + ONE_DAY,
        )


def _where(snapshot: Snapshot, items: list[CalendarItem]) -> str:
    sites = sorted({item.site for item in items} - {TRUST_SITE})
    return f" ({listed([snapshot.site_name(site) for site in sites])})" if sites else ""


def _late_evidence(snapshot: Snapshot, items: list[CalendarItem]) -> Iterator[Evidence]:
    for item in items:
        site = "" if item.site == TRUST_SITE else f", {snapshot.site_name(item.site)}"
        due = day_text(item.due) if item.due else "unknown"
        yield Evidence(f"Due{site}", due, f"{item.rule}: {item.source}")
    if items[0].preparer:
        own = snapshot.one(Obligation, items[0].id)
        yield Evidence("Prepared by", snapshot.post_title(items[0].preparer), snapshot.origin(own) if own else "")


LATE = Rule(
    id="governance.late",
    title="An obligation is late",
    area=Area.GOVERNANCE,
    severity=Severity.RED,
    why="A return, a report or a publication that the law, the handbook or the board asks for has not been made.",
    remedy="Whoever prepares it sends it now; if it was done, record the day on the Submissions sheet.",
    source="The obligation's own source, shown by `trustops calendar`",
    check=_late,
)


def _never_told(picture: Picture) -> Iterator[Raised]:
    grouped: dict[str, list[Unreported]] = defaultdict(list)
    for each in unreported(picture.snapshot, picture.owed):
        grouped[each.item.id].append(each)
    for found in grouped.values():
        found.sort(key=lambda each: (each.since, each.item.site))
        first = found[0]
        done = first.item.done_on or first.since
        more = f" and {counted(len(found) - 1, 'more')} since" if len(found) > 1 else ""
        yield Raised(
            subject=_subject(first.item),
            message=f"{first.item.title}, done on {day_text(done)}, was never reported to its recipient, "
            f"{listed(first.committees)}, which met on {day_text(first.since)}{more}.",
            evidence=tuple(_done_evidence(picture.snapshot, found)),
            since=first.since,
        )


def _done_evidence(snapshot: Snapshot, found: list[Unreported]) -> Iterator[Evidence]:
    for each in found:
        done = day_text(each.item.done_on) if each.item.done_on else "unknown"
        origin = snapshot.origin(each.item.done_row) if each.item.done_row else ""
        yield Evidence("Done", done, origin)
        met = snapshot.one(Meeting, each.meeting)
        yield Evidence(
            "Met without it", f"{each.meeting}, {day_text(each.since)}", snapshot.origin(met) if met else "Meetings"
        )


UNREPORTED = Rule(
    id="governance.unreported",
    title="An obligation was done and never reported to its recipient",
    area=Area.GOVERNANCE,
    severity=Severity.AMBER,
    why="The committee that is owed it has met without knowing that it was done.",
    remedy="The governance professional puts it before the next meeting, and records that on the Submissions sheet.",
    source="Our default; the recipient is the one that the obligation's own source names",
    check=_never_told,
)


def _unrecorded(picture: Picture) -> Iterator[Raised]:
    """One note for all: a trust that has just begun has not failed in forty things, it has not written them down."""
    if picture.snapshot.trust is None and not picture.snapshot.our_schools:
        return  # an empty database is not yet a trust that owes anything
    items = [item for item in _late_items(picture) if not item.tracked]
    ids = _by_obligation(items)
    if ids:
        yield Raised(
            subject=Subject("calendar", "unrecorded", "the calendar of obligations"),
            message=f"The day has passed for {counted(len(ids), 'obligation')} of which the trust keeps no record, "
            "so whether they were done is not known.",
            evidence=tuple(
                Evidence(found[0].title, f"due {day_text(found[0].due)}", f"{found[0].rule}: {found[0].source}")
                for found in ids.values()
                if found[0].due
            ),
        )


UNRECORDED = Rule(
    id="governance.unrecorded",
    title="The day has passed and nothing is recorded",
    area=Area.GOVERNANCE,
    severity=Severity.NOTE,
    why="What is not written down cannot be shown to the board, to an auditor or to a successor.",
    remedy="The governance professional records each on the Submissions sheet, or why it is not for this trust on the "
    "Obligations sheet.",
    source="The obligations' own sources, shown by `trustops calendar`",
    check=_unrecorded,
)
