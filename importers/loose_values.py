"""Which values of a sheet stand under no heading? Left out of a workbook with a warning, refused in a text file."""

from collections.abc import Iterable
from operator import attrgetter

from importers.find_headings import said
from importers.heading_problems import no_heading, too_many
from importers.headings import Headed
from importers.problems import Problem, Severity
from importers.reader import Value


def without_heading(headed: Headed, wide: Severity) -> list[Problem]:
    """Values right of, or between, the headings with no heading above: one problem a column, or one a row.

    In a sheet of cells such a column is left out with a ``WARNING``; in a text file a value too many means that the
    others have slipped, so the row is refused (``ERROR``).
    """
    known = {index for index, value in _heading_cells(headed) if said(value)}
    places = list(map(attrgetter("places"), headed.data))  # thousands of rows share a few shapes
    shapes = dict(zip(map(id, places), places, strict=True))
    extra = {shape: [index for index in row if index not in known] for shape, row in shapes.items()}
    if not any(extra.values()):
        return []
    if wide is Severity.ERROR:
        rows = [(row.number, extra[id(row.places)]) for row in headed.data if extra[id(row.places)]]
        return [too_many(headed.cells.name, number, indexes[0]) for number, indexes in rows]
    columns = sorted({index for indexes in extra.values() for index in indexes})
    return [no_heading(headed.cells.name, headed.row, index) for index in columns]


def _heading_cells(headed: Headed) -> Iterable[tuple[int, Value]]:
    """The cells of the headings' row, and of the row above it, where a merged heading may be."""
    above = headed.cells.rows[: len(headed.cells.rows) - len(headed.data)]
    return [cell for row in above if row.number >= headed.row - 1 for cell in row.cells()]
