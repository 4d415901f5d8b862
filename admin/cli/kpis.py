"""Commands about KPIs: one with its chart in words, and all of them."""

from datetime import date
from typing import TYPE_CHECKING

import click

from admin.cli.common import LOOK, Settings, as_json, as_of_option, emit, pass_settings, snapshot_of, table

if TYPE_CHECKING:
    from decimal import Decimal

    from trustops.kpis.view import KpiView


@click.group()
def kpi() -> None:
    """What is measured: values, limits, signals, targets and benchmarks."""


@kpi.command()
@click.argument("code")
@click.option("--site", default="TRUST", show_default=True, help="A school's URN, or TRUST.")
@click.option("--keep-outliers", is_flag=True, help="Leave no jump out of the limits, however large it is.")
@as_of_option
@as_json
@pass_settings
def show(settings: Settings, code: str, site: str, keep_outliers: bool, as_of: date, json_: bool) -> None:
    """KPI CODE at a site: each value, the limits of its natural variation, and what it says."""
    from trustops.kpis.spc import Rules
    from trustops.kpis.view import kpi_view

    rules = Rules(screen_outliers=not keep_outliers)
    view = kpi_view(snapshot_of(settings, as_of), code, site, rules=rules)
    if json_:
        emit(view)
        return
    click.echo(f"{view.name} ({view.kpi}), {view.site_name}, in {view.unit.value}")
    click.echo(view.sentence)
    click.echo(_limits(view))
    rows = [
        (
            f"{point.start.isoformat()} to {point.end.isoformat()}",
            _figure(point.value) if point.value is not None else (point.not_published or "–"),
            point.rag.value,
            ", ".join(flag.value for flag in point.flags) or "–",
            point.type.value if point.flags else "–" if point.judged else f"not judged: covers {point.coverage}",
        )
        for point in view.points
    ]
    if rows:
        click.echo(table(rows, ("Period", "value", "against target", "signal", "means"), right=(1,)))


def _limits(view: "KpiView") -> str:
    from trustops.quantities.words import counted

    if view.mean is None:
        return "There are too few values for a mean and limits."
    limits = f"limits {_figure(view.lower)} to {_figure(view.upper)}"
    if view.lower is None and view.upper is None:
        limits = f"no limits from {counted(view.baseline_points, 'value')}"
    elif view.trial:
        limits += f" (trial: {counted(view.baseline_points, 'value')})"
    parts = [f"Mean {_figure(view.mean)}, {limits}"]
    parts.append(f"target {_figure(view.target)}" if view.target is not None else "no target")
    if view.benchmark is not None:
        parts.append(f"benchmark {_figure(view.benchmark)} ({view.benchmark_source})")
    if view.area_benchmark is not None:
        parts.append(f"in {view.area} {_figure(view.area_benchmark)} ({view.area_benchmark_source})")
    return "; ".join(parts) + "."


def _figure(value: "Decimal | None") -> str:
    from trustops.quantities.words import number_text

    return "unknown" if value is None else number_text(value, 2)


@kpi.command("list")
@as_of_option
@as_json
@pass_settings
def list_(settings: Settings, as_of: date, json_: bool) -> None:
    """Every KPI: where it stands, which way it moves, who answers for it."""
    from trustops.kpis.listing import kpi_list

    snapshot = snapshot_of(settings, as_of)
    rows = kpi_list(snapshot)
    if json_:
        emit(rows)
        return
    if not rows:
        click.echo("There are no KPIs yet: fill in the KPIs sheet and import it.")
        return
    shown = [
        (
            row.kpi,
            row.name,
            row.rag.value,
            "not judged" if not row.judged else row.variation.value if row.variation else "–",
            str(row.sites),
            snapshot.post_title(row.owner) if row.owner else "no owner",
            row.committee or "no committee",
        )
        for row in rows
    ]
    click.echo(table(shown, ("KPI", "", "worst", "movement", "sites", "owner", "committee"), right=(4,)))


@kpi.command()
@as_of_option
@as_json
@click.pass_context
def gaps(context: click.Context, as_of: date, json_: bool) -> None:
    """What the board is not told: values, targets, owners, comments and papers that are lacking, the worst first."""
    from trustops.findings.picture import Picture
    from trustops.findings.run import findings_of
    from trustops.kpis.first_signal import first_signals

    picture = Picture(snapshot_of(context.obj, as_of))
    found = findings_of(picture, "kpis")
    waiting = first_signals(picture.kpis, picture.kpi_views)
    if json_:
        emit({"as_of": as_of, "counts": found.counts, "findings": found.findings, "first_signals": waiting})
    else:
        for finding in found.findings:
            click.echo(f"{finding.severity}: {finding.message}")
        for each in waiting:
            name, site = picture.kpi_views[each.kpi, each.site].name, picture.snapshot.site_name(each.site)
            click.echo(f"wait: {name} at {site}: {each.sentence}")
        if not found.findings:
            click.echo("Nothing is lacking.")
    if found.findings:
        context.exit(LOOK)
