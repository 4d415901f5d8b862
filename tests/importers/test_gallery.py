"""Is every hostile or odd file refused in one sentence or stored exactly, in good time and within its memory?

Each file goes through the whole importer into a copy of a small trust, good rows without the refused ones, so that
what was stored is seen and not only what was said. The reader is held to 300 MB and five seconds.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select

from importers.bring import ImportReport, Options, import_file
from importers.reader import Limits
from importers.reader import read as reading_process
from tests.importers.books import book
from tests.importers.gallery import (
    active,
    bombs,
    containers,
    dates,
    documents,
    formulas,
    grids,
    headers,
    identities,
    markup,
    numbers,
    shapes,
    text_files,
    texts,
)
from tests.importers.gallery.case import BASE, Case, Facts, Refused, Rows
from trustops.models import Import
from trustops.quantities.errors import TrustopsError
from trustops.store.engine import engine_for, writing
from trustops.store.migrate import init_database
from trustops.store.undo import undoing, write_undo

FAMILIES: dict[str, Callable[[], list[Case]]] = {
    "containers": containers.cases,
    "shapes": shapes.cases,
    "markup": markup.cases,
    "bombs": bombs.cases,
    "grids": grids.cases,
    "active": active.cases,
    "formulas": formulas.cases,
    "numbers": numbers.cases,
    "dates": dates.cases,
    "headers": headers.cases,
    "texts": texts.cases,
    "identities": identities.cases,
    "text_files": text_files.cases,
    "documents": documents.cases,
}
OF_POSTGRESQL = 13  # one in so many is brought to PostgreSQL too
SECONDS = 5
MEMORY = 300 * 1024**2


@pytest.fixture(scope="session")
def small_trust(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database that every file is brought to, before it is."""
    folder = tmp_path_factory.mktemp("small-trust")
    engine = init_database(f"sqlite:///{folder / 'trust.db'}")
    assert import_file(engine, book(folder / "base.xlsx", BASE)).accepted
    engine.dispose()
    return folder / "trust.db"


@pytest.fixture
def bring(small_trust: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Case], list[str]]:
    """Bring one case and say what is wrong with what became of it; empty: as it should be."""
    tight = partial(Limits, cpu_seconds=SECONDS, memory_bytes=MEMORY)
    monkeypatch.setattr(reading_process, "Limits", tight)
    return partial(_faults, small_trust, tmp_path)


def _faults(small_trust: Path, folder: Path, case: Case) -> list[str]:
    database = folder / "copy.db"
    shutil.copy(small_trust, database)
    engine = engine_for(f"sqlite:///{database}")
    try:
        return faults_of(engine, folder, case)
    finally:
        engine.dispose()


def faults_of(engine: Engine, folder: Path, case: Case) -> list[str]:
    """What is wrong with what became of a case that was brought to this trust."""
    path = folder / case.file
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(case.make())
    started = worked()
    try:
        became: ImportReport | TrustopsError = import_file(engine, path, Options(partial=True))
    except TrustopsError as refused:
        became = refused
    except Exception as error:  # what this test is for: anything else is a traceback that a person would see
        return [f"{case.file}: {type(error).__name__}: {error}"[:600]]
    seconds = worked() - started
    wrong = [*_judged(case, became), *_stored(engine, case)]
    path.unlink()
    if seconds > SECONDS:
        wrong.append(f"took {seconds:.1f} s")
    return [f"{case.file}: {fault}" for fault in wrong]


def worked() -> float:
    """The seconds that this process and its children have worked: other people's work on the machine is not counted."""
    return sum(os.times()[:4])


def _judged(case: Case, became: ImportReport | TrustopsError) -> Iterator[str]:
    expected = case.expected
    if isinstance(became, TrustopsError):
        sentence = str(became)
        if not isinstance(expected, Refused) or expected.words not in sentence:
            yield f"was refused: {sentence[:300]}"
        yield from _sentence(sentence)
        return
    if isinstance(expected, Refused):
        yield f"was read, not refused: {became.sheets} {[problem.message for problem in became.problems[:4]]}"
        return
    if became.refused != expected.refused:
        yield f"refused {became.refused} rows"
    for words in [expected.words] if isinstance(expected.words, str) else expected.words:
        if words and not any(all(part in each.message for part in words.split("…")) for each in became.problems):
            yield f"did not say {words}: {[problem.message[:200] for problem in became.problems[:4]]}"
    for problem in became.problems[:100]:
        yield from _sentence(problem.message)


def _sentence(said: str) -> Iterator[str]:
    if not said.endswith(".") or not said.isprintable():
        yield f"is no plain sentence: {said[:300]!r}"
    if len(said) > 2_000:
        yield f"says too much: {len(said)} characters"


def _stored(engine: Engine, case: Case) -> Iterator[str]:
    expected = case.expected.rows if isinstance(case.expected, Rows) else ()
    found = rows_of(engine, case.facts)
    if found != expected:
        yield f"stored {str(found)[:200]}"


def rows_of(engine: Engine, facts: Facts) -> tuple[tuple[object, ...], ...]:
    """What is stored of these facts beyond what was known before."""
    table = facts.model.__table__
    with engine.connect() as connection:
        rows = connection.execute(
            select(*(table.columns[name] for name in facts.columns)).order_by(table.columns.id)
        ).all()
    return tuple(
        tuple(row) for row in rows if row[0] not in ("990001", "990002") or facts.model.__tablename__ != "school"
    )


@pytest.mark.parametrize("family", FAMILIES)
def test_every_file_of_a_family(family: str, bring: Callable[[Case], list[str]]) -> None:
    cases = FAMILIES[family]()
    assert len({case.file for case in cases}) == len(cases)
    wrong = [fault for case in cases for fault in bring(case)]
    assert not wrong, f"{len(wrong)} of {len(cases)}\n" + "\n".join(wrong)


def test_a_sample_of_them_on_postgresql(postgresql: Engine, tmp_path: Path, bring: Callable[[Case], list[str]]) -> None:
    """What is refused or stored does not hang on the database: some of every family, beside the same small trust."""
    assert import_file(postgresql, book(tmp_path / "base.xlsx", BASE)).accepted
    cases = [case for family in FAMILIES.values() for case in family()[::OF_POSTGRESQL]]
    assert len(cases) >= 40
    wrong = []
    for case in cases:
        before = last_import(postgresql)
        wrong += faults_of(postgresql, tmp_path, case)
        if (number := last_import(postgresql)) > before:
            with writing(postgresql) as connection:
                write_undo(connection, undoing(connection, number), who="Ada")
    postgresql.dispose()
    assert not wrong, f"{len(wrong)} of {len(cases)}\n" + "\n".join(wrong)


def last_import(engine: Engine) -> int:
    with engine.connect() as connection:
        return connection.execute(select(func.max(Import.id))).scalar() or 0


def test_the_gallery_is_large_enough() -> None:
    assert sum(len(cases()) for cases in FAMILIES.values()) >= 250
