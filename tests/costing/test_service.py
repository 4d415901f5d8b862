"""The attendance service: every figure of the worked example, in four levels of demand."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.costing.officer import COSTS, HIGH, LOW, MID, OFFICER, PRIMARIES, SCHOOL_R
from trustops.costing import (
    Buyer,
    Charge,
    CostItem,
    CostKind,
    Dated,
    ServiceCost,
    ServiceInputs,
    SpinePoint,
    non_pay_costs,
    service_cost,
    with_changes,
)
from trustops.costing.flags import WHAT_FLAGS_MEAN
from trustops.quantities.errors import TrustopsError, UnknownFigure

D = Decimal
RIGHT_SIZED = with_changes(LOW, {"fte": "0.7"})


def amounts(cost: ServiceCost, *names: str) -> list[Decimal | None]:
    return [getattr(cost, name) for name in names]


def test_fixed_cost_and_its_parts() -> None:
    cost = service_cost(HIGH)
    assert cost.employment.total == D("35245.84")
    assert amounts(cost, "non_pay", "management", "overhead", "fixed_cost", "full_cost") == [
        D("1120.00"),
        D("1860.00"),
        D("2114.75"),
        D("40340.59"),
        D("41380.09"),
    ]


def test_day_rate_and_margin() -> None:
    cost = service_cost(HIGH)
    assert amounts(cost, "full_cost_rate", "full_cost_hourly", "marginal_rate", "contribution_per_day") == [
        D("250.79"),
        D("33.89"),
        D("6.30"),
        D("268.70"),
    ]
    assert (cost.margin_pct, cost.markup_pct) == (D("8.8036"), D("9.6535"))


def test_break_evens_come_with_their_verdicts() -> None:
    found = service_cost(HIGH).break_even
    assert (found.members_full_cost.days_exact, found.members_full_cost.days) == (D("80.9801"), D(81))
    assert (found.members_alternative.days_exact, found.members_alternative.days) == (D("72.7182"), D(73))
    assert (found.members_free.days_exact, found.members_free.days) == (D("151.9144"), D(152))
    assert [found.members_full_cost.feasible, found.members_alternative.feasible, found.members_free.feasible] == [
        True,
        True,
        False,
    ]
    prices = [found.members_full_cost.price, found.members_alternative.price, found.members_free.price]
    assert prices == [D("250.79"), D("225.84"), D("464.94")]


@pytest.mark.parametrize(
    ("sold", "name", "amount"),
    [
        ("72", "net_cost", "21472.99"),
        ("72", "saving", "-192.99"),
        ("73", "net_cost", "21204.29"),
        ("73", "saving", "75.71"),
        ("80", "recovery", "-263.35"),
        ("81", "recovery", "5.35"),
    ],
)
def test_a_day_either_side_of_break_even(sold: str, name: str, amount: str) -> None:
    assert getattr(service_cost(with_changes(HIGH, {"sold_days": sold})), name) == D(amount)


@pytest.mark.parametrize(
    ("inputs", "days", "money", "ratios", "flags"),
    [
        (
            LOW,
            "38 114 0.6909",
            "41058.79 10450.00 30608.79 402.75 21280.00 -9328.79 -11548.75",
            "71.9 0.5000 0.5000",
            ("UNSOLD_CAPACITY", "CLIENT_CONCENTRATION"),
        ),
        (
            MID,
            "63 139 0.8424",
            "41216.29 17325.00 23891.29 314.36 21280.00 -2611.29 -4831.25",
            "88.3 0.3968 0.3394",
            ("UNSOLD_CAPACITY", "CLIENT_CONCENTRATION"),
        ),
        (
            HIGH,
            "89 165 1.0000",
            "41380.09 24475.00 16905.09 222.44 21280.00 4374.91 2154.95",
            "105.2 0.2921 0.2554",
            ("CLIENT_CONCENTRATION",),
        ),
    ],
)
def test_demand(inputs: ServiceInputs, days: str, money: str, ratios: str, flags: tuple[str, ...]) -> None:
    cost = service_cost(inputs)
    assert amounts(cost, "sold_days", "delivered_days", "utilisation") == [D(part) for part in days.split()]
    found = amounts(
        cost, "total_cost", "income", "net_cost", "net_per_member_day", "alternative_cost", "saving", "recovery"
    )
    assert found == [D(part) for part in money.split()]
    assert cost.recovery_pct is not None
    shown = f"{cost.recovery_pct:.1f} {cost.largest_client_share} {cost.client_hhi}"
    assert (shown, cost.flags) == (ratios, flags)


def test_right_sized_to_the_primaries() -> None:
    cost = service_cost(RIGHT_SIZED)
    staffing = cost.employment
    assert [staffing.gross, staffing.employer_ni, staffing.pension, staffing.levy, staffing.total] == [
        D("18595.63"),
        D("2039.34"),
        D("3719.13"),
        D("92.98"),
        D("24447.08"),
    ]
    assert (cost.overhead, cost.fixed_cost) == (D("1466.82"), D("28893.90"))
    assert (cost.capacity.chargeable, cost.utilisation) == (D("115.5"), D("0.9870"))
    assert amounts(cost, "total_cost", "net_cost", "net_per_member_day", "saving") == [
        D("29612.10"),
        D("19162.10"),
        D("252.13"),
        D("2117.90"),
    ]
    assert cost.flags == ("CLIENT_CONCENTRATION",)


def test_losing_school_t_is_the_middle_demand() -> None:
    lost = service_cost(with_changes(HIGH, {"drop_client": "100006"}))
    assert lost == service_cost(MID)
    before = service_cost(HIGH).net_cost
    assert lost.net_cost is not None
    assert before is not None
    assert lost.net_cost - before == D("6986.20")


def test_more_demand_than_days() -> None:
    cost = service_cost(with_changes(HIGH, {"sold_days": "110"}))
    assert (cost.unmet_days, cost.unmet_fte) == (D(21), D("0.1273"))
    assert "OVERSOLD" in cost.flags
    assert "UNSOLD_CAPACITY" not in cost.flags


def test_the_same_officer_all_year() -> None:
    all_year = replace(
        HIGH, staff=(replace(OFFICER, weeks=D("52.143")),), capacity=replace(HIGH.capacity, weeks=D("52.143"))
    )
    cost = service_cost(all_year)
    assert amounts(cost, "fixed_cost", "full_cost", "full_cost_rate") == [
        D("46741.90"),
        D("47781.40"),
        D("289.58"),
    ]
    assert cost.capacity.chargeable == 165
    assert "BELOW_FULL_COST" in cost.flags


@pytest.mark.parametrize(
    ("inputs", "flag", "raised"),
    [
        (replace(HIGH, price=D("250.79")), "BELOW_FULL_COST", False),
        (replace(HIGH, price=D("250.78")), "BELOW_FULL_COST", True),
        (replace(HIGH, clients=(replace(SCHOOL_R, price=D(200)),)), "BELOW_FULL_COST", True),
        (replace(HIGH, price=D("6.29")), "BELOW_MARGINAL", True),
        (replace(HIGH, price=D("6.30")), "BELOW_MARGINAL", False),
        (replace(HIGH, clients=(replace(SCHOOL_R, charge=Charge.FREE),)), "BELOW_MARGINAL", True),
        (with_changes(HIGH, {"sold_days": "65"}), "UNSOLD_CAPACITY", False),  # 141 of 165 is 85.5 %
        (with_changes(HIGH, {"sold_days": "64"}), "UNSOLD_CAPACITY", True),  # 140 of 165 is 84.8 %
        (HIGH, "OVERSOLD", False),
        (with_changes(HIGH, {"sold_days": "90"}), "OVERSOLD", True),
        (replace(HIGH, clients=tuple(Buyer(str(n), str(n), D(10)) for n in range(4))), "CLIENT_CONCENTRATION", False),
        (replace(HIGH, clients=tuple(Buyer("1", str(n), D(10)) for n in range(4))), "CLIENT_CONCENTRATION", True),
        (replace(HIGH, alternative_like_for_like=False), "NOT_LIKE_FOR_LIKE", True),
        (replace(HIGH, alternative_like_for_like=True), "NOT_LIKE_FOR_LIKE", False),
        (replace(HIGH, alternative=None), "ALTERNATIVE_UNKNOWN", True),
        (replace(HIGH, price=None), "PRICE_UNKNOWN", True),
    ],
)
def test_flags_at_their_edges(inputs: ServiceInputs, flag: str, *, raised: bool) -> None:
    assert flag in WHAT_FLAGS_MEAN
    assert (flag in service_cost(inputs).flags) is raised


def test_an_assumed_award_is_flagged() -> None:
    frozen = SpinePoint("17", assumed_awards=(Dated(D(0), HIGH.year.start.replace(year=2026, month=4)),))
    cost = service_cost(replace(HIGH, staff=(replace(OFFICER, pay=frozen),)))
    assert cost.fixed_cost == D("40340.59")
    assert "RATE_UNCONFIRMED" in cost.flags


def test_an_unknown_price_leaves_the_cost_known() -> None:
    cost = service_cost(replace(HIGH, price=None))
    assert cost.full_cost_rate == D("250.79")
    assert amounts(cost, "price", "income", "net_cost", "saving", "recovery", "margin_pct", "client_hhi") == [None] * 7
    assert cost.break_even.members_full_cost.days is None
    assert cost.break_even.members_full_cost.price == D("250.79")


def test_an_unknown_alternative_is_not_a_saving_of_nothing() -> None:
    cost = service_cost(replace(HIGH, alternative=None))
    assert amounts(cost, "alternative_cost", "saving") == [None, None]
    assert cost.break_even.members_alternative.days is None
    assert cost.income == D("24475.00")


def test_an_unknown_overhead_has_no_answer() -> None:
    with pytest.raises(UnknownFigure, match="overhead rate is not known in 2025/26"):
        service_cost(replace(HIGH, overhead_rate=None))


def test_a_service_without_staff_has_no_day_rate() -> None:
    with pytest.raises(TrustopsError, match="nobody delivers it; name its posts on the Service staff sheet"):
        service_cost(replace(HIGH, staff=()))


def test_a_service_without_days_names_the_row_to_mend() -> None:
    never_there = replace(HIGH, capacity=replace(HIGH.capacity, sickness_days=D(190)))
    said = "ATT has no chargeable days in 2025/26, so no day rate: 195 are contracted and none is left after INSET"
    with pytest.raises(TrustopsError, match=f"{said}.*on the Service capacity sheet"):
        service_cost(never_there)


def test_clients_pay_as_agreed() -> None:
    one, two = PRIMARIES
    clients = (
        replace(one, price=D(300)),
        replace(two, charge=Charge.FULL_COST),
        replace(SCHOOL_R, charge=Charge.ALTERNATIVE),
    )
    cost = service_cost(replace(HIGH, clients=clients))
    assert [income.amount for income in cost.clients] == [D("5700.00"), D("4765.01"), D("7000.00")]


def test_two_people_share_a_service() -> None:
    halves = (replace(OFFICER, share=D("0.5")), replace(OFFICER, title="Deputy", share=D("0.25"), hours=D("18.5")))
    cost = service_cost(replace(HIGH, staff=halves))
    assert cost.fte == D("0.625")
    assert cost.capacity.chargeable == D("103.125")
    assert len(cost.employment.posts) == 2


@pytest.mark.parametrize(
    ("item", "words"),
    [
        (CostItem("Laptop", CostKind.ASSET, D(900)), "life in years of Laptop is not known"),
        (CostItem("Head", CostKind.MANAGEMENT, D(310)), "number of days of Head is not known"),
        (CostItem("Laptop", CostKind.ASSET, D(900), life_years=D(0)), "a life above none"),
    ],
)
def test_costs_that_lack_a_part(item: CostItem, words: str) -> None:
    with pytest.raises(TrustopsError, match=words):
        non_pay_costs([item])


def test_every_figure_has_its_working() -> None:
    cost = service_cost(HIGH)
    shown = {line.amount for working in cost.working for line in working.lines}
    headline = amounts(
        cost,
        "fixed_cost",
        "overhead",
        "full_cost",
        "full_cost_rate",
        "full_cost_hourly",
        "contribution_per_day",
        "margin_pct",
        "total_cost",
        "income",
        "net_cost",
        "net_per_member_day",
        "alternative_cost",
        "saving",
        "recovery",
        "recovery_pct",
    )
    assert set(headline) <= shown
    assert {81, 73, 152, 165} <= shown
    titles = [working.title for working in cost.working]
    assert titles[:2] == ["Employment cost: Attendance officer, 2025/26", "Cost of ATT, 2025/26"]
    fixed = next(line for line in cost.working[1].lines if line.label == "Fixed cost of the year")
    assert fixed.sum == "35,245.84 + 1,120 + 1,860 + 2,114.75"
    hourly = next(line for line in cost.working[3].lines if line.label == "Full-cost rate an hour")
    assert hourly.sum == "250.79 ÷ 7.4 hours"


def test_a_service_is_called_by_its_name_where_that_is_known() -> None:
    cost = service_cost(replace(HIGH, name="Attendance service"))
    assert (cost.service, cost.name) == ("ATT", "Attendance service")
    assert cost.working[1].title == "Cost of Attendance service, 2025/26"
    with pytest.raises(TrustopsError, match="Attendance service: the price of a day"):
        replace(HIGH, name="Attendance service", price=D(-1))


def test_working_says_what_is_not_known() -> None:
    cost = service_cost(replace(HIGH, price=None))
    unknown = [line for working in cost.working for line in working.lines if line.amount is None]
    assert {"Price", "Income from clients", "Members pay full cost"} <= {line.label for line in unknown}


def test_inputs_below_nothing_are_refused() -> None:
    with pytest.raises(TrustopsError, match="the price of a day cannot be below zero"):
        replace(HIGH, price=D(-1))
    with pytest.raises(TrustopsError, match="Oak cannot take less than no days"):
        replace(HIGH, clients=(Buyer("100009", "Oak", D(-1)),))


def test_costs_per_day_are_kept_apart() -> None:
    assert non_pay_costs(COSTS).per_day == D("6.30")
