"""The fewest clients that cannot be lost, the same as looking at every set, and the last safe day to hear of it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.costing.officer import HIGH, LOW, MID, PRIMARIES, SCHOOL_R, SCHOOL_T
from tests.laws import cases
from trustops.costing import Buyer, ServiceInputs, service_cost, with_changes
from trustops.costing.client_loss import Leaver, client_loss, last_safe_notice, leavers, notices, saving_without
from trustops.quantities.errors import TrustopsError, UnknownFigure

D = Decimal
LEAVING = date(2026, 8, 31)


def names(inputs: ServiceInputs) -> list[str] | None:
    lost = client_loss(inputs).leavers
    return None if lost is None else [each.name for each in lost]


def by_brute_force(inputs: ServiceInputs) -> tuple[Leaver, ...] | None:
    """Every set of clients, the fewest first, then the fewest days, the most income and the lowest URNs."""
    cost = service_cost(inputs)
    assert cost.alternative_cost is not None
    clients = leavers(inputs, cost)
    for many in range(len(clients) + 1):
        sets = [
            chosen for chosen in combinations(clients, many) if saving_without(cost, cost.alternative_cost, chosen) < 0
        ]
        if sets:
            return min(sets, key=lambda each: (total_days(each), -total_income(each), [one.urn for one in each]))
    return None


def total_days(chosen: tuple[Leaver, ...]) -> Decimal:
    return sum((each.days for each in chosen), D(0))


def total_income(chosen: tuple[Leaver, ...]) -> Decimal:
    return sum((each.income for each in chosen), D(0))


def test_one_primary_is_enough_to_lose() -> None:
    found = client_loss(HIGH)
    assert names(HIGH) == ["Primary P"]
    assert (found.saving, found.saving_left) == (D("4374.91"), D("-730.39"))  # 19 × 268.70 is 5,105.30
    assert found.why == "Losing 1 client (Primary P) makes ATT £730.39 dearer than buying."


def test_what_is_left_is_the_service_without_them() -> None:
    without = service_cost(with_changes(HIGH, {"drop_client": "100003"}))
    assert client_loss(HIGH).saving_left == without.saving


def test_losing_school_t_is_the_worked_6986_20() -> None:
    cost = service_cost(HIGH)
    school_t = next(each for each in leavers(HIGH, cost) if each.name == "School T")
    assert cost.alternative_cost is not None
    lost = saving_without(cost, cost.alternative_cost, ()) - saving_without(cost, cost.alternative_cost, (school_t,))
    assert lost == D("6986.20")


def test_a_dearer_alternative_takes_two_and_the_fewest_days_of_them() -> None:
    dearer = replace(HIGH, alternative=D(350))  # saves 9,694.91; the two primaries bring in 10,210.60
    assert names(dearer) == ["Primary P", "Primary Q"]


def test_one_large_school_comes_before_two_small_ones() -> None:
    # Saving 6,654.91: School R's 6,717.50 or School T's 6,986.20 is enough, and R takes fewer days.
    assert names(replace(HIGH, alternative=D(310))) == ["School R"]
    # Saving 6,730.91: of single schools only T is enough; two primaries would be as well, and are two.
    assert names(replace(HIGH, alternative=D(311))) == ["School T"]


def test_each_client_alone_has_what_would_be_left() -> None:
    found = {each.leaver.name: each.saving_left for each in client_loss(replace(HIGH, alternative=D(310))).alone}
    assert found == {  # 6,654.91 less 268.70 for each of its days
        "Primary P": D("1549.61"),
        "Primary Q": D("1549.61"),
        "School R": D("-62.59"),
        "School T": D("-331.29"),
    }


def test_dearer_already() -> None:
    found = client_loss(MID)
    assert (found.leavers, found.saving_left) == ((), D("-2611.29"))
    assert "costs £2,611.29 more than buying already" in found.why


def test_nobody_matters_where_even_all_could_go() -> None:
    found = client_loss(replace(HIGH, alternative=D(600)))
    assert (found.leavers, found.saving_left) == (None, D("4780.61"))  # 76 × 600 − 40,340.59 − 6.30 × 76
    assert "Were every client of ATT to leave" in found.why


def test_a_school_with_two_agreements_leaves_as_one() -> None:
    twice = replace(HIGH, clients=(*PRIMARIES, SCHOOL_R, replace(SCHOOL_T, days=D(13)), replace(SCHOOL_T, days=D(13))))
    assert [each.days for each in leavers(twice, service_cost(twice))] == [D(19), D(19), D(25), D(26)]
    assert [each.income for each in leavers(twice, service_cost(twice))][-1] == D("7150.00")
    assert client_loss(twice).leavers == client_loss(HIGH).leavers


def test_each_line_leads_to_the_agreement_that_it_was_read_off() -> None:
    signed = replace(HIGH, clients=tuple(replace(client, source=f"agreement {client.urn}") for client in HIGH.clients))
    lost = client_loss(signed).working.lines[1]
    assert (lost.label, lost.amount, lost.source) == ("Income lost from Primary P", D("-5225.00"), "agreement 100003")


def test_what_has_no_answer_is_said() -> None:
    with pytest.raises(TrustopsError, match="ATT has no clients in 2025/26"):
        client_loss(replace(LOW, clients=()))
    with pytest.raises(UnknownFigure, match="income of ATT is not known"):
        client_loss(replace(HIGH, price=None))
    with pytest.raises(UnknownFigure, match="price of a day of ATT elsewhere"):
        client_loss(replace(HIGH, alternative=None))


def test_notice_that_comes_too_late() -> None:
    lost = client_loss(replace(HIGH, alternative=D(350))).leavers
    assert lost is not None
    soon, late = notices(lost, LEAVING, {"100003": 13, "100004": 4}, our_weeks=12)
    assert (soon.hears_on, soon.last_safe, soon.safe) == (date(2026, 6, 1), date(2026, 6, 8), True)
    assert (late.hears_on, late.safe) == (date(2026, 8, 3), False)


def test_notice_that_is_not_known_is_neither_safe_nor_unsafe() -> None:
    (one,) = notices([Leaver("100003", "Primary P", D(19), D(5225))], LEAVING, {}, our_weeks=12)
    assert (one.hears_on, one.safe, one.last_safe) == (None, None, date(2026, 6, 8))
    assert last_safe_notice(LEAVING, 0) == LEAVING
    with pytest.raises(TrustopsError, match="less than no weeks"):
        last_safe_notice(LEAVING, -1)


CLIENTS = st.lists(
    st.tuples(st.integers(0, 60), st.sampled_from([None, D(5), D(120), D("275.50"), D(400)])), min_size=1, max_size=7
)


@cases(60)
@given(CLIENTS, st.integers(200, 700))
def test_the_same_as_every_set_tried(taken: list[tuple[int, Decimal | None]], alternative: int) -> None:
    clients = tuple(
        Buyer(f"10{place:04}", f"School {place}", D(days) / 2, price) for place, (days, price) in enumerate(taken)
    )
    inputs = replace(HIGH, clients=(*clients, Buyer("200000", "Oak", D(10))), alternative=D(alternative))
    assert client_loss(inputs).leavers == by_brute_force(inputs)


def test_forty_clients_are_no_trouble() -> None:
    many = tuple(Buyer(f"10{place:04}", f"School {place}", D(2 + place % 5), D(200 + place)) for place in range(40))
    lost = client_loss(replace(HIGH, clients=many, alternative=D(400))).leavers
    assert lost is not None
    assert len(lost) > 5
