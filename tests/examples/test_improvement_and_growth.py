"""Does the example trust show what goes wrong between meaning and doing, lending and growing?"""

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from examples.make_example import example_facts
from trustops.models import (
    Action,
    DueDiligence,
    Holder,
    Joiner,
    PracticeIntent,
    PracticeSeen,
    ReviewFinding,
    SchoolYear,
    Support,
    Understanding,
)
from trustops.models.growth import DiligenceArea, Rating
from trustops.models.improvement import Position, Retested
from trustops.models.school import RelationKind
from trustops.snapshot import Snapshot

AS_OF = date(2026, 11, 22)
HALF_THE_WEEK = Decimal("2.5")


@pytest.fixture(scope="module")
def trust() -> Snapshot:
    return Snapshot.of(AS_OF, example_facts())


def test_what_is_mandated_is_not_all_done(trust: Snapshot) -> None:
    latest = {(row.area, row.urn): row for row in sorted(trust.all(PracticeSeen), key=lambda row: row.on_date)}
    mandated = [row.area for row in trust.all(PracticeIntent) if row.position is Position.STANDARDISE]
    short = [key for key, row in latest.items() if key[0] in mandated and row.position is not Position.STANDARDISE]
    assert sorted(short) == [("ATTENDANCE", "990002"), ("BEHAVIOUR", "990002")]
    assert [row.area for row in trust.all(PracticeIntent) if row.approved_on is None] == ["SEND"]
    overdue = [row.area for row in trust.all(PracticeIntent) if row.review_by and row.review_by < AS_OF]
    assert overdue == ["ATTENDANCE"]
    assert ("ASSESSMENT", "990002") not in latest


def test_fewer_than_a_third_at_kingsmead_can_name_the_behaviour_routines(trust: Snapshot) -> None:
    asked = trust.one(Understanding, "BEHAVIOUR", "990002", date(2026, 10, 14))
    assert asked is not None
    assert asked.named_it * 3 < asked.asked


def test_findings_are_retested_or_due_and_some_have_no_action(trust: Snapshot) -> None:
    found = Counter(row.retested for row in trust.all(ReviewFinding))
    assert (found[Retested.BETTER], found[Retested.WORSE]) == (1, 1)
    late = [row.number for row in trust.all(ReviewFinding) if row.retest_on and row.retest_on < AS_OF]
    assert late == [3, 4, 5]
    assert {row.action for row in trust.all(ReviewFinding) if row.action} == {"A-02", "A-03", "A-08"}
    assert trust.one(Action, "A-08") is not None


def test_help_tapers_and_a_deputy_is_away_half_the_week(trust: Snapshot) -> None:
    taper = [row.days_per_week for row in trust.all(Support) if row.person == "V213"]
    assert taper == sorted(taper, reverse=True)
    now = [row for row in trust.all(Support) if row.start <= AS_OF <= row.end]
    assert [row.person for row in now if row.days_per_week >= HALF_THE_WEEK] == ["V202"]
    held = {row.person for row in trust.all(Holder)}
    assert {row.person for row in trust.all(Support)} <= held


def test_a_joiner_is_a_prospect_until_it_is_not_one(trust: Snapshot) -> None:
    joiners = {row.urn: row for row in trust.all(Joiner)}
    assert {urn: trust.relations[urn] for urn in joiners} == {
        "990006": RelationKind.CLIENT,
        "990007": RelationKind.PROSPECT,
    }
    assert joiners["990006"].exit_reason
    assert trust.one(SchoolYear, "990007", "2026/27") is not None


def test_due_diligence_is_not_finished(trust: Snapshot) -> None:
    rows = trust.all(DueDiligence)
    assert {row.urn for row in rows} == {"990007"}
    assert set(DiligenceArea) - {row.area for row in rows} == {
        DiligenceArea.CONTRACTS,
        DiligenceArea.CULTURE_FIT,
        DiligenceArea.DATA_GDPR,
    }
    assert [row.area for row in rows if row.rating is None] == [DiligenceArea.PENSIONS_LGPS_DEFICIT]
    assert [row.area for row in rows if row.rating is Rating.RED] == [DiligenceArea.ESTATES_CONDITION]
    assert sum(row.cost_pence or 0 for row in rows) == 236_780_00


def test_a_view_of_an_earlier_day_has_not_seen_what_came_later() -> None:
    then = Snapshot.of(date(2026, 10, 13), example_facts())
    assert ("BEHAVIOUR", "990002") not in {(row.area, row.urn) for row in then.all(PracticeSeen)}
    assert [row.urn for row in then.all(Joiner)] == ["990006"]
