"""Does the calendar give each obligation's day, and say how it stands?"""

from datetime import date
from typing import Any

import pytest

from trustops.governance.calendar import CalendarItem, calendar
from trustops.models import Committee, Meeting, Obligation, Relation, School, Submission, record_of
from trustops.models.school import Phase, RelationKind
from trustops.quantities.years import AcademicYear
from trustops.snapshot import Snapshot

TODAY = date(2026, 11, 22)


def items(obligation: str, year: str, *records: Any, as_of: date = TODAY) -> list[CalendarItem]:
    found = calendar(Snapshot.of(as_of, records), AcademicYear.parse(year))
    return [item for item in found if item.id == obligation]


def only(obligation: str, year: str, *records: Any, as_of: date = TODAY) -> CalendarItem:
    (item,) = items(obligation, year, *records, as_of=as_of)
    return item


def done(obligation: str, period_end: date, done_on: date, **more: Any) -> Submission:
    return record_of(Submission)(obligation=obligation, period_end=period_end, done_on=done_on, **more)


@pytest.mark.parametrize(
    ("obligation", "year", "due"),
    [
        ("fin.bfr", "2025/26", date(2026, 9, 24)),
        ("fin.budget_approve", "2026/27", date(2027, 8, 31)),
        ("fin.accounts_submit", "2025/26", date(2025, 12, 31)),
        ("fin.accounts_publish", "2026/27", date(2027, 1, 31)),
        ("fin.accounts_coh", "2025/26", date(2026, 5, 31)),
        ("fin.aar", "2025/26", date(2026, 1, 28)),
        ("fin.lbct", "2025/26", date(2025, 12, 16)),
        ("fin.srmsa", "2025/26", date(2026, 3, 13)),
        ("data.census_aut", "2025/26", date(2025, 10, 2)),
        ("data.census_aut", "2026/27", date(2026, 10, 1)),
        ("data.census_spr", "2025/26", date(2026, 1, 15)),
        ("data.census_spr", "2026/27", date(2027, 1, 21)),
        ("data.census_sum", "2025/26", date(2026, 5, 21)),
        ("data.census_sum", "2026/27", date(2027, 5, 20)),
        ("data.swc", "2025/26", date(2025, 11, 6)),
        ("data.swc", "2026/27", date(2026, 11, 5)),
        ("data.gpg", "2025/26", date(2026, 3, 30)),
        ("env.modern_slavery", "2026/27", date(2027, 2, 28)),
        ("sg.kcsie", "2026/27", date(2026, 9, 1)),
    ],
)
def test_the_days_of_the_two_years(obligation: str, year: str, due: date) -> None:
    assert only(obligation, year).due == due


@pytest.mark.parametrize("obligation", ["fin.bfr", "fin.aar", "fin.lbct", "fin.srmsa"])
def test_a_day_that_nobody_has_set_is_unconfirmed_and_says_where_to_put_it(obligation: str) -> None:
    item = only(obligation, "2026/27")
    assert (item.due, item.status) == (None, "date_unconfirmed")
    assert "write it as the rule on the Obligations sheet" in item.note


def test_a_last_day_that_is_not_announced_is_said_in_words_and_not_by_its_key() -> None:
    note = only("data.swc", "2026/27").note
    assert note == "The day until which it may be sent in is not announced for 2026/27."


@pytest.mark.parametrize(
    ("as_of", "status"),
    [
        (date(2025, 11, 30), "not_due"),
        (date(2025, 12, 1), "due_soon"),
        (date(2025, 12, 30), "due_soon"),
        (date(2025, 12, 31), "due"),
        (date(2026, 1, 1), "late"),
    ],
)
def test_how_something_not_done_stands(as_of: date, status: str) -> None:
    assert only("fin.accounts_submit", "2025/26", as_of=as_of).status == status


