"""How is a working laid out? Label, sum, amount, source: like a person who shows their work."""

from reports.charts.chart import Number, Table
from trustops.quantities.words import number_text, pounds_text
from trustops.quantities.working import Line, Sources, Working, parts_of
from trustops.snapshot import Traced


def ledger_table(working: Working) -> Table:
    """A row a line, in the order that the sum was made.

    >>> from decimal import Decimal
    >>> ledger_table(Working.of("Days", [Line("Left", Decimal(165), "195 − 30", unit="days")])).texts()
    (('Left', '195 − 30', '165 days', ''),)
    """
    rows = tuple(_row(line) for line in working.lines)
    return Table(("Line", "Sum", "Amount", "Source"), rows, frozenset({2}), working.title, (24, 25, 16, 35))


def _row(line: Line) -> tuple[str, str, Number, str]:
    return line.label, line.sum, Number(_amount(line), line.amount, line.unit), briefly(line.source)


def briefly(source: str) -> str:
    """A source that names the file of several rows once; it still leads to each of them.

    >>> from trustops.models import Post, record_of
    >>> row = record_of(Post)(post="CEO", title="Chief executive", site="TRUST")
    >>> places = [Traced.of(f"a.xlsx, Posts row {number}", row) for number in (2, 3)]
    >>> briefly(Sources.of(["Pay scale 2025", *places]))
    'Pay scale 2025; a.xlsx, Posts row 2; Posts row 3'
    """
    said, before = [], ""
    for part in parts_of(source):
        file, _, place = part.rpartition(", ") if isinstance(part, Traced) else ("", "", part)
        said.append(place if file and place and file == before else part)
        before = file
    return Sources.of(parts_of(source), "; ".join(said)) if len(said) > 1 else source


def _amount(line: Line) -> str:
    if line.amount is None:
        return "not known"
    if line.unit.startswith("£"):
        return pounds_text(line.amount) + line.unit.removeprefix("£")
    return f"{number_text(line.amount)} {line.unit}".strip()
