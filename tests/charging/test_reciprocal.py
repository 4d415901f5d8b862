"""Services that serve each other: solved together, exactly, with nothing lost on the way."""

from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.charging.four_schools import MANY, D
from trustops.charging import SharedService, full_costs, school_totals
from trustops.charging.linear import solved
from trustops.quantities.errors import TrustopsError


def use(**units: str) -> dict[str, Decimal]:
    return {name: D(each) for name, each in units.items()}


ICT = SharedService("ICT", "ICT", 1_000_000, use(HR="20"), use(A="50", B="30"), "ICT budget")
HR = SharedService("HR", "Human resources", 600_000, use(ICT="10"), use(A="30", B="60"))


def test_two_services_that_serve_each_other() -> None:
    # ICT = 10,000 + HR ÷ 10 and HR = 6,000 + ICT ÷ 5, so ICT is 10,600 ÷ 0.98 and HR 8,000 ÷ 0.98.
    hr, ict = full_costs([ICT, HR])
    assert (ict.exact, hr.exact) == (Fraction(1_060_000 * 100, 98), Fraction(800_000 * 100, 98))
    assert (ict.pence, hr.pence) == (1_081_633, 816_327)
    assert (sum(ict.to_schools.values()), sum(hr.to_schools.values())) == (865_306, 734_694)
    assert school_totals([ict, hr]) == {"A": 785_714, "B": 814_286}


def test_a_full_cost_says_how_it_was_made() -> None:
    _, ict = full_costs([ICT, HR])
    assert [(line.label, line.amount, line.sum) for line in ict.working.lines] == [
        ("Direct cost", D("10000.00"), ""),
        ("From Human resources", D("816.33"), "8,163.27 × 10 of 100 units of use"),
        ("Full cost", D("10816.33"), "solved for all services together"),
        ("Borne by schools", D("8653.06"), "80 of 100 units of use"),
    ]


def test_a_service_that_only_serves_services_reaches_the_schools_through_them() -> None:
    payroll = SharedService("PAY", "Payroll", 90_000, use(HR="2", ICT="1"))
    found = {each.service.code: each for each in full_costs([ICT, HR, payroll])}
    assert found["PAY"].to_schools == {}
    assert sum(school_totals(list(found.values())).values()) == 1_690_000


def test_its_own_use_of_itself_changes_nothing() -> None:
    own = SharedService("ICT", "ICT", 1_000_000, use(HR="20", ICT="500"), use(A="50", B="30"))
    assert school_totals(full_costs([own, HR])) == school_totals(full_costs([ICT, HR]))


def test_no_services_cost_nothing() -> None:
    assert full_costs([]) == ()


@pytest.mark.parametrize(
    ("services", "says"),
    [
        (
            [SharedService("HR", "HR", 1, use(ICT="1")), SharedService("ICT", "ICT", 1, use(HR="1"))],
            "HR and ICT serve no school, directly or through another service, so nobody would bear the cost",
        ),
        ([ICT, HR, SharedService("LAW", "Legal", 500)], "Legal serves no school"),
        ([SharedService("LAW", "Legal", 500, {}, use(A="0"))], "Legal serves no school"),
        ([SharedService("LAW", "Legal", 500, use(LAW="3"))], "Legal serves no school"),
        ([ICT], "ICT is used by HR, which is no service given here"),
        ([ICT, HR, ICT], "Service ICT is given twice"),
        ([SharedService("LAW", "Legal", -1, {}, use(A="1"))], "cost of Legal is below zero"),
        ([SharedService("LAW", "Legal", 1, {}, use(A="1", B="-1"))], "A use of Legal is below zero"),
    ],
)
def test_a_sum_without_an_answer_is_refused_in_a_sentence(services: list[SharedService], says: str) -> None:
    with pytest.raises(TrustopsError, match=says):
        full_costs(services)


def test_equations_without_one_answer_have_none() -> None:
    one, two = Fraction(1), Fraction(2)
    assert solved([[one, one], [two, two]], [one, two]) is None
    assert solved([[Fraction(0), one], [one, Fraction(0)]], [one, two]) == (two, one)


def networks_of(count: int) -> st.SearchStrategy[list[SharedService]]:
    """So many services, each used by any of the others, and by a school at least a little."""
    codes = [f"S{place}" for place in range(count)]
    quarters = st.lists(st.integers(0, 400), min_size=count + 2, max_size=count + 2)
    service = st.tuples(st.integers(0, 10**9), quarters)
    return st.tuples(*(service for _ in codes)).map(
        lambda drawn: [_service(code, codes, direct, used) for code, (direct, used) in zip(codes, drawn, strict=True)]
    )


def _service(code: str, codes: list[str], direct: int, quarters: list[int]) -> SharedService:
    units = [D(each) / 4 for each in quarters]
    by_schools = {"100001": units[-2] + D("0.25"), "100002": units[-1]}
    return SharedService(code, code, direct, dict(zip(codes, units, strict=False)), by_schools)


NETWORKS = st.integers(1, 5).flatmap(networks_of)


@MANY
@given(NETWORKS, st.randoms())
def test_all_the_cost_reaches_the_schools_in_any_order(services: list[SharedService], random: Random) -> None:
    found = full_costs(services)
    assert sum(school_totals(found).values()) == sum(service.direct_pence for service in services)
    shuffled = list(services)
    random.shuffle(shuffled)
    assert full_costs(shuffled) == found
    full = {each.service.code: each.exact for each in found}
    for each in found:
        from_others = sum(full[other.code] * other.part_used_by(each.service.code) for other in services)
        assert each.exact == each.service.direct_pence + from_others
