"""Which values are not there that should be? One finding a KPI and site, or one where a school sent nothing at all.

A school that has not sent a half-term's figures owes a value of every KPI: that is one thing to ask for, not twenty.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from trustops.findings.model import Area, Evidence, Raised, Rule, Severity, Subject
from trustops.findings.picture import Picture
from trustops.findings.rules.kpis import span_text, subject_at_site
from trustops.findings.rules.lacking import MOST_APART, some_of
from trustops.kpis.periods import MissingValue, Period
from trustops.models import Kpi
from trustops.quantities.words import counted, day_text
from trustops.quantities.years import ONE_DAY
from trustops.snapshot import Snapshot

Series = Sequence[MissingValue]


def _value_missing(picture: Picture) -> Iterator[Raised]:
    series: dict[tuple[str, str], list[MissingValue]] = defaultdict(list)
    for each in picture.missing:
        series[each.kpi, each.site].append(each)
    alike: dict[tuple[str, Period], list[Series]] = defaultdict(list)
    for (_code, site), missing in series.items():
        alike[site, missing[-1].period].append(missing)
    for (site, period), found in alike.items():
        if len(found) > MOST_APART:
            yield _together(picture.snapshot, site, period, found)
        else:
            yield from (_of_one(picture.snapshot, missing) for missing in found)


def _of_one(snapshot: Snapshot, missing: Series) -> Raised:
    last = missing[-1]
    subject = subject_at_site(snapshot, last.kpi, last.site)
    number = counted(len(missing), "value is missing", "values are missing")
    return Raised(
        subject=subject,
        message=f"{subject.name}: {number}, the latest for {span_text(last.period.start, last.period.end)}, "
        f"which was due by {day_text(last.due)}.",
        evidence=tuple(
            Evidence(
                span_text(each.period.start, each.period.end),
                f"due by {day_text(each.due)}",
                _kpi_origin(snapshot, each.kpi),
            )
            for each in missing
        ),
        since=missing[0].due + ONE_DAY,
    )


def _together(snapshot: Snapshot, site: str, period: Period, found: Sequence[Series]) -> Raised:
    """A school's KPIs that all lack their value for the same period."""
    names = [_kpi_name(snapshot, missing[-1].kpi) for missing in found]
    due = max(missing[-1].due for missing in found)
    name = f"{len(found)} KPIs at {snapshot.site_name(site)}"
    return Raised(
        subject=Subject("kpis", f"TOGETHER-{site}-{period.start}", name),
        message=f"{name} have no value for {span_text(period.start, period.end)}, which was due by {day_text(due)}: "
        f"{some_of(names)}.",
        evidence=tuple(
            Evidence(
                f"{_kpi_name(snapshot, each.kpi)}, {span_text(each.period.start, each.period.end)}",
                f"due by {day_text(each.due)}",
                _kpi_origin(snapshot, each.kpi),
                site=site,
            )
            for missing in found
            for each in missing
        ),
        since=min(missing[0].due for missing in found) + ONE_DAY,
    )


def _kpi_name(snapshot: Snapshot, code: str) -> str:
    row = snapshot.one(Kpi, code)
    return row.name if row else code


def _kpi_origin(snapshot: Snapshot, code: str) -> str:
    row = snapshot.one(Kpi, code)
    return snapshot.origin(row) if row else ""


VALUE_MISSING = Rule(
    id="kpis.value_missing",
    title="A KPI value is missing after its lag",
    area=Area.KPIS,
    severity=Severity.AMBER,
    why="The board may decide on a figure that leaves a school out.",
    remedy="The KPI's owner asks the school for the value, or records why it is not published.",
    source="Our default: a period's end and the KPI's own lag",
    check=_value_missing,
)
