"""What is a public data file made of, before any of it is read? Itself, or each data file of a zip, within limits.

Nothing is unpacked to disk, nothing larger than ``MOST_BYTES`` is taken into memory, and a zip whose directory or
packing could cost more than its data is worth is not opened at all.
"""

import lzma
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from importers.reader.container import Refused, judge_directory_size
from trustops.quantities.errors import TrustopsError

HEAD = 8_192
MOST_BYTES = 150_000_000  # the whole national register is 41 MB of JSON
MOST_RATIO = 200  # of unpacked to packed; the register's own is 10
MOST_PARTS = 50  # DfE's own zips have fewer than ten
SMALL = 20_000_000  # below this a high ratio harms nobody
ZIP_START = b"PK\x03\x04"
PLAINLY_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # another packing may ask for gigabytes to unpack a byte
DATA_ENDINGS = (".csv", ".json")
BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, NotImplementedError, RuntimeError)
LIST_OF_SHEETS = {"xl/workbook.xml": HEAD, "content.xml": 200_000}  # .xlsx; .ods, where styles come before the sheets


@dataclass(frozen=True, slots=True)
class Part:
    """A file of data, or one in a zip: its name, its first bytes, and how to read it whole."""

    name: str
    head: bytes
    whole: Callable[[], bytes]


def parts_of(path: Path) -> list[Part]:
    """The data in a file: itself, or each CSV and JSON file of a zip; nothing where it cannot be opened.

    A workbook is one part, whose head is the list of its sheets (see :func:`sheets_in`).
    """
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
        if not head.startswith(ZIP_START):
            return [Part(path.name, head, lambda: _whole(path))]
        with path.open("rb") as file:
            judge_directory_size(file)
        with zipfile.ZipFile(path) as archive:
            held = {info.filename: info for info in archive.infolist() if info.compress_type in PLAINLY_PACKED}
            lists = [name for name in LIST_OF_SHEETS if name in held]
            if lists:
                return [_workbook(path, archive, lists[0])]
            return [_member(path, archive, info) for info in [*filter(_is_data, held.values())][:MOST_PARTS]]
    except (Refused, *BROKEN_ZIP):
        return []


def _is_data(info: zipfile.ZipInfo) -> bool:
    encrypted = bool(info.flag_bits & 1)
    hidden = info.filename.startswith("__MACOSX/")  # a Mac's zip holds a shadow of each file
    return info.filename.lower().endswith(DATA_ENDINGS) and not encrypted and not hidden


def _member(path: Path, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Part:
    with archive.open(info) as file:
        head = file.read(HEAD)
    return Part(info.filename.rpartition("/")[2], head, lambda: _unpacked(path, info))


def _workbook(path: Path, archive: zipfile.ZipFile, name: str) -> Part:
    with archive.open(name) as file:
        return Part(path.name, file.read(LIST_OF_SHEETS[name]), lambda: _whole(path))


def _whole(path: Path) -> bytes:
    if path.stat().st_size > MOST_BYTES:
        _too_large(path.name)
    return path.read_bytes()


def _unpacked(path: Path, info: zipfile.ZipInfo) -> bytes:
    """The member's bytes; a size that lies is stopped at the limit too."""
    suspicious = info.file_size > SMALL and info.file_size > MOST_RATIO * max(info.compress_size, 1)
    if info.file_size > MOST_BYTES or suspicious:
        _too_large(path.name)
    try:
        with zipfile.ZipFile(path) as archive, archive.open(info) as file:
            data = file.read(MOST_BYTES + 1)
    except BROKEN_ZIP:
        raise TrustopsError(f"{path.name} is damaged or cut short, so it was not read; download it again.") from None
    if len(data) > MOST_BYTES:
        _too_large(path.name)
    return data


def _too_large(name: str) -> NoReturn:
    raise TrustopsError(
        f"{name} holds more than {MOST_BYTES // 1_000_000} MB, far more than any file of its kind; "
        "check that it is the right one."
    )


def part_for(path: Path, recognises: Callable[[bytes, str], bool], title: str) -> Part:
    """The part of a file that a source knows as its own; none is a plain sentence."""
    for part in parts_of(path):
        if recognises(part.head, part.name):
            return part
    raise TrustopsError(
        f"{path.name} is not the {title}: it lacks the columns of that file; "
        "check the file, or leave --as out and let trustops recognise it."
    )
