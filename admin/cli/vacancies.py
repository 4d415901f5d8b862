"""Commands about vacancies: who moves up when posts fall vacant, and which fall vacant in the next 24 months."""

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from admin.cli.common import as_json, as_of_option, emit, snapshot_of, table

if TYPE_CHECKING:
    from reports.cascades import CascadeLines


@click.command()
@click.argument("posts", nargs=-1, metavar="POST...")
@click.option("--without", multiple=True, metavar="PERSON", help="As if this person had left; may be given again.")
@click.option("--months", type=click.IntRange(1, 24), default=4, show_default=True, help="For how long it is costed.")
@as_of_option
@as_json
@click.pass_obj
def cascade(
    settings: Any, posts: tuple[str, ...], without: tuple[str, ...], months: int, as_of: date, json_: bool
) -> None:
    """Who moves up when posts fall vacant, so that what is left unfilled does the least harm; and what it costs."""
    from reports.cascades import cascade_lines, cost_sentence
    from trustops.quantities.errors import TrustopsError
    from trustops.succession.acting_cost import acting_cost
    from trustops.succession.cascade import cascade as found_for
    from trustops.succession.cascade_flags import flags_of

    if not posts and not without:
        raise TrustopsError("Say which posts fall vacant, such as CEO, or who leaves: --without PERSON.")
    snapshot = snapshot_of(settings, as_of)
    found = found_for(snapshot, posts, without)
    flags = flags_of(snapshot, found)
    cost = acting_cost(snapshot, found, months=months)
    if json_:
        emit({"cascade": found, "flags": flags, "cost": cost})
        return
    _say(cascade_lines(snapshot, found, flags))
    click.echo(cost_sentence(cost))


def _say(lines: "CascadeLines") -> None:
    click.echo(lines.sentence)
    if lines.moves:
        rows = [(line.who, line.from_post, line.to_post, line.how) for line in lines.moves]
        click.echo(table(rows, ("who", "from", "to", "how")))
    for gap in lines.gaps:
        click.echo(f"Left: {gap.post} ({gap.grave}){f'; from outside: {gap.outside}' if gap.outside else ''}.")
    for flag in lines.flags:
        click.echo(f"Look at: {flag.sentence}")
    click.echo(lines.comparison)


@click.command()
@as_of_option
@as_json
@click.pass_obj
def vacancies(settings: Any, as_of: date, json_: bool) -> None:
    """Which posts stand or fall vacant in the next 24 months, and by when each must be advertised.

    What people have said themselves that they mean to do is not among them.
    """
    from reports.vacancies import vacancies_sentence, vacancies_table
    from trustops.succession.vacancies import vacancy_calendar

    snapshot = snapshot_of(settings, as_of)
    calendar = vacancy_calendar(snapshot)
    if json_:
        emit({"as_of": as_of, "to": calendar.to, "vacancies": calendar.known})
        return
    click.echo(vacancies_sentence(snapshot, calendar.known))
    shown = vacancies_table(snapshot, calendar.known)
    if shown.rows:
        click.echo(table(shown.texts(), tuple(each.lower() for each in shown.headings), right=(5,)))
    for each in calendar.known:
        if each.unknown:
            click.echo(each.unknown)
