"""What does the marking process do? Writes the status column, the colours and the comments into a workbook.

Run by ``annotate.py`` in a folder of its own with ``given.xlsx`` and ``marks.json``; it leaves ``marked.xlsx``, or
ends without it. Before it looks at the file it gives up the right to more than its share of memory, processor time
and disk. It knows openpyxl and the standard library, and nothing of the product.
"""

import gc
import json
import re
import sys
from pathlib import Path
from typing import Any

GIVEN, MADE = Path("given.xlsx"), Path("marked.xlsx")
QUOTED = re.compile(r'"[^"]*"')
ELSEWHERE = re.compile(r"\[\d+\](?:[\w.]*!|[^'\[\]]*'!)|\|")  # another workbook, or another program (DDE)


def main() -> None:
    """Mark ``given.xlsx`` as ``marks.json`` says."""
    gc.disable()  # the process is short
    sys.modules["numpy"] = None  # type: ignore[assignment]  # openpyxl would load it, threads and all, for nothing
    import openpyxl

    from importers.keep_lists import lists_in, put_back
    from importers.mark_tab import fit_comments, mark_tab

    if not openpyxl.DEFUSEDXML:
        raise SystemExit("openpyxl is only safe with defusedxml")
    with open("marks.json", encoding="ascii") as file:
        wanted = json.load(file)
    confine(wanted["limits"])
    book = openpyxl.load_workbook(GIVEN, keep_vba=False, keep_links=False, rich_text=True)
    cut_ties(book)
    for page in book.worksheets:
        fit_comments(page)
    for tab in wanted["tabs"]:
        mark_tab(book[tab["tab"]], tab)
    if book.calculation is not None:
        book.calculation.fullCalcOnLoad = True  # openpyxl leaves the formulas' last answers out
    lists = lists_in(GIVEN)
    book.save(MADE)
    if lists:
        put_back(MADE, book.worksheets, lists)


def confine(limits: dict[str, int]) -> None:
    """No more memory, processor time or disk than the limits (``RLIMIT_AS`` and its kin) allow."""
    try:
        import resource
    except ImportError:  # Windows has none; the parent's clock holds there
        return
    for name, limit in limits.items():
        try:
            resource.setrlimit(getattr(resource, name), (limit, limit))
        except (AttributeError, OSError, ValueError):
            continue  # macOS refuses some


def cut_ties(book: Any) -> None:
    """Formulas that ask another workbook or program become their last answers, and such names are let go."""
    ties = [cell for page in book.worksheets for cell in _formulas(page) if leads_elsewhere(cell.value)]
    if ties:
        import openpyxl

        answers = openpyxl.load_workbook(GIVEN, keep_vba=False, keep_links=False, data_only=True)
        for cell in ties:
            cell.value = answers[cell.parent.title][cell.coordinate].value
    for names in (book.defined_names, *(page.defined_names for page in book.worksheets)):
        for name in [name for name, defined in names.items() if leads_elsewhere(defined.value)]:
            del names[name]


def _formulas(page: Any) -> list[Any]:
    return [cell for cell in page._cells.values() if cell.data_type == "f"]  # any other walk makes cells of the gaps


def leads_elsewhere(formula: object) -> bool:
    """Whether a formula refers to another workbook, or asks another program.

    >>> [leads_elsewhere(f) for f in ("=[1]Pay!A1", "='[2]Pay 26'!A1", "=cmd|'/C calc'!A0")]
    [True, True, True]
    >>> [leads_elsewhere(f) for f in ("=Table1[2024]+Pay!A1", '=IF(A1="a|b",1,2)')]
    [False, False]
    """
    text = getattr(formula, "text", formula)
    return isinstance(text, str) and ELSEWHERE.search(QUOTED.sub("", text)) is not None
