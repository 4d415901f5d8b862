"""How is a working laid out? Label, sum, amount, source: like a person who shows their work."""

from reports.charts.chart import Number, Table
from trustops.quantities.words import number_text, pounds_text
from trustops.quantities.working import Line, Working


def ledger_table(working: Working) -> Table:
    """A row a line, in the order that the sum was made.

    >>> from decimal import Decimal
    >>> ledger_table(Working.of("Days", [Line("Left", Decimal(165), "195 − 30", unit="days")])).texts()
    (('Left', '195 − 30', '165 days', ''),)
    """
    rows = tuple(
        (line.label, line.sum, Number(_amount(line), line.amount, line.unit), line.source) for line in working.lines
    )
    return Table(("Line", "Sum", "Amount", "Source"), rows, frozenset({2}), working.title, (28, 30, 16, 26))


def _amount(line: Line) -> str:
    if line.amount is None:
        return "not known"
    if line.unit.startswith("£"):
        return pounds_text(line.amount) + line.unit.removeprefix("£")
    return f"{number_text(line.amount)} {line.unit}".strip()