def test_done_in_time_and_done_late() -> None:
    year_end = date(2025, 8, 31)
    assert only("fin.accounts_submit", "2025/26", done("fin.accounts_submit", year_end, date(2025, 12, 19))).status == (
        "done"
    )
    late = only("fin.accounts_submit", "2025/26", done("fin.accounts_submit", year_end, date(2026, 1, 2)))
    assert (late.status, late.done_on) == ("done_late", date(2026, 1, 2))
    assert only("fin.accounts_submit", "2026/27", done("fin.accounts_submit", year_end, date(2026, 1, 2))).done_on is (
        None
    )


def test_what_was_done_for_an_academic_year_answers_that_year_however_its_end_is_written() -> None:
    row = done("fin.srmsa", date(2026, 8, 31), date(2026, 3, 20))
    assert only("fin.srmsa", "2025/26", row).status == "done_late"
    assert only("fin.srmsa", "2026/27", row).status == "date_unconfirmed"


def test_a_census_is_not_late_until_its_return_is() -> None:
    assert only("data.census_aut", "2025/26", as_of=date(2025, 10, 20)).status == "due"
    assert only("data.census_aut", "2025/26", as_of=date(2025, 10, 30)).status == "late"
    sent = done("data.census_aut", date(2025, 10, 2), date(2025, 10, 27))
    assert only("data.census_aut", "2025/26", sent).status == "done"
    assert only("data.census_aut", "2026/27").status == "due"  # nobody has announced the day of the return


def test_management_accounts_are_owed_for_every_month() -> None:
    found = items("fin.mgmt_accounts", "2025/26", done("fin.mgmt_accounts", date(2025, 9, 30), date(2025, 10, 17)))
    assert len(found) == 12
    assert (found[0].period_end, found[0].due, found[0].status) == (date(2025, 9, 30), date(2025, 10, 21), "done")
    assert (found[-1].period_end, found[-1].due, found[-1].status) == (date(2026, 8, 31), date(2026, 9, 21), "late")


def test_every_twelve_months_runs_from_when_it_was_last_done() -> None:
    first = done("est.fire", date(2025, 3, 1), date(2025, 3, 10))
    second = done("est.fire", date(2026, 3, 1), date(2026, 3, 20))
    assert only("est.fire", "2025/26").status == "date_unconfirmed"
    assert only("est.fire", "2025/26", first).status == "late"
    both = only("est.fire", "2025/26", first, second)
    assert (both.due, both.status) == (date(2026, 3, 10), "done_late")
    assert only("est.fire", "2026/27", first, second).due == date(2027, 3, 20)


def test_what_was_late_last_year_and_done_since_is_no_longer_late_there() -> None:
    rows = [
        done("est.fire", date(2025, 3, 1), date(2025, 3, 10)),
        done("est.fire", date(2026, 3, 1), date(2026, 10, 2)),
    ]
    assert only("est.fire", "2025/26", *rows).status == "done_late"


def test_an_event_is_due_so_long_after_it_happened() -> None:
    quiet = only("gov.gias", "2025/26")
    assert (quiet.due, quiet.status) == (None, "date_unconfirmed")
    told = only("gov.gias", "2025/26", done("gov.gias", date(2026, 1, 5), date(2026, 1, 30)))
    assert (told.due, told.status) == (date(2026, 1, 19), "done_late")
    breach = only("data.breach", "2025/26", done("data.breach", date(2026, 2, 2), date(2026, 2, 4)))
    assert (breach.due, breach.status) == (date(2026, 2, 5), "done")


def test_of_two_days_in_a_year_each_needs_its_own_even_when_both_are_done_at_once() -> None:
    teachers = done("people.pay_award", date(2025, 10, 31), date(2025, 10, 20))
    assert [item.status for item in items("people.pay_award", "2025/26", teachers)] == ["done", "late"]
    both = [teachers, done("people.pay_award", date(2025, 12, 31), date(2025, 10, 20))]
    assert [item.status for item in items("people.pay_award", "2025/26", *both)] == ["done", "done"]


def test_a_certificate_of_may_does_not_answer_the_audit_of_september() -> None:
    certificate = done("fin.tps_eoyc", date(2026, 3, 31), date(2026, 5, 20))
    assert [item.due for item in items("fin.tps_eoyc", "2025/26", certificate) if item.done_on] == [date(2026, 5, 31)]
    assert not [item for item in items("fin.tps_eoyc", "2026/27", certificate) if item.done_on]


