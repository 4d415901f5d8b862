"""Employment costs to the penny: a teacher by tax year, and an officer across tax years and pay awards."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.costing.officer import OFFICER
from trustops.costing import Dated, Months, Pension, PostPay, SpinePoint, SpotSalary, employment_cost, tax_year
from trustops.quantities.errors import TrustopsError, UnknownFigure
from trustops.quantities.years import AcademicYear
from trustops.rates import RateBook

D = Decimal
RATES = RateBook.published()
TEACHER = PostPay(title="Teacher", pay=SpotSalary.of(D(50000)), pension=Pension.TPS, levy_payer=True)
STRADDLER = replace(
    OFFICER,
    pay=SpinePoint("17", assumed_awards=(Dated(D("0.03"), date(2026, 4, 1), "the budget"),)),
    lgps_rates=(Dated(D("0.22")), Dated(D("0.18"), date(2026, 4, 1))),
)


@pytest.mark.parametrize(
    ("first", "ni", "pension", "levy", "total"),
    [
        (2023, "5644.20", "11840.00", "250.00", "67734.20"),
        (2024, "5644.20", "14340.00", "250.00", "70234.20"),
        (2025, "6750.00", "14340.00", "250.00", "71340.00"),
        (2026, "6750.00", "14340.00", "250.00", "71340.00"),
    ],
)
def test_a_teacher_by_tax_year(first: int, ni: str, pension: str, levy: str, total: str) -> None:
    cost = employment_cost(TEACHER, tax_year(first), RATES)
    assert len(cost.spans) == 1
    assert (cost.employer_ni, cost.pension, cost.levy, cost.total) == (D(ni), D(pension), D(levy), D(total))


@pytest.mark.parametrize(
    ("year", "first", "second", "total"),
    [
        ("2024/25", "7 15015.82 1339.63 3303.48 75.08", "5 11068.83 1347.83 2435.14 55.34", "34641.15"),
        ("2025/26", "7 15496.36 1886.95 3409.20 77.48", "5 11401.02 1397.65 2052.18 57.01", "35777.85"),
    ],
)
def test_an_academic_year_straddles_awards_and_tax_years(year: str, first: str, second: str, total: str) -> None:
    cost = employment_cost(STRADDLER, AcademicYear.parse(year), RATES)
    spans = [f"{len(s.months)} {s.gross} {s.employer_ni} {s.pension} {s.levy}" for s in cost.spans]
    assert spans == [first, second]
    assert cost.total == D(total) == cost.gross + cost.employer_ni + cost.pension + cost.levy


def test_an_assumed_award_is_marked_with_its_source() -> None:
    cost = employment_cost(STRADDLER, AcademicYear(2025), RATES)
    assert cost.assumed
    salaries = [line for line in cost.working.lines if line.label.startswith("Term-time salary")]
    assert [line.label.endswith(", assumed") for line in salaries] == [False, True]
    assert "the budget" in salaries[1].source
    assert (salaries[1].sum, salaries[1].amount) == ("31,953 × 0.856334 term-time fraction", D("27362.44"))
    gross = next(line for line in cost.working.lines if line.amount == D("11401.02"))
    assert (gross.label, gross.sum) == ("Gross pay, April 2026 to August 2026, assumed", "27,362.44 × 5 months ÷ 12")


def test_no_assumption_is_unknown_not_last_years_pay() -> None:
    post = replace(STRADDLER, pay=SpinePoint("17"))
    with pytest.raises(UnknownFigure, match=r"NJC pay point 17 is not known on 15 April 2026"):
        employment_cost(post, AcademicYear(2025), RATES)


def test_equal_salary_and_rates_are_one_span_rounded_once() -> None:
    frozen = replace(OFFICER, pay=SpinePoint("17", assumed_awards=(Dated(D(0), date(2026, 4, 1), "a pay freeze"),)))
    cost = employment_cost(frozen, AcademicYear(2025), RATES)
    assert [len(span.months) for span in cost.spans] == [12]
    assert cost.total == D("35245.84")
    assert cost.assumed


def test_the_officer_line_by_line() -> None:
    cost = employment_cost(OFFICER, AcademicYear(2025), RATES)
    assert (cost.gross, cost.employer_ni, cost.pension, cost.levy) == (
        D("26565.19"),
        D("3234.78"),
        D("5313.04"),
        D("132.83"),
    )
    fraction, *paid = cost.working.lines
    assert (fraction.label, fraction.amount) == ("Term-time fraction, by same leave ratio", D("0.856334"))
    assert fraction.sum == "39 ÷ (52.143 − 33 ÷ 5)"
    assert [line.amount for line in paid] == [
        cost.gross,
        cost.employer_ni,
        cost.pension,
        cost.levy,
        cost.total,
    ]
    assert paid[1].sum == "(26,565.19 − 5,000) × 15.00 %"
    assert "legislation.gov.uk/ukpga/2025/11" in paid[1].source


def test_an_all_year_contract() -> None:
    cost = employment_cost(replace(OFFICER, weeks=D("52.143")), AcademicYear(2025), RATES)
    assert (cost.gross, cost.employer_ni, cost.pension, cost.levy, cost.total) == (
        D("31022.00"),
        D("3903.30"),
        D("6204.40"),
        D("155.11"),
        D("41284.81"),
    )


def test_part_time_keeps_a_whole_threshold() -> None:
    cost = employment_cost(replace(OFFICER, hours=D("25.9")), AcademicYear(2025), RATES)
    assert (cost.gross, cost.employer_ni, cost.total) == (D("18595.63"), D("2039.34"), D("24447.08"))


def test_half_of_a_post_is_half_of_its_cost() -> None:
    half = employment_cost(replace(OFFICER, share=D("0.5")), AcademicYear(2025), RATES)
    assert abs(half.total - D("35245.84") / 2) <= D("0.02")


def test_pay_below_the_threshold_has_no_ni() -> None:
    post = PostPay(title="Clerk", pay=SpotSalary.of(D(4999)))
    cost = employment_cost(post, AcademicYear(2025), RATES)
    assert (cost.employer_ni, cost.pension, cost.levy, cost.total) == (D(0), D(0), D(0), D("4999.00"))


def test_a_post_held_part_of_the_year() -> None:
    post = replace(TEACHER, starts=date(2026, 1, 1))
    cost = employment_cost(post, AcademicYear(2025), RATES)
    assert [len(span.months) for span in cost.spans] == [8]
    assert cost.gross == D("33333.33")
    assert cost.employer_ni == D("4500.00")  # (33,333.33 − 3,333.33) × 15 %


def test_a_post_not_held_at_all_costs_nothing() -> None:
    cost = employment_cost(replace(TEACHER, ends=date(2025, 8, 31)), AcademicYear(2025), RATES)
    assert cost.total == 0
    assert not cost.spans


def test_lgps_has_no_national_rate() -> None:
    with pytest.raises(UnknownFigure, match="each fund sets its own"):
        employment_cost(replace(OFFICER, lgps_rates=()), AcademicYear(2025), RATES)


def test_a_year_before_the_rates_begin_is_unknown() -> None:
    with pytest.raises(UnknownFigure, match=r"employer_ni_rate, on the Rules page\) begin on 6 November 2022"):
        employment_cost(TEACHER, AcademicYear(2022), RATES)


def test_impossible_hours_are_refused() -> None:
    with pytest.raises(TrustopsError, match="Officer"):
        PostPay(title="Officer", pay=SpotSalary.of(D(1)), week_hours=D(0))


def test_a_change_after_the_15th_counts_from_the_next_month() -> None:
    pay = SpotSalary((Dated(D(12000)), Dated(D(24000), date(2025, 10, 16))))
    cost = employment_cost(PostPay(title="Officer", pay=pay), Months(date(2025, 10, 1), date(2025, 11, 1)), RATES)
    assert [span.gross for span in cost.spans] == [D("1000.00"), D("2000.00")]


@settings(max_examples=40)
@given(st.integers(1000, 120000), st.integers(1, 400), st.integers(20, 52), st.integers(2023, 2025))
def test_the_lines_always_sum_and_never_fall_below_pay(salary: int, tenths: int, weeks: int, first: int) -> None:
    post = replace(TEACHER, pay=SpotSalary.of(D(salary)), hours=D(tenths) / 10, weeks=D(weeks))
    cost = employment_cost(post, AcademicYear(first), RATES)
    parts = (cost.gross, cost.employer_ni, cost.pension, cost.levy)
    assert cost.total == sum(parts) == sum(span.total for span in cost.spans)
    assert all(part >= 0 and part == part.quantize(D("0.01")) for part in parts)
    assert sum(len(span.months) for span in cost.spans) == 12
