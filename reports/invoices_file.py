"""Which invoices does the ledger take in? The invoices to raise on a day as a table, one row an invoice."""

from reports.charts.chart import Number, Table, short_day
from trustops.agreements import Round, ToRaise
from trustops.quantities.money import pounds
from trustops.quantities.words import number_text, pounds_text

HEADINGS = ("Invoice", "Agreement", "URN", "Client", "For", "Days", "Issued", "Due on", "Net £", "VAT £", "Gross £")
FIGURES = frozenset({5, 8, 9, 10})


def invoices_table(found: Round) -> Table:
    """Every invoice with its suggested number, VAT line and due day; amounts are pounds, and no row is a total."""
    rows = tuple(_cells(row) for row in found.rows)
    caption = f"Invoices to raise on {short_day(found.on)}"
    return Table(HEADINGS, rows, FIGURES, caption, live=((10, "{8}+{9}"),))


def _cells(row: ToRaise) -> tuple[str | Number, ...]:
    days = Number("—", None) if row.days is None else Number(number_text(row.days), row.days)
    dates = (Number(short_day(day), day) for day in (row.issued, row.due))
    money = (Number(pounds_text(pounds(each)), pounds(each), "£") for each in (row.net, row.vat, row.gross))
    return (row.number, row.agreement, row.urn, row.client, row.what, days, *dates, *money)
