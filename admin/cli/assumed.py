"""What is assumed, and what would another value move? As `trustops rates` prints them."""

from datetime import date

import click

from admin.cli.common import Settings, emit, snapshot_of, table


def say_assumptions(settings: Settings, as_of: date, *, as_data: bool) -> None:
    """The register of assumptions of a day."""
    from reports.assumed import assumption_value, lead_sentence
    from trustops.costing.assumptions import assumptions

    found = assumptions(snapshot_of(settings, as_of))
    if as_data:
        emit(found)
        return
    click.echo(lead_sentence(found))
    rows = [(each.rate or "–", each.title, assumption_value(each), each.why, each.used_in) for each in found]
    click.echo(table(rows, ("Rate", "Figure", "value", "why assumed", "used in")))


def say_what_if(settings: Settings, typed: str, as_of: date, *, as_data: bool) -> None:
    """Every figure that one rate at another value moves, old and new."""
    from reports.assumed import change_text, figure_of, tried_sentence, value_text
    from trustops.costing.affected import affected, value_typed
    from trustops.quantities.errors import TrustopsError

    rate, equals, value = (part.strip() for part in typed.partition("="))
    if not equals:
        raise TrustopsError(f"“{typed}” is not a rate and its value; write it like --if overhead=7%.")
    snapshot = snapshot_of(settings, as_of)
    moved = affected(snapshot, rate, value_typed(snapshot, rate, value))
    if as_data:
        emit(moved)
        return
    click.echo(tried_sentence(rate, value, moved))
    rows = [
        (
            each.name,
            figure_of(each),
            value_text(each.unit, each.old),
            value_text(each.unit, each.new),
            change_text(each),
        )
        for each in moved
    ]
    if rows:
        click.echo(table(rows, ("Service", "Figure", "now", "then", "change"), right=(2, 3, 4)))
