"""Commands about succession: who could take each critical post, and when somebody can leave."""

from datetime import date
from typing import TYPE_CHECKING

import click

from admin.cli.chances import helps, plan, simulate
from admin.cli.common import Day, as_json, as_of_option, emit, snapshot_of, table
from admin.cli.duties import duties
from admin.cli.vacancies import cascade, vacancies
from admin.cli.what_if import without as what_if

if TYPE_CHECKING:
    from trustops.snapshot import Snapshot
    from trustops.succession.single_points import SinglePoint
    from trustops.succession.view import SuccessionView


@click.group(invoke_without_command=True)
@click.option("--without", multiple=True, metavar="PERSON", help="As if this person had left; may be given again.")
@as_of_option
@as_json
@click.pass_context
def succession(context: click.Context, without: tuple[str, ...], as_of: date, json_: bool) -> None:
    """Who holds and who could take each critical post, all at once, and where the cover is thinnest."""
    if context.invoked_subcommand is not None:
        return
    from trustops.succession.cover import succession_view

    snapshot = snapshot_of(context.obj, as_of)
    view = succession_view(snapshot, without)
    if json_:
        emit(_with_reasons(snapshot, view))
    else:
        _say(snapshot, view)


def _with_reasons(snapshot: "Snapshot", view: "SuccessionView") -> dict[str, object]:
    """The view, with who is a single point of failure and why, and how the cover has gone by term."""
    from dataclasses import fields

    from trustops.succession.single_points import why
    from trustops.succession.trend import trend

    points = [
        {
            "person": point.person,
            "posts": point.posts,
            "is_one": point.is_one,
            "why": why(snapshot, point),
            "alone": point.alone,
            "duties": [duty.duty for duty in point.duties],
            "returns": [owed.obligation for owed in point.returns],
        }
        for point in _single_points(snapshot, view)
    ]
    own = {field.name: getattr(view, field.name) for field in fields(view)}
    return {**own, "single_points": points, "trend": trend(snapshot)}


def _single_points(snapshot: "Snapshot", view: "SuccessionView") -> "tuple[SinglePoint, ...]":
    from trustops.succession.coming import coming_obligations
    from trustops.succession.duties import duty_cover
    from trustops.succession.single_points import single_points

    return single_points(snapshot, view, duty_cover(snapshot), coming_obligations(snapshot))


def _say(snapshot: "Snapshot", view: "SuccessionView") -> None:
    from trustops.succession.single_points import why

    click.echo(view.sentence)
    for point in _single_points(snapshot, view)[:1]:
        click.echo(why(snapshot, point))
    acting = view.readings.acting
    click.echo(
        f"{view.filled} of {view.of} critical posts can be filled at once by those who hold them or are ready now; "
        f"{acting.filled} if a person may act in a second post."
    )
    click.echo(view.named_coverage.sentence)
    rows = [
        (
            snapshot.post_title(post),
            _names(snapshot, (cover.holder,) if cover.holder else ()) or "vacant",
            _names(snapshot, cover.ready_now) or ("not known" if cover.unknown else "nobody"),
            _names(snapshot, cover.ready_in_1_year) or "–",
            str(cover.outside) if cover.outside else "–",
        )
        for post, cover in view.cover.items()
    ]
    if rows:
        click.echo(table(rows, ("Critical post", "holder", "ready now", "in a year", "outside"), right=(4,)))
    if view.uncovered:
        click.echo("Cannot be filled: " + "; ".join(snapshot.post_title(post) for post in view.uncovered) + ".")
    if view.weakest_set.posts:
        posts = "; ".join(snapshot.post_title(post) for post in view.weakest_set.posts)
        click.echo(f"Thinnest: {posts}, leaning on {_names(snapshot, view.weakest_set.people) or 'nobody'}.")
    _say_when_and_where(snapshot, view)
    for double in view.double_counted:
        posts = "; ".join(snapshot.post_title(post) for post in double.posts)
        click.echo(f"{snapshot.person_name(double.person)} is named ready now for {len(double.posts)}: {posts}.")


def _say_when_and_where(snapshot: "Snapshot", view: "SuccessionView") -> None:
    from trustops.succession.said import drop_sentence

    bands = [(f"ready {horizon}", cover) for horizon, cover in view.horizons.items()]
    bands += [(group.name, group.cover) for group in (*view.by_site, *view.by_role)]
    rows = [(name, f"{cover.filled} of {cover.of}", str(cover.resilience_number)) for name, cover in bands if cover.of]
    if rows:
        click.echo(table(rows, ("Counting, or for", "filled", "resilience number"), right=(1, 2)))
    for drop in view.drops:
        click.echo(drop_sentence(snapshot, drop, view.of))
    if view.of and not view.drops:
        click.echo("The resilience number does not fall if nobody is assessed again.")


def _names(snapshot: "Snapshot", people: tuple[str, ...]) -> str:
    return ", ".join(snapshot.person_name(person) for person in people)


@succession.command()
@click.option(
    "--rule", required=True, type=click.Choice(["teacher", "head", "contract"]), help="Whose notice: see the contract."
)
@click.option("--given", required=True, type=Day(), help="The day that notice is given.")
@click.option("--weeks", type=click.IntRange(0, 104), help="The contract's weeks of notice, with --rule contract.")
@as_json
def notice(rule: str, given: date, weeks: int | None, json_: bool) -> None:
    """The earliest day that somebody who gives notice on a day can leave."""
    from trustops.quantities.errors import TrustopsError
    from trustops.quantities.words import day_text
    from trustops.succession.notice import NoticeRule, contract_leaving, earliest_leaving

    if rule == "contract":
        if weeks is None:
            raise TrustopsError("With --rule contract, say how many weeks the contract asks for: --weeks 13.")
        answer = contract_leaving(weeks, given)
    else:
        answer = earliest_leaving(NoticeRule(rule), given)
    if json_:
        emit(answer)
    else:
        click.echo(f"Notice given on {day_text(given)}: can leave on {day_text(answer.leaves)} ({answer.source}).")


for command in (cascade, vacancies, duties, what_if, simulate, helps, plan):
    succession.add_command(command)
