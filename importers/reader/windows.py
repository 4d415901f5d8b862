"""How is a sheet's part taken a window at a time? What stands before its rows, some whole rows at once, and what after.

Part of the child process: standard library only, and nothing here may import the rest of the product.
"""

from collections.abc import Iterable, Iterator

from importers.reader.markup import Attributes, forbidden, is_utf8, local, parse_pieces, parser

_LONGEST = 4 * 1024 * 1024  # of a row, and of what stands before the rows


class UnfamiliarError(Exception):
    """The quick lane does not know this way of writing."""


class Windows:
    """A sheet part as what stands before its rows, the rows, some whole ones at a time, and what stands after."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._held = b""
        while (start := self._held.find(b"<sheetData>")) < 0:
            self._more()
        self.head, self._held = self._held[: start + 11], self._held[start + 11 :]
        self.tail: list[bytes] = []
        if not is_utf8(self.head):
            raise UnfamiliarError

    def rows(self) -> Iterator[str]:
        while (end := self._held.find(b"</sheetData>")) < 0:
            cut = self._held.rfind(b"<row ")
            if cut > 0:
                yield _text(self._held[:cut])
                self._held = self._held[cut:]
            self._more()
        yield _text(self._held[:end])
        self.tail = [self._held[end:], *self._pieces]

    def _more(self) -> None:
        piece = next(self._pieces, b"")
        if not piece or len(self._held) > _LONGEST:
            raise UnfamiliarError
        self._held += piece


def _text(window: bytes) -> str:
    if forbidden(window):
        raise UnfamiliarError
    return window.decode("utf-8")


def is_skeleton(pieces: Iterable[bytes], part: str) -> bool:
    """Whether the sheet without its rows is a proper worksheet, its one ``sheetData`` directly in it."""
    depth = 0
    opened: list[tuple[int, str]] = []
    made = parser()

    def start(name: str, _: Attributes) -> None:
        nonlocal depth
        depth += 1
        if depth == 1 or name.endswith(" sheetData"):
            opened.append((depth, local(name)))

    def end(_: str) -> None:
        nonlocal depth
        depth -= 1

    made.StartElementHandler = start
    made.EndElementHandler = end
    parse_pieces(made, pieces, part)
    return opened == [(1, "worksheet"), (2, "sheetData")]
