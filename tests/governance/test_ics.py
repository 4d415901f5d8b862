"""Is the diary file one that every calendar program reads, and the same each time?"""

from datetime import date

from trustops.governance.calendar import calendar
from trustops.governance.ics import ics_text
from trustops.models import Obligation, record_of
from trustops.quantities.years import AcademicYear
from trustops.snapshot import Snapshot

TODAY = date(2026, 11, 22)


def diary(*records: object) -> str:
    return ics_text(calendar(Snapshot.of(TODAY, records), AcademicYear(2025)), TODAY)


def unfolded(text: str) -> list[str]:
    return text.replace("\r\n ", "").split("\r\n")


def test_an_obligation_is_an_all_day_event() -> None:
    lines = unfolded(diary())
    start = lines.index("UID:fin.bfr-TRUST-2026-09-24-2026-09-24-1@trustops")
    assert lines[start + 1 : start + 5] == [
        "DTSTAMP:20261122T000000Z",
        "DTSTART;VALUE=DATE:20260924",
        "DTEND;VALUE=DATE:20260925",
        "SUMMARY:Budget forecast return",
    ]


def test_lines_are_folded_at_75_bytes_and_end_with_crlf() -> None:
    text = diary()
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "\n" not in text.replace("\r\n", "")
    assert unfolded(text)[-2:] == ["END:VCALENDAR", ""]


def test_uids_are_told_apart_and_the_file_is_the_same_each_time() -> None:
    uids = [line for line in unfolded(diary()) if line.startswith("UID:")]
    assert len(set(uids)) == len(uids)
    assert diary() == diary()


def test_what_a_person_typed_cannot_break_the_file() -> None:
    own = record_of(Obligation)(obligation="own.x", title="A; B, C\r\nBEGIN:VEVENT \\ é" * 9, rule="FIXED(12-31)")
    text = diary(own)
    assert "SUMMARY:A\\; B\\, C\\nBEGIN:VEVENT \\\\ é" in text.replace("\r\n ", "")
    assert unfolded(text).count("BEGIN:VEVENT") == unfolded(diary()).count("BEGIN:VEVENT") + 1


def test_what_has_no_day_or_does_not_apply_is_left_out() -> None:
    gone = record_of(Obligation)(obligation="fin.bfr", not_applicable_because="A new trust")
    assert "UID:fin.bfr" not in diary(gone)
    assert "UID:gov.gias" not in diary()
