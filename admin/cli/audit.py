"""Is the history as it was? The command that works its digests out again, and holds a printed one to them."""

import sys

import click

from admin.cli.common import LOOK, Settings, as_json, emit, open_engine, pass_settings


@click.group()
def audit() -> None:
    """What was written, and whether it is still as it was."""


@audit.command()
@click.option("--head", help="An audit head that was printed in a board pack: is all that was before it as it was?")
@as_json
@pass_settings
def verify(settings: Settings, head: str | None, json_: bool) -> None:
    """Work the audit head out again from every import and event, and hold every frozen pack to it. Exits 1 where
    anything is not as it was."""
    from trustops.store.engine import reading
    from trustops.store.packs import verify as verified

    with reading(open_engine(settings)) as connection:
        found = verified(connection, head)
    if json_:
        told = {"imports": found.imports, "events": found.events, "head": found.head}
        emit(told | {"packs": found.packs, "files": found.files, "wrong": found.wrong, "known": found.known})
    else:
        click.echo(f"Audit head: {found.head}")
        click.echo(
            f"{found.imports} imports and saves with {found.events} events; {found.packs} frozen packs with "
            f"{found.files} files."
        )
        for line in (found.known, *found.wrong):
            if line:
                click.echo(line)
        if not found.wrong:
            click.echo("Everything that a frozen pack vouches for is as it was.")
    if found.wrong:
        sys.exit(LOOK)
