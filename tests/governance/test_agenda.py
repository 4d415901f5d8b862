"""Is an agenda made of what is sent, of what falls due, and of what the last meetings left open?"""

from datetime import date
from typing import Any

import pytest

from trustops.findings.picture import Picture
from trustops.governance.actions import carried_actions
from trustops.governance.agenda import Agenda, ItemKind, agenda
from trustops.models import Action, Committee, Kpi, Meeting, Obligation, Paper, Submission, record_of
from trustops.models.board import ActionSource, PaperKind
from trustops.models.kpi import Direction, Frequency, Unit
from trustops.quantities.errors import TrustopsError
from trustops.snapshot import Snapshot

TODAY = date(2026, 11, 22)
BOARD = record_of(Committee)(committee="TB", name="Trust board")
AUDIT = record_of(Committee)(committee="ARC", name="Audit and risk committee")


def meeting(ref: str, day: date, **more: Any) -> Any:
    return record_of(Meeting)(meeting=ref, committee=ref.split("-")[0], on_date=day, **more)


def paper(code: str, kind: PaperKind = PaperKind.REPORT, **more: Any) -> Any:
    return record_of(Paper)(meeting="TB-2", kind=kind, code=code, **more)


LAST, NEXT = meeting("TB-1", date(2026, 10, 8), minuted=True), meeting("TB-2", date(2026, 12, 10), page_budget=30)


def plan(*records: Any, today: date = TODAY) -> Agenda:
    snapshot = Snapshot.of(today, [BOARD, AUDIT, LAST, NEXT, *records])
    return agenda(snapshot, "TB-2", Picture(snapshot).owed)


def test_what_every_meeting_has_stands_first_and_last() -> None:
    titles = [item.title for item in plan().items]
    assert titles == [
        "Apologies, and interests in what is on this agenda",
        "Minutes of 8 October 2026",
        "Any other business, and what to tell whom",
    ]


def test_minutes_that_were_approved_are_not_asked_for_again() -> None:
    approved = meeting("TB-1", date(2026, 10, 8), minuted=True, minutes_approved_on=date(2026, 11, 1))
    snapshot = Snapshot.of(TODAY, [BOARD, approved, NEXT])
    assert all("Minutes" not in item.title for item in agenda(snapshot, "TB-2", ()).items)


def test_what_is_to_be_decided_comes_before_what_is_to_be_noted() -> None:
    kpi = record_of(Kpi)(
        kpi="GOV01",
        name="Trustees' attendance",
        unit=Unit.PERCENT,
        direction=Direction.UP,
        frequency=Frequency.TERMLY,
        owner="GOV",
    )
    found = plan(
        kpi,
        paper("CEO-REPORT"),
        paper("GOV01", PaperKind.KPI),
        paper("BUDGET", title="Revised budget", author="CFO", for_decision=True),
    )
    assert [(item.kind, item.title, item.owner) for item in found.papers] == [
        (ItemKind.DECIDE, "Revised budget", "CFO"),
        (ItemKind.DISCUSS, "Trustees' attendance", "GOV"),
        (ItemKind.NOTE, "Ceo report", None),
    ]
    assert len(found.lacking) == 3


def test_a_paper_is_late_from_six_days_ahead() -> None:
    (sent,) = plan(paper("CEO-REPORT", sent_on=date(2026, 12, 3))).papers
    assert not sent.late
    (sent,) = plan(paper("CEO-REPORT", sent_on=date(2026, 12, 4))).papers
    assert sent.late
    (waiting,) = plan(paper("CEO-REPORT"), today=date(2026, 12, 3)).papers
    assert not waiting.late
    (waiting,) = plan(paper("CEO-REPORT"), today=date(2026, 12, 4)).papers
    assert waiting.late


def test_pages_are_counted_against_the_meetings_budget_and_the_papers_own() -> None:
    found = plan(paper("A", pages=20, page_budget=12), paper("B", pages=14), paper("C"))
    assert (found.pages, found.over) == (34, 4)
    assert [item.over for item in found.papers] == [8, 0, 0]


OWED = record_of(Obligation)(
    obligation="OWN-1", title="Fees reviewed", recipient="TB", rule="FIXED(12-31)", preparer="CFO"
)


def test_what_falls_due_before_the_next_meeting_and_has_no_paper_is_on_it() -> None:
    (item,) = plan(OWED).papers
    assert (item.kind, item.title, item.owner, item.paper) == (ItemKind.DUE, "Fees reviewed", "CFO", None)


def test_what_has_its_paper_or_is_done_or_is_somebody_elses_is_not_there_twice() -> None:
    assert [item.kind for item in plan(OWED, paper("OWN-1", PaperKind.OBLIGATION)).papers] == [ItemKind.NOTE]
    done = record_of(Submission)(
        obligation="OWN-1", site="TRUST", period_end=date(2026, 11, 3), done_on=date(2026, 11, 3)
    )
    assert plan(OWED, done).papers == ()
    other = record_of(Obligation)(obligation="OWN-1", title="Fees reviewed", recipient="ARC", rule="FIXED(12-31)")
    assert plan(other).papers == ()


def test_a_meeting_that_is_not_there_is_said() -> None:
    with pytest.raises(TrustopsError, match="There is no meeting “TB-9”"):
        agenda(Snapshot.of(TODAY, []), "TB-9", ())


def action(due: date | None, **more: Any) -> Any:
    given = {"raised_at": "ARC-1", "owner": "CFO"} | more
    return record_of(Action)(action="A1", title="Second approver", source=ActionSource.MEETING, due=due, **given)


AUDITS = [meeting("ARC-1", date(2026, 3, 5)), meeting("ARC-2", date(2026, 6, 18)), meeting("ARC-3", date(2026, 11, 19))]


def carried(ref: str, *records: Any) -> list[tuple[int, bool, str | None]]:
    snapshot = Snapshot.of(TODAY, [BOARD, AUDIT, LAST, NEXT, *AUDITS, *records])
    row = snapshot.one(Meeting, ref)
    assert row is not None
    return [(each.carried, each.late, each.goes_to) for each in carried_actions(snapshot, row)]


def test_an_action_is_carried_by_each_meeting_after_its_day_and_then_goes_to_the_board() -> None:
    late = action(date(2026, 5, 29))
    assert carried("ARC-3", late) == [(2, True, "TB")]
    assert carried("TB-2", late) == [(2, True, "TB")]


def test_an_action_that_one_meeting_carried_stays_where_it_is() -> None:
    once = action(date(2026, 7, 31))
    assert carried("ARC-3", once) == [(1, True, None)]
    assert carried("TB-2", once) == []


def test_an_action_goes_to_whom_the_trust_has_said() -> None:
    assert carried("TB-2", action(date(2027, 1, 29), escalated_to="TB")) == [(0, False, "TB")]


def test_an_action_without_a_day_is_open_and_not_late() -> None:
    assert carried("ARC-3", action(None)) == [(0, False, None)]


def test_a_done_action_is_nobodys() -> None:
    assert carried("ARC-3", action(date(2026, 5, 29), done_on=date(2026, 6, 1))) == []


def test_a_paper_that_was_sent_later_was_not_in_before() -> None:
    later = paper("CEO-REPORT", sent_on=date(2026, 11, 18))
    assert len(plan(later, today=date(2026, 11, 17)).lacking) == 1
    assert len(plan(later, today=date(2026, 11, 18)).lacking) == 0
