"""The officer away for a term: the days, the agreements broken, and the pounds."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.costing.officer import HIGH, LOW, MID, OFFICER
from trustops.costing import ServiceInputs, service_cost
from trustops.costing.away import Absence, away
from trustops.quantities.errors import TrustopsError, UnknownFigure

D = Decimal
TERM = Absence(post="Attendance officer")


def test_a_term_without_cover() -> None:
    found = away(HIGH, TERM)
    assert (found.days_away, found.missed_days) == (D(55), D(55))
    assert [(each.buyer.name, each.missed) for each in found.schools] == [
        ("Founder", D(13)),
        ("Second school", D(13)),
        ("Primary P", D(6)),
        ("Primary Q", D(6)),
        ("School R", D(8)),
        ("School T", D(9)),
    ]
    assert found.income_lost == D("7975.00")  # 29 client days × 275
    assert found.travel_saved == D("346.50")  # 55 × 6.30
    assert (found.worse, found.net_cost) == (D("7628.50"), D("24533.59"))
    assert found.why == (
        "Attendance officer away for 13 weeks: 55 days agreed are missed, 6 agreements are broken, "
        "and net cost goes up by £7,628.50."
    )


def test_days_that_nobody_took_go_first() -> None:
    found = away(LOW, TERM)  # 165 − 55 is 110, of 114 agreed
    assert (found.days_away, found.missed_days) == (D(55), D(4))
    assert sum((each.missed for each in found.schools), D(0)) == 4
    short = away(LOW, replace(TERM, weeks=D(12)))
    assert (short.missed_days, short.broken, short.worse) == (D(0), (), D("0.00"))


def test_cover_is_paid_for_and_delivers() -> None:
    found = away(HIGH, replace(TERM, cover_days=D(55), cover_price=D(300)))
    assert (found.missed_days, found.cover, found.worse) == (D(0), D("16500.00"), D("16500.00"))


def test_pay_that_stops_is_saved() -> None:
    found = away(HIGH, replace(TERM, paid=D("0.5")))
    assert found.pay_saved == D("5874.31")  # 35,245.84 ÷ 3 ÷ 2
    assert found.worse == D("7628.50") - D("5874.31")
    assert "net cost goes down by" in away(HIGH, replace(TERM, paid=D(0))).why


def test_an_agreement_that_promises_less_is_not_broken() -> None:
    broken = away(HIGH, replace(TERM, promised=D("0.66"))).broken  # 13 of 38 and 9 of 26 are over 34 %
    assert [each.buyer.name for each in broken] == ["Founder", "Second school", "School T"]
    assert away(HIGH, replace(TERM, promised=D("0.6"))).broken == ()


def test_two_officers_share_the_days() -> None:
    other = replace(OFFICER, title="Second officer")
    found = away(replace(HIGH, staff=(OFFICER, other)), TERM)
    assert (found.days_away, found.missed_days) == (D(55), D(0))  # 330 to deliver, 165 agreed


def test_a_service_that_promised_too_much_is_not_blamed_on_the_absence() -> None:
    crowded = replace(HIGH, clients=tuple(replace(client, days=client.days * 2) for client in HIGH.clients))
    assert away(crowded, TERM).missed_days == 55
    assert away(crowded, replace(TERM, weeks=D(0))).missed_days == 0


def test_parts_of_days_are_missed_in_hundredths() -> None:
    odd = replace(LOW, clients=(replace(LOW.clients[0], days=D("12.67")), LOW.clients[1]))
    found = away(odd, replace(TERM, weeks=D(39)))
    assert [each.missed for each in found.schools] == [D(38), D(38), D("12.67"), D(19)]


def test_what_cannot_be_is_said() -> None:
    with pytest.raises(TrustopsError, match="has no Nurse in 2025/26; it is delivered by Attendance officer"):
        away(HIGH, Absence(post="Nurse"))
    with pytest.raises(TrustopsError, match="works 39 weeks, so it cannot be away for 40"):
        Absence(post="Nurse", weeks=D(40))
    with pytest.raises(TrustopsError, match="between 0 and 1"):
        Absence(post="Nurse", paid=D(2))
    with pytest.raises(UnknownFigure, match="income of ATT"):
        away(replace(HIGH, price=None), TERM)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from([LOW, MID, HIGH]), st.integers(0, 39), st.integers(0, 60))
def test_days_are_conserved_and_nobody_loses_more_than_they_have(inputs: ServiceInputs, weeks: int, cover: int) -> None:
    found = away(inputs, replace(TERM, weeks=D(weeks), cover_days=D(cover), cover_price=D(250)))
    cost = service_cost(inputs)
    assert sum((each.missed for each in found.schools), D(0)) == found.missed_days <= cost.delivered_days
    assert all(each.missed <= each.buyer.days for each in found.schools)
    delivered = cost.delivered_days - found.missed_days
    assert delivered <= cost.capacity.chargeable - found.days_away + cover
