"""Commands about the time ahead: how likely a gap is, what would help most, and the smallest plan."""

from datetime import date
from typing import TYPE_CHECKING

import click

from admin.cli.common import as_json, as_of_option, emit, snapshot_of, table

if TYPE_CHECKING:
    from reports.charts import Table

FIRST = 10


@click.command()
@click.option("--years", type=int, default=10_000, show_default=True, help="How many futures to simulate.")
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True, help="The same seed, the same answer.")
@as_of_option
@as_json
@click.pass_context
def simulate(context: click.Context, years: int, seed: int, as_of: date, json_: bool) -> None:
    """The chance that a critical post stands uncovered in 12, 24 and 36 months, simulated, beside the exact one."""
    from reports.charts.uncovered import horizons_table
    from reports.succession_chances import ahead_sentence, method_sentence
    from trustops.succession.uncovered import uncovered_ahead

    snapshot = snapshot_of(context.obj, as_of)
    found = uncovered_ahead(snapshot, years=years, seed=seed)
    exact = uncovered_ahead(snapshot)
    if json_:
        emit({"simulated": found, "exact": exact if exact.exact else None})
        return
    click.echo(ahead_sentence(snapshot, found))
    if not found.critical_posts:
        return
    click.echo(method_sentence(found))
    click.echo(_shown(horizons_table(found)))
    if exact.exact:
        click.echo(f"\n{method_sentence(exact)}")
        click.echo(_shown(horizons_table(exact)))


@click.command()
@as_of_option
@as_json
@click.pass_context
def helps(context: click.Context, as_of: date, json_: bool) -> None:
    """What would help most, the best first, with what each would change."""
    from reports.succession_chances import cost_text, effects_of, simulated_sentence
    from trustops.succession.helps import one_each, what_helps_most

    found = what_helps_most(snapshot_of(context.obj, as_of), named=True)
    if json_:
        emit(found)
        return
    best = one_each(found)[:FIRST]
    for at, each in enumerate(best, 1):
        click.echo(f"{at:>2}. {each.named or each.words}")
        cost = () if each.cost_pence is None else (cost_text(each.cost_pence),)
        click.echo(f"    {' · '.join((*effects_of(each), *cost))}")
    if len(found) > len(best):
        click.echo(f"… and {len(found) - len(best)} more; --json has them all.")
    if said := simulated_sentence(found):
        click.echo(said)
    if not found:
        click.echo("Every critical post and duty has somebody who could take it over.")


@click.command()
@click.option("--target", type=int, help="The resilience number to reach; empty: the next one.")
@click.option("--by-cost", is_flag=True, help="The cheapest plan in place of the fewest actions.")
@as_of_option
@as_json
@click.pass_context
def plan(context: click.Context, target: int | None, by_cost: bool, as_of: date, json_: bool) -> None:
    """The smallest plan that reaches a resilience number."""
    from reports.succession_chances import plan_cost_sentence, plan_sentence
    from trustops.succession.plan import smallest_plan

    snapshot = snapshot_of(context.obj, as_of)
    found = smallest_plan(snapshot, target, named=True, by_cost=by_cost)
    if json_:
        emit(found)
        return
    click.echo(plan_sentence(snapshot, found, named=True))
    for at, step in enumerate(found.steps, 1):
        click.echo(f"{at:>2}. {step.words}")
    if cost := plan_cost_sentence(found):
        click.echo(cost)


def _shown(found: "Table") -> str:
    return table(found.texts(), found.headings, right=sorted(found.figures))
