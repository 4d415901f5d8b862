"""The command about duties: what hangs on one person, and how few people away would stop more than half?"""

from datetime import date
from typing import TYPE_CHECKING

import click

from admin.cli.common import as_json, as_of_option, emit, snapshot_of, table

if TYPE_CHECKING:
    from trustops.snapshot import Snapshot
    from trustops.succession.duties import DutyCover
    from trustops.succession.in_one_hand import InOneHand


@click.command()
@click.option(
    "--most",
    type=click.IntRange(0),
    default=5,
    show_default=True,
    help="How many critical duties one person may have in hand.",
)
@as_of_option
@as_json
@click.pass_context
def duties(context: click.Context, most: int, as_of: date, json_: bool) -> None:
    """Which duties, accesses, returns and sign-offs hang on one person or on nobody."""
    from trustops.succession.in_one_hand import in_one_hand

    snapshot = snapshot_of(context.obj, as_of)
    found = in_one_hand(snapshot, most)
    if json_:
        emit(found)
    else:
        _say(snapshot, found)


def _say(snapshot: "Snapshot", found: "InOneHand") -> None:
    click.echo(found.sentence)
    if not found.duties:
        return
    headings = ("Duty", "where", "can do it", "proven", "needed", "to look at")
    click.echo(table([_row(snapshot, cover) for cover in found.duties], headings, right=(2, 3, 4)))
    for each in found.concentrated:
        titles = "; ".join(found.title(duty) for duty in each.duties)
        click.echo(f"{snapshot.person_name(each.person)} has {len(each.duties)} critical duties in hand: {titles}.")
    for pair in found.incompatible:
        both = f"“{found.title(pair.duty)}” and “{found.title(pair.other)}”"
        click.echo(f"{snapshot.person_name(pair.person)} has {both} in hand, which nobody should hold together.")
    _say_fewest(snapshot, found)
    _say_obligations(snapshot, found)


def _row(snapshot: "Snapshot", cover: "DutyCover") -> tuple[str, ...]:
    flags = ", ".join(cover.flags)
    numbers = (cover.bus_factor, len(cover.proven), cover.needed)
    return cover.title, snapshot.site_name(cover.site), *(str(number) for number in numbers), flags


def _say_fewest(snapshot: "Snapshot", found: "InOneHand") -> None:
    fewest = found.fewest
    if fewest.people:
        names = ", ".join(snapshot.person_name(person) for person in fewest.people)
        greedy = len(fewest.greedy.people)
        click.echo(f"Those {len(fewest.people)}: {names}. Taking whoever has most in hand, again and again: {greedy}.")


def _say_obligations(snapshot: "Snapshot", found: "InOneHand") -> None:
    from trustops.succession.coming import Part

    if found.obligations:
        click.echo("Obligations of the next 12 months that one person or nobody can make:")
        rows = [
            (
                each.due.isoformat() if each.due else "no day set",
                each.title,
                snapshot.site_name(each.site),
                snapshot.post_title(each.post_of(Part.PREPARER)),
                str(len(each.makers)),
            )
            for each in found.obligations
        ]
        click.echo(table(rows, ("due", "obligation", "where", "prepared by", "people"), right=(4,)))
