"""The command that makes a meeting's board pack."""

import getpass
from datetime import date
from typing import TYPE_CHECKING

import click

from admin.cli.common import FilePath, Settings, as_json, as_of_option, emit, open_engine, pass_settings, snapshot_of

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@click.argument("meeting")
@click.option(
    "--out", type=FilePath(file_okay=False), default="packs", show_default=True, help="The folder to write it to."
)
@click.option("--format", "formats", default="pdf,xlsx", show_default=True, help="What to write: pdf, xlsx or both.")
@as_of_option
@as_json
@pass_settings
def pack(settings: Settings, meeting: str, out: "Path", formats: str, as_of: date, json_: bool) -> None:
    """Make the board pack of MEETING (a code of the Meetings sheet, like TB-2026-12-10): a PDF and a workbook.

    It names posts, never people. Making it again replaces it.
    """
    from reports.pack import write_pack
    from trustops.store.engine import writing
    from trustops.store.packs import note_pack

    wanted = [name.strip().casefold() for name in formats.split(",") if name.strip()]
    files = write_pack(snapshot_of(settings, as_of), meeting, out, wanted or ("pdf",))
    with writing(open_engine(settings)) as connection:
        for file in files:
            note_pack(connection, meeting=meeting, as_of=as_of, made_by=getpass.getuser(), content=file.read_bytes())
    if json_:
        emit({"meeting": meeting, "as_of": as_of, "files": files})
        return
    for file in files:
        click.echo(f"Wrote {file}.")
