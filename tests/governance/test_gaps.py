"""Is what the next meeting lacks listed, and what was done and never reported?"""

from datetime import date
from typing import Any

from trustops.governance.calendar import calendar
from trustops.governance.committees import committees_meant
from trustops.governance.gaps import MeetingGaps, next_meeting_gaps, unreported
from trustops.models import Committee, Kpi, Meeting, Obligation, Paper, Submission, record_of
from trustops.models.board import PaperKind
from trustops.models.kpi import Direction, Frequency, Unit
from trustops.quantities.years import AcademicYear
from trustops.snapshot import Snapshot

TODAY = date(2026, 11, 22)
STANDARDS = record_of(Committee)(committee="STD", name="Standards committee")
PAST = record_of(Meeting)(meeting="S1", committee="STD", on_date=date(2026, 6, 1))
NEXT = record_of(Meeting)(meeting="S2", committee="STD", on_date=date(2026, 12, 1))


def kpi(code: str) -> Kpi:
    return record_of(Kpi)(
        kpi=code,
        name=code,
        unit=Unit.PERCENT,
        direction=Direction.UP,
        frequency=Frequency.TERMLY,
        committee="STD",
    )


def paper(meeting: str, code: str, sent_on: date | None = None, kind: PaperKind = PaperKind.KPI) -> Paper:
    return record_of(Paper)(meeting=meeting, kind=kind, code=code, sent_on=sent_on)


def gaps(*records: Any) -> list[MeetingGaps]:
    snapshot = Snapshot.of(TODAY, [STANDARDS, PAST, NEXT, *records])
    return list(next_meeting_gaps(snapshot, calendar(snapshot, AcademicYear(2026))))


def test_the_next_meeting_lacks_unsent_papers_and_kpis_never_put_before_it() -> None:
    records = [kpi("ATT01"), kpi("ATT02"), paper("S1", "ATT01", date(2026, 5, 25)), paper("S2", "ATT01")]
    (found,) = gaps(*records)
    assert (found.meeting, found.days) == ("S2", 9)
    assert found.papers_unsent == ("ATT01",)
    assert found.kpis_never_reported == ("ATT02",)
    assert found.count == 2


def test_a_paper_sent_after_the_day_is_still_owed() -> None:
    (found,) = gaps(paper("S2", "ATT01", date(2026, 11, 23)))
    assert found.papers_unsent == ("ATT01",)


def test_nothing_is_lacking_when_all_is_sent() -> None:
    (found,) = gaps(kpi("ATT01"), paper("S1", "ATT01", date(2026, 5, 25)), paper("S2", "ATT01", date(2026, 11, 20)))
    assert found.count == 0


def test_an_obligation_that_is_late_is_lacking_at_its_committee() -> None:
    (found,) = gaps(record_of(Obligation)(obligation="ed.outcomes"))
    assert found.obligations_late == ("ed.outcomes",)


def test_a_committee_without_a_meeting_to_come_has_no_gaps() -> None:
    snapshot = Snapshot.of(TODAY, [STANDARDS, PAST])
    assert next_meeting_gaps(snapshot, []) == ()


def test_a_recipient_finds_the_committee_whatever_the_trust_calls_it() -> None:
    people = record_of(Committee)(committee="C3", name="HR Committee")
    snapshot = Snapshot.of(TODAY, [STANDARDS, people])
    assert committees_meant(snapshot, "SC") == ("STD",)
    assert committees_meant(snapshot, "TB/PC") == ("C3",)
    assert committees_meant(snapshot, "hr committee") == ("C3",)
    assert committees_meant(snapshot, "DfE") == ()


def test_what_was_done_is_unreported_until_its_committee_is_told() -> None:
    row = record_of(Submission)(obligation="ed.outcomes", period_end=date(2025, 10, 31), done_on=date(2025, 10, 20))

    def untold(*records: Any) -> list[str]:
        snapshot = Snapshot.of(TODAY, [STANDARDS, PAST, NEXT, *records])
        return [each.meeting for each in unreported(snapshot, calendar(snapshot, AcademicYear(2025)))]

    assert untold(row) == ["S1"]
    assert untold(row._replace(reported_at="S1")) == []  # type: ignore[attr-defined]
    assert untold(row, paper("S1", "ed.outcomes", date(2026, 5, 25), PaperKind.OBLIGATION)) == []
    assert untold(row, paper("S1", "ed.outcomes", None, PaperKind.OBLIGATION)) == ["S1"]