def test_termly_is_three_times_by_the_end_of_each_term() -> None:
    found = items("ed.attendance", "2025/26", done("ed.attendance", date(2025, 12, 19), date(2025, 12, 11)))
    assert [item.due for item in found] == [date(2025, 12, 31), date(2026, 4, 30), date(2026, 8, 31)]
    assert [item.status for item in found] == ["done", "late", "late"]


def test_the_board_meets_when_its_meetings_say_so() -> None:
    board = record_of(Committee)(committee="BOARD", name="Board of Trustees")
    met = [record_of(Meeting)(meeting=f"B{n}", committee="BOARD", on_date=date(2025, 9 + n, 8)) for n in (1, 2)]
    found = items("gov.board_meet", "2025/26", board, *met, as_of=date(2026, 2, 1))
    assert sorted(item.status for item in found) == ["done", "done", "not_due"]


def member(urn: str, phase: Phase) -> list[Any]:
    return [
        record_of(School)(urn=urn, name=f"School {urn}", phase=phase),
        record_of(Relation)(urn=urn, relation=RelationKind.MEMBER, from_date=date(2018, 9, 1)),
    ]


def test_a_schools_obligation_comes_once_for_each_of_its_schools() -> None:
    schools = [*member("100001", Phase.PRIMARY), *member("100002", Phase.SECONDARY)]
    row = done("ed.pp_statement", date(2025, 12, 31), date(2025, 12, 12), site="100002")
    found = items("ed.pp_statement", "2025/26", *schools, row)
    assert [(item.site, item.status) for item in found] == [("100001", "late"), ("100002", "done")]
    assert [item.site for item in items("ed.pe_sport", "2025/26", *schools)] == ["100001"]


def test_the_trusts_own_row_changes_an_obligation() -> None:
    own = record_of(Obligation)(obligation="fin.lgps_yearend", rule="FIXED(04-30)", recipient="Hertfordshire fund")
    item = only("fin.lgps_yearend", "2025/26", own)
    assert (item.due, item.recipient, item.tracked) == (date(2026, 4, 30), "Hertfordshire fund", True)
    not_ours = record_of(Obligation)(obligation="data.gpg", not_applicable_because="Fewer than 250 staff")
    item = only("data.gpg", "2025/26", not_ours)
    assert (item.status, item.not_applicable_because) == ("not_applicable", "Fewer than 250 staff")


def test_a_row_that_is_not_in_force_changes_nothing() -> None:
    own = record_of(Obligation)(obligation="data.gpg", rule="FIXED(04-30)", to_date=date(2025, 8, 31))
    assert only("data.gpg", "2025/26", own).due == date(2026, 3, 30)


def test_the_trusts_own_obligation_joins_the_calendar() -> None:
    own = record_of(Obligation)(obligation="own.visit", title="Trustees visit", recipient="TB", rule="TERMLY")
    assert [item.title for item in items("own.visit", "2025/26", own)] == ["Trustees visit"] * 3


@pytest.mark.parametrize(
    ("rule", "note"),
    [
        ("SOMETIMES", "The rule of the obligation own.visit, “SOMETIMES”, is not understood;"),
        (None, "The obligation own.visit has no rule;"),
    ],
)
def test_a_rule_that_cannot_be_read_is_unconfirmed_and_says_why(rule: str | None, note: str) -> None:
    item = only("own.visit", "2025/26", record_of(Obligation)(obligation="own.visit", title="Visit", rule=rule))
    assert (item.due, item.status) == (None, "date_unconfirmed")
    assert item.note.startswith(note)


def test_no_obligation_is_silent_and_the_dated_come_first_in_order() -> None:
    found = calendar(Snapshot.of(TODAY, []), AcademicYear(2025))
    assert len({item.id for item in found}) == 78
    dated = [item.due for item in found if item.due]
    assert dated == sorted(dated)
    assert all(item.due for item in found[: len(dated)])
