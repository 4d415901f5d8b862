"""What does the reading process do? Takes the workbook on standard input, answers in JSON, and can do nothing else.

The parent starts it with nothing but the standard library at hand (see ``read.py``). It gives up the right to write
files, start processes and use more than its share before it looks at the first byte; a file that kills it kills
nothing else. The answer is ``{"refused": sentence}`` or the workbook.
"""

import gc
import json
import struct
import sys
import zlib
from collections.abc import Callable
from functools import partial
from io import BytesIO
from itertools import chain
from zipfile import BadZipFile

from importers.reader.container import DAMAGED, Bounds, Package, Refused, printable, said
from importers.reader.grid import Grid, Styles
from importers.reader.parts import Book, relations, styles
from importers.reader.sheetxml import read_sheet
from importers.reader.texts import shared_strings

ZIP_START = b"PK\x03\x04"
TEXT_ENDINGS = ("csv", "tsv", "txt", "json")
BOOK_ENDINGS = ("xlsx", "xlsm", "ods")
JSON_TEXT = 2


def main() -> None:
    """Read standard input under the limits given as JSON in the first argument; write the answer."""
    bounds: Bounds = json.loads(sys.argv[1])
    gc.disable()  # nothing here refers to itself, and the process is short
    _confine(bounds)
    try:
        answer = workbook_lines(sys.stdin.buffer.read(bounds["file_bytes"] + 1), bounds)
    except Refused as refused:
        answer = [json.dumps({"refused": str(refused)})]
    except MemoryError:
        answer = [json.dumps({"spent": "memory"})]
    except (BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError):
        answer = [json.dumps({"refused": DAMAGED})]
    except Exception as error:  # whatever else a hostile file brings about: the type of it, never its data
        answer = [json.dumps({"refused": f"{DAMAGED} ({type(error).__name__})"})]
    for line in answer:
        sys.stdout.buffer.write(line.encode("ascii") + b"\n")
    sys.stdout.buffer.flush()


def _confine(bounds: Bounds) -> None:
    import resource  # here, for it is not on every system that can run the rest

    wanted = {
        "RLIMIT_AS": bounds["memory_bytes"],
        "RLIMIT_CPU": bounds["cpu_seconds"],
        "RLIMIT_FSIZE": 0,
        "RLIMIT_NPROC": 0,
        "RLIMIT_CORE": 0,
    }
    for name, limit in wanted.items():
        try:
            resource.setrlimit(getattr(resource, name), (limit, limit))
        except (AttributeError, OSError, ValueError):
            continue  # macOS refuses some; the parent's clock holds there


def workbook_lines(data: bytes, bounds: Bounds) -> list[str]:
    """The workbook in ``data`` as the lines of JSON that the parent decodes: the head, then the rows of each sheet."""
    if not data.startswith(ZIP_START):
        return _text_lines([("", data)], bounds)
    package = Package(BytesIO(data), bounds)
    if _is_opendocument(package):
        return _ods_lines(package, bounds)
    inside = _data_in(package) if bounds.get("archive") else []
    if not inside:
        return _xlsx_lines(package, bounds)
    if all(_ending(name) in TEXT_ENDINGS for name in inside):
        return _text_lines([(name, package.part(name)) for name in inside], bounds)
    if len(inside) > 1:
        raise Refused("holds more than one workbook: unpack it and import them one by one")
    return workbook_lines(package.part(inside[0]), bounds | {"archive": 0})


def _data_in(package: Package) -> list[str]:
    """The files of data in an archive; a Mac's holds a shadow of each, which is none."""
    if "[content_types].xml" in package:
        return []
    return [
        name
        for name in package.titles()
        if _ending(name) in (*TEXT_ENDINGS, *BOOK_ENDINGS) and not name.startswith("__MACOSX/")
    ]


def _ending(name: str) -> str:
    return name.rpartition(".")[2].lower()


def _text_lines(files: list[tuple[str, bytes]], bounds: Bounds) -> list[str]:
    """CSV and JSON files, each a sheet named as its file is; the name of a file by itself is for the parent to give."""
    from importers.reader.plain import Count, Texts, csv_grid, json_grids  # a workbook does not wait for them

    texts, count = Texts(), Count(bounds)
    grids: list[tuple[str, Grid]] = []
    is_json = False
    for name, data in files:
        sheet = name.rpartition("/")[2].rpartition(".")[0]
        is_json = _ending(name) == "json" if name else bounds.get("text") == JSON_TEXT
        read = json_grids(data, sheet, texts, count) if is_json else [(sheet, csv_grid(data, sheet, texts, count))]
        grids += read
    return _answer(texts.all, "json" if is_json else "csv", [(name, "visible", grid) for name, grid in grids])


def _is_opendocument(package: Package) -> bool:
    return "mimetype" in package and b"opendocument" in package.part("mimetype")[:200]


def _ods_lines(package: Package, bounds: Bounds) -> list[str]:
    from importers.reader.ods import ods_sheets
    from importers.reader.plain import Count, Texts

    texts = Texts()
    return _answer(texts.all, "ods", ods_sheets(package, texts, Count(bounds)))


