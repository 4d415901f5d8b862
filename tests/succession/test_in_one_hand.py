"""What hangs on one person or nobody: duties in order, the sentence, obligations, and who counts for them."""

from datetime import date

import pytest

from tests.succession.test_duties import duty, holder
from tests.succession.test_leaving import SMALL, holds, obligation
from trustops.models import Holder, record_of
from trustops.models.succession import DutyKind
from trustops.snapshot import Snapshot
from trustops.succession.coming import coming_obligations
from trustops.succession.in_one_hand import InOneHand, fewest_sentence, in_one_hand

TODAY = date(2026, 11, 22)


def found(*records: object, most: int = 5) -> InOneHand:
    return in_one_hand(Snapshot.of(TODAY, records), most)


def test_the_thinnest_and_the_gravest_come_first() -> None:
    answer = found(
        *(duty("TWO"), duty("ONE", critical=3), duty("GRAVE", critical=5), duty("NONE", critical=None)),
        *(holder("TWO", "P1"), holder("TWO", "P2"), holder("ONE", "P1"), holder("GRAVE", "P1")),
    )
    assert [cover.duty for cover in answer.duties] == ["NONE", "GRAVE", "ONE", "TWO"]
    assert answer.sentence == (
        "Of 4 duties and accesses, 2 hang on one person and 1 on nobody. "
        "If 1 person were away, 2 of the 3 critical duties would stop."
    )


def test_a_duty_is_called_by_its_title_and_one_that_there_is_not_by_its_ref() -> None:
    answer = found(duty("ONE"))
    assert (answer.title("ONE"), answer.title("GONE")) == ("ONE", "GONE")


@pytest.mark.parametrize(
    ("records", "said"),
    [
        ((duty("A", critical=None),), "No duty is marked critical; give duties 1 to 5 in the Critical column."),
        ((duty("A"),), "Nobody has 1 of the 1 critical duty in hand, which is more than half."),
        (
            (duty("A"), duty("B"), holder("A", "P1"), holder("B", "P2")),
            "If 2 people were away at once, 2 of the 2 critical duties would stop.",
        ),
    ],
)
def test_what_no_critical_duty_and_what_too_many_orphans_mean(records: tuple[object, ...], said: str) -> None:
    assert fewest_sentence(found(*records).fewest) == said


def test_how_many_critical_duties_are_too_many_may_be_said() -> None:
    records = (duty("A"), duty("B"), holder("A", "P1"), holder("B", "P1"))
    assert found(*records).concentrated == ()
    assert [each.duties for each in found(*records, most=1).concentrated] == [("A", "B")]


def test_returns_and_sign_offs_of_one_person_or_nobody() -> None:
    rows = (duty("RETURN", kind=DutyKind.RETURN), duty("SIGN", kind=DutyKind.SIGN_OFF), duty("ACCESS"))
    answer = found(*rows, holder("RETURN", "P1"), holder("SIGN", "P1"), holder("SIGN", "P2"), holder("ACCESS", "P1"))
    assert [cover.duty for cover in answer.returns_and_sign_offs] == ["RETURN"]


# Obligations --------------------------------------------------------------------------------------------------------


def test_a_cover_held_by_the_same_person_is_no_cover() -> None:
    twice = found(*SMALL, holds("SEC", "P2"), obligation("OWN", preparer="CFO", cover="SEC"))
    assert [(each.obligation, each.makers) for each in twice.obligations] == [("OWN", ("P2",))]
    assert found(*SMALL, holds("SEC", "P3"), obligation("OWN", preparer="CFO", cover="SEC")).obligations == ()


def test_what_nobody_can_make_comes_first_and_what_names_nobody_is_not_known() -> None:
    answer = found(
        *SMALL, obligation("A", preparer="CFO"), obligation("B", preparer="SEC"), obligation("C", approver="CEO")
    )
    assert [(each.obligation, each.makers) for each in answer.obligations] == [("B", ()), ("A", ("P2",))]


def test_a_holder_who_has_left_makes_nothing() -> None:
    left = record_of(Holder)(post="SEC", person="P4", from_date=date(2020, 9, 1))
    assert [each.makers for each in found(*SMALL, left, obligation("A", preparer="SEC")).obligations] == [()]


def test_each_obligation_comes_once_at_its_next_day() -> None:
    monthly = obligation("MONTHLY", rule="EVERY(1M)", preparer="CFO")
    rows = (monthly, obligation("PAST", rule="FIXED(11-22)", preparer="CFO"))
    coming = coming_obligations(Snapshot.of(TODAY, (*SMALL, *rows)))
    assert len([each for each in coming if each.obligation == "MONTHLY"]) == 1
    assert [each.due for each in coming if each.obligation == "PAST"] == [date(2027, 11, 22)]
