"""Commands about shared and sold services: what one costs, and what if it were otherwise."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

import click

from admin.cli.common import Settings, YearOption, as_json, as_of_option, emit, pass_settings, snapshot_of, table

if TYPE_CHECKING:
    from reports.charts import Table
    from reports.service_answer import Answer
    from trustops.costing import ServiceCost, ServiceInputs
    from trustops.quantities.working import Line, Working
    from trustops.quantities.years import AcademicYear
    from trustops.snapshot import Snapshot


@click.group()
def service() -> None:
    """What a shared service costs, what a day must be sold for, and when it covers itself."""


what_if_option = click.option(
    "--what-if",
    "changes",
    multiple=True,
    metavar="KEY=VALUE",
    help="Another price, sold_days, fte, salary_pct, alternative, sickness_days or variable_per_day; or "
    "drop_client=URN. May be given more than once.",
)
scenario_option = click.option(
    "--scenario", metavar="REF", help="As the scenario of that code has it; --what-if comes on top."
)


@service.command()
@click.argument("code")
@click.option("--year", type=YearOption(), help="The academic year, like 2025/26.  [default: the one of --as-of]")
@what_if_option
@scenario_option
@as_of_option
@as_json
@pass_settings
def cost(
    settings: Settings,
    code: str,
    year: "AcademicYear | None",
    changes: tuple[str, ...],
    scenario: str | None,
    as_of: date,
    json_: bool,
) -> None:
    """What service CODE costs in a year, its day rate and break-even, with the working."""
    from admin.cli.show import to_json
    from reports.services import agreements_to_mend, answer_in_a_sentence
    from trustops.costing import service_cost
    from trustops.models import Service
    from trustops.quantities.years import AcademicYear

    snapshot = snapshot_of(settings, as_of)
    asked = year or AcademicYear.containing(as_of)
    result = service_cost(_inputs(snapshot, code, asked, scenario, changes))
    mend = agreements_to_mend(snapshot, code, asked)
    if json_:
        emit({**to_json(result), "agreements_to_mend": mend})
        return
    named = snapshot.one(Service, code)
    click.echo(answer_in_a_sentence(result, named.name if named else code))
    for flag in (*mend, *_flags(result)):
        click.echo(f"▲ {flag}")
    for working in result.working:
        click.echo()
        click.echo(shown(working))


def _inputs(
    snapshot: "Snapshot", code: str, year: "AcademicYear", scenario: str | None, changes: Iterable[str]
) -> "ServiceInputs":
    """The service as it is recorded, then as the scenario has it, then with each change."""
    from trustops.costing import with_changes
    from trustops.costing.from_snapshot import service_inputs
    from trustops.costing.scenarios import scenario_named, with_scenario

    inputs = service_inputs(snapshot, code, year)
    if scenario:
        inputs = with_scenario(inputs, scenario_named(snapshot, scenario))
    return with_changes(inputs, _changes(changes))


@service.command()
@click.argument("code")
@click.option("--year", type=YearOption(), help="The academic year, like 2025/26.  [default: the one of --as-of]")
@what_if_option
@scenario_option
@as_of_option
@as_json
@pass_settings
def decide(
    settings: Settings,
    code: str,
    year: "AcademicYear | None",
    changes: tuple[str, ...],
    scenario: str | None,
    as_of: date,
    json_: bool,
) -> None:
    """What to know before deciding about service CODE: days, price, size, buying, leavers, chance and absence."""
    from reports.service_decisions import decisions_of
    from trustops.quantities.years import AcademicYear

    snapshot, asked = snapshot_of(settings, as_of), year or AcademicYear.containing(as_of)
    answers = decisions_of(snapshot, code, asked, _inputs(snapshot, code, asked, scenario, changes))
    if json_:
        emit([answer_json(each) for each in answers])
        return
    for answer in answers:
        click.echo(f"{answer.question}\n  {answer.sentence}")
        for note in answer.notes:
            click.echo(f"  {note}")
        for shown_table in answer.every_table:
            click.echo(f"\n{shown_table.caption}")
            click.echo(table(shown_table.texts(), shown_table.headings, sorted(shown_table.figures)))
        click.echo()


def answer_json(answer: "Answer") -> dict[str, object]:
    """An answer about a service with its tables, each figure by its value."""
    return {
        "question": answer.question,
        "known": answer.known,
        "answer": answer.sentence,
        "notes": answer.notes,
        "tables": [
            {"caption": each.caption, "rows": [dict(zip(each.headings, row, strict=True)) for row in values_of(each)]}
            for each in answer.every_table
        ],
    }


def values_of(shown_table: "Table") -> list[list[object]]:
    """A table's rows with the values behind what a page writes; None where one is not known."""
    return [[cell if isinstance(cell, str) else cell.value for cell in row] for row in shown_table.rows]


def _changes(typed: Iterable[str]) -> dict[str, str]:
    from trustops.quantities.errors import TrustopsError

    changes = {}
    for change in typed:
        key, equals, value = change.partition("=")
        if not equals:
            raise TrustopsError(f"“{change}” is not a change; write it like --what-if price=300.")
        changes[key.strip()] = value
    return changes


def _flags(result: "ServiceCost") -> list[str]:
    from trustops.costing import WHAT_FLAGS_MEAN

    return [f"{WHAT_FLAGS_MEAN[code]} ({code})" for code in result.flags]


def shown(working: "Working") -> str:
    """A working as a small ledger: label, sum, amount, source."""
    rows = [(f"  {line.label}", line.sum, _amount(line), line.source) for line in working.lines]
    return "\n".join([working.title, table(rows, right=(2,))])


def _amount(line: "Line") -> str:
    from trustops.quantities.words import number_text, pounds_text

    if line.amount is None:
        return "unknown"
    if line.unit.startswith("£"):
        return pounds_text(line.amount) + line.unit.removeprefix("£")
    return f"{number_text(line.amount)} {line.unit}".strip()
