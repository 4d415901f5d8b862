"""The command that brings facts in."""

from typing import TYPE_CHECKING

import click

from admin.cli.common import LOOK, FilePath, Settings, as_json, emit, open_engine
from admin.cli.import_answers import MOST_SHOWN, choices_of, hints
from admin.cli.import_said import say_import

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine

    from importers.bring import ImportReport, Options


@click.command("import")
@click.argument("files", type=FilePath(), nargs=-1, required=True)
@click.option("--as", "source", help="What the file is, where it cannot be told: workbook, or a source's name.")
@click.option("--trust", "trust_uid", help="Of a national file, only the schools of the trust with this UID.")
@click.option("--dry-run", is_flag=True, help="Show what would change, and change nothing.")
@click.option("--partial", is_flag=True, help="Let the good rows in without the refused ones.")
@click.option(
    "--choose",
    multiple=True,
    metavar="WORD=MEANING",
    help="Answer a question that an import asked, in the words it gave; kept for next time.",
)
@click.option("--replace", multiple=True, metavar="SHEET", help="The file is the whole of this sheet: delete the rest.")
@click.option("--confirm-deleted", type=int, help="How many rows --replace may delete; the preview says.")
@click.option("--marked", type=FilePath(dir_okay=False), help="Write the file, marked with what is said of each row.")
@click.option("--refused", type=FilePath(dir_okay=False), help="Write the refused rows alone, to mend.")
@click.option(
    "--show",
    metavar="WORDS",
    help="List every problem with these words in its sheet, column, kind or message, and no other.",
)
@as_json
@click.pass_context
def import_(
    context: click.Context,
    files: "tuple[Path, ...]",
    source: str | None,
    trust_uid: str | None,
    dry_run: bool,
    partial: bool,
    choose: tuple[str, ...],
    replace: tuple[str, ...],
    confirm_deleted: int | None,
    marked: "Path | None",
    refused: "Path | None",
    show: str | None,
    json_: bool,
) -> None:
    """Import FILES: the trust's own workbook (xlsx, ods, csv, json), or public data, known by its contents.

    Each file goes in whole, or not at all. Refused rows are listed with their cells, and the exit code is 1.
    """
    from importers.bring import Options

    if len(files) > 1 and (marked or refused):
        raise click.UsageError("--marked and --refused are for one file at a time.")
    settings: Settings = context.obj
    engine = open_engine(settings)
    options = Options(
        source,
        trust_uid,
        dry_run=dry_run,
        partial=partial,
        choices=choices_of(choose),
        remember=bool(choose),
        replace=frozenset(replace),
        confirm_deleted=confirm_deleted,
        outcomes=marked is not None,
    )
    reports = []
    for path in files:
        report = _bring(engine, path, options)
        reports.append(report)
        _write_files(path, report, marked, refused)
        if not json_:
            say_import(report, show, dry_run=options.dry_run)
    if json_:
        answers = [as_contract(report) for report in reports]
        emit(answers[0] if len(answers) == 1 else answers)
    if any(report.refused for report in reports):
        context.exit(LOOK)


def _bring(engine: "Engine", path: "Path", options: "Options") -> "ImportReport":
    """Import one file; where it asks something before it can be read, say how to answer."""
    from importers.bring import CannotRead, import_file
    from trustops.quantities.errors import TrustopsError

    try:
        return import_file(engine, path, options)
    except CannotRead as error:
        raise TrustopsError(" ".join([str(error), *hints(error.questions[:MOST_SHOWN])])) from None


def _write_files(path: "Path", report: "ImportReport", marked: "Path | None", refused: "Path | None") -> None:
    if marked is not None:
        from importers.annotate import annotated

        marked.write_bytes(annotated(path, report))
    if refused is not None and report.refused:
        from importers.refused import refused_rows

        refused.write_bytes(refused_rows(path, report))


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
        "questions": report.questions,
        "matched": report.matched,
        "groups": report.groups,
    }
