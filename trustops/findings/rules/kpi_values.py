"""Can a KPI's values and targets be right as they stand? What contradicts itself, or what the measure is."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from trustops.findings.model import Area, Evidence, Raised, Rule, Severity
from trustops.findings.picture import Picture
from trustops.findings.rules.kpi_series import own_series, raised_of, span_text
from trustops.findings.rules.kpis import subject_at_site
from trustops.kpis.catalogue import catalogue
from trustops.kpis.rollup import value_of
from trustops.kpis.sentence import value_text
from trustops.models import Kpi, KpiTarget
from trustops.models.kpi import Direction, Unit
from trustops.quantities.words import counted

HUNDRED = Decimal(100)
HALF_OF_ALL = Decimal(50)


def _nothing_to_share(picture: Picture) -> Iterator[Raised]:
    for kpi, site, rows in own_series(picture):
        found = [row for row in rows if row.denominator == 0 and row.value is None and not row.not_published]
        if found:
            number = counted(len(found), "denominator is 0", "denominators are 0")
            words = f"{number}, the latest for {span_text(found[-1])}, so there is no value to show"
            yield raised_of(picture, kpi, site, found, words, "denominator 0")


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
    for kpi, site, rows in own_series(picture):
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
                f"{span_text(row)}, which a share cannot be.",
                evidence=tuple(
                    Evidence(span_text(row), value_text(kpi, value), picture.snapshot.origin(row), site=row.site)
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
    for kpi, site, rows in own_series(picture):
        found = [
            row
            for row in rows
            if value_of(kpi, row) is not None and catalogue().not_published(kpi.kpi, row.end) is not None
        ]
        if found:
            why = catalogue().not_published(kpi.kpi, found[-1].end)
            words = f"a value is written for {span_text(found[-1])}, and none exists: there are {why}"
            yield raised_of(picture, kpi, site, found, words, "a value is written")


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
    if view is None or view.lower is None or view.upper is None or view.target != row.target:
        return ""
    width = view.upper - view.lower
    beyond = view.lower - row.target if kpi.direction is Direction.UP else row.target - view.upper
    # while the limits may still move, only what is half of the whole away can be no target
    if beyond <= (max(width, HALF_OF_ALL) if view.trial else width) or (view.trial and kpi.unit is not Unit.PERCENT):
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
    source="Our default: beyond the usual values by more than their whole width; by 50 % while there are few of them",
    check=_wrong_targets,
)
