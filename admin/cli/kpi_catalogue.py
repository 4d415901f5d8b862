"""Commands about the catalogue of KPIs: what could be watched, and taking up what the trust chooses."""

from datetime import date
from typing import TYPE_CHECKING

import click

from admin.cli.common import Settings, as_json, as_of_option, emit, pass_settings, snapshot_of, table

if TYPE_CHECKING:
    from trustops.kpis.adoption import Adoption
    from trustops.kpis.catalogue import CatalogueKpi, England


@click.command()
@click.argument("code", required=False)
@as_json
def catalogue(code: str | None, json_: bool) -> None:
    """The KPIs ready to adopt, or all that is known of one: definition, target, England's benchmarks by year."""
    from trustops.kpis.catalogue import catalogue as published

    book = published()
    series = book.called(code) if code else tuple(book.kpis)
    if json_:
        emit(series)
    elif code:
        click.echo("\n\n".join(_told(kpi) for kpi in series))
    else:
        click.echo(f"{len(book.entries)} KPIs to choose from; `trustops kpi adopt CODE…` takes them up.")
        rows = [(kpi.kpi, kpi.name, kpi.unit.value, kpi.frequency.value, kpi.for_schools, kpi.system) for kpi in series]
        click.echo(table(rows, ("KPI", "", "unit", "due", "for", "comes from")))


def _told(kpi: "CatalogueKpi") -> str:
    from trustops.quantities.words import number_text

    better = {"up": "higher", "down": "lower"}.get(kpi.direction.value, "neither way")
    lines = [
        f"{kpi.name} ({kpi.kpi})",
        f"{kpi.definition}.",
        f"In {kpi.unit.value}; better is {better}; {kpi.frequency.value}, for {kpi.for_schools}, from {kpi.system}.",
    ]
    if kpi.usual_target is not None:
        lines.append(f"Usual target: {number_text(kpi.usual_target)} ({kpi.target_because}).")
    lines += [f"{each.start} to {each.end}: {_england(each)}" for each in kpi.england]
    lines += [f"{year}: not published anywhere, for there are {why}." for year, why in kpi.not_published.items()]
    lines += [f"No benchmark: {kpi.no_benchmark_because}."] if kpi.no_benchmark_because else []
    return "\n".join([*lines, kpi.note] if kpi.note else lines)


def _england(each: "England") -> str:
    from trustops.kpis.catalogue import UNCERTAIN
    from trustops.quantities.words import number_text

    said = f"{each.phase.value if each.phase else 'all'} schools in England {number_text(each.value)} ({each.citation})"
    return f"{said}; never taken up" if each.status == UNCERTAIN else said


@click.command()
@click.argument("codes", nargs=-1, required=True)
@click.option("--dry-run", is_flag=True, help="Say what would be added, and add nothing.")
@as_of_option
@as_json
@pass_settings
def adopt(settings: Settings, codes: tuple[str, ...], dry_run: bool, as_of: date, json_: bool) -> None:
    """Add KPIs of the catalogue, with England's benchmarks of a phase; nothing that is there is written over."""
    import getpass

    from admin.adopting import adopt as write_adoption
    from admin.cli.common import open_engine
    from trustops.kpis.adoption import adoption
    from trustops.store.engine import writing

    found = adoption(snapshot_of(settings, as_of), codes)
    number = None
    if not dry_run:
        with writing(open_engine(settings)) as connection:
            number = write_adoption(connection, found, getpass.getuser())
    if json_:
        emit({"kpis": found.kpis, "benchmarks": found.benchmarks, "kept": found.kept, "import_id": number})
    else:
        click.echo(_said(found, number, dry_run=dry_run))


def _said(found: "Adoption", number: int | None, *, dry_run: bool) -> str:
    from trustops.quantities.words import counted, listed

    lines = [f"{kpi.kpi} {kpi.name}" for kpi in found.kpis]
    if found.kept:
        lines.append(f"The trust has {listed(list(found.kept))} already; its own words stay.")
    added = f"{counted(len(found.kpis), 'KPI')} and {counted(len(found.benchmarks), 'benchmark')}"
    if dry_run:
        return "\n".join([*lines, f"This would add {added}. Nothing was added."])
    if number is None:
        return "\n".join([*lines, "Nothing was added."])
    undo = f"`trustops undo {number}` takes it back"
    return "\n".join([*lines, f"Added {added}; {undo}. Give each an owner, a committee and a target."])
