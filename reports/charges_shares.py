"""How does each school's charge add up? The sheet of shares: weights, whole pence, pennies left over, reliefs."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from reports.charge_blocks import Block, blocks_of
from reports.charges_book import ChargesBook
from reports.charges_words import answer_of_charges
from reports.charts.chart import Number
from reports.writers.columns import UNKNOWN, Columns, added, amount, as_decimal, known, money
from reports.writers.formula_sheets import Formula, Grid, Style, at
from trustops.charging import By, Charges, Measure
from trustops.charging.side_by_side import Indicators
from trustops.quantities.money import pounds, whole_pence
from trustops.quantities.words import number_text

NAME = "Charges"
HOW = (
    "Every sum is a formula. A share is total × weight ÷ all weights, cut to whole pence; the pennies left over go one "
    "each to the largest remainders, ties to the lowest URN, and stand in a column of their own."
)
HEAD_ROWS = 4
WEIGHTS = 2  # the place of the first block's weights, after URN and school


@dataclass(frozen=True, slots=True)
class SharesGrid:
    """The sheet, and the address of each school's charge on it."""

    grid: Grid
    charge: dict[str, str]


def shares_grid(book: ChargesBook, charged: Charges) -> SharesGrid:
    """The policy's own sheet: what is shared, each school's parts, reliefs, charge and indicators."""
    members = [row.member for row in charged.rows]
    names = {member.urn: member.name for member in members}
    blocks = blocks_of(charged.policy.method, members, charged.total)
    total_row = HEAD_ROWS + (2 if _by_rate(charged) else 1)
    first = total_row + (1 + len(blocks) if len(blocks) > 1 else 1) + 2
    columns = Columns(first, list(names))
    columns.add("URN", lambda urn, _: urn, "All")
    columns.add("School", lambda urn, _: names[urn])
    charge = _charge(columns, charged, blocks, total_row)
    _indicators(columns, book.chosen.schools, charged, at(total_row, 1), charge)
    grid = Grid(NAME)
    grid.add(Style.TITLE, f"Charges for central services in {book.year}, policy {book.row.policy}")
    grid.add(Style.NOTE, answer_of_charges(book))
    grid.add(Style.NOTE, HOW)
    grid.add(Style.NOTE)
    _inputs(grid, charged, blocks, columns)
    grid.add(Style.NOTE)
    columns.put(grid)
    _below(grid, book, charged, at(total_row, 1), at(columns.last + 1, charge))
    return SharesGrid(grid, {urn: at(first + step, charge, NAME) for step, urn in enumerate(names)})


def _by_rate(charged: Charges) -> bool:
    """Whether the total is a rate times the very weights that it is shared by."""
    rate = charged.policy.rate
    return rate is not None and charged.policy.method == By(rate.measure)


def _inputs(grid: Grid, charged: Charges, blocks: Sequence[Block], columns: Columns) -> None:
    """What is shared out, above the schools' rows."""
    rate = charged.policy.rate
    if rate and _by_rate(charged):
        row = grid.add(Style.BODY, f"Rate: {rate.words}", Number(number_text(rate.each), rate.each))
        made = f"=ROUND({at(row, 1)}*SUM({columns.range(WEIGHTS)}),2)"
        grid.add(Style.BODY, "Total to share out", Formula(made, pounds(charged.total)))
    else:
        grid.add(Style.BODY, "Total to share out", money(charged.total))
    if len(blocks) > 1:
        for block in blocks:
            grid.add(Style.BODY, f"of which: {block.label}", money(block.total))


def _charge(columns: Columns, charged: Charges, blocks: Sequence[Block], total_row: int) -> int:
    """Each block's columns, the share that they add up to, the reliefs, and the charge; gives the charge's place."""
    several = len(blocks) > 1
    parts: list[int] = []
    for place, block in enumerate(blocks):
        parts += _block(columns, block, at(total_row + 1 + place if several else total_row, 1))
    shares = {row.member.urn: row.share_pence for row in charged.rows}
    share = columns.sums("Share", lambda row: added(row, parts), shares)
    paid = [share, *_reliefs(columns, charged, share)]
    return columns.sums("Charge", lambda row: added(row, paid), charged.by_school)


