"""One fact, one home: what the models declare is whole, and the workbook's public contract stands."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import ValidationError

from trustops.models import (
    SHEETS,
    Base,
    DataClass,
    DueDiligence,
    Fact,
    Joiner,
    Kind,
    Post,
    SheetColumn,
    Understanding,
    record_of,
    sheet_of,
)
from trustops.models.described import described
from trustops.models.facts import HOUSEKEEPING
from trustops.schemas import schema_of
from trustops.schemas.checks import checks_of, first_fault, row_checks_of

CONFIDENTIAL = DataClass.CONFIDENTIAL
CONTRACT = Path(__file__).parent / "workbook.txt"


def line_of(model: type[Fact]) -> str:
    sheet = sheet_of(model)
    columns = (f"{'+' * c.key}{c.label}{'*' * c.required} {c.kind.value}" for c in sheet.columns)
    return f"{sheet.name}: {', '.join(columns)}"


def test_no_sheet_or_column_of_the_contract_was_renamed() -> None:
    """Others build on these names (+ a key, * required): add to them, never rename."""
    assert [line_of(model) for model in SHEETS] == CONTRACT.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("model", SHEETS)
def test_every_column_is_declared_or_is_housekeeping(model: type[Fact]) -> None:
    undeclared = [
        name
        for name, column in model.__table__.columns.items()
        if not {"label", "mark_of"} & set(column.info) and name not in (*HOUSEKEEPING, "import_id", "source_row")
    ]
    assert undeclared == []


@pytest.mark.parametrize("model", SHEETS)
def test_a_reference_leads_to_a_key_of_a_sheet_that_comes_before(model: type[Fact]) -> None:
    for column in sheet_of(model).columns:
        target = column.refers_to or column.refers_to_each
        if target is None:
            continue
        table, name = target.split(".")
        owner = next(one for one in SHEETS if one.__tablename__ == table)
        assert sheet_of(owner).key == (name,)
        assert name in Base.metadata.tables[table].columns
        assert SHEETS.index(owner) <= SHEETS.index(model)


def test_every_column_says_who_may_see_it() -> None:
    entries = list(described(SHEETS))
    assert len(entries) > 200
    assert {entry.data_class for entry in entries} <= set(DataClass)
    named = {entry.stored_in for entry in entries if entry.data_class is DataClass.RESTRICTED_HR}
    assert {
        "person.name",
        "successor.person",
        "successor.readiness",
        "post.salary_pence",
        "duty_holder.person",
    } <= named


def test_a_prospects_own_affairs_are_for_the_board() -> None:
    secret = {entry.stored_in for entry in described((Joiner, DueDiligence)) if entry.data_class is CONFIDENTIAL}
    assert {"joiner.stage", "due_diligence.risk", "due_diligence.cost_pence"} <= secret
    assert secret.isdisjoint({"joiner.urn", "due_diligence.urn", "due_diligence.area"})


@pytest.mark.parametrize("model", SHEETS)
def test_the_words_of_a_choice_fit_a_drop_down(model: type[Fact]) -> None:
    for column in sheet_of(model).columns:
        assert not any("," in choice or len(choice) > 40 for choice in column.choices or ())


def test_no_more_people_name_an_approach_than_were_asked() -> None:
    faults = [check.fault(12, 13) for check in row_checks_of(sheet_of(Understanding)) if check.at == "named_it"]
    assert faults == ["is more than were asked"]
    assert {check.fault(12, 12) for check in row_checks_of(sheet_of(Understanding))} == {None}


def test_a_record_has_the_attributes_and_defaults_of_its_model() -> None:
    post: Any = record_of(Post)(post="CEO", title="Chief executive", site="TRUST")
    assert (post.hours, post.weeks, post.critical) == (Decimal(37), Decimal("52.143"), None)
    with pytest.raises(AttributeError):
        post.title = "Someone else"


VALUES = {
    Kind.TEXT: st.text(max_size=20),
    Kind.REF: st.text("AB1, \x00-", min_size=1, max_size=12),
    Kind.URN: st.text("0123456789x", min_size=5, max_size=7),
    Kind.SITE: st.sampled_from(["TRUST", "990001", "990", "trust"]),
    Kind.DATE: st.dates(date(1850, 1, 1), date(2300, 1, 1)),
    Kind.YEAR: st.sampled_from(["2025/26", "2025/27", "25/26", ""]),
    Kind.MONEY: st.integers(-(10**9), 10**9),
    Kind.WHOLE: st.integers(-5, 1100),
    Kind.NUMBER: st.decimals(-10, 100, allow_nan=False, places=3),
    Kind.PERCENT: st.decimals(-1, 2, allow_nan=False, places=3),
    Kind.YES_NO: st.booleans(),
}


def value_for(column: SheetColumn) -> st.SearchStrategy[Any]:
    if column.choices:
        return st.sampled_from(list(column.choices))
    if column.kind is Kind.LIST:
        return st.just(())
    return VALUES[column.kind]


@given(st.data())
def test_the_schema_and_the_importers_checks_agree(data: st.DataObject) -> None:
    model = data.draw(st.sampled_from(SHEETS))
    sheet = sheet_of(model)
    row = {column.name: data.draw(value_for(column), label=column.label) for column in sheet.columns}
    by_checks = any(first_fault(checks_of(column), row[column.name]) for column in sheet.columns)
    by_checks |= any(check.fault(*(row[name] for name in check.columns)) for check in row_checks_of(sheet))
    try:
        schema_of(model)().load(as_typed(sheet.columns, row))
        by_schema = False
    except ValidationError:
        by_schema = True
    assert by_schema == by_checks


def as_typed(columns: tuple[SheetColumn, ...], row: dict[str, Any]) -> dict[str, Any]:
    """A row as a form sends it."""
    spelt = {Kind.DATE: lambda day: day.isoformat(), Kind.LIST: list, Kind.CHOICE: str}
    return {column.name: spelt.get(column.kind, lambda value: value)(row[column.name]) for column in columns}
