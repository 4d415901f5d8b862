"""Commands about what is owed and what to look at: calendar, findings, rules."""

from datetime import date
from typing import TYPE_CHECKING

import click

from admin.cli.common import (
    LOOK,
    FilePath,
    Settings,
    YearOption,
    as_json,
    as_of_option,
    emit,
    pass_settings,
    snapshot_of,
    table,
)

if TYPE_CHECKING:
    from pathlib import Path

    from trustops.findings.model import Finding, Rule
    from trustops.quantities.years import AcademicYear

SHAPES = {"red": "■ Act", "amber": "▲ Watch", "note": "○ Note"}


@click.command()
@click.option("--year", type=YearOption(), help="The academic year, like 2025/26.  [default: the one of --as-of]")
@click.option("--ics", type=FilePath(dir_okay=False), help="Write it to an iCalendar file as well.")
@as_of_option
@as_json
@pass_settings
def calendar(settings: Settings, year: "AcademicYear | None", ics: "Path | None", as_of: date, json_: bool) -> None:
    """What the trust owes in a year: each duty, when it is due, who to, and whether it is done."""
    from trustops.governance.calendar import calendar as calendar_of
    from trustops.governance.ics import ics_text
    from trustops.models import TRUST_SITE
    from trustops.quantities.years import AcademicYear

    snapshot = snapshot_of(settings, as_of)
    items = calendar_of(snapshot, year or AcademicYear.containing(as_of))
    if ics:
        write_text(ics, ics_text(items, as_of))
    if json_:
        emit([_as_contract(item) for item in items])
        return
    rows = [
        (
            item.due.isoformat() if item.due else "unconfirmed",
            item.status.replace("_", " "),
            item.id,
            item.title if item.site == TRUST_SITE else f"{item.title}, {snapshot.site_name(item.site)}",
            item.recipient,
        )
        for item in items
    ]
    click.echo(table(rows, ("Due", "status", "duty", "", "to")))


def _as_contract(item: object) -> dict[str, object]:
    """A calendar item without what only the rules need."""
    inner = ("to", "tracked", "done_row")
    return {name: getattr(item, name) for name in item.__slots__ if name not in inner}  # type: ignore[attr-defined]


def write_text(path: "Path", text: str) -> None:
    """Write a file, or say in one sentence why it cannot be written."""
    from trustops.quantities.errors import TrustopsError

    try:
        path.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise TrustopsError(f"{path} cannot be written ({error.strerror}); choose another place.") from None


@click.command()
@as_of_option
@as_json
@pass_settings
def chase(settings: Settings, as_of: date, json_: bool) -> None:
    """Whom to ask for what before the board meets, with a message ready for each."""
    from reports.chase import chase_list
    from trustops.findings.picture import Picture
    from trustops.governance.gaps import next_meeting_gaps

    picture = Picture(snapshot_of(settings, as_of))
    chases = chase_list(picture, next_meeting_gaps(picture.snapshot, picture.owed))
    if json_:
        emit(
            [
                {"owner": each.owner, "late": each.late, "wanted": [one._asdict() for one in each.wanted]}
                | {"message": each.message}
                for each in chases
            ]
        )
        return
    click.echo("\n\n".join(each.message for each in chases) or "There is nothing to ask anybody for.")


@click.command()
@click.option("--area", help="Only one area: succession, duties, costing, kpis or governance.")
@click.option(
    "--fail-on", type=click.Choice(["red", "amber", "note"]), default="red", show_default=True, help="Exit 1 from here."
)
@as_of_option
@as_json
@click.pass_context
def findings(context: click.Context, area: str | None, fail_on: str, as_of: date, json_: bool) -> None:
    """What somebody should look at, worst first, each with its evidence and what to do."""
    from trustops.findings.run import findings as find

    found = find(snapshot_of(context.obj, as_of), area)
    if json_:
        emit({"as_of": found.as_of, "counts": found.counts, "findings": found.findings})
    else:
        counts = found.counts
        click.echo(f"{counts['red']} to act on, {counts['amber']} to watch, {counts['note']} to note.")
        for finding in found.findings:
            _say(finding)
    levels = list(SHAPES)
    if any(found.counts[level] for level in levels[: levels.index(fail_on) + 1]):
        context.exit(LOOK)


def _say(finding: "Finding") -> None:
    click.echo()
    click.echo(f"{SHAPES[finding.severity]}: {finding.message}")
    for evidence in finding.evidence:
        origin = f"  ({evidence.origin})" if evidence.origin else ""
        click.echo(f"    {evidence.label}: {evidence.value}{origin}")
    click.echo(f"    Why it matters: {finding.why}")
    click.echo(f"    What to do: {finding.remedy}")


@click.command()
@click.argument("rule", required=False)
@as_json
def rules(rule: str | None, json_: bool) -> None:
    """Every rule that looks for something, or one RULE explained, with its source."""
    from trustops.findings.catalogue import RULES
    from trustops.quantities.errors import TrustopsError

    chosen = [one for one in RULES if rule in (None, one.id)]
    if not chosen:
        raise TrustopsError(f"There is no rule called “{rule}”; run `trustops rules` to see them all.")
    if json_:
        emit([_rule(one) for one in chosen])
    elif rule:
        one = chosen[0]
        click.echo(f"{one.title} ({one.id}, {one.severity})")
        click.echo(f"Why it matters: {one.why}")
        click.echo(f"What to do: {one.remedy}")
        click.echo(f"Source: {one.source}")
    else:
        click.echo(table([(one.id, one.severity.value, one.title) for one in chosen], ("Rule", "", "")))


def _rule(rule: "Rule") -> dict[str, object]:
    names = ("id", "title", "area", "severity", "why", "remedy", "source")
    return {name: getattr(rule, name) for name in names}
