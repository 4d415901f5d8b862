"""Is the packaged table whole: unique, sourced, and honest about how well each rule is known?"""

from trustops.governance.obligations import TO_CONFIRM, DutyBook
from trustops.governance.rule_language import Config, parse_rule
from trustops.quantities.years import AcademicYear

BOOK = DutyBook.published()
BY_ID = {duty.id: duty for duty in BOOK.duties}


def test_every_obligation_is_told_apart_and_explained() -> None:
    assert len(BY_ID) == len(BOOK.duties) == 78
    for duty in BOOK.duties:
        assert duty.title
        assert duty.owner
        assert duty.to
        assert duty.source.strip()
        assert duty.confidence in ("seen", "from knowledge", "uncertain")
        assert duty.applies_to in ("trust", "school")


def test_every_recipient_has_a_name() -> None:
    codes = {code for duty in BOOK.duties for entry in duty.to for code in entry.split("/")}
    assert codes <= set(BOOK.recipients)


def test_every_day_set_belongs_to_a_rule_and_to_its_year() -> None:
    asked = {part.key for duty in BOOK.duties for part in parse_rule(duty.rule) if isinstance(part, Config)}
    asked |= {duty.late_after for duty in BOOK.duties if duty.late_after}
    assert set(BOOK.dates) <= asked
    for years in BOOK.dates.values():
        for text, day in years.items():
            year = AcademicYear.parse(text)
            assert year.start <= day <= year.next().start.replace(month=12, day=31)


def test_management_accounts_go_to_the_chair_every_month_and_not_six_times_a_year() -> None:
    duty = BY_ID["fin.mgmt_accounts"]
    assert (duty.rule, duty.to) == ("MONTHLY(+15)", ("CH",))
    assert not [each.id for each in BOOK.duties if each.rule == "N_PER_AY(6)"]


def test_a_handbook_rule_is_to_be_confirmed_once_its_edition_has_ended() -> None:
    budget = BY_ID["fin.budget_approve"]
    assert budget.confidence_in(AcademicYear(2025)) == "from knowledge"
    assert budget.confidence_in(AcademicYear(2026)) == TO_CONFIRM
    assert BY_ID["data.gpg"].confidence_in(AcademicYear(2026)) == "seen"
