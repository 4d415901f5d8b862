"""How can a year's charges be checked by hand? A workbook whose shares, totals and differences are live formulas."""

from collections.abc import Mapping
from datetime import date

from reports.charges_book import ChargesBook
from reports.charges_shares import shares_grid
from reports.charges_words import names_of
from reports.writers.columns import Columns, added, known, money
from reports.writers.formula_sheets import Formula, Grid, Style, at, workbook
from trustops.charging import AccountsNote, Charges, CrossSubsidy, Option
from trustops.quantities.errors import TrustopsError
from trustops.quantities.money import pence


def charges_workbook(book: ChargesBook, as_of: date) -> bytes:
    """The book as a workbook: the policy's shares, every policy, the year before, who pays for whom, the note."""
    charged = book.charges
    if charged is None:
        raise TrustopsError(f"There is nothing to download yet. {book.why_not['charges']}")
    shares = shares_grid(book, charged)
    grids = [shares.grid, options_grid(book, charged, shares.charge)]
    if book.changes:
        grids.append(changes_grid(book, shares.charge))
    if book.subsidy:
        grids.append(subsidy_grid(book.subsidy, charged))
    if book.note:
        grids.append(note_grid(book.note, shares.charge))
    return workbook(grids, f"Charges {book.row.policy} {book.year}", as_of)


def options_grid(book: ChargesBook, charged: Charges, charge: Mapping[str, str]) -> Grid:
    """Every way of charging beside the policy, and what each school would gain by it."""
    grid = Grid("All policies")
    grid.add(Style.TITLE, f"Every way of charging in {book.year}, and who would gain by it")
    grid.add(Style.NOTE)
    names = names_of(charged)
    columns = Columns(grid.next_row + 1, [row.member.urn for row in charged.rows])
    columns.add("URN", lambda urn, _: urn, "All")
    columns.add("School", lambda urn, _: names[urn])
    present = columns.sums(
        book.row.policy, lambda row: f"={charge[columns.keys[row - columns.first]]}", charged.by_school
    )
    for option in book.options[1:]:
        if option.charges:
            _option(columns, option, option.charges, present)
    columns.put(grid)
    grid.add(Style.NOTE)
    for option in book.options[1:]:
        if not option.charges:
            grid.add(Style.NOTE, f"{option.name}: {option.why_not}")
    return grid


def _option(columns: Columns, option: Option, worked: Charges, present: int) -> None:
    place = columns.money(option.name, worked.by_school)
    columns.sums(
        f"{option.name}: gain",
        lambda row: f"={at(row, present)}-{at(row, place)}",
        {each.urn: each.gain or 0 for each in option.schools},
    )


def changes_grid(book: ChargesBook, charge: Mapping[str, str]) -> Grid:
    """What each school pays against the year before."""
    grid = Grid("Year on year")
    before = book.before
    code = before.policy.code if before else ""
    grid.add(Style.TITLE, f"{book.row.policy} in {book.year} against {code} in {book.year.previous()}")
    grid.add(Style.NOTE)
    now = book.charges.by_school if book.charges else {}
    change = {each.urn: each for each in book.changes}
    columns = Columns(grid.next_row + 1, list(change))
    columns.add("URN", lambda urn, _: urn, "All")
    columns.add("School", lambda urn, _: change[urn].name)
    then = columns.money(str(book.year.previous()), {urn: now[urn] - each.pence for urn, each in change.items()})
    paid = columns.sums(
        str(book.year), lambda row: f"={charge[columns.keys[row - columns.first]]}", {urn: now[urn] for urn in change}
    )
    more = columns.sums(
        "Change", lambda row: f"={at(row, paid)}-{at(row, then)}", {urn: each.pence for urn, each in change.items()}
    )
    columns.add(
        "Change, %", lambda urn, row: known(f"=ROUND(100*{at(row, more)}/{at(row, then)},2)", change[urn].pct, "%")
    )
    columns.put(grid)
    return grid


def subsidy_grid(subsidy: CrossSubsidy, charged: Charges) -> Grid:
    """Who pays for whom: every row's sum is its charge less its use, and all of them come to nothing."""
    grid = Grid("Who pays for whom", held=1)
    grid.add(Style.TITLE, "What each pays towards the cost of what another uses; minus: what it gets")
    grid.add(Style.NOTE)
    names = names_of(charged)
    columns = Columns(grid.next_row + 1, list(subsidy.parties))
    columns.add("Pays, and gets", lambda party, _: names[party][:1].upper() + names[party][1:], "All")
    places = [
        columns.money(names[to], {party: subsidy.gives[party][to] for party in subsidy.parties})
        for to in subsidy.parties
    ]
    columns.sums("In all", lambda row: added(row, places), {party: subsidy.net(party) for party in subsidy.parties})
    columns.put(grid)
    return grid


def note_grid(note: AccountsNote, charge: Mapping[str, str]) -> Grid:
    """The accounts note: services, basis, what each academy was charged, and the ledger beside it."""
    grid = Grid("Accounts note")
    grid.add(Style.TITLE, f"Central services, {note.year}")
    grid.add(Style.NOTE, note.services_sentence)
    grid.add(Style.NOTE, note.basis_sentence)
    grid.add(Style.NOTE)
    rows = {row.urn: row for row in note.rows}
    columns = Columns(grid.next_row + 1, list(rows))
    columns.add("URN", lambda urn, _: urn, "All academies")
    columns.add("Academy", lambda urn, _: rows[urn].name)
    amounts = {urn: pence(row.amount) for urn, row in rows.items()}
    paid = columns.sums("Charged", lambda row: f"={charge[columns.keys[row - columns.first]]}", amounts)
    columns.put(grid)
    total = at(columns.last + 1, paid)
    if note.tie_out.ledger is not None and note.tie_out.difference is not None:
        row = grid.add(Style.BODY, "Ledger", "", money(pence(note.tie_out.ledger)))
        grid.add(Style.BODY, "Difference", "", Formula(f"={total}-{at(row, paid)}", note.tie_out.difference))
    grid.add(Style.NOTE)
    grid.add(Style.NOTE, note.tie_out.sentence)
    return grid
