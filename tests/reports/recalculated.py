"""What would a spreadsheet make of a workbook's formulas? They are worked out again here, in exact decimals."""

import re
from collections.abc import Iterator
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal
from io import BytesIO
from typing import Any

import openpyxl
from openpyxl.utils import range_boundaries

CELL = re.compile(r"(?:'([^']+)'!)?([A-Z]+[0-9]+)(?::([A-Z]+[0-9]+))?")


class Recalculated:
    """A workbook whose formulas are worked out by their text alone."""

    def __init__(self, content: bytes) -> None:
        self.book = openpyxl.load_workbook(BytesIO(content))
        self.cached = openpyxl.load_workbook(BytesIO(content), data_only=True)

    def formulas(self) -> Iterator[tuple[str, str, str]]:
        """Every formula: sheet, address, text."""
        for sheet in self.book:
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.data_type == "f":
                        yield sheet.title, cell.coordinate, str(cell.value)

    def value(self, sheet: str, address: str) -> Any:
        """What a cell comes to."""
        cell = self.book[sheet][address]
        if cell.data_type != "f":
            return Decimal(repr(cell.value)) if isinstance(cell.value, int | float) else cell.value
        python = CELL.sub(lambda found: self._reference(sheet, found), str(cell.value)[1:])
        return eval(python, {**FUNCTIONS, "ref": self.value, "many": self.many})  # noqa: S307

    def _reference(self, sheet: str, found: re.Match[str]) -> str:
        where, first, last = found[1] or sheet, found[2], found[3]
        return f"many({where!r}, '{first}:{last}')" if last else f"ref({where!r}, '{first}')"

    def many(self, sheet: str, area: str) -> list[Any]:
        """What the cells of an area come to."""
        left, top, right, bottom = range_boundaries(area)
        cells = self.book[sheet].iter_rows(top, bottom, left, right)
        return [self.value(sheet, cell.coordinate) for row in cells for cell in row]


def total(values: list[Any]) -> Decimal:
    """SUM, which leaves words out."""
    return sum((value for value in values if isinstance(value, Decimal)), Decimal(0))


def half_up(value: Decimal, places: int) -> Decimal:
    """ROUND: half goes away from nothing."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def cut(value: Decimal, places: int) -> Decimal:
    """ROUNDDOWN: towards nothing."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_DOWN)


def up(value: Decimal, places: int) -> Decimal:
    """ROUNDUP: away from nothing."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_UP)


FUNCTIONS = {"SUM": total, "ROUND": half_up, "ROUNDDOWN": cut, "ROUNDUP": up, "MAX": max}
