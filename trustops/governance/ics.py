"""How does the year of obligations get into anybody's diary? As an iCalendar file (RFC 5545), all-day events.

The same items make the same bytes: the stamp is the day of the view, and each event's UID is made from what it is.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from trustops.governance.calendar import CalendarItem
from trustops.governance.obligations import DOUBTS
from trustops.quantities.words import day_text
from trustops.quantities.years import ONE_DAY

FOLD_AT = 75


def ics_text(items: Iterable[CalendarItem], as_of: date, name: str = "What the board is owed") -> str:
    """The items that have a day, as the text of an .ics file with CRLF lines, each of at most 75 bytes.

    >>> ics_text([], date(2026, 11, 22)).splitlines()[0]
    'BEGIN:VCALENDAR'
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//trustops//calendar//EN", "CALSCALE:GREGORIAN"]
    lines.append(f"X-WR-CALNAME:{_escaped(name)}")
    seen: Counter[str] = Counter()
    for item in items:
        uid = _uid(item)
        seen[uid] += 1
        lines.extend(_event(item, as_of, f"{uid}-{seen[uid]}@trustops"))
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _uid(item: CalendarItem) -> str:
    """What an event is, so that a diary that has it already changes it; several of one day are counted."""
    return f"{item.id}-{item.site}-{item.due or ''}-{item.period_end or ''}"


def _event(item: CalendarItem, as_of: date, uid: str) -> Iterator[str]:
    """Nothing for an item without a day, or one that does not apply: a diary cannot hold it."""
    if item.due is None or item.status == "not_applicable":
        return
    yield "BEGIN:VEVENT"
    yield f"UID:{_escaped(uid)}"
    yield f"DTSTAMP:{as_of:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{item.due:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{item.due + ONE_DAY:%Y%m%d}"
    yield f"SUMMARY:{_escaped(item.title)}"
    yield f"DESCRIPTION:{_escaped(_description(item))}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _description(item: CalendarItem) -> str:
    done = f"Done on {day_text(item.done_on)}.\n" if item.done_on else ""
    doubt = f"\n{DOUBTS[item.confidence]}" if item.confidence in DOUBTS else ""
    return f"{done}Owner: {item.owner_role or 'not set'}.\nTo: {item.recipient}.\nSource: {item.source}{doubt}"


def _escaped(text: str) -> str:
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(plain, escaped)
    return "".join(letter for letter in text if letter.isprintable())


def _folded(line: str) -> Iterator[str]:
    """A line in pieces of at most 75 bytes, no character cut in two; every piece but the first begins with a space."""
    piece = ""
    for letter in line:
        if len((piece + letter).encode()) > FOLD_AT:
            yield piece
            piece = " "
        piece += letter
    yield piece