def _block(columns: Columns, block: Block, total: str) -> tuple[int, ...]:
    """The columns of one block; gives those that are money."""
    if not block.weights:
        return (columns.money(block.label, dict(block.parts)),)
    whole = sum(block.weights.values(), Fraction(0))
    cut = {urn: _cut(block.total * weight / whole) for urn, weight in block.weights.items()}
    left = {urn: block.parts[urn] - cut[urn] for urn in cut}
    weight = columns.summed(
        block.unit.capitalize(), lambda urn, _: amount(block.weights.get(urn, Fraction(0))), as_decimal(whole), ""
    )
    weights = columns.range(weight)
    return (
        columns.sums(
            f"{block.label}, whole pence",
            lambda row: f"=ROUNDDOWN(ROUND({total}*{at(row, weight)}/SUM({weights}),6),2)",
            cut,
        ),
        columns.money("Penny left over", left),
    )


def _cut(pence: Fraction) -> int:
    """Whole pence as the formula cuts them: rounded far finer first, which no binary fraction can spoil."""
    finer = whole_pence(pence * 10_000)
    return -(-finer // 10_000) if finer < 0 else finer // 10_000


def _reliefs(columns: Columns, charged: Charges, share: int) -> list[int]:
    """The reliefs, and what the others bear of them; gives the columns that are money."""
    parts = {relief.urn: relief.part for relief in charged.policy.reliefs}
    if not parts:
        return []
    change = {row.member.urn: row.pence - row.share_pence for row in charged.rows}
    part = columns.add("Relief, part of share", lambda urn, _: amount(parts.get(urn, Decimal(0))))
    relieved = columns.sums(
        "Relief",
        lambda row: f"=-ROUND(ROUND({at(row, share)}*{at(row, part)},6),2)",
        {urn: pence for urn, pence in change.items() if urn in parts},
    )
    borne = {urn: pence for urn, pence in change.items() if urn not in parts}
    return [relieved, columns.money("Reliefs of others", borne)] if any(borne.values()) else [relieved]


def _indicators(columns: Columns, schools: Sequence[Indicators], charged: Charges, total: str, charge: int) -> None:
    """What the charge means to each school, where its figures are known."""
    member = {row.member.urn: row.member for row in charged.rows}
    seen = {each.urn: each for each in schools}
    pupils = columns.add("Pupils", lambda urn, _: amount(member[urn].pupils))
    columns.add(
        "Charge per pupil",
        lambda urn, row: known(f"=ROUND({at(row, charge)}/{at(row, pupils)},2)", seen[urn].per_pupil, "£"),
    )
    gag = columns.add("GAG", lambda urn, _: money(member[urn].gag_pence))
    columns.add(
        "Charge, % of GAG",
        lambda urn, row: known(f"=ROUND(100*{at(row, charge)}/{at(row, gag)},2)", seen[urn].pct_of_gag, "%"),
    )
    cost = {each.urn: each.usage_cost for each in schools if each.usage_cost is not None}
    if len(cost) < len(schools):
        return
    (use,) = blocks_of(By(Measure.USAGE), list(member.values()), charged.total)
    used = _block(columns, use, total)
    costs = columns.sums("Cost of what it uses", lambda row: added(row, used), cost)
    columns.sums(
        "Charge less use",
        lambda row: f"={at(row, charge)}-{at(row, costs)}",
        {each.urn: each.difference or 0 for each in schools},
    )


def _below(grid: Grid, book: ChargesBook, charged: Charges, total: str, charges: str) -> None:
    """What the trust bears, and the ledger beside what is charged."""
    grid.add(Style.NOTE)
    grid.add(Style.BODY, "Borne by the trust", Formula(f"={total}-{charges}", pounds(charged.borne_by_trust)))
    ledger = book.row.ledger_pence
    if ledger is None:
        grid.add(Style.BODY, "Ledger total", UNKNOWN)
        return
    row = grid.add(Style.BODY, "Ledger total", money(ledger))
    difference = Formula(f"={charges}-{at(row, 1)}", pounds(charged.charged - ledger))
    grid.add(Style.BODY, "Charged less ledger", difference)
