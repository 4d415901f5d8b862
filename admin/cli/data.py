"""Commands about the trust's workbook: the blank one, and the one of all that is known."""

from datetime import date
from typing import TYPE_CHECKING

import click

from admin.cli.common import FilePath, Settings, as_json, emit, pass_settings, snapshot_of

if TYPE_CHECKING:
    from pathlib import Path


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
    from importers.export import write_export

    _keep(file, overwrite=overwrite)
    rows = write_export(file, snapshot_of(settings, date.max))  # also what is only known from a day to come
    if json_:
        emit({"file": file, "rows": rows})
    else:
        click.echo(f"Wrote {rows:,} rows to {file}.")
