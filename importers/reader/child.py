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
from functools import partial
from io import BytesIO
from zipfile import BadZipFile

from importers.reader.container import DAMAGED, Bounds, Package, Refused, said
from importers.reader.grid import Grid, Styles
from importers.reader.parts import Book, relations, shared_strings, styles
from importers.reader.sheetxml import read_sheet


def main() -> None:
    """Read standard input under the limits given as JSON in the first argument; write the answer."""
    bounds: Bounds = json.loads(sys.argv[1])
    gc.disable()  # nothing here refers to itself, and the process is short
    _confine(bounds)
    try:
        answer = workbook_json(sys.stdin.buffer.read(bounds["file_bytes"] + 1), bounds)
    except Refused as refused:
        answer = json.dumps({"refused": str(refused)})
    except MemoryError:
        answer = json.dumps({"spent": "memory"})
    except (BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError):
        answer = json.dumps({"refused": DAMAGED})
    except Exception as error:  # whatever else a hostile file brings about: the type of it, never its data
        answer = json.dumps({"refused": f"{DAMAGED} ({type(error).__name__})"})
    sys.stdout.buffer.write(answer.encode("ascii"))
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


def workbook_json(data: bytes, bounds: Bounds) -> str:
    """The workbook in ``data`` as the JSON text that the parent decodes."""
    package = Package(BytesIO(data), bounds)
    part = _workbook_part(package)
    book = Book(package.part(part), part)
    related = relations(package, part)
    notes = _notes(package, book)
    texts = _texts(package, related)
    look = Styles(_styles(package, related), recalculates=book.recalculates)
    sheets: list[str] = []
    rows = cells = 0
    stale = False
    for name, state, relation in book.sheets:
        kind, sheet_part = related.get(relation, ("", ""))
        if kind != "worksheet":
            notes.append(_not_cells(name, kind))
            continue
        grid = read_sheet(package.part(sheet_part), sheet_part, partial(Grid, name, len(texts)), look)
        more = grid.size()
        rows, cells = rows + more[0], cells + more[1]
        if rows > bounds["rows"] or cells > bounds["cells"]:
            raise Refused(
                f"holds more than {bounds['rows']:,} rows or {bounds['cells']:,} cells, which is more than can be "
                "read at once: split it into several workbooks"
            )
        stale = stale or (grid.formulas and book.recalculates)
        sheets.append(f"[{json.dumps(name)},{json.dumps(state)},{grid.answer()}]")
    if stale:
        notes.append("The workbook asks Excel to recalculate it, so its formulas' stored values may be out of date.")
    head = json.dumps({"date_1904": book.date_1904, "notes": notes, "texts": texts})
    return f'{head[:-1]}, "sheets": [{",".join(sheets)}]}}'


def _workbook_part(package: Package) -> str:
    """The name of the workbook part, or why there is none that this can read."""
    part = next((path for kind, path in relations(package, "").values() if kind == "officedocument"), "")
    names = package.names()
    if "mimetype" in names and b"opendocument" in package.part("mimetype")[:200]:
        raise Refused("is an OpenDocument file (.ods), which is not read: open it and save it as .xlsx")
    if part.endswith(".bin"):
        raise Refused("is a binary workbook (.xlsb), which is not read: open it in Excel and save it as .xlsx")
    if part.startswith(("word/", "ppt/")):
        raise Refused("is a Word or PowerPoint file, not a workbook: choose the Excel file")
    if any(name.startswith("xl/") for name in names) and not part:
        raise Refused(f"does not say which of its parts is the workbook, so it {DAMAGED.partition(', so it ')[2]}")
    if not part:
        raise Refused("is a zip archive, not a workbook: choose the .xlsx file, unpacking the archive if it is inside")
    return part


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
