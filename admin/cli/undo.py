"""Commands about the imports so far: their list, and taking one back."""

from typing import TYPE_CHECKING, Any

import click

from admin.cli.common import LOOK, Settings, as_json, emit, open_engine, pass_settings, table
from admin.cli.import_answers import MOST_SHOWN
from admin.cli.import_said import say_more

if TYPE_CHECKING:
    from collections.abc import Iterable

    from trustops.store.undo import Undo

KEEP, SET_BACK = "keep", "set back"


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
    say_more(len(rows), "import")


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
@click.option(
    "--keep-row", type=int, multiple=True, metavar="N", help="The same, of what the preview lists as N alone."
)
@click.option("--set-back-row", type=int, multiple=True, metavar="N", help="The same, of what it lists as N alone.")
@as_json
@click.pass_context
def undo(
    context: click.Context,
    number: int,
    dry_run: bool,
    keep: bool,
    set_back: bool,
    keep_row: tuple[int, ...],
    set_back_row: tuple[int, ...],
    json_: bool,
) -> None:
    """Take import NUMBER back, whole: what it made goes, what it changed or deleted is as it was.

    Undoing an undoing does it again. What was changed since is listed and numbered: say --keep or --set-back for all
    of it, or --keep-row and --set-back-row for each.
    """
    import getpass

    from trustops.store.engine import reading, writing
    from trustops.store.undo import undoing, write_undo

    if keep and set_back:
        raise click.UsageError("Say --keep or --set-back, not both.")
    engine = open_engine(context.obj)
    with reading(engine) if dry_run else writing(engine) as connection:
        plan = undoing(connection, number)
        kept, back = decided(plan, keep=keep, set_back=set_back, keep_rows=keep_row, set_back_rows=set_back_row)
        made = None if dry_run else write_undo(connection, plan, who=getpass.getuser(), keep=kept, overwrite=back)
    if json_:
        emit(_undo_contract(plan, made))
    else:
        _say_undo(plan, made, dry_run=dry_run)
    if dry_run and plan.conflicts:
        context.exit(LOOK)


def decided(
    plan: "Undo", *, keep: bool, set_back: bool, keep_rows: "Iterable[int]", set_back_rows: "Iterable[int]"
) -> tuple[frozenset[str], frozenset[str]]:
    """The conflicts to keep and those to set back, by their ids: each by its number, the others all one way."""
    numbered = dict(enumerate(plan.conflicts, start=1))
    ways = dict.fromkeys(numbered, KEEP if keep else "")
    if set_back:
        ways = {number: SET_BACK if each.can_be_set_back else KEEP for number, each in numbered.items()}
    for rows, way in ((keep_rows, KEEP), (set_back_rows, SET_BACK)):
        for number in rows:
            if number not in numbered:
                raise click.UsageError(
                    f"The preview of this undoing lists nothing as {number}; look at it with --dry-run."
                )
            ways[number] = way
    kept, back = (
        frozenset(each.id for number, each in numbered.items() if ways[number] == way) for way in (KEEP, SET_BACK)
    )
    return kept, back


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
    for place, each in enumerate(plan.conflicts[:MOST_SHOWN], start=1):
        now = f"; it now says {each.now}" if each.now is not None else ""
        column = f", {each.column}" if each.column else ""
        click.echo(f"  {place}. {each.sheet}, {each.key}{column}: {each.why}{now}.")
    say_more(len(plan.conflicts), "conflict")
    if dry_run:
        click.echo("Preview only; nothing was changed.")
    elif made is None:
        click.echo("Nothing was left to undo; everything stays as it is.")
    else:
        click.echo(f"Undone as import {made}; undo that one to have it again.")
