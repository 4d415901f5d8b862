"""Does a workbook that was damaged anyhow end in rows or in a sentence, and read as another reader reads it?

The mutants are read by the very function that the child process runs, here without the process, so that hundreds take
a second; some go through the whole importer too.
"""

import io
import json
import os
import random
import struct
import time
import warnings
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy import Engine

from importers.bring import Options, import_file
from importers.reader import Limits, Workbook
from importers.reader.child import workbook_lines
from importers.reader.container import Refused as Unfit
from importers.reader.decode import sheets
from tests.importers.gallery import active, containers, formulas, grids, markup, numbers, texts
from tests.importers.gallery.case import Case, Rows
from tests.importers.gallery.package import DAY, HEADINGS, PERCENT, Raw, packed, parts_of, shown
from tests.importers.test_reader import cells_of
from tests.importers.test_reader_real import same
from trustops.quantities.errors import TrustopsError

SEEDS = range(int(os.environ.get("TRUSTOPS_TEST_MUTANTS", "300")))  # 3000 is a run by hand
BOUNDS = {**asdict(Limits()), "text": 0, "archive": 0}
KNOWN = (Unfit, MemoryError, zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError)
MIXED = [
    (*HEADINGS, "Opened", "Share"),
    (990011, Raw('<c r="{}" t="s"><v>0</v></c>'), "primary", shown(45901, DAY), shown(0.05, PERCENT)),
    (990012, Raw('<c r="{}" t="str"><f>A1&amp;"x"</f><v>Elm</v></c>'), "primary", True, None),
    *((991000 + n, f"School {n}", "primary", shown(45901 + n, DAY), n / 7) for n in range(40)),
]


@cache
def parts() -> dict[str, bytes]:
    return {name: body if isinstance(body, bytes) else body.encode() for name, body in parts_of(MIXED).items()}


def flipped(data: bytes, chance: random.Random) -> bytes:
    held = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        held[chance.randrange(len(held))] = chance.randrange(256)
    return bytes(held)


def cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


def doubled(data: bytes, chance: random.Random) -> bytes:
    start, length, to = chance.randrange(len(data)), chance.randrange(200), chance.randrange(len(data))
    return data[:to] + data[start : start + length] + data[to:]


def without(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data))
    return data[:start] + data[start + chance.randrange(1, 60) :]


CHANGES: tuple[Callable[[bytes, random.Random], bytes], ...] = (flipped, cut, doubled, without)


def mutant(seed: int) -> bytes:
    """A workbook damaged as a whole, inside one of its parts, or with two parts in each other's place."""
    chance = random.Random(seed)
    way = seed % 3
    changed = dict(parts())
    if way == 0:
        return chance.choice(CHANGES)(packed(changed), chance)
    name, other = chance.sample(sorted(changed), 2)
    if way == 1:
        changed[name] = chance.choice(CHANGES)(changed[name], chance)
    else:
        changed[name], changed[other] = changed[other], changed[name]
        changed[name] = flipped(changed[name], chance)
    return packed(changed)


def became(data: bytes) -> str:
    """``read`` or ``refused``; anything else that a mutant brings about is raised."""
    try:
        head, *lines = workbook_lines(data, BOUNDS)
    except KNOWN:
        return "refused"
    for sheet in sheets(json.loads(head), lines):
        assert all(row.number > 0 and row.values for row in sheet.rows)
    return "read"


def test_no_mutant_is_more_than_rows_or_a_refusal() -> None:
    assert became(packed(parts())) == "read"
    started = time.monotonic()
    ends: Counter[str] = Counter()
    for seed in SEEDS:
        try:
            ends[became(mutant(seed))] += 1
        except Exception as error:
            pytest.fail(f"mutant {seed}: {type(error).__name__}: {error}")
    assert ends["read"] > 20, ends
    assert ends["refused"] > 100, ends
    assert time.monotonic() - started < 20 * len(SEEDS) / 300


def test_mutants_through_the_whole_importer(sqlite: Engine, tmp_path: Path) -> None:
    for seed in SEEDS[: 12 * 25 : 12]:
        path = tmp_path / f"{seed}.xlsx"
        path.write_bytes(mutant(seed))
        try:
            report = import_file(sqlite, path, Options(dry_run=True))
            said = [problem.message for problem in report.problems]
        except TrustopsError as refused:
            said = [str(refused)]
        assert all(each.endswith(".") and each.isprintable() for each in said), (seed, said)


def readable() -> Iterator[Case]:
    """The workbooks of the gallery that are read, and that openpyxl reads too within a second."""
    families = (containers, markup, grids, active, formulas, numbers, texts)
    for case in (case for family in families for case in family.cases()):
        slow = case.file.startswith(("blank_rows", "nested", "attributes", "stray", "gap", "columns_"))
        halves = case.file in ("hidden_10.xlsx", "escaped.xlsx", "halves.xlsx")  # what openpyxl leaves as its escape
        if isinstance(case.expected, Rows) and case.file.endswith(("xlsx", "xlsm")) and not slow and not halves:
            yield case


def test_openpyxl_reads_the_same_cells() -> None:
    compared = 0
    for case in readable():
        data = case.make()
        theirs = by_openpyxl(data)
        if theirs is None:
            continue
        compared += 1
        head, *lines = workbook_lines(data, BOUNDS)
        read = sheets(json.loads(head), lines)
        ours = cells_of(Workbook(case.file, "", read))
        differ = {place for place in ours.keys() | theirs.keys() if not same(ours.get(place), theirs.get(place))}
        assert not differ, (case.file, [(place, ours.get(place), theirs.get(place)) for place in list(differ)[:3]])
    assert compared > 80


def by_openpyxl(data: bytes) -> dict[tuple[int, int], Any] | None:
    """(row, column) → value of the first sheet, or None where openpyxl fails or finds no sheet."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    except Exception:  # whatever it fails with, it has not read it
        return None
    if not book.worksheets:
        return None
    held = book.worksheets[0]._cells
    return {(row, column - 1): cell.value for (row, column), cell in held.items() if cell.value is not None}
