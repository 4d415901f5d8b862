"""Commands that bring facts in and take imports back: import, imports, undo."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from admin.cli.common import LOOK, FilePath, Settings, as_json, emit, open_engine, pass_settings, table

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine

    from importers.bring import ImportReport, Options
    from importers.choices import Choices, Question
    from trustops.store.undo import Undo

MOST_SHOWN = 20


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
            _say(report, options.dry_run)
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
        asked = " ".join(how_to_answer(question) for question in error.questions[:MOST_SHOWN])
        raise TrustopsError(f"{error} {asked}".strip()) from None


def choices_of(typed: Iterable[str]) -> "Choices":
    """The answers typed: ``TAB=SHEET``, ``SHEET:WORD=COLUMN``, ``SHEET.COLUMN:WORD=VALUE``; no meaning leaves it out.

    >>> choices_of(["Posts:Job title=title"]).answers[0].meaning
    'title'
    """
    from importers.choices import Answer, Choices, filed_as
    from trustops.models import ChoiceKind
    from trustops.quantities.errors import TrustopsError

    answers = []
    for each in typed:
        left, equals, meaning = each.rpartition("=")
        place, _, found = left.rpartition(":")
        if not equals or not found:
            raise TrustopsError(
                f"“{each}” is not an answer; write it as the question gave it, like Posts:Job title=title."
            )
        sheet, _, column = place.partition(".")
        kind = ChoiceKind.VALUE if column else ChoiceKind.HEADING if sheet else ChoiceKind.SHEET
        answers.append(Answer(kind, sheet, column, filed_as(found), meaning))
    return Choices(tuple(answers))


def how_to_answer(question: "Question") -> str:
    """What to type to answer a question."""
    place = ".".join(part for part in (question.sheet, question.column) if part)
    meaning = question.suggestion or (question.options[0].meaning if question.options else "")
    word = f"{place}:{question.found}" if place else question.found
    return f'To answer, add --choose "{word}={meaning}".'


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
    for question in report.questions[:MOST_SHOWN]:
        click.echo(f"  {question.message} {how_to_answer(question)}")
    _say_more(len(report.questions), "question")
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
    what += f", {counted(report.deleted, 'deleted row')}" if report.deleted else ""
    refused = f"{counted(report.refused, 'row was', 'rows were')} refused" if report.refused else ""
    if dry_run:
        return f"Preview only: {what}{', ' + refused if refused else ''}; nothing was changed."
    if not report.accepted:
        return f"Nothing was imported, because {refused}: mend them, or import the good rows alone with --partial."
    if not new and not changed and not report.deleted:
        return f"Nothing to change: every row was known already{' (' + refused + ')' if refused else ''}."
    return f"Imported as import {report.import_id}: {what}{', ' + refused if refused else ''}."


@click.command()
@as_json
@pass_settings
def imports(settings: Settings, json_: bool) -> None:
    """List the imports and changes so far, the newest first."""
    from sqlalchemy import select

    from trustops.models import Import
    from trustops.store.engine import reading
    from trustops.store.undo import undone_by

    with reading(open_engine(settings)) as connection:
        rows = connection.execute(select(*Import.__table__.columns).order_by(Import.id.desc())).all()
        undone = undone_by(connection)
    if json_:
        emit([_import_row(row, undone.get(row.id)) for row in rows])
        return
    lines = [
        (str(row.id), f"{row.accepted_at:%Y-%m-%d %H:%M}", row.file, row.accepted_by, *_import_counts(row, undone))
        for row in rows[:MOST_SHOWN]
    ]
    headings = ("Import", "when", "what", "by", "new", "changed", "deleted", "undone by")
    click.echo(table(lines, headings, right=(4, 5, 6)))
    _say_more(len(rows), "import")


def _import_row(row: Any, undone_by: int | None) -> dict[str, object]:
    names = ("id", "file", "sha256", "source", "accepted_by", "accepted_at", "created", "changed", "deleted", "undoes")
    return {name: getattr(row, name) for name in names} | {"undone_by": undone_by}


def _import_counts(row: Any, undone: dict[int, int]) -> tuple[str, str, str, str]:
    return f"{row.created:,}", f"{row.changed:,}", f"{row.deleted:,}", str(undone.get(row.id, ""))


@click.command()
@click.argument("number", type=int)
@click.option("--dry-run", is_flag=True, help="Show what it would do, and change nothing.")
@click.option("--keep", is_flag=True, help="Where something was changed since, leave it as it is.")
@click.option("--set-back", is_flag=True, help="Where something was changed since, set it back all the same.")
@as_json
@click.pass_context
def undo(context: click.Context, number: int, dry_run: bool, keep: bool, set_back: bool, json_: bool) -> None:
    """Take import NUMBER back, whole: what it made goes, what it changed or deleted is as it was.

    Undoing an undoing does it again. What was changed since is listed; say --keep or --set-back to decide.
    """
    import getpass

    from trustops.store.engine import reading, writing
    from trustops.store.undo import undoing, write_undo

    if keep and set_back:
        raise click.UsageError("Say --keep or --set-back, not both.")
    engine = open_engine(context.obj)
    with reading(engine) if dry_run else writing(engine) as connection:
        plan = undoing(connection, number)
        able = frozenset(each.id for each in plan.conflicts if each.can_be_set_back)
        stuck = frozenset(each.id for each in plan.conflicts) - able
        kept, back = (stuck | able, frozenset()) if keep else (stuck, able) if set_back else (frozenset(), frozenset())
        made = None if dry_run else write_undo(connection, plan, who=getpass.getuser(), keep=kept, overwrite=back)
    if json_:
        emit(_undo_contract(plan, made))
    else:
        _say_undo(plan, made, dry_run=dry_run)
    if dry_run and plan.conflicts:
        context.exit(LOOK)


def _undo_contract(plan: "Undo", made: int | None) -> dict[str, object]:
    return {
        "import_id": plan.import_id,
        "file": plan.file,
        "sheets": [
            {
                "sheet": sheet,
                "deleted": deleted,
                "set_back": changed,
                "brought_back": restored,
            }
            for sheet, deleted, changed, restored in _undo_counts(plan)
        ],
        "conflicts": plan.conflicts,
        "notes": plan.notes,
        "undone_as": made,
    }


def _undo_counts(plan: "Undo") -> list[tuple[str, int, int, int]]:
    from trustops.models import sheet_of

    return [
        (sheet_of(each.model).name, len(each.deleted), len(each.changed), len(each.restored))
        for each in plan.comparisons
        if each.writes
    ]


def _say_undo(plan: "Undo", made: int | None, *, dry_run: bool) -> None:
    lines = [(sheet, *(f"{number:,}" for number in counts)) for sheet, *counts in _undo_counts(plan)]
    if lines:
        click.echo(table(lines, ("Sheet", "deleted", "set back", "brought back"), right=(1, 2, 3)))
    for note in plan.notes:
        click.echo(f"  {note}")
    for each in plan.conflicts[:MOST_SHOWN]:
        now = f"; it now says {each.now}" if each.now is not None else ""
        column = f", {each.column}" if each.column else ""
        click.echo(f"  {each.sheet}, {each.key}{column}: {each.why}{now}.")
    _say_more(len(plan.conflicts), "conflict")
    if dry_run:
        click.echo("Preview only; nothing was changed.")
    elif made is None:
        click.echo("Nothing was left to undo; everything stays as it is.")
    else:
        click.echo(f"Undone as import {made}; undo that one to have it again.")
