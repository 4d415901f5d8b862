"""Are key stage 4 results read as published, and does the final figure follow the provisional one?"""

import csv
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy import Engine, select

from importers.bring import CannotRead, Options, import_file
from importers.sources import Context, SourceRead, recognise
from tests.importers.books import book
from trustops.models import Benchmark, Kpi, KpiValue
from trustops.models.kpi import Direction, RollUp, ValueStatus
from trustops.models.school import Phase
from trustops.quantities.errors import TrustopsError
from trustops.store.engine import reading
from trustops.store.history import value_history

PUBLIC = Path(__file__).parent.parent / "data" / "public"
TABLE = PUBLIC / "ks4provisional_2018-19.csv"
MEMBERS = PUBLIC / "trust_members_2025-09.csv"
UID = "4533"
NUMBER = re.compile(r"-?\d+(\.\d+)?")
PRIORY, SUPPRESSED, NO_ENTRIES, BLANK, LOW_COVERAGE = "138181", "100381", "100096", "142608", "140966"
KNOWN = Context(known_urns=frozenset([PRIORY, SUPPRESSED, NO_ENTRIES, BLANK, LOW_COVERAGE]))


def read(path: Path = TABLE, context: Context = KNOWN) -> SourceRead:
    source = recognise(path, None)
    assert source is not None
    assert source.id == "key-stage-4"
    return source.read(path, trust_uid=None, context=context)


def facts(result: SourceRead, model: type) -> list[dict[str, Any]]:
    return [row.values for row in result.rows if row.model is model]


def of_school(result: SourceRead, urn: str) -> dict[str, dict[str, Any]]:
    return {row["kpi"]: row for row in facts(result, KpiValue) if row["site"] == urn}


def copied(tmp_path: Path, name: str, *changes: tuple[str, str]) -> Path:
    text = TABLE.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return path


def test_each_figure_is_as_published_with_the_pupils_that_it_is_of() -> None:
    found = of_school(read(), PRIORY)
    assert {kpi: (row["value"], row["denominator"]) for kpi, row in found.items()} == {
        "EDU07": (51, 82),
        "EDU08": (Decimal("-0.08"), 81),
        "EDU09": (Decimal("58.5"), 82),
        "EDU10": (Decimal("79.3"), 82),
        "EDU11": (Decimal("45.1"), 82),
    }
    assert (found["EDU07"]["start"], found["EDU07"]["end"]) == (date(2018, 9, 1), date(2019, 8, 31))
    assert found["EDU07"]["note"] == "DfE, key stage 4 performance 2018/19, provisional"


@pytest.mark.parametrize(("urn", "mark"), [(SUPPRESSED, "SUPP"), (NO_ENTRIES, "NE")])
def test_what_is_not_published_keeps_its_reason(urn: str, mark: str) -> None:
    found = of_school(read(), urn)
    assert {(row["value"], row["not_published"]) for row in found.values()} == {(None, mark)}
    assert len(found) == 5


def test_one_figure_may_be_held_back_and_the_others_not() -> None:
    found = of_school(read(), LOW_COVERAGE)
    assert (found["EDU08"]["value"], found["EDU08"]["not_published"]) == (None, "LOWCOV")
    assert (found["EDU09"]["value"], found["EDU09"]["not_published"]) == (Decimal("23.3"), None)


def test_a_blank_figure_is_a_gap_and_said() -> None:
    result = read()
    assert of_school(result, BLANK) == {}
    assert any(
        left.message.startswith("5 figures were left out: the cell is blank, which is not zero")
        for left in result.left_out
    )


def test_authorities_and_all_schools_are_left_out_and_the_state_funded_are_the_benchmark() -> None:
    result = read()
    assert any(left.message.startswith("2 lines were left out: an aggregate") for left in result.left_out)
    benchmarks = facts(result, Benchmark)
    assert {row["kpi"]: row["value"] for row in benchmarks} == {
        "EDU07": Decimal("46.5"),
        "EDU08": Decimal("-0.03"),
        "EDU09": Decimal("43"),
        "EDU10": Decimal("64.4"),
        "EDU11": Decimal("40"),
    }
    assert {(row["phase"], row["source"]) for row in benchmarks} == {
        (Phase.SECONDARY, "DfE, key stage 4 performance 2018/19, provisional")
    }


