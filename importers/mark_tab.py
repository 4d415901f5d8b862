"""How is one tab marked? A status beside each row, a colour and a comment on each faulty cell.

Only the marking process loads this: openpyxl is slow to load, and reads files that people send.
"""

import re
from copy import copy
from typing import Any

from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, PatternFill
from openpyxl.styles.colors import Color
from openpyxl.utils import get_column_letter, range_boundaries

MARK = "trustops: "
BLACK = Color(rgb="FF000000")
FILLS = {  # orange and blue are told apart whatever one's sight for colour, and black is read well on both
    "error": PatternFill("solid", fgColor="FFF6B26B"),
    "warning": PatternFill("solid", fgColor="FF9FC5E8"),
    "unmarked": PatternFill(),
}
OURS = frozenset(fill.fgColor.rgb for fill in FILLS.values() if fill.fill_type)
WRAPPED = Alignment(wrap_text=True, vertical="top")
STATUS_WIDTH = 60
COMMENT_WIDTH, LINE_LETTERS, LINE_HEIGHT, TALLEST_COMMENT = 340, 50, 20, 500
LAST_COLUMN = 16_384
NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Looks:
    """A look worked out once for all the cells of one style: a workbook has many cells, and few styles."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, tuple[int, ...]], Any] = {}

    def give(self, cell: Any, look: str) -> None:
        """Give a cell its look: one of FILLS over what it has, or "heading" or "status" of our own column."""
        key = look, tuple(cell._style or ())
        if key not in self._made:
            _restyle(cell, look)
            self._made[key] = cell._style
        cell._style = copy(self._made[key])


def _restyle(cell: Any, look: str) -> None:
    font = copy(cell.font)
    if look in FILLS:
        font.color = BLACK
        cell.fill = FILLS[look]
    else:
        font.bold = look == "heading"
        cell.alignment = WRAPPED
    cell.font = font


def mark_tab(page: Any, tab: dict[str, Any]) -> None:
    """Mark a worksheet as the ``TabMarks`` of ``annotate.py`` say, here as JSON gives them."""
    looks = Looks()
    if tab["again"]:
        _unmark(page, looks)
    column = tab["column"] if tab["again"] else _free_column(page, tab["column"])
    if column <= LAST_COLUMN:
        _write_statuses(page, tab, column, looks)
    for mark in tab["cells"]:
        _mark_cell(page, mark, looks)


def _unmark(page: Any, looks: Looks) -> None:
    """Take away what an earlier marking left: its comments and its colours."""
    for cell in list(page._cells.values()):  # any other walk makes cells of the gaps
        if cell.comment and MARK in cell.comment.text:
            _comment(cell, cell.comment.text.partition(MARK)[0].rstrip())
        if cell.has_style and cell.fill.fgColor.rgb in OURS:
            looks.give(cell, "unmarked")


def _free_column(page: Any, column: int) -> int:
    """The first column after what is merged, for a cell inside a merged one shows nothing."""
    merged = [int(each.max_col) + 1 for each in page.merged_cells.ranges if each.max_col < LAST_COLUMN]
    return max([column, *merged])


def _write_statuses(page: Any, tab: dict[str, Any], column: int, looks: Looks) -> None:
    page.column_dimensions[get_column_letter(column)].width = STATUS_WIDTH
    _widen_filter(page, column)
    _write(page.cell(tab["heading_row"], column), tab["heading"], "heading", looks)
    for row in tab["rows"]:
        cell = page.cell(row["row"], column)
        _write(cell, row["status"], "status", looks)
        if row["refused"]:
            looks.give(cell, "error")


def _widen_filter(page: Any, column: int) -> None:
    """A filter that ends beside the status column takes it in, so that the refused rows can be picked out."""
    if page.auto_filter.ref:
        left, top, right, bottom = range_boundaries(page.auto_filter.ref)
        if right == column - 1:
            page.auto_filter.ref = f"{get_column_letter(left)}{top}:{get_column_letter(column)}{bottom}"


def _write(cell: Any, text: str, look: str, looks: Looks) -> None:
    """Words into a cell; none of ours begins as a formula does."""
    if not isinstance(cell, MergedCell):
        cell.value = plain(text)
        looks.give(cell, look)


def _mark_cell(page: Any, mark: dict[str, Any], looks: Looks) -> None:
    cell = page[mark["cell"]]
    if isinstance(cell, MergedCell):
        merged = next(each for each in page.merged_cells.ranges if mark["cell"] in each)
        cell = page.cell(merged.min_row, merged.min_col)
    looks.give(cell, "error" if mark["error"] else "warning")
    if mark["comment"]:
        before = cell.comment.text.rstrip() if cell.comment else ""
        _comment(cell, "\n\n".join(part for part in (before, MARK + plain(mark["comment"])) if part))


def _comment(cell: Any, text: str) -> None:
    cell.comment = Comment(text, "trustops", height=_height(text), width=COMMENT_WIDTH) if text else None


def _height(text: str) -> int:
    """As tall as the words need."""
    lines = sum(1 + len(line) // LINE_LETTERS for line in text.splitlines())
    return min(TALLEST_COMMENT, LINE_HEIGHT * (lines + 1))


def fit_comments(page: Any) -> None:
    """Give the person's own comments room for their words: openpyxl forgets how large each was."""
    for cell in page._cells.values():  # any other walk makes cells of the gaps
        if cell.comment is not None:
            cell.comment.width, cell.comment.height = COMMENT_WIDTH, _height(cell.comment.text)


def plain(text: str) -> str:
    """Text without the characters that no workbook may hold.

    >>> plain("a" + chr(0) + "b")
    'ab'
    """
    return NOT_XML.sub("", text)
