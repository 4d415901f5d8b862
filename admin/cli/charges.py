"""The command of what each school is charged for central services, and why."""

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from admin.cli.charges_compared import compared_json, say_compared, share_json
from admin.cli.common import Settings, YearOption, as_json, as_of_option, emit, pass_settings, snapshot_of, table
from admin.cli.service import shown

if TYPE_CHECKING:
    from reports.charges_book import ChargesBook
    from trustops.charging import Charges
    from trustops.quantities.years import AcademicYear
    from trustops.snapshot import Snapshot


SHAPES = {"act": "■", "watch": "▲", "unknown": "○"}


@click.command()
@click.option("--policy", metavar="P", help="The charge policy.  [default: the year's most settled one]")
@click.option("--year", type=YearOption(), help="The academic year, like 2025/26.  [default: the one of --as-of]")
@click.option("--compare", is_flag=True, help="Beside every other way of charging: who gains, and who pays for whom.")
@as_of_option
@as_json
@pass_settings
def charges(
    settings: Settings, policy: str | None, year: "AcademicYear | None", compare: bool, as_of: date, json_: bool
) -> None:
    """What each school pays for central services under a policy, and how that was made."""
    from reports.charges_book import charges_book
    from trustops.quantities.errors import TrustopsError
    from trustops.quantities.years import AcademicYear

    snapshot = snapshot_of(settings, as_of)
    when = year or AcademicYear.containing(as_of)
    book = charges_book(snapshot, policy or _present(snapshot, when), when)
    if book.charges is None:
        raise TrustopsError(book.why_not["charges"])
    if json_:
        emit(_contract(book, book.charges))
        return
    _say(book, book.charges, compare=compare)


def _present(snapshot: "Snapshot", year: "AcademicYear") -> str:
    from trustops.charging.policy_rows import policies_in
    from trustops.quantities.errors import TrustopsError

    policies = policies_in(snapshot, year)
    if not policies:
        raise TrustopsError(f"No charge policy is recorded for {year}; add it to the Charge policies sheet.")
    return policies[0].policy


def _contract(book: "ChargesBook", charged: "Charges") -> dict[str, Any]:
    """The answer under the contract's keys; money in pounds."""
    from trustops.quantities.money import pounds

    return {
        "policy": book.row.policy,
        "academic_year": str(book.year),
        "method": book.row.method,
        "status": book.row.status,
        "basis": charged.basis,
        "total": pounds(charged.total),
        "charged": pounds(charged.charged),
        "borne_by_trust": pounds(charged.borne_by_trust),
        "shares": [share_json(each) for each in book.chosen.schools],
        "max_min_ratio": book.chosen.max_min_ratio,
        **compared_json(book),
        "note": book.note,
        "working": [row.working for row in charged.rows],
    }


def _say(book: "ChargesBook", charged: "Charges", *, compare: bool) -> None:
    from reports.charges_words import answer_of_charges, looks_of

    click.echo(answer_of_charges(book))
    for look in looks_of(book):
        click.echo(f"{SHAPES[look.level]} {look.sentence}")
    if compare:
        say_compared(book, charged)
        return
    click.echo()
    click.echo(table(_rows(book), ("School", "Charge", "A pupil", "% of GAG", "Against use"), right=(1, 2, 3, 4)))
    for row in charged.rows:
        click.echo()
        click.echo(shown(row.working))


def _rows(book: "ChargesBook") -> list[list[str]]:
    from reports.charges_table import Shown, side_table

    columns = [side_table(book, shown) for shown in list(Shown)[:4]]
    found = []
    for lines in zip(*(column.lines for column in columns), strict=True):
        cells = [line.cells[0] for line in lines]
        found.append([lines[0].name, *(cell.text if cell else "unknown" for cell in cells)])
    return found
