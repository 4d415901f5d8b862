"""Is every figure that an assumption moves in the list, old and new to the penny, and none that stays?"""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from importers.bring import import_file
from trustops.costing.affected import Affected, affected, is_fraction, parsed, value_typed
from trustops.costing.from_snapshot import service_cost_of
from trustops.models import TrustRate
from trustops.models.post import TermTimePay
from trustops.models.school import PayArea
from trustops.quantities.errors import TrustopsError
from trustops.quantities.years import AcademicYear
from trustops.snapshot import Snapshot
from trustops.store.engine import reading
from trustops.store.load import load
from trustops.store.migrate import init_database

TODAY = date(2026, 11, 22)
EXAMPLE = Path(__file__).parents[2] / "examples" / "example-trust.xlsx"


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    engine = init_database(f"sqlite:///{tmp_path_factory.mktemp('affected') / 'trust.db'}")
    import_file(engine, EXAMPLE)
    with reading(engine) as connection:
        return load(connection, TODAY)


def by_figure(moved: tuple[Affected, ...], service: str) -> dict[str, tuple[Decimal | None, Decimal | None]]:
    return {f"{each.figure} {each.school}".strip(): (each.old, each.new) for each in moved if each.service == service}


def test_an_award_of_four_per_cent_moves_the_technician_alone(example: Snapshot) -> None:
    moved = affected(example, "pay award NJC", Decimal("0.04"))
    assert {each.service for each in moved} == {"ICT"}, "the officer's salary is written on the post"
    figures = by_figure(moved, "ICT")
    assert figures["Gross pay"] == (Decimal("29456.00"), Decimal("29742.00"))
    assert figures["Employment cost"] == (Decimal("39162.88"), Decimal("39550.41"))
    assert figures["Full cost of a day"] == (Decimal("249.57"), Decimal("251.99"))
    assert figures["Charge for the year Watling Park"] == (Decimal("18967.32"), Decimal("19151.24"))
    assert "Income from clients" not in figures, "clients pay a price, which does not move"


def test_overhead_moves_no_pay_and_every_member_at_full_cost(example: Snapshot) -> None:
    moved = affected(example, "overhead", Decimal("0.07"))
    figures = by_figure(moved, "ATTEND")
    assert figures["Overhead"] == (Decimal("2114.75"), Decimal("2467.21"))
    assert "Employment cost" not in figures
    assert {each.school for each in moved if each.school} == {"Watling Park", "Kingsmead"}


def test_a_public_figure_can_be_tried_too(example: Snapshot) -> None:
    figures = by_figure(affected(example, "employer_ni_rate", Decimal("0.16")), "ATTEND")
    assert figures["Employer NI"] == (Decimal("3234.78"), Decimal("3450.43"))


def test_the_value_that_it_has_moves_nothing_and_what_is_used_nowhere_neither(example: Snapshot) -> None:
    assert affected(example, "overhead", Decimal("0.06")) == ()
    assert affected(example, "agency day", Decimal(500)) == ()


def test_another_term_time_formula_moves_the_officer_alone(example: Snapshot) -> None:
    moved = affected(example, "term-time pay", value_typed(example, "term-time pay", "Leave by  weeks worked"))
    assert {each.service for each in moved} == {"ATTEND"}, "the technician works all year"
    gross = by_figure(moved, "ATTEND")["Gross pay"]
    assert gross == (Decimal("26565.19"), Decimal("26139.57")), "31,022 × 0.842614"
    assert affected(example, "term-time pay", TermTimePay.SAME_LEAVE_RATIO) == ()


def test_a_word_that_cannot_be_chosen_names_those_that_can(example: Snapshot) -> None:
    with pytest.raises(TrustopsError, match="no pay area that can be chosen; those are Rest of England, Fringe, Outer"):
        value_typed(example, "pay area", "Kent")
    with pytest.raises(TrustopsError, match="before the trust is there"):
        affected(Snapshot.of(TODAY, []), "pay area", PayArea.FRINGE)


