"""Commands that begin: init, demo, doctor."""

from datetime import date
from typing import TYPE_CHECKING

import click

from admin.cli.common import LOOK, Day, FilePath, Settings, as_json, emit, pass_settings

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLE_DAY = date(2026, 11, 22)
"""The day that the example trust's workbook is laid out for."""

EXAMPLE_MEETING = "TB-2026-12-10"
"""Its next board meeting."""


@click.command()
@as_json
@pass_settings
def init(settings: Settings, json_: bool) -> None:
    """Make the database, or bring an older one up to date; on a current one, change nothing."""
    from trustops.store.engine import shown
    from trustops.store.migrate import init_database

    init_database(settings.database_url)
    if json_:
        emit({"database": shown(settings.database_url)})
    else:
        click.echo(f"The database is ready at {shown(settings.database_url)}.")


@click.command()
@click.option(
    "--dir",
    "folder",
    type=FilePath(file_okay=False),
    default="trustops-demo",
    show_default=True,
    help="Where to keep the example trust's database.",
)
@click.option("--no-serve", is_flag=True, help="Do not serve the back office afterwards.")
@click.option("--port", type=click.IntRange(1, 65535), default=5000, show_default=True, help="Where to serve it.")
@click.option("--as-of", type=Day(), default=EXAMPLE_DAY, help="The day to answer for.  [default: 22 November 2026]")
@as_json
def demo(folder: "Path", no_serve: bool, port: int, as_of: date, json_: bool) -> None:
    """Import the example trust's workbook, print the answer to the one question, write a board pack, and serve."""
    from importers.bring import import_file
    from reports.answer import answer
    from reports.pack import write_pack
    from trustops.store.engine import default_url, reading
    from trustops.store.load import load
    from trustops.store.migrate import init_database

    engine = init_database(default_url(folder))
    report = import_file(engine, example_workbook())
    new = sum(sheet.new for sheet in report.sheets)
    with reading(engine) as connection:
        snapshot = load(connection, as_of)
    engine.dispose()
    found = answer(snapshot)
    packs = write_pack(snapshot, EXAMPLE_MEETING, folder / "packs")
    if json_:
        emit({"folder": folder, "imported": new, "as_of": as_of, "answer": found, "packs": packs})
        return
    click.echo(found.text())
    click.echo()
    imported = f"{new:,} rows imported from {report.file}" if new else f"{report.file} was imported before"
    click.echo(f"{imported}, kept in {folder}. Ask it more: trustops --instance {folder} findings")
    for file in packs:
        click.echo(f"Wrote {file}.")
    if not no_serve:
        _serve(folder, port)


def _serve(folder: "Path", port: int) -> None:
    """Serve the example trust's back office on this machine alone."""
    from admin.cli.serve import serve_office
    from admin.settings import settings_from
    from trustops.store.engine import default_url

    day = EXAMPLE_DAY.isoformat()
    click.echo(f"The example is laid out for 22 November 2026: on a later day, add ?as_of={day} to a page's address.")
    serve_office(settings_from({}, folder, default_url(folder)), "127.0.0.1", port)


def example_workbook() -> "Path":
    """The example trust's workbook: beside the code when installed, in examples/ in a checkout."""
    from pathlib import Path

    packaged = Path(__file__).parent / "example-trust.xlsx"
    return packaged if packaged.exists() else Path(__file__).parents[2] / "examples" / "example-trust.xlsx"


@click.command()
@as_json
@click.pass_context
def doctor(context: click.Context, json_: bool) -> None:
    """Check this installation and its database, and say what to do about whatever is not right."""
    from trustops.store.health import examine

    settings: Settings = context.obj
    checks = examine(settings.database_url)
    if json_:
        emit({"checks": checks})
    else:
        for check in checks:
            click.echo(f"{'●' if check.fine else '▲'} {check.name}: {check.message}")
    if not all(check.fine for check in checks):
        context.exit(LOOK)
