"""Do changes of trustees and the trust's own terms make obligations due without being written down twice?"""

from datetime import date
from typing import Any

from trustops.governance.calendar import CalendarItem, calendar
from trustops.models import BoardMember, Submission, TermDate, record_of
from trustops.models.board_member import BoardRole
from trustops.models.working_time import Term
from trustops.quantities.years import AcademicYear
from trustops.snapshot import Snapshot

TODAY = date(2026, 11, 22)
YEAR = AcademicYear(2026)


def member(ref: str, role: BoardRole, begins: date, ends: date | None = None) -> Any:
    return record_of(BoardMember)(member=ref, name=ref, role=role, from_date=begins, to_date=ends)


def told(obligation: str, period_end: date, done_on: date) -> Any:
    return record_of(Submission)(obligation=obligation, site="TRUST", period_end=period_end, done_on=done_on)


def items(duty: str, *records: Any) -> list[CalendarItem]:
    return [item for item in calendar(Snapshot.of(TODAY, records), YEAR) if item.id == duty]


def test_a_new_trustee_is_to_be_told_of_within_fourteen_days() -> None:
    new = member("T1", BoardRole.TRUSTEE, date(2026, 10, 5))
    for duty in ("gov.gias", "gov.coh_officers"):
        (item,) = items(duty, new)
        assert (item.due, item.status) == (date(2026, 10, 19), "late")


def test_a_term_of_office_that_ends_is_a_change_too_and_may_lie_ahead() -> None:
    (item,) = items("gov.gias", member("T1", BoardRole.TRUSTEE, date(2022, 9, 1), date(2026, 12, 31)))
    assert (item.due, item.status) == (date(2027, 1, 14), "not_due")


def test_companies_house_is_not_told_of_members_and_local_governors() -> None:
    (item,) = items("gov.coh_officers", member("M1", BoardRole.MEMBER, date(2026, 10, 5)))
    assert item.status == "date_unconfirmed"
    (item,) = items("gov.gias", member("M1", BoardRole.MEMBER, date(2026, 10, 5)))
    assert item.due == date(2026, 10, 19)


def test_what_was_done_answers_its_own_change_and_no_other() -> None:
    records = [
        member("T1", BoardRole.TRUSTEE, date(2026, 9, 7)),
        member("T2", BoardRole.TRUSTEE, date(2026, 10, 5)),
        told("gov.gias", date(2026, 10, 5), date(2026, 10, 8)),
    ]
    assert [(item.due, item.status) for item in items("gov.gias", *records)] == [
        (date(2026, 9, 21), "late"),
        (date(2026, 10, 19), "done"),
    ]


def test_a_change_that_only_the_submission_knows_is_there_still() -> None:
    (item,) = items("gov.gias", told("gov.gias", date(2026, 10, 5), date(2026, 10, 30)))
    assert item.status == "done_late"


HALF_TERMS = (
    (Term.AUTUMN_1, date(2026, 9, 3), date(2026, 10, 23)),
    (Term.AUTUMN_2, date(2026, 11, 2), date(2026, 12, 18)),
    (Term.SPRING_1, date(2027, 1, 4), date(2027, 2, 12)),
    (Term.SPRING_2, date(2027, 2, 22), date(2027, 3, 25)),
    (Term.SUMMER_1, date(2027, 4, 12), date(2027, 5, 28)),
    (Term.SUMMER_2, date(2027, 6, 7), date(2027, 7, 21)),
)


def half_terms(*left_out: Term) -> list[Any]:
    make = record_of(TermDate)
    return [
        make(site="TRUST", year=str(YEAR), term=term, from_date=first, to_date=last)
        for term, first, last in HALF_TERMS
        if term not in left_out
    ]


def test_what_is_owed_each_term_is_due_by_the_trusts_own_last_day() -> None:
    due = [item.due for item in items("ed.attendance", *half_terms())]
    assert due == [date(2026, 12, 18), date(2027, 3, 25), date(2027, 7, 21)]


def test_terms_that_are_not_all_written_down_end_as_contracts_say() -> None:
    due = [item.due for item in items("ed.attendance", *half_terms(Term.SPRING_2))]
    assert due == [date(2026, 12, 31), date(2027, 4, 30), date(2027, 8, 31)]
