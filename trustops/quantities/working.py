"""How was this figure made? The arithmetic shown to a reader, line by line, the same on every page and command."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Line:
    """One named line of a sum: ``label``, its ``amount`` in ``unit``, the sum in figures, and what it used.

    ``amount`` is None where it is unknown; ``source`` names the rate (with its legal source) or the record.
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
