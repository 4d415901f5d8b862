"""The `trustops` command: what can be asked and done from a terminal.

Every command imports what it needs when it runs, so that `trustops --help` answers at once.
"""

from typing import TYPE_CHECKING

import click

from admin.cli.audit import audit
from admin.cli.board import calendar, chase, findings, rules
from admin.cli.charges import charges
from admin.cli.clients import clients, debtors, invoices
from admin.cli.common import FilePath, Settings, TrustopsGroup
from admin.cli.data import export, template
from admin.cli.explain import describe, rates
from admin.cli.imports import import_
from admin.cli.kpi_catalogue import adopt, catalogue
from admin.cli.kpis import kpi
from admin.cli.pack import pack
from admin.cli.serve import serve, worker
from admin.cli.service import service
from admin.cli.start import demo, doctor, init
from admin.cli.succession import succession
from admin.cli.undo import imports, undo
from admin.cli.user import user
from admin.cli.words import words

if TYPE_CHECKING:
    from pathlib import Path


@click.group(cls=TrustopsGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="trustops")
@click.option(
    "--instance",
    type=FilePath(file_okay=False),
    envvar="TRUSTOPS_INSTANCE",
    default="instance",
    show_default=True,
    show_envvar=True,
    help="The folder of the database.",
)
@click.option(
    "--database-url", envvar="TRUSTOPS_DATABASE_URL", show_envvar=True, help="The database, where it is elsewhere."
)
@click.pass_context
def main(context: click.Context, instance: "Path", database_url: str | None) -> None:
    """What is the trust doing so that its children achieve better than they otherwise might, and is it working?"""
    context.obj = Settings(instance, database_url)


COMMANDS = (
    demo,
    init,
    template,
    import_,
    imports,
    undo,
    words,
    export,
    serve,
    worker,
    user,
    pack,
    audit,
    service,
    succession,
    kpi,
    calendar,
    chase,
    findings,
    rates,
    rules,
    describe,
    doctor,
)
for command in COMMANDS:
    main.add_command(command)
for command in (charges, clients, debtors, invoices):
    service.add_command(command)
for command in (catalogue, adopt):
    kpi.add_command(command)
