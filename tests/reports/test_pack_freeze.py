"""Does a version say what differs from the one before, and why?"""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest
from sqlalchemy import Engine, select

from importers.bring import import_file
from reports.pack.basis import Basis, basis_of
from reports.pack.board import board_pack
from reports.pack.differences import Brought, Cause, Differences, Kept, differences, differences_section
from reports.pack.figures import Shows, shows
from reports.pack.freeze import differences_between, freeze_pack
from tests.reports.test_pack import BOARD, CONFIDENTIAL, one_meeting, page_texts
from trustops.models import Commentary, Committee, KpiValue, Meeting, Person, TrustRate
from trustops.models.trust import TrustRateName
from trustops.quantities.errors import TrustopsError
from trustops.snapshot import Snapshot
from trustops.store.comparison import Incoming, compare
from trustops.store.engine import reading, writing
from trustops.store.migrate import init_database
from trustops.store.packs import frozen_content, frozen_packs, verify
from trustops.store.write import Origin, write

DAY, AT = date(2026, 11, 22), datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def once_frozen(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example trust with the first version of its board's pack."""
    path = tmp_path_factory.mktemp("frozen") / "trustops.db"
    engine = init_database(f"sqlite:///{path}")
    import_file(engine, example)
    freeze_pack(engine, BOARD, DAY, by="Ada", at=AT)
    engine.dispose()
    return path


@pytest.fixture
def engine(once_frozen: Path, tmp_path: Path) -> Engine:
    copyfile(once_frozen, tmp_path / "trustops.db")
    return init_database(f"sqlite:///{tmp_path / 'trustops.db'}")


def bring(engine: Engine, model: Any, columns: tuple[str, ...], *rows: tuple[Any, ...]) -> None:
    with writing(engine) as connection:
        incoming = Incoming(model, columns, rows, [None] * len(rows))
        write(connection, [compare(connection, incoming)], Origin("corrections.xlsx", "1" * 64, "workbook", "Ben"))


def again(engine: Engine, day: date = DAY) -> Differences:
    freeze_pack(engine, BOARD, day, by="Ben", at=AT + timedelta(days=2), why="the auditor asked")
    with reading(engine) as connection:
        return differences_between(connection, BOARD)


def test_the_files_of_a_version_are_the_same_for_the_same_facts(engine: Engine, example: Path, tmp_path: Path) -> None:
    with reading(engine) as connection:
        (kept,) = frozen_packs(connection, BOARD)
        pages = page_texts(frozen_content(connection, kept, "TB-2026-12-10-v1-board-pack.pdf"))
    assert [file.name.rpartition(".")[2] for file in kept.files] == ["pdf", "xlsx", "docx"]
    assert all("Version 1, frozen 23 November 2026, as of 22 November 2026" in page for page in pages)
    assert kept.audit_head in " ".join(pages).replace(" ", "") or kept.audit_head in " ".join(pages)


def test_a_second_freeze_without_a_reason_changes_nothing(engine: Engine) -> None:
    with pytest.raises(TrustopsError, match="a frozen pack never changes; say why"):
        freeze_pack(engine, BOARD, DAY, by="Ben", at=AT)
    with reading(engine) as connection:
        assert len(frozen_packs(connection)) == 1


def test_nothing_differs_when_nothing_was_written(engine: Engine) -> None:
    found = again(engine)
    assert found.found == ()
    assert found.same > 500
    with reading(engine) as connection:
        assert verify(connection).wrong == ()
        kept = frozen_packs(connection, BOARD)[-1]
        words = " ".join(page_texts(frozen_content(connection, kept, "TB-2026-12-10-v2-board-pack.pdf")))
    assert "What differs from version 1" in words
    assert "The reason that was given: the auditor asked." in words
    assert "No figure differs" in words


def test_a_value_written_over_is_corrected_data(engine: Engine) -> None:
    with reading(engine) as connection:
        columns = KpiValue.__table__.columns
        query = select(columns.start, columns.end).where(columns.kpi == "FIN02").order_by(columns.start.desc())
        start, end = connection.execute(query).first()  # type: ignore[misc]
    bring(engine, KpiValue, ("kpi", "site", "start", "end", "value"), ("FIN02", "TRUST", start, end, Decimal("9.1")))
    found = again(engine)
    (line,) = [each for each in found.by(Cause.CORRECTED) if each.part == "Finance"]
    assert (line.label, line.before, line.after) == ("Reserves as a share of income, Latest", "8.4 %", "9.1 %")
    assert "corrections.xlsx, KPI values" in line.what
    assert "(import 2, " in line.what
    assert not [each for each in found.found if each.part == "Services"]


def test_a_value_of_a_later_period_is_new_data(engine: Engine) -> None:
    later = ("FIN02", "TRUST", date(2026, 11, 2), date(2026, 11, 20), Decimal("7.7"), date(2026, 11, 21))
    bring(engine, KpiValue, ("kpi", "site", "start", "end", "value", "received_on"), later)
    lines = [each for each in again(engine).found if each.part == "Finance" and "Reserves" in each.label]
    assert [each.causes[0] for each in lines] == [Cause.NEW]


def test_an_own_rate_is_an_assumption_and_moves_what_rests_on_it_alone(engine: Engine) -> None:
    rate = (TrustRateName.OVERHEAD, date(2023, 9, 1), Decimal("0.07"))
    bring(engine, TrustRate, ("rate", "from_date", "value"), rate)
    found = again(engine)
    assert {each.causes for each in found.found} == {(Cause.ASSUMPTION,)}
    assert {each.part for each in found.found} <= {"Services", "Finance", "How the figures were made"}
    assert any("overhead" in each.what for each in found.found)


def test_words_that_were_written_are_told_as_words(engine: Engine) -> None:
    bring(engine, Commentary, ("meeting", "about", "text"), (BOARD, "finance", "We spend less than we meant to."))
    found = again(engine)
    assert found.found == ()
    assert found.words == ("The words of “About the money” were written.",)


def test_only_another_day_is_said_to_be_that(engine: Engine) -> None:
    found = again(engine, DAY + timedelta(days=13))
    assert found.found
    assert {each.causes[0] for each in found.found} == {Cause.DAY}


def kept(snapshot: Snapshot, number: int, **more: Any) -> Kept:
    document = board_pack(snapshot, BOARD)
    made = Kept(
        number=number,
        as_of=snapshot.as_of,
        frozen_on=AT.date(),
        up_to_import=1,
        shows=Shows.of(shows(document, snapshot).kept()),
        basis=basis_of(snapshot),
    )
    return replace(made, **more)


@pytest.fixture(scope="module")
def versions(trust: Snapshot) -> Callable[[Basis], Differences]:
    """The same facts twice, the first as if a cost had been another, upon another basis."""
    after = kept(trust, 2)

    def compared(basis: Basis) -> Differences:
        figures = tuple(
            replace(each, value="1", text="£1.00") if each.label == "Cost of the year" else each
            for each in after.shows.figures
        )
        before = replace(after, number=1, shows=replace(after.shows, figures=figures), basis=basis)
        return differences(before, after, [])

    return compared


def test_a_figure_worked_out_by_another_rule_says_so(trust: Snapshot, versions: Callable[[Basis], Differences]) -> None:
    basis = basis_of(trust)
    found = versions(replace(basis, rules={**basis.rules, "costing": "another"}))
    assert {each.causes for each in found.found} == {(Cause.RULE,)}
    assert "what services cost" in found.found[0].what


def test_a_public_figure_that_moved_is_an_assumption(trust: Snapshot, versions: Callable[[Basis], Differences]) -> None:
    basis = basis_of(trust)
    found = versions(replace(basis, assumptions={**basis.assumptions, "employer ni rate (public)": "another"}))
    assert {each.causes for each in found.found} == {(Cause.ASSUMPTION,)}
    assert "employer ni rate (public)" in found.found[0].what


def test_what_nothing_explains_is_not_guessed(trust: Snapshot, versions: Callable[[Basis], Differences]) -> None:
    assert {each.causes for each in versions(basis_of(trust)).found} == {(Cause.UNTRACED,)}


def test_every_figure_read_off_rows_keeps_them(trust: Snapshot) -> None:
    made = Shows.of(shows(board_pack(trust, BOARD), trust).kept())
    assert len(made.figures) == len({each.id for each in made.figures})
    attendance = next(each for each in made.figures if each.label == "Attendance, Latest" and each.part == "KPIs")
    assert {(row.sheet, row.key[0]) for row in attendance.rows} == {("KPI values", "ATT01")}
    assert all(
        row.import_id == 1 and row.words.startswith("example-trust.xlsx, KPI values row") for row in attendance.rows
    )
    costs = [each for each in made.figures if each.part in ("Services", "How the figures were made")]
    assert all(made.behind(each) for each in costs)


def test_many_figures_of_a_chart_are_one_line(trust: Snapshot) -> None:
    after = kept(trust, 2)
    figures = tuple(replace(each, value="0") if each.charted else each for each in after.shows.figures)
    before = replace(after, number=1, shows=replace(after.shows, figures=figures))
    at = datetime(2026, 11, 25, tzinfo=UTC)
    section = differences_section(differences(before, after, [Brought(2, "a.xlsx", "Ada", at, 0, 1, 0)]), "a reason")
    rows = [row for block in section.blocks for row in getattr(block, "rows", ())]
    assert any("figures of the chart" in str(row[0]) for row in rows)
    assert len(rows) < 60


def test_a_name_in_the_words_keeps_a_pack_from_being_frozen(engine: Engine) -> None:
    with reading(engine) as connection:
        name = connection.execute(select(Person.name)).scalar()
    bring(engine, Commentary, ("meeting", "about", "text"), (BOARD, "children", f"{name} was kind to forty pupils."))
    with pytest.raises(TrustopsError, match=r"The pack was not frozen\. “Children”: It names"):
        freeze_pack(engine, BOARD, DAY, by="Ben", at=AT, why="words")
    with reading(engine) as connection:
        assert len(frozen_packs(connection)) == 1


def test_the_confidential_part_is_frozen_as_a_file_of_its_own(engine: Engine) -> None:
    kept_pack = freeze_pack(engine, CONFIDENTIAL, DAY, by="Ben", at=AT)
    assert [file.name for file in kept_pack.files][-1] == "PC-2026-11-12-v1-confidential.pdf"
    assert freeze_names(engine, CONFIDENTIAL) > 5


def freeze_names(engine: Engine, meeting: str) -> int:
    """How many people the confidential file names; the open one names none."""
    with reading(engine) as connection:
        (pack,) = frozen_packs(connection, meeting)
        names = list(connection.execute(select(Person.name)).scalars())
        texts = {
            file.name: " ".join(page_texts(frozen_content(connection, pack, file.name)))
            for file in pack.files
            if file.name.endswith(".pdf")
        }
    opened, secret = texts[pack.files[0].name], texts[pack.files[-1].name]
    assert [name for name in names if name in opened] == []
    return sum(name in secret for name in names)


def test_an_almost_empty_trust_can_freeze_and_nothing_is_written_for_an_unknown_meeting(tmp_path: Path) -> None:
    engine = init_database(f"sqlite:///{tmp_path / 'empty.db'}")
    with pytest.raises(TrustopsError, match="There is no meeting “TB1”; none is planned"):
        freeze_pack(engine, "TB1", DAY, by="Ada", at=AT)
    bring(engine, Committee, ("committee", "name"), ("TB", "Trust board"))
    bring(engine, Meeting, ("meeting", "committee", "on_date"), ("TB1", "TB", date(2026, 12, 10)))
    made = freeze_pack(engine, "TB1", DAY, by="Ada", at=AT)
    assert made.number == 1
    assert one_meeting().as_of == DAY
    with reading(engine) as connection, pytest.raises(TrustopsError, match="Version 1 of the pack of TB1 is the first"):
        differences_between(connection, "TB1")