def test_old_and_new_are_what_the_service_costs_before_and_after(example: Snapshot) -> None:
    year = AcademicYear(2026)
    figures = by_figure(affected(example, "lgps employer", Decimal("0.21")), "ATTEND")
    assert figures["Full cost of a day"][0] == service_cost_of(example, "ATTEND", year).full_cost_rate
    rows = [
        row._replace(value=Decimal("0.21")) if row.rate == "lgps employer" else row  # type: ignore[attr-defined]
        for row in example.all(TrustRate)
    ]
    after = Snapshot(TODAY, {**example.tables, TrustRate: rows})
    assert figures["Full cost of a day"][1] == service_cost_of(after, "ATTEND", year).full_cost_rate
    assert figures["Pension"][1] == service_cost_of(after, "ATTEND", year).employment.pension


def test_a_rate_that_begins_too_late_for_the_year_moves_nothing_in_it(example: Snapshot) -> None:
    rows = [row for row in example.all(TrustRate) if row.rate != "overhead"]
    late = [
        row._replace(from_date=date(2027, 1, 1))  # type: ignore[attr-defined]
        for row in example.all(TrustRate)
        if row.rate == "overhead"
    ]
    bare = Snapshot(TODAY, {**example.tables, TrustRate: [*rows, *late]})
    assert affected(bare, "overhead", Decimal("0.07")) == ()


def test_a_rate_that_there_is_not_names_those_there_are(example: Snapshot) -> None:
    with pytest.raises(TrustopsError, match=r"“owerhead” is no rate that can be tried; those are .*overhead.*tps"):
        affected(example, "owerhead", Decimal("0.1"))
    with pytest.raises(TrustopsError, match="is no rate that can be tried"):
        affected(example, "njc_points", Decimal(1))


@pytest.mark.parametrize(
    ("text", "fraction", "value"),
    [
        ("4%", True, "0.04"),
        ("4 %", True, "0.04"),
        ("0.04", True, "0.04"),
        ("−2 %", True, "-0.02"),
        ("£1,230", False, "1230"),
    ],
)
def test_a_value_is_read_as_a_person_types_it(text: str, *, fraction: bool, value: str) -> None:
    assert parsed(text, fraction=fraction) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "fraction", "why"),
    [
        ("4", True, "write 4 per cent as 4 % or 0.04"),
        ("lots", True, "is not a value; write a number like 4 %"),
        ("NaN", False, "is not a value; write a number like 230"),
        ("-5", False, "is not an amount that it can be"),
        ("1e99", False, "is not an amount that it can be"),
    ],
)
def test_a_value_that_cannot_be_says_why(text: str, *, fraction: bool, why: str) -> None:
    with pytest.raises(TrustopsError, match=why):
        parsed(text, fraction=fraction)


def test_what_is_a_fraction_is_known(example: Snapshot) -> None:
    called = ("overhead", "agency day", "mileage", "employer_ni_threshold", "employer_ni_rate")
    assert [is_fraction(example, rate) for rate in called] == [True, False, False, False, True]


def test_of_several_steps_the_one_in_force_is_tried_unless_another_is_named(example: Snapshot) -> None:
    later = [
        row._replace(from_date=date(2027, 4, 1), value=Decimal("0.22"))  # type: ignore[attr-defined]
        for row in example.all(TrustRate)
        if row.rate == "lgps employer"
    ]
    stepped = Snapshot(TODAY, {**example.tables, TrustRate: [*example.all(TrustRate), *later]})
    now = by_figure(affected(stepped, "lgps employer", Decimal("0.30")), "ATTEND")["Pension"]
    then = by_figure(affected(stepped, "lgps employer from 2027-04-01", Decimal("0.30")), "ATTEND")["Pension"]
    assert now[0] == then[0]
    assert now[1] is not None
    assert then[1] is not None
    assert now[1] > then[1], "seven months of the year are before April, five from then on"
