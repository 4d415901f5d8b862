"""What was known on an earlier day? The snapshot with what came later taken out, as the store itself would load it."""

from dataclasses import replace
from datetime import date

from reports.pack.meeting import Briefing
from trustops.governance.committees import meetings_of
from trustops.models import Meeting
from trustops.snapshot import Snapshot, known_by


def as_it_was(snapshot: Snapshot, day: date) -> Snapshot:
    """The snapshot as of an earlier day: without values received later, returns made later, or sights seen later.

    What was corrected since is as corrected: it is today's knowledge of that day.
    """
    tables = {
        model: tuple(row for row in rows if known_by(row, day)) if model.__known_from__ else rows
        for model, rows in snapshot.tables.items()
    }
    return replace(snapshot, as_of=day, tables=tables)


def meeting_before(brief: Briefing) -> Meeting | None:
    """The committee's meeting before this one, where it has been held by the day."""
    meetings = meetings_of(brief.snapshot, (brief.meeting.committee,))
    held = [row for row in meetings if row.on_date < min(brief.meeting.on_date, brief.snapshot.as_of)]
    return held[-1] if held else None
