"""Commands about who may sign in: add, list, reset, disable."""

from datetime import UTC, datetime

import click

from admin.cli.common import Settings, as_json, emit, open_engine, pass_settings, table

ROLES = ("administrator", "ceo", "cfo", "governance", "hr_lead", "trustee", "head")
address_option = click.option(
    "--address",
    envvar="TRUSTOPS_ADDRESS",
    show_envvar=True,
    default="http://127.0.0.1:5000",
    show_default=True,
    help="Where the back office is served: the beginning of the link.",
)


@click.group()
def user() -> None:
    """Who may sign in to the back office, and in which roles."""


@user.command()
@click.argument("email")
@click.option("--name", required=True, help="The person's name, as others see it.")
@click.option("--role", "roles", multiple=True, required=True, type=click.Choice(ROLES), help="May be given again.")
@click.option("--site", help="A head's school: its URN.")
@click.option(
    "--person",
    help="Their payroll number in the People sheet, or - if they are not on it; without it they are not told by name "
    "who is ready for what, as nobody is shown their own readiness.",
)
@address_option
@as_json
@pass_settings
def add(
    settings: Settings,
    email: str,
    name: str,
    roles: tuple[str, ...],
    site: str | None,
    person: str | None,
    address: str,
    json_: bool,
) -> None:
    """Add an account for EMAIL and print the link by which they choose their password."""
    from admin.security.administer import Access, invite
    from trustops.quantities.errors import TrustopsError

    if "head" in roles and not site:
        raise TrustopsError("A head sees their own school: say which with --site and its URN.")
    token = invite(open_engine(settings), email, name, Access.of(roles, site, person), datetime.now(UTC))
    _give(f"{address}/welcome/{token}", email, json_)


@user.command(name="list")
@as_json
@pass_settings
def list_(settings: Settings, json_: bool) -> None:
    """Everybody with an account, in which roles."""
    from admin.security.accounts import all_accounts

    people = all_accounts(open_engine(settings))
    if json_:
        emit([{"email": p.email, "name": p.name, "roles": p.roles, "site": p.site, "active": p.active} for p in people])
    elif not people:
        click.echo("Nobody has an account yet; `trustops serve` prints the link that makes the first.")
    else:
        rows = [(p.email, p.name, ", ".join(sorted(p.roles)), "" if p.active else "disabled") for p in people]
        click.echo(table(rows, ("E-mail", "Name", "Roles", "")))


@user.command()
@click.argument("email")
@address_option
@as_json
@pass_settings
def reset(settings: Settings, email: str, address: str, json_: bool) -> None:
    """Print a new link for EMAIL to choose a password; the old password works until it is used."""
    from admin.security.accounts import password_link

    token = password_link(open_engine(settings), email, datetime.now(UTC))
    _give(f"{address}/welcome/{token}", email, json_)


@user.command()
@click.argument("email")
@as_json
@pass_settings
def disable(settings: Settings, email: str, json_: bool) -> None:
    """Take EMAIL's right to sign in; wherever they are signed in, it ends at once."""
    from admin.security.accounts import disable_account

    person = disable_account(open_engine(settings), email)
    if json_:
        emit({"email": person.email, "active": False})
    else:
        click.echo(f"{person.email} can no longer sign in, and is signed out everywhere.")


def _give(link: str, email: str, json_: bool) -> None:
    if json_:
        emit({"email": email, "link": link})
    else:
        click.echo(f"Give this link to {email} privately; it works once, within the hour:\n{link}")
