"""Is this zip archive safe to unpack? What its directory says is judged before a byte of it is inflated.

Part of the child process: standard library only, and nothing here may import the rest of the product.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import IO
from zipfile import ZipFile, ZipInfo

Bounds = dict[str, int]

DAMAGED = "is damaged or cut short, so it cannot be read: open it in Excel, save it again as .xlsx and try that copy"
_SMALL = 20 * 1024 * 1024
_DIRECTORY_BYTES = 2 * 1024 * 1024
_PIECE_BYTES = 256 * 1024  # more than the processor's cache holds is slower


class Refused(Exception):
    """The file will not do; ``str`` is the rest of a sentence that begins with the file's name."""


class Package:
    """The parts of one workbook file, by name without regard to case (part names in a workbook ignore it).

    ``bounds`` holds ``parts``, ``unpacked_bytes``, ``part_bytes`` and ``ratio``; a directory that passes any of
    them, hides a part or names one twice raises :class:`Refused` here, before anything is unpacked.
    """

    def __init__(self, file: IO[bytes], bounds: Bounds) -> None:
        judge_directory_size(file)
        self._zip = ZipFile(file)
        entries = [entry for entry in self._zip.infolist() if not entry.filename.endswith("/")]
        _judge_sizes(entries, bounds)
        _judge_overlaps(entries)
        self._parts = _by_name(entries)

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._parts

    def names(self) -> list[str]:
        """The parts' names in lower case."""
        return list(self._parts)

    def titles(self) -> list[str]:
        """The parts' names as they are written."""
        return [entry.filename for entry in self._parts.values()]

    def part(self, name: str) -> bytes:
        """The bytes of a part; a missing part is damage."""
        return self._zip.read(self._entry(name))

    def pieces(self, name: str) -> Iterator[bytes]:
        """The bytes of a part a piece at a time, so that a long one is never held whole."""
        with self._zip.open(self._entry(name)) as part:
            while piece := part.read(_PIECE_BYTES):
                yield piece

    def _entry(self, name: str) -> ZipInfo:
        entry = self._parts.get(name.lower())
        if entry is None:
            raise Refused(f"lacks its part {said(name)}, so it {DAMAGED.partition(', so it ')[2]}")
        return entry


def said(text: str) -> str:
    """Words from the file made fit for one line of a message: short, printable, in quotation marks.

    >>> said("a" + chr(10) + "b")
    '“a b”'
    """
    return f"“{printable(text[:60])}{'…' if len(text) > 60 else ''}”"


def printable(text: str) -> str:
    """Text with a space for whatever cannot be seen in one line."""
    return text if text.isprintable() else "".join(each if each.isprintable() else " " for each in text)


def judge_directory_size(file: IO[bytes]) -> None:
    """Refuse a directory of very many entries before it is read: its size stands in the archive's last record."""
    file.seek(0, 2)
    tail = min(file.tell(), 65_557)
    file.seek(-tail, 2)
    end = file.read()
    at = end.rfind(b"PK\x05\x06")
    size = int.from_bytes(end[at + 12 : at + 16], "little") if at >= 0 else 0
    long_at = end.rfind(b"PK\x06\x06", 0, max(at, 0))  # the longer record of a zip64 archive
    if size == 0xFFFFFFFF and long_at >= 0:
        size = int.from_bytes(end[long_at + 40 : long_at + 48], "little")
    if size > _DIRECTORY_BYTES:
        raise Refused("holds far more parts than a workbook does, so it was not opened: save the data as a new .xlsx")


def _judge_sizes(entries: list[ZipInfo], bounds: Bounds) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    largest = max((entry.file_size for entry in entries), default=0)
    if len(entries) > bounds["parts"]:
        raise Refused(
            f"holds {len(entries):,} parts, more than the {bounds['parts']:,} allowed, so it was not opened: "
            "save the data as a new .xlsx"
        )
    swollen = unpacked > _SMALL and unpacked > bounds["ratio"] * max(packed, 1)
    if unpacked > bounds["unpacked_bytes"] or largest > bounds["part_bytes"] or swollen:
        raise Refused(
            f"would unpack to {max(unpacked // 1_048_576, 1):,} MB, which is too large to be safe, so it was not "
            "opened: delete unused rows and columns, or split it, and save it again"
        )


def _judge_overlaps(entries: list[ZipInfo]) -> None:
    """Two entries that share bytes are how a small archive pretends to hold a large one."""
    spans = sorted((entry.header_offset, entry.compress_size) for entry in entries)
    for (start, size), (following, _) in pairwise(spans):
        if start + 30 + size > following:
            raise Refused(f"has parts that lie over one another, so it {DAMAGED.partition(', so it ')[2]}")


def _by_name(entries: list[ZipInfo]) -> dict[str, ZipInfo]:
    parts: dict[str, ZipInfo] = {}
    for entry in entries:
        name = entry.filename.replace("\\", "/").lower()
        if entry.flag_bits & 0x1:
            raise Refused(
                "is an archive protected by a password, so it cannot be read: remove the password and save it "
                "again as .xlsx"
            )
        if name.startswith("/") or name[1:2] == ":" or ".." in name.split("/") or "\0" in entry.orig_filename:
            raise Refused(f"names a part {said(name)} outside itself, so it {DAMAGED.partition(', so it ')[2]}")
        if name in parts:
            raise Refused(f"holds its part {said(name)} twice, so it {DAMAGED.partition(', so it ')[2]}")
        parts[name] = entry
    return parts