def test_a_percentage_written_as_a_fraction_is_the_same_percentage(tmp_path: Path) -> None:
    def fraction(text: str) -> str:
        cells = text.split(",")
        return ",".join(
            str(Decimal(cell[:-1]) / 100) if cell.endswith("%") and place == 17 else cell
            for place, cell in enumerate(cells)
        )

    path = tmp_path / TABLE.name
    path.write_text("\n".join(map(fraction, TABLE.read_text("utf-8").splitlines())), "utf-8")
    assert "0.793" in path.read_text("utf-8")
    assert facts(read(path), KpiValue) == facts(read(), KpiValue)
    assert facts(read(path), Benchmark) == facts(read(), Benchmark)


def test_a_percentage_without_its_sign_is_one_where_any_passes_1(tmp_path: Path) -> None:
    path = copied(tmp_path, TABLE.name, ("%", ""))
    assert facts(read(path), KpiValue) == facts(read(), KpiValue)


@pytest.mark.parametrize("figure", ["107.1%", "abc", "1e1", "-3%"])
def test_what_is_no_percentage_is_refused_with_its_place(tmp_path: Path, figure: str) -> None:
    path = copied(tmp_path, TABLE.name, ("79.3%,58.5%", f"{figure},58.5%"))
    (problem,) = read(path).problems
    assert problem.message.startswith(f"Row 2 of the file, PTL2BASICS_94: “{figure}” is not a ")


@pytest.mark.parametrize("name", ["ks4provisional.csv", "ks4_2018-19.csv", "ks4final_2018-20.csv"])
def test_a_year_or_a_status_that_the_name_does_not_tell_is_never_guessed(tmp_path: Path, name: str) -> None:
    with pytest.raises(TrustopsError, match="does not say which year’s results it holds, or whether they are prov"):
        read(copied(tmp_path, name))