def _answer(texts: Callable[[], list[str]], kind: str, grids: list[tuple[str, str, Grid]]) -> list[str]:
    sheets = [(printable(name), state, grid.answer()) for name, state, grid in grids]
    return _lines({"date_1904": False, "notes": [], "kind": kind, "texts": texts()}, sheets)


def _lines(head: dict[str, object], sheets: list[tuple[str, str, list[str]]]) -> list[str]:
    counts = [(name, state, len(lines)) for name, state, lines in sheets]
    return [json.dumps(head | {"sheets": counts}), *chain.from_iterable(lines for _, _, lines in sheets)]


def _xlsx_lines(package: Package, bounds: Bounds) -> list[str]:
    part = _workbook_part(package)
    book = Book(package.part(part), part)
    related = relations(package, part)
    _judge_sheets(book, related, bounds)
    notes = _notes(package, book)
    texts = _texts(package, related)
    look = Styles(_styles(package, related), recalculates=book.recalculates)
    sheets: list[tuple[str, str, list[str]]] = []
    rows = cells = 0
    stale = False
    for name, state, relation in book.sheets:
        kind, sheet_part = related.get(relation, ("", ""))
        if relation and not kind:
            raise Refused(
                f"does not say which of its parts is sheet {said(name)}, so it {DAMAGED.partition(', so it ')[2]}"
            )
        if kind != "worksheet":
            notes.append(_not_cells(name, kind))
            continue
        grid = read_sheet(partial(package.pieces, sheet_part), sheet_part, partial(Grid, name, len(texts)), look)
        more = grid.size()
        rows, cells = rows + more[0], cells + more[1]
        if rows > bounds["rows"] or cells > bounds["cells"]:
            raise Refused(
                f"holds more than {bounds['rows']:,} rows or {bounds['cells']:,} cells, which is more than can be "
                "read at once: split it into several workbooks"
            )
        stale = stale or (grid.formulas and book.recalculates)
        sheets.append((name, state, grid.answer()))
    if stale:
        notes.append("The workbook asks Excel to recalculate it, so its formulas' stored values may be out of date.")
    return _lines({"date_1904": book.date_1904, "notes": notes, "kind": "xlsx", "texts": texts}, sheets)


def _workbook_part(package: Package) -> str:
    """The name of the workbook part, or why there is none that this can read."""
    part = next((path for kind, path in relations(package, "").values() if kind == "officedocument"), "")
    names = package.names()
    if part.endswith(".bin"):
        raise Refused("is a binary workbook (.xlsb), which is not read: open it in Excel and save it as .xlsx")
    if part.startswith(("word/", "ppt/")):
        raise Refused("is a Word or PowerPoint file, not a workbook: choose the Excel file")
    if any(name.startswith("xl/") for name in names) and not part:
        raise Refused(f"does not say which of its parts is the workbook, so it {DAMAGED.partition(', so it ')[2]}")
    if not part:
        raise Refused("is a zip archive, not a workbook: choose the .xlsx file, unpacking the archive if it is inside")
    return part


def _judge_sheets(book: Book, related: dict[str, tuple[str, str]], bounds: Bounds) -> None:
    """Two sheets of one name, or two names of one sheet, leave open which is meant, and make much of little."""
    if len(book.sheets) > bounds["parts"]:
        raise Refused(f"names {len(book.sheets):,} sheets, more than the {bounds['parts']:,} allowed, so it was not "
                      "read: save the data as a new .xlsx")  # fmt: skip
    names: set[str] = set()
    parts: set[str] = set()
    for name, _, relation in book.sheets:
        kind, part = related.get(relation, ("", ""))
        if name.casefold() in names or (kind == "worksheet" and part.casefold() in parts):
            raise Refused(f"holds the sheet {said(name)} twice, so which is meant is unknown: open it in Excel, delete "
                          "one of the two and save it again as .xlsx")  # fmt: skip
        names.add(name.casefold())
        parts.add(part.casefold())


def _texts(package: Package, related: dict[str, tuple[str, str]]) -> list[str]:
    part = next((path for kind, path in related.values() if kind == "sharedstrings"), "")
    return shared_strings(package.part(part), part) if part in package else []


def _styles(package: Package, related: dict[str, tuple[str, str]]) -> list[str]:
    part = next((path for kind, path in related.values() if kind == "styles"), "")
    return styles(package.part(part), part) if part in package else []


def _notes(package: Package, book: Book) -> list[str]:
    notes: list[str] = []
    if any(name.endswith("vbaproject.bin") for name in package.names()):
        notes.append("The workbook contains macros, which were ignored.")
    if book.links:
        notes.append("The workbook refers to other workbooks; their last known values were read, and no other file.")
    return notes


def _not_cells(name: str, kind: str) -> str:
    what = {"chartsheet": "a chart", "dialogsheet": "a dialog"}.get(kind, "not a sheet of cells")
    return f"Sheet {said(name)} is {what}, so it was left out."
