"""The command about people leaving: which posts, duties, services and obligations go with them?"""

from datetime import date
from typing import TYPE_CHECKING

import click

from admin.cli.common import as_json, as_of_option, emit, fail, snapshot_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from trustops.snapshot import Snapshot
    from trustops.succession.leaving import Leaving


@click.command("without")
@click.argument("people", nargs=-1, metavar="[PERSON]...")
@click.option("--post", "posts", multiple=True, metavar="POST", help="Whoever holds this post; may be given again.")
@click.option("--school", "schools", multiple=True, metavar="URN", help="A school's whole team, or TRUST's.")
@as_of_option
@as_json
@click.pass_context
def without(
    context: click.Context,
    people: tuple[str, ...],
    posts: tuple[str, ...],
    schools: tuple[str, ...],
    as_of: date,
    json_: bool,
) -> None:
    """What the trust would be without some people: posts, duties, services, obligations and what they own."""
    from trustops.succession.leaving import if_they_left

    if not (people or posts or schools):
        fail("Say who leaves: a person's ref, --post POST for whoever holds it, or --school URN for a whole team.")
    snapshot = snapshot_of(context.obj, as_of)
    found = if_they_left(snapshot, people, posts, schools)
    if json_:
        emit(found)
    else:
        for line in lines(snapshot, found):
            click.echo(line)


def lines(snapshot: "Snapshot", found: "Leaving") -> "Iterator[str]":
    """The answer line by line; a part of which there is nothing to say is left out."""
    from trustops.succession.leaving import leaving_sentence

    yield leaving_sentence(found)
    yield from found.who.notes
    yield from _list("Who leaves", (snapshot.person_name(person) for person in found.who.people))
    yield from _list("Posts that stand empty", (snapshot.post_title(post) for post in found.posts))
    yield from _list("Posts that somebody else still holds a part of", map(snapshot.post_title, found.shared))
    yield from _cover(snapshot, found)
    yield from _list("Duties that stop", (cover.title for cover in found.duties_stopped))
    yield from _list("Duties left with one person", (cover.title for cover in found.duties_on_one))
    yield from _list("Services that they deliver", _services(found))
    yield from _list("Obligations that lose a holder", _obligations(snapshot, found))
    yield from _list("Without an owner", (f"{each.kind} {each.ref}: {each.title}" for each in found.owned))


def _list(heading: str, items: "Iterable[str]") -> "Iterator[str]":
    listed = list(items)
    if listed:
        yield f"{heading}:"
        yield from (f"  {item}" for item in listed)


def _cover(snapshot: "Snapshot", found: "Leaving") -> "Iterator[str]":
    before, after = found.before, found.after
    if before.resilience_number is None or not found.people:
        return
    yield f"Resilience number: {before.resilience_number} before, {after.resilience_number} after."
    yield from _list("Critical posts that can no longer be filled", map(snapshot.post_title, found.no_longer))


def _services(found: "Leaving") -> "Iterator[str]":
    from trustops.quantities.words import counted, number_text, pounds_text

    for hit in found.services:
        if hit.sold_days is None or hit.income is None or hit.member_days is None:
            yield f"{hit.name}: not known. {hit.unknown}"
            continue
        work = f"{hit.name}, {hit.year}: {hit.part_text} of its work"
        sold = f"{number_text(hit.sold_days)} sold days and {pounds_text(hit.income)} a year"
        clients = counted(len(hit.clients), "client")
        yield f"{work}; {sold} from {clients}, and {number_text(hit.member_days)} days of our own schools."


def _obligations(snapshot: "Snapshot", found: "Leaving") -> "Iterator[str]":
    from trustops.quantities.words import listed

    for each in found.obligations:
        due = each.due.isoformat() if each.due else "no day set"
        lost = listed([f"{part} ({snapshot.post_title(post)})" for part, post in each.lost])
        yield f"{due}  {each.title}: loses its {lost}{'' if each.can_make else '; nobody can make it'}"
