"""Do a service's sums live in its workbook: every formula comes to what is beside it, and to what costing says?"""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from reports.service_xlsx import service_workbook
from tests.costing.officer import HIGH, LOW, MID, OFFICER
from tests.reports.recalculated import Recalculated
from trustops.costing import (
    TERM_TIME_FORMULAS,
    Buyer,
    Charge,
    Dated,
    DeliveredOn,
    Pension,
    ServiceInputs,
    SpinePoint,
    service_cost,
)

D = Decimal
TODAY = date(2026, 11, 22)

TECHNICIAN = replace(
    OFFICER,
    title="Technician",
    pay=SpinePoint("12", assumed_awards=(Dated(D("0.03"), date(2026, 4, 1), "budget"),)),
    hours=D(30),
    share=D("0.6"),
    weeks=D("52.143"),
)
OWN_WAYS = (
    Buyer("1", "Own price", D("9.5"), D("260.55")),
    Buyer("2", "At full cost", D(11), charge=Charge.FULL_COST),
    Buyer("3", "At the council’s price", D(3), charge=Charge.ALTERNATIVE),
    Buyer("4", "Free", D(2), charge=Charge.FREE),
)
SERVICES = {
    "no days to spare": HIGH,
    "some sold": LOW,
    "a post on the spine with an award assumed, part of it shared": replace(MID, staff=(OFFICER, TECHNICIAN)),
    "every way of charging": replace(LOW, clients=OWN_WAYS),
    "sold in halves": replace(LOW, sellable_unit=D("0.5")),
    "all year": replace(LOW, capacity=replace(LOW.capacity, weeks=D("52.143"), delivered_on=DeliveredOn.ALL_YEAR)),
    "all year for pupils": replace(LOW, capacity=replace(LOW.capacity, weeks=D("52.143"))),
    "a post that began at Christmas, without a pension": replace(
        LOW, staff=(replace(OFFICER, starts=date(2026, 1, 1), pension=Pension.NONE),)
    ),
    **{
        f"term-time pay by {formula.name}": replace(LOW, staff=(replace(OFFICER, formula=formula),))
        for formula in TERM_TIME_FORMULAS.values()
    },
    "no client": replace(LOW, clients=()),
    "a name that a spreadsheet would run": replace(LOW, name="=1+1", clients=(Buyer("1", "=cmd()", D(3)),)),
}


def made(inputs: ServiceInputs) -> Recalculated:
    return Recalculated(service_workbook(inputs, service_cost(inputs), TODAY))


def figures(book: Recalculated) -> dict[str, Decimal]:
    """The sums by their label, worked out from the formulas alone."""
    return {
        str(book.book["Sums"][f"A{row}"].value): book.value("Sums", f"B{row}")
        for row in range(1, book.book["Sums"].max_row + 1)
        if book.book["Sums"][f"B{row}"].data_type == "f"
    }


@pytest.mark.parametrize("inputs", SERVICES.values(), ids=SERVICES)
def test_every_formula_comes_to_the_value_beside_it(inputs: ServiceInputs) -> None:
    book = made(inputs)
    formulas = list(book.formulas())
    assert len(formulas) > 25
    for sheet, address, text in formulas:
        cached = Decimal(repr(book.cached[sheet][address].value))
        assert abs(book.value(sheet, address) - cached) < Decimal("0.000001"), (address, text)


@pytest.mark.parametrize("inputs", SERVICES.values(), ids=SERVICES)
def test_the_sums_are_those_of_costing(inputs: ServiceInputs) -> None:
    cost, sums = service_cost(inputs), figures(made(inputs))
    assert sums["Employment cost"] == cost.employment.total
    assert sums["Fixed cost of the year"] == cost.fixed_cost
    assert sums["Chargeable days"] == cost.capacity.chargeable
    assert sums["Full cost of a day"] == cost.full_cost_rate
    assert sums["Members pay nothing"] == cost.break_even.members_free.days
    assert sums["Income from clients"] == cost.income
    assert sums["Saving"] == cost.saving
    assert sums["Recovered over total cost"] == cost.recovery


def test_the_attendance_officer_to_the_penny() -> None:
    sums = figures(made(HIGH))
    assert sums["Term-time fraction"] == D("0.856334")
    assert sums["Employment cost"] == D("35245.84")
    assert sums["Fixed cost of the year"] == D("40340.59")
    assert sums["Full cost of a day"] == D("250.79")
    assert [sums[f"Members pay {what}"] for what in ("full cost", "the alternative", "nothing")] == [81, 73, 152]


def test_a_person_who_changes_an_input_sees_the_sums_follow() -> None:
    book = made(HIGH)
    page = book.book["Inputs"]
    price = next(row for row in range(1, page.max_row + 1) if page[f"A{row}"].value == "Price of a day")
    page[f"B{price}"].value = 300
    after = service_cost(replace(HIGH, price=D(300)))
    sums = figures(book)
    assert sums["Saving"] == after.saving
    assert sums["Members pay full cost"] == after.break_even.members_full_cost.days


def test_no_sum_holds_a_figure_of_its_own_that_was_given() -> None:
    """Every input is on the first sheet of inputs: a formula refers to it, and never repeats it."""
    sums = [text for sheet, _, text in made(HIGH).formulas() if sheet == "Sums"]
    assert not [text for text in sums if "275" in text.replace("B275", "") or "31022" in text]


def words(inputs: ServiceInputs) -> dict[str, str]:
    page = made(inputs).book["Sums"]
    return {str(page[f"A{row}"].value): str(page[f"B{row}"].value) for row in range(1, page.max_row + 1)}


def test_what_is_not_known_is_said_and_never_nothing() -> None:
    said = words(replace(LOW, price=None, alternative=None))
    assert said["Members pay full cost"] == "not known"
    assert said["Income from clients"] == "a price is not known"
    assert "Saving" not in said
    assert words(replace(LOW, price=D(5)))["Members pay nothing"] == "the price does not exceed the cost of a day out"


def test_inputs_say_where_they_were_read() -> None:
    page = made(HIGH).book["Inputs"]
    read = {str(page[f"A{row}"].value): page[f"D{row}"].value for row in range(1, page.max_row + 1)}
    assert read["Full-time salary, September 2025 to August 2026"] == "NJC pay point 17"
    assert "Insurance" in read["NI rate, September 2025 to August 2026"]


def test_the_same_service_gives_the_same_bytes() -> None:
    assert service_workbook(HIGH, service_cost(HIGH), TODAY) == service_workbook(HIGH, service_cost(HIGH), TODAY)
