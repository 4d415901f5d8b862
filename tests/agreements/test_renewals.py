"""An agreement's end is told in time, with the last day for notice; what cannot be right is named with the fact."""

from datetime import date

import pytest

from tests.agreements.building import ELM, agreement, known, service
from trustops.agreements import Standing, renewals, wrongs
from trustops.models.service import AgreementStatus
from trustops.snapshot import Snapshot


@pytest.mark.parametrize(
    ("on", "standing"),
    [
        (date(2027, 3, 1), Standing.LATER),  # more than a term before 1 June
        (date(2027, 3, 2), Standing.DUE),
        (date(2027, 6, 1), Standing.DUE),
        (date(2027, 6, 2), Standing.TOO_LATE),
        (date(2027, 9, 1), Standing.LAPSED),
    ],
)
def test_an_end_becomes_urgent_as_its_notice_comes_near(on: date, standing: Standing) -> None:
    (found,) = renewals(known(agreement(), on=on))
    assert found.standing is standing
    assert found.last_notice == date(2027, 6, 1)


def test_the_last_safe_day_is_a_working_day() -> None:
    (found,) = renewals(known(agreement(to_date=date(2027, 8, 29), notice_weeks=1)))
    assert (found.last_notice, found.last_safe) == (date(2027, 8, 22), date(2027, 8, 20))  # a Sunday, so the Friday
    assert "must be given by 22 August 2027, so by Friday 20 August 2027 to be safe" in found.sentence


def test_notice_that_is_not_known_is_asked_for_and_the_services_own_is_used_first() -> None:
    (unknown,) = renewals(known(agreement(notice_weeks=None)))
    assert (unknown.last_notice, unknown.last_safe) == (None, None)
    assert unknown.sentence.endswith("give them on the Agreements sheet.")
    (from_service,) = renewals(Snapshot.of(date(2026, 11, 22), [service(notice_weeks=6), agreement(notice_weeks=None)]))
    assert from_service.last_notice == date(2027, 7, 20)


def test_what_follows_renews_an_agreement_and_an_open_one_does_not_end() -> None:
    next_one = agreement("A2", from_date=date(2027, 9, 1), to_date=None)
    (found,) = renewals(known(agreement(), next_one))
    assert (found.agreement, found.standing) == ("A1", Standing.RENEWED)
    assert found.sentence == "A1 ends on 31 August 2027 and is followed by A2."


@pytest.mark.parametrize(
    "other",
    [
        {"urn": ELM},
        {"service": "ICT"},
        {"status": AgreementStatus.OFFERED},
        {"from_date": date(2027, 9, 2)},
    ],
)
def test_only_a_signed_agreement_of_the_same_school_and_service_without_a_gap_renews(other: dict[str, object]) -> None:
    given = {"from_date": date(2027, 9, 1), "to_date": None} | other
    found = {each.agreement: each.standing for each in renewals(known(agreement(), agreement("A2", **given)))}
    assert found["A1"] is Standing.LATER


def test_an_end_long_past_is_left_alone() -> None:
    assert renewals(known(agreement(from_date=date(2023, 9, 1), to_date=date(2024, 8, 31)))) == ()


def test_overlapping_agreements_are_named_with_what_to_mend() -> None:
    found = wrongs(known(agreement(), agreement("A2", from_date=date(2027, 1, 1))))
    assert [each.agreements for each in found] == [("A1", "A2")]
    assert found[0].sentence == (
        "A1 and A2 of Oak are both for ATT on 1 January 2027, so its days count twice; end A1 the day before A2 begins."
    )


def test_a_short_agreement_within_a_long_one_does_not_hide_a_later_overlap() -> None:
    found = wrongs(
        known(
            agreement(to_date=None),
            agreement("A2", from_date=date(2026, 10, 1), to_date=date(2026, 10, 31)),
            agreement("A3", from_date=date(2027, 1, 1)),
        )
    )
    assert [each.agreements for each in found] == [("A1", "A2"), ("A1", "A3")]


def test_agreements_that_follow_each_other_do_not_overlap() -> None:
    assert wrongs(known(agreement(), agreement("A2", from_date=date(2027, 9, 1), to_date=None))) == ()


def test_an_agreement_outside_its_services_life_or_backwards_is_named() -> None:
    early, backwards = wrongs(
        known(
            agreement(from_date=date(2025, 8, 31)),
            agreement("A2", urn=ELM, from_date=date(2026, 9, 1), to_date=date(2026, 8, 1)),
        )
    )
    assert "A1 begins on 31 August 2025, before Attendance started on 1 September 2025" in early.sentence
    assert backwards.sentence == "A2 ends before it begins; correct its To date."
