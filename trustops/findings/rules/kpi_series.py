"""Does each series of a KPI have one value for each of its days, none twice and none left out?"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from trustops.findings.model import Area, Evidence, Raised, Rule, Severity
from trustops.findings.picture import Picture
from trustops.findings.rules.kpis import kpi_subject, subject_at_site
from trustops.kpis.catalogue import catalogue
from trustops.kpis.periods import MOST_BETWEEN, Period, calendar_of
from trustops.models import TRUST_SITE, Kpi, KpiValue
from trustops.quantities.words import counted, day_text
from trustops.quantities.years import ONE_DAY, days_inclusive

Series = tuple[Kpi, str, Sequence[KpiValue]]


def own_series(picture: Picture) -> Iterator[Series]:
    """Every series of the trust and its own schools."""
    book = picture.kpis
    ours = {*picture.snapshot.our_schools, TRUST_SITE}
    for kpi in picture.snapshot.all(Kpi):
        for site in book.sites_of.get(kpi.kpi, ()):
            if site in ours:
                yield kpi, site, book.values[kpi.kpi, site]


def span_text(period: Any) -> str:
    return f"{day_text(period.start)} to {day_text(period.end)}"


def row_evidence(picture: Picture, rows: Sequence[KpiValue], value: str = "") -> tuple[Evidence, ...]:
    return tuple(
        Evidence(span_text(row), value or "KPI value", picture.snapshot.origin(row), site=row.site) for row in rows
    )


def raised_of(picture: Picture, kpi: Kpi, site: str, rows: Sequence[KpiValue], words: str, value: str = "") -> Raised:
    """What is wrong with rows of one series, in the words that follow its name."""
    subject = subject_at_site(picture.snapshot, kpi.kpi, site)
    evidence = row_evidence(picture, rows, value)
    return Raised(subject=subject, message=f"{subject.name}: {words}.", evidence=evidence, since=rows[0].start)


def _overlapping(picture: Picture) -> Iterator[Raised]:
    for kpi, site, rows in own_series(picture):
        pairs = [(before, now) for before, now in pairwise(rows) if now.start <= before.end]
        if pairs:
            before, now = pairs[-1]
            rows_of_them = list(dict.fromkeys(row for pair in pairs for row in pair))
            number = counted(len(pairs), "period overlaps", "periods overlap")
            latest = f"the latest {span_text(now)}, which begins before {span_text(before)} has ended"
            words = f"{number} the one before, {latest}"
            yield raised_of(picture, kpi, site, rows_of_them, words)


PERIODS_OVERLAP = Rule(
    id="kpis.periods_overlap",
    title="Two values of a KPI are for the same days",
    area=Area.KPIS,
    severity=Severity.AMBER,
    why="The same days are counted twice, so a chart shows a change where there is none.",
    remedy="Whoever keeps the values corrects the start or end on the KPI values sheet, or removes one of the two.",
    source="Our default: each day of a series is in one period",
    check=_overlapping,
)


def _skipped(picture: Picture) -> Iterator[Raised]:
    for kpi in picture.snapshot.all(Kpi):
        most = MOST_BETWEEN[kpi.frequency]
        pairs = [pair for pair in pairwise(calendar_of(picture.kpis, kpi.kpi)) if _lacks(kpi, *pair, most)]
        if not pairs:
            continue
        before, now = pairs[-1]
        between = f"{day_text(before.end + ONE_DAY)} to {day_text(now.start - ONE_DAY)}"
        more = f", and {counted(len(pairs) - 1, 'time')} before" if len(pairs) > 1 else ""
        yield Raised(
            subject=kpi_subject(kpi),
            message=f"{kpi.name} ({kpi.kpi}) is {kpi.frequency} and nobody has a value for {between}{more}.",
            evidence=tuple(
                Evidence(span_text(each), "nothing after it" if each is pair[0] else "nothing before it", "")
                for pair in pairs
                for each in pair
            ),
            since=before.end + ONE_DAY,
        )


def _lacks(kpi: Kpi, before: Period, now: Period, most: int) -> bool:
    """Whether more days than holidays take lie between two periods, for which the measure might have had a value."""
    first, last = before.end + ONE_DAY, now.start - ONE_DAY
    if days_inclusive(first, last) <= most:
        return False
    return catalogue().not_published(kpi.kpi, last) is None or catalogue().not_published(kpi.kpi, first) is None


PERIODS_SKIP = Rule(
    id="kpis.periods_skip",
    title="A KPI leaves a time out",
    area=Area.KPIS,
    severity=Severity.NOTE,
    why="The values before and after stand next to each other on the chart, as if nothing lay between them.",
    remedy="Whoever keeps the values adds those of the time between, or says why there is none with a mark such as z.",
    source="Our default: more days without a value than the school holidays take",
    check=_skipped,
)
