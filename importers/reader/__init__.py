"""What is in this workbook? A reader of .xlsx files that no file can hurt: each cell with its type and true address."""

from importers.reader.model import (
    ErrorCell,
    Limits,
    Percent,
    Row,
    SheetCells,
    Uncalculated,
    Unreadable,
    Value,
    Workbook,
)
from importers.reader.read import Reading, read_workbook, start_reading

__all__ = [
    "ErrorCell",
    "Limits",
    "Percent",
    "Reading",
    "Row",
    "SheetCells",
    "Uncalculated",
    "Unreadable",
    "Value",
    "Workbook",
    "read_workbook",
    "start_reading",
]