def as_workbook(path: Path, *, headings: dict[str, str] | None = None) -> Path:
    """The table as somebody saves it from a spreadsheet: numbers as numbers, percentages as cells that show them so."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = "england"
    with TABLE.open(encoding="utf-8-sig", newline="") as file:
        for number, cells in enumerate(csv.reader(file), start=1):
            for column, text in enumerate(cells, start=1):
                cell = page.cell(number, column)
                if number == 1:
                    cell.value = (headings or {}).get(text, text)
                elif text.endswith("%"):
                    cell.value, cell.number_format = float(Decimal(text[:-1]) / 100), "0.0%"
                elif text:
                    cell.value = float(text) if NUMBER.fullmatch(text) else text
    book.save(path)
    return path


def test_saved_as_a_workbook_it_says_the_same_once_its_year_and_status_are_told(tmp_path: Path) -> None:
    path = as_workbook(tmp_path / "ks4.xlsx")
    with pytest.raises(CannotRead) as caught:
        read(path)
    year, status = caught.value.questions
    assert (year.words, year.suggestion) == ("Which year’s results are in it?", None)
    assert [option.meaning for option in status.options] == ["provisional", "revised", "final"]
    told = read(path, replace(KNOWN, told={"year": "2018/19", "status": "provisional"}))
    assert facts(told, KpiValue) == facts(read(), KpiValue)
    assert told.left_out == read().left_out
    first = next(row for row in told.rows if row.model is KpiValue)
    assert first.at.cells["value"].startswith("england!")
    assert first.at.row == "england row {row}"


def test_the_year_that_a_table_compares_itself_with_tells_which_it_most_likely_is(tmp_path: Path) -> None:
    path = as_workbook(tmp_path / "ks4.xlsx", headings={"SCHNAME": "ATT8SCR_22"})
    with pytest.raises(CannotRead) as caught:
        read(path)
    assert caught.value.questions[0].suggestion == "2022/23"


def test_another_table_saved_as_a_workbook_is_refused_and_a_damaged_one_said(tmp_path: Path) -> None:
    other = book(tmp_path / "a.xlsx", {"england": [("RECTYPE", "URN", "TPUP"), (1, 100001, 5)]})
    with pytest.raises(TrustopsError, match="has no column ATT8SCR, so it is not the table of key stage 4"):
        read(other)
    slipped = book(tmp_path / "b.xlsx", {"england": [("RECTYPE", "URN", "PTRWM_EXP"), (100001, 5, 0.4)]})
    with pytest.raises(TrustopsError, match="is damaged: its figures do not stand under their headings"):
        read(slipped)
    sound = book(tmp_path / "c.xlsx", {"england": [("RECTYPE", "URN", "PTRWM_EXP"), (1, 100001, 0.4)]})
    with pytest.raises(TrustopsError, match="holds the key stage 2 table, which trustops does not read"):
        read(sound)


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("england_ks4final_2018-19.csv", ValueStatus.FINAL),
        ("2018-2019_england_ks4Revised.csv", ValueStatus.PROVISIONAL),
    ],
)
def test_the_name_tells_whether_figures_may_change(tmp_path: Path, name: str, status: ValueStatus) -> None:
    assert {row["status"] for row in facts(read(copied(tmp_path, name)), KpiValue)} == {status}


def test_figures_are_weighted_by_pupils_and_entry_has_no_better_way() -> None:
    kpis = {row["kpi"]: row for row in facts(read(), Kpi)}
    assert {row["roll_up"] for row in kpis.values()} == {RollUp.PUPIL_WEIGHTED}
    assert [kpi for kpi, row in kpis.items() if row["direction"] is Direction.NEUTRAL] == ["EDU11"]


def test_the_final_figure_follows_the_provisional_one_and_both_are_kept(sqlite: Engine, tmp_path: Path) -> None:
    import_file(sqlite, MEMBERS, Options(trust_uid=UID))
    first = import_file(sqlite, TABLE, Options(trust_uid=UID))
    assert {sheet.sheet: sheet.new for sheet in first.sheets} == {"KPIs": 5, "KPI values": 25, "Benchmarks": 5}
    final = copied(tmp_path, "ks4final_2018-19.csv", ("ACC,82,51,", "ACC,82,51.4,"))
    then = import_file(sqlite, final, Options(trust_uid=UID))
    assert {sheet.sheet: sheet.changed for sheet in then.sheets} == {"KPI values": 25, "Benchmarks": 5}
    again = import_file(sqlite, final, Options(trust_uid=UID))
    assert again.changes == ()
    key = ("EDU07", PRIORY, date(2018, 9, 1))
    with reading(sqlite) as connection:
        figures = value_history(connection, KpiValue, key, "value")
        statuses = value_history(connection, KpiValue, key, "status")
    assert [Decimal(str(version.value)) for version in figures] == [Decimal("51.4"), Decimal("51")]
    assert [str(version.value) for version in statuses] == ["final", "provisional"]


@pytest.mark.parametrize(
    ("before", "after", "stands"),
    [("51", "SUPP", (None, "SUPP")), ("SUPP", "51", (51, None)), ("SUPP", "NE", (None, "NE")), ("51", "", (51, None))],
)
def test_a_figure_and_the_mark_of_its_being_held_back_never_stand_together(
    sqlite: Engine, tmp_path: Path, before: str, after: str, stands: tuple[int | None, str | None]
) -> None:
    import_file(sqlite, MEMBERS, Options(trust_uid=UID))
    import_file(sqlite, copied(tmp_path, TABLE.name, ("ACC,82,51,", f"ACC,82,{before},")), Options(trust_uid=UID))
    final = copied(tmp_path, "ks4final_2018-19.csv", ("ACC,82,51,", f"ACC,82,{after},"))
    import_file(sqlite, final, Options(trust_uid=UID))
    with reading(sqlite) as connection:
        row = connection.execute(
            select(KpiValue.value, KpiValue.not_published).where(KpiValue.kpi == "EDU07", KpiValue.site == PRIORY)
        ).one()
    assert tuple(row) == stands
    assert import_file(sqlite, final, Options(trust_uid=UID)).changes == ()
