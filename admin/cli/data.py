"""Commands that move facts in and out: template, import, export."""

from datetime import date
from typing import TYPE_CHECKING

import click

from admin.cli.common import LOOK, FilePath, Settings, as_json, emit, open_engine, pass_settings, snapshot_of, table

if TYPE_CHECKING:
    from pathlib import Path

    from importers.bring import ImportReport

MOST_SHOWN = 20


@click.command()
@click.argument("file", type=FilePath(dir_okay=False), default="trust.xlsx")
@click.option("--overwrite", is_flag=True, help="Replace the file if it is already there.")
@as_json
def template(file: "Path", overwrite: bool, json_: bool) -> None:
    """Write a blank workbook to FILE: every sheet, with drop-downs, required marks and notes."""
    from importers.layout import write_template

    _keep(file, overwrite=overwrite)
    write_template(file)
    if json_:
        emit({"file": file})
    else:
        click.echo(f"Wrote {file}. Fill in the sheets that you have, then: trustops import {file}")


def _keep(file: "Path", *, overwrite: bool) -> None:
    """Refuse to replace somebody's file unless they said so."""
    from trustops.quantities.errors import TrustopsError

    if file.exists() and not overwrite:
        raise TrustopsError(f"{file} is already there and was left as it is; give another name, or --overwrite.")


@click.command()
@click.argument("file", type=FilePath(dir_okay=False))
@click.option("--overwrite", is_flag=True, help="Replace the file if it is already there.")
@as_json
@pass_settings
def export(settings: Settings, file: "Path", overwrite: bool, json_: bool) -> None:
    """Write the whole trust to FILE as its workbook; importing that again changes nothing."""
    from importers.layout import write_export

    _keep(file, overwrite=overwrite)
    rows = write_export(file, snapshot_of(settings, date.max))  # also what is only known from a day to come
    if json_:
        emit({"file": file, "rows": rows})
    else:
        click.echo(f"Wrote {rows:,} rows to {file}.")


@click.command("import")
@click.argument("files", type=FilePath(), nargs=-1, required=True)
@click.option("--as", "source", help="What the file is, where it cannot be told: workbook, or a source's name.")
@click.option("--trust", "trust_uid", help="Of a national file, only the schools of the trust with this UID.")
@click.option("--dry-run", is_flag=True, help="Show what would change, and change nothing.")
@click.option("--partial", is_flag=True, help="Let the good rows in without the refused ones.")
@as_json
@click.pass_context
def import_(
    context: click.Context,
    files: "tuple[Path, ...]",
    source: str | None,
    trust_uid: str | None,
    dry_run: bool,
    partial: bool,
    json_: bool,
) -> None:
    """Import FILES: the trust's workbook, or public data (the schools register, trust membership, absence).

    Each file goes in whole, or not at all. Refused rows are listed with their cells, and the exit code is 1.
    """
    from importers.bring import Options, import_file

    settings: Settings = context.obj
    engine = open_engine(settings)
    options = Options(source, trust_uid, dry_run=dry_run, partial=partial)
    reports = []
    for path in files:
        report = import_file(engine, path, options)
        reports.append(report)
        if not json_:
            _say(report, options.dry_run)
    if json_:
        answers = [as_contract(report) for report in reports]
        emit(answers[0] if len(answers) == 1 else answers)
    if any(report.refused for report in reports):
        context.exit(LOOK)


def as_contract(report: "ImportReport") -> dict[str, object]:
    """An import as the JSON contract names it."""
    return {
        "file": report.file,
        "sha256": report.sha256,
        "source": report.source,
        "sheets": report.sheets,
        "problems": report.problems,
        "changes": report.changes,
        "accepted": report.accepted,
        "import_id": report.import_id,
    }


def _say(report: "ImportReport", dry_run: bool) -> None:
    click.echo(report.file)
    rows = [(sheet.sheet, *_counts(sheet)) for sheet in report.sheets if sheet.rows]
    click.echo(table(rows, ("Sheet", "rows", "new", "changed", "same", "refused"), right=(1, 2, 3, 4, 5)))
    for change in report.changes[:MOST_SHOWN]:
        click.echo(f"  {change.sheet}, {change.key}: {change.column} {_shown(change.before)} → {_shown(change.after)}")
    _say_more(len(report.changes), "changed field")
    for problem in report.problems[:MOST_SHOWN]:
        click.echo(f"  {problem.message}")
    _say_more(len(report.problems), "problem")
    click.echo(_outcome(report, dry_run))


def _counts(sheet: object) -> list[str]:
    counts = [getattr(sheet, name) for name in ("rows", "new", "changed", "same", "refused")]
    return [f"{count:,}" if count else "–" for count in counts]


def _shown(value: object) -> str:
    return "empty" if value is None or value == () else str(value)


def _say_more(number: int, noun: str) -> None:
    from trustops.quantities.words import counted

    if number > MOST_SHOWN:
        click.echo(f"  … and {counted(number - MOST_SHOWN, f'more {noun}')}; --json lists them all.")


def _outcome(report: "ImportReport", dry_run: bool) -> str:
    from trustops.quantities.words import counted

    new, changed = sum(sheet.new for sheet in report.sheets), sum(sheet.changed for sheet in report.sheets)
    what = f"{counted(new, 'new row')}, {counted(changed, 'changed row')}"
    refused = f"{counted(report.refused, 'row was', 'rows were')} refused" if report.refused else ""
    if dry_run:
        return f"Preview only: {what}{', ' + refused if refused else ''}; nothing was changed."
    if not report.accepted:
        return f"Nothing was imported, because {refused}: mend them, or import the good rows alone with --partial."
    if not new and not changed:
        return f"Nothing to change: every row was known already{' (' + refused + ')' if refused else ''}."
    return f"Imported as import {report.import_id}: {what}{', ' + refused if refused else ''}."
