"""Is every KPI up to date? One finding a KPI, however many of its schools have no newer value."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from trustops.findings.model import Area, Evidence, Raised, Rule, Severity, Subject
from trustops.findings.picture import Picture
from trustops.findings.rules.kpis import kpi_subject, subject_at_site
from trustops.kpis.periods import StaleSeries, stale_series
from trustops.models import Kpi
from trustops.quantities.words import counted, day_text
from trustops.snapshot import Snapshot


def _stale(picture: Picture) -> Iterator[Raised]:
    """One finding a KPI: a source that stopped is stale at every school at once, and is one thing to put right."""
    series: dict[str, list[StaleSeries]] = defaultdict(list)
    for each in stale_series(picture.snapshot, picture.kpis):
        series[each.kpi].append(each)
    for code, found in series.items():
        oldest_first = sorted(found, key=lambda each: (each.latest_end, each.site))
        yield Raised(
            subject=_stale_subject(picture.snapshot, code, found),
            message=_stale_message(picture.snapshot, code, oldest_first),
            evidence=tuple(_stale_evidence(picture, oldest_first)),
        )


def _stale_subject(snapshot: Snapshot, code: str, found: Sequence[StaleSeries]) -> Subject:
    """The KPI at the one site, or the KPI as a whole where there are several."""
    if len(found) == 1:
        return subject_at_site(snapshot, code, found[0].site)
    kpi = snapshot.one(Kpi, code)
    return kpi_subject(kpi) if kpi else Subject("kpi", code, code)


def _stale_message(snapshot: Snapshot, code: str, oldest_first: Sequence[StaleSeries]) -> str:
    oldest, kpi = oldest_first[0], snapshot.one(Kpi, code)
    frequency = str(kpi.frequency) if kpi else "regular"
    article = "an" if frequency.startswith("a") else "a"
    day, age = day_text(oldest.latest_end), counted(oldest.days, "day")
    limit = f"{article} {frequency} KPI is stale after {oldest.most_days}"
    if len(oldest_first) == 1:
        name = subject_at_site(snapshot, code, oldest.site).name
        return f"{name}: the latest value is for the period to {day}, {age} ago, and {limit}."
    name, where = kpi.name if kpi else code, counted(len(oldest_first), "site")
    oldest_value = f"the oldest latest value is for the period to {day}, {age} ago"
    return f"{name} is out of date at {where}: {oldest_value}, and {limit}."


def _stale_evidence(picture: Picture, oldest_first: Sequence[StaleSeries]) -> Iterator[Evidence]:
    """The latest value of each site, with the row that it is read off."""
    for each in oldest_first:
        row = max(picture.kpis.values[each.kpi, each.site], key=lambda row: row.end)
        label = "Latest period ends"
        if len(oldest_first) > 1:
            label = f"Latest at {picture.snapshot.site_name(each.site)}"
        yield Evidence(label, day_text(each.latest_end), picture.snapshot.origin(row), site=each.site)


STALE = Rule(
    id="kpis.stale",
    title="A KPI is stale",
    area=Area.KPIS,
    severity=Severity.AMBER,
    why="What it shows may no longer be so.",
    remedy="The KPI's owner brings it up to date, or the committee decides that it is no longer watched.",
    source="Our default: older than one and a half of its periods and its lag",
    check=_stale,
)
