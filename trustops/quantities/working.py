"""How was this figure made? The arithmetic shown to a reader, line by line, the same on every page and command."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

WHAT_IF = "changed to see what would happen"
"""The source of a figure that a what-if put in the place of the record's own."""


class Sources(str):
    """Several sources as one text, or said in other words; ``parts`` keeps each, so that a page can lead to every one
    of them."""

    __slots__ = ("parts",)
    parts: tuple[str, ...]

    @classmethod
    def of(cls, parts: Iterable[str], words: str = "") -> "Sources":
        kept = tuple(parts)
        made = cls(words or "; ".join(kept))
        made.parts = kept
        return made


def sources(*each: str) -> str:
    """What a figure used, as one source: nothing said twice, and what is empty left out.

    >>> sources("Teachers' pay 2025", "", sources("Posts row 2", "Trust rates row 3"), "Posts row 2")
    "Teachers' pay 2025; Posts row 2; Trust rates row 3"
    """
    parts = [part for one in each for part in parts_of(one)]
    # Rows that were typed share their words, and are still several rows.
    kept = tuple({(part, getattr(part, "key", None)): part for part in parts}.values())
    if len(kept) > 1:
        return Sources.of(kept)
    return kept[0] if kept else ""


def parts_of(source: str) -> tuple[str, ...]:
    """Each source that a text holds."""
    if isinstance(source, Sources):
        return source.parts
    return (source,) if source else ()


def read_off(given: Mapping[str, str], *names: str) -> str:
    """The sources of some fields, of a mapping from a field to what it was read off.

    >>> read_off({"hours": "Posts row 2", "share": "Service staff row 4"}, "hours", "weeks")
    'Posts row 2'
    """
    return sources(*(given.get(name, "") for name in names))


@dataclass(frozen=True, slots=True)
class Line:
    """One named line of a sum: ``label``, its ``amount`` in ``unit``, the sum in figures, and what it used.

    ``amount`` is None where it is unknown; ``source`` names the rate (with its legal source) and the
    records of the trust's own, each a part of it.
    """

    label: str
    amount: Decimal | None
    sum: str = ""
    source: str = ""
    unit: str = "£"


@dataclass(frozen=True, slots=True)
class Working:
    """The lines that made a figure, in the order a person would write them."""

    title: str
    lines: tuple[Line, ...] = field(default=())

    @classmethod
    def of(cls, title: str, lines: Iterable[Line]) -> "Working":
        return cls(title, tuple(lines))

    def plus(self, *lines: Line) -> "Working":
        """The same working with more lines at its foot."""
        return Working(self.title, self.lines + lines)
