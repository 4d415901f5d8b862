"""Is every KPI up to date? One finding a KPI, however many of its schools have no newer value.

Many KPIs whose latest values came with one public file and are stale alike are one finding, for the next file of its
kind mends them all; so are the many that one school owes and has sent none of since. The rest have each an owner to
bring them up to date.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from trustops.findings.model import Area, Evidence, Raised, Rule, Severity, Subject
from trustops.findings.picture import Picture
from trustops.findings.rules.kpis import kpi_subject, subject_at_site
from trustops.findings.rules.lacking import MOST_APART, kpis_together, some_of
from trustops.kpis.periods import StaleSeries, stale_series
from trustops.models import Kpi, KpiValue
from trustops.quantities.words import counted, day_text
from trustops.snapshot import Snapshot


def _stale(picture: Picture) -> Iterator[Raised]:
    """One finding a KPI: a source that stopped is stale at every school at once, and is one thing to put right."""
    series: dict[str, list[StaleSeries]] = defaultdict(list)
    for each in stale_series(picture.snapshot, picture.kpis):
        series[each.kpi].append(each)
    alike: dict[tuple[int, ...], list[str]] = defaultdict(list)
    for code, found in series.items():
        alike[_cause(picture, found)].append(code)
    public = picture.snapshot.places
    for (_, *imports), codes in alike.items():
        if len(codes) > MOST_APART and public.keys() >= set(imports):
            yield _together(picture, [each for code in codes for each in series[code]], imports)
        else:
            yield from _of_their_own(picture, {code: series[code] for code in codes})


def _of_their_own(picture: Picture, series: dict[str, list[StaleSeries]]) -> Iterator[Raised]:
    """One finding a KPI, and one for a school that alone has sent nothing since a day, of many KPIs."""
    missing = {(each.kpi, each.site): each.period.end for each in picture.missing}
    alone: dict[tuple[str, date], list[StaleSeries]] = defaultdict(list)
    for found in series.values():
        if len(found) == 1 and missing.get((found[0].kpi, found[0].site), date.min) > found[0].latest_end:
            alone[found[0].site, found[0].latest_end].append(found[0])
    for (site, end), found in alone.items():
        if len(found) > MOST_APART:
            where = picture.snapshot.site_name(site)
            yield _together(picture, found, [f"{site}-{end}"], f" at {where}")
            series = {code: each for code, each in series.items() if each[0] not in found}
    yield from (_of_one_kpi(picture, code, found) for code, found in series.items())


def _cause(picture: Picture, found: Sequence[StaleSeries]) -> tuple[int, ...]:
    """After how many days the values are stale, and the imports that they came with."""
    return found[0].most_days, *sorted({_latest(picture, each).import_id or 0 for each in found})


def _together(picture: Picture, found: Sequence[StaleSeries], cause: Sequence[object], where: str = "") -> Raised:
    codes = list(dict.fromkeys(each.kpi for each in found))
    names = [kpi.name if (kpi := picture.snapshot.one(Kpi, code)) else code for code in codes]
    oldest_first = sorted(found, key=lambda each: (each.latest_end, each.kpi, each.site))
    return Raised(
        subject=kpis_together(len(codes), "-".join(map(str, cause))),
        message=f"{len(codes)} KPIs are out of date{where} ({some_of(names)}): "
        f"{_how_old(picture.snapshot, oldest_first[0])}.",
        evidence=tuple(
            _evidence(picture, each, subject_at_site(picture.snapshot, each.kpi, each.site).name)
            for each in oldest_first
        ),
    )


def _of_one_kpi(picture: Picture, code: str, found: Sequence[StaleSeries]) -> Raised:
    oldest_first = sorted(found, key=lambda each: (each.latest_end, each.site))
    return Raised(
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
    if len(oldest_first) == 1:
        name = subject_at_site(snapshot, code, oldest.site).name
        return f"{name}: {_how_old(snapshot, oldest, 'the latest value')}."
    name, where = kpi.name if kpi else code, counted(len(oldest_first), "site")
    return f"{name} is out of date at {where}: {_how_old(snapshot, oldest)}."


def _how_old(snapshot: Snapshot, oldest: StaleSeries, what: str = "the oldest latest value") -> str:
    kpi = snapshot.one(Kpi, oldest.kpi)
    frequency = str(kpi.frequency) if kpi else "regular"
    article = "an" if frequency.startswith("a") else "a"
    day, age = day_text(oldest.latest_end), counted(oldest.days, "day")
    limit = f"{article} {frequency} KPI is stale after {oldest.most_days}"
    return f"{what} is for the period to {day}, {age} ago, and {limit}"


def _stale_evidence(picture: Picture, oldest_first: Sequence[StaleSeries]) -> Iterator[Evidence]:
    """The latest value of each site, with the row that it is read off."""
    for each in oldest_first:
        label = "Latest period ends"
        if len(oldest_first) > 1:
            label = f"Latest at {picture.snapshot.site_name(each.site)}"
        yield _evidence(picture, each, label)


def _evidence(picture: Picture, each: StaleSeries, label: str) -> Evidence:
    return Evidence(label, day_text(each.latest_end), picture.snapshot.origin(_latest(picture, each)), site=each.site)


def _latest(picture: Picture, each: StaleSeries) -> KpiValue:
    return max(picture.kpis.values[each.kpi, each.site], key=lambda row: row.end)


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
