"""Can a KPI's values and targets be right as they stand? What contradicts itself, or what the measure is."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any

from trustops.findings.model import Area, Evidence, Raised, Rule, Severity
from trustops.findings.picture import Picture
from trustops.findings.rules.kpis import kpi_subject, subject_at_site
from trustops.kpis.catalogue import catalogue
from trustops.kpis.periods import Period, calendar_of
from trustops.kpis.rollup import value_of
from trustops.kpis.sentence import value_text
from trustops.models import TRUST_SITE, Kpi, KpiTarget, KpiValue
from trustops.models.kpi import Direction, Frequency, Unit
from trustops.quantities.words import counted, day_text
from trustops.quantities.years import ONE_DAY, days_inclusive

HUNDRED = Decimal(100)
MOST_BETWEEN = {
    Frequency.WEEKLY: 49,  # the summer holiday and a few days
    Frequency.MONTHLY: 20,
    Frequency.HALF_TERMLY: 60,
    Frequency.TERMLY: 80,
    Frequency.ANNUAL: 180,
}
Series = tuple[Kpi, str, Sequence[KpiValue]]


def _series(picture: Picture) -> Iterator[Series]:
    """Every series of the trust and its own schools."""
    book = picture.kpis
    ours = {*picture.snapshot.our_schools, TRUST_SITE}
    for kpi in picture.snapshot.all(Kpi):
        for site in book.sites_of.get(kpi.kpi, ()):
            if site in ours:
                yield kpi, site, book.values[kpi.kpi, site]


def _span(period: Any) -> str:
    return f"{day_text(period.start)} to {day_text(period.end)}"


def _row_evidence(picture: Picture, rows: Sequence[KpiValue], value: str = "") -> tuple[Evidence, ...]:
    return tuple(
        Evidence(_span(row), value or "KPI value", picture.snapshot.origin(row), site=row.site) for row in rows
    )


def _overlapping(picture: Picture) -> Iterator[Raised]:
    for kpi, site, rows in _series(picture):
        pairs = [(before, now) for before, now in pairwise(rows) if now.start <= before.end]
        if pairs:
            subject = subject_at_site(picture.snapshot, kpi.kpi, site)
            before, now = pairs[-1]
            yield Raised(
                subject=subject,
                message=f"{subject.name}: {counted(len(pairs), 'period overlaps', 'periods overlap')} the one before, "
                f"the latest {_span(now)}, which begins before {_span(before)} has ended.",
                evidence=_row_evidence(picture, list(dict.fromkeys(row for pair in pairs for row in pair))),
                since=pairs[0][1].start,
            )


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
                Evidence(_span(each), "nothing after it" if each is pair[0] else "nothing before it", "")
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


def _nothing_to_share(picture: Picture) -> Iterator[Raised]:
    for kpi, site, rows in _series(picture):
        found = [row for row in rows if row.denominator == 0 and row.value is None and not row.not_published]
        if found:
            subject = subject_at_site(picture.snapshot, kpi.kpi, site)
            number = counted(len(found), "denominator is 0", "denominators are 0")
            yield Raised(
                subject=subject,
                message=f"{subject.name}: {number}, the latest for {_span(found[-1])}, so there is no value to show.",
                evidence=_row_evidence(picture, found, "denominator 0"),
                since=found[0].start,
            )


DENOMINATOR_ZERO = Rule(
    id="kpis.denominator_zero",
    title="A share has nothing to be taken of",
    area=Area.KPIS,
    severity=Severity.NOTE,
    why="A share of nobody is no figure; it is neither 0 nor 100, and the chart has a gap there.",
    remedy="Whoever keeps the values corrects the denominator, or writes z as the value where nobody is concerned.",
    source="Our default",
    check=_nothing_to_share,
)


def may_exceed_100(kpi: Kpi) -> bool:
    """Whether a percentage of this KPI over 100 is no mistake: the trust says so, or the catalogue does."""
    if kpi.unit is not Unit.PERCENT or kpi.may_exceed_100:
        return True
    return any(each.kpi == kpi.kpi and each.may_exceed_100 for each in catalogue().kpis)


def _over_100(picture: Picture) -> Iterator[Raised]:
    allowed = {kpi.kpi for kpi in picture.snapshot.all(Kpi) if may_exceed_100(kpi)}
    for kpi, site, rows in _series(picture):
        if kpi.kpi in allowed:
            continue
        found = [
            (row, value) for row in rows if (value := value_of(kpi, row)) is not None and not 0 <= value <= HUNDRED
        ]
        if found:
            subject = subject_at_site(picture.snapshot, kpi.kpi, site)
            row, value = found[-1]
            number = counted(len(found), "value is", "values are")
            yield Raised(
                subject=subject,
                message=f"{subject.name}: {number} below 0 or over 100 %, the latest {value_text(kpi, value)} for "
                f"{_span(row)}, which a share cannot be.",
                evidence=tuple(
                    Evidence(_span(row), value_text(kpi, value), picture.snapshot.origin(row), site=row.site)
                    for row, value in found
                ),
                since=found[0][0].start,
            )


OVER_100 = Rule(
    id="kpis.over_100",
    title="A share is more than the whole",
    area=Area.KPIS,
    severity=Severity.AMBER,
    why="One of its two parts is wrong, or the KPI is a rate that may exceed 100.",
    remedy="Whoever keeps the values corrects them, or the KPI's owner says on the KPIs sheet that it may exceed 100.",
    source="Our default; DfE's suspension rate may exceed 100, its shares of pupils may not",
    check=_over_100,
)


def _published_nowhere(picture: Picture) -> Iterator[Raised]:
    for kpi, site, rows in _series(picture):
        found = [
            row
            for row in rows
            if value_of(kpi, row) is not None and catalogue().not_published(kpi.kpi, row.end) is not None
        ]
        if found:
            subject = subject_at_site(picture.snapshot, kpi.kpi, site)
            why = catalogue().not_published(kpi.kpi, found[-1].end)
            yield Raised(
                subject=subject,
                message=f"{subject.name}: a value is written for {_span(found[-1])}, and none exists: there are {why}.",
                evidence=_row_evidence(picture, found, "a value is written"),
                since=found[0].start,
            )


PUBLISHED_NOWHERE = Rule(
    id="kpis.published_nowhere",
    title="A value is written that does not exist",
    area=Area.KPIS,
    severity=Severity.AMBER,
    why="The measure was published nowhere for that year, so the figure is somebody's own, and is not shown.",
    remedy="Whoever keeps the values writes z for that year, and says in the note what was measured instead.",
    source="DfE, key stage 4 performance, 2024/25 data guidance",
    check=_published_nowhere,
)


def _wrong_targets(picture: Picture) -> Iterator[Raised]:
    rows: dict[tuple[str, str], list[KpiTarget]] = defaultdict(list)
    for row in picture.snapshot.all(KpiTarget):
        if row.to_date is None or row.to_date >= picture.snapshot.as_of:
            rows[row.kpi, row.site].append(row)
    for (code, site), targets in rows.items():
        kpi = picture.snapshot.one(Kpi, code)
        found = [(row, why) for row in targets if kpi and (why := _wrong(picture, kpi, site, row))]
        if kpi and found:
            subject = subject_at_site(picture.snapshot, code, site)
            row, why = found[-1]
            yield Raised(
                subject=subject,
                message=f"{subject.name}: the target of {value_text(kpi, row.target)} {why}.",
                evidence=tuple(
                    Evidence("Target", value_text(kpi, each.target), picture.snapshot.origin(each), site=site)
                    for each, _ in found
                ),
                since=row.from_date,
            )


def _wrong(picture: Picture, kpi: Kpi, site: str, row: KpiTarget) -> str:
    """Why a target cannot be meant, as the rest of a sentence; nothing where it can."""
    if kpi.direction is Direction.NEUTRAL:
        return "says nothing, for neither higher nor lower is better"
    if not may_exceed_100(kpi) and not 0 <= row.target <= HUNDRED:
        return "is no share, which lies between 0 and 100 %"
    view = picture.kpi_views.get((kpi.kpi, site))
    if view is None or view.trial or view.lower is None or view.upper is None or view.target != row.target:
        return ""
    width = view.upper - view.lower
    beyond = view.lower - row.target if kpi.direction is Direction.UP else row.target - view.upper
    if beyond <= width:
        return ""
    usual = f"{value_text(kpi, view.lower)} to {value_text(kpi, view.upper)}"
    return f"is far on the worse side of the usual {usual}, though {_better(kpi)} is better"


def _better(kpi: Kpi) -> str:
    return "higher" if kpi.direction is Direction.UP else "lower"


WRONG_TARGET = Rule(
    id="kpis.wrong_target",
    title="A target is on the wrong side",
    area=Area.KPIS,
    severity=Severity.AMBER,
    why="It is met whatever happens, or by nothing at all, so its status tells the board nothing.",
    remedy="The KPI's owner corrects the target, or which way is better, on the KPI targets or KPIs sheet.",
    source="Our default: beyond the usual values by more than their whole width",
    check=_wrong_targets,
)
