"""Does the trust's figure hide a school, rest on too little, tell of too few people, or differ from its schools'?"""

from collections.abc import Iterator
from decimal import Decimal
from statistics import fmean, pstdev

from trustops.findings.model import Area, Evidence, Raised, Rule, Severity
from trustops.findings.picture import Picture
from trustops.findings.rules.kpis import kpi_subject, row_or_rolled_up, subject_at_site
from trustops.findings.rules.signals import views_of
from trustops.kpis.other_sources import TwoFigures, two_figures
from trustops.kpis.periods import calendar_of
from trustops.kpis.rollup import TrustValue, rolled_up_value, trust_value
from trustops.kpis.sentence import value_text
from trustops.kpis.status import Rag, target_on, tolerance_of
from trustops.kpis.view import KpiPoint, KpiView
from trustops.models import TRUST_SITE, Kpi, KpiValue
from trustops.models.kpi import Direction, RollUp, Unit
from trustops.quantities.words import counted, day_text, listed

FAR_APART = 2
ENOUGH_TO_COMPARE = 5
TIMES_TOLERANCE = 3
ENOUGH_COVERED = Decimal("0.95")
SHARES = (Unit.PERCENT, Unit.PER_1000, Unit.RATIO)


def _outlier(picture: Picture) -> Iterator[Raised]:
    for kpi, views in views_of(picture):
        trust = next((view for view in views if view.site == TRUST_SITE), None)
        if trust is None or trust.latest is None or trust.latest.value is None:
            continue
        schools = [
            (view, point)
            for view in views
            if view.site != TRUST_SITE and (point := view.latest) and point.value is not None
            if point.end == trust.latest.end
        ]
        apart = [(view, point, why) for view, point in schools if (why := _why(picture, kpi, trust, point, schools))]
        if apart:
            yield _hidden(picture, kpi, trust, apart)


Schools = list[tuple[KpiView, KpiPoint]]


def _why(picture: Picture, kpi: Kpi, trust: KpiView, point: KpiPoint, schools: Schools) -> str:
    """Why a school stands out for the worse beside a trust that does not look bad; empty where it does not."""
    latest = trust.latest
    if latest is None or latest.value is None or point.value is None or latest.rag is Rag.RED:
        return ""
    if latest.rag in (Rag.GREEN, Rag.AMBER) and point.rag is Rag.RED:
        return f"red while the trust is {latest.rag}"
    if kpi.direction is Direction.NEUTRAL:
        return ""
    worse = latest.value - point.value if kpi.direction is Direction.UP else point.value - latest.value
    others = [float(each.value) for _, each in schools if each is not point and each.value is not None]
    if len(others) + 1 >= ENOUGH_TO_COMPARE and worse > 0 and _z(float(point.value), others) > FAR_APART:
        return "more than two standard deviations from the other schools"
    target = target_on(picture.kpis.targets.get((kpi.kpi, TRUST_SITE), ()), latest.end)
    tolerance = tolerance_of(kpi, target)
    if tolerance and worse > TIMES_TOLERANCE * tolerance:
        return f"worse than the trust by {value_text(kpi, worse)}, over three times its tolerance"
    return ""


def _z(value: float, others: list[float]) -> float:
    spread = pstdev(others)
    return abs(value - fmean(others)) / spread if spread else 0.0


def _hidden(picture: Picture, kpi: Kpi, trust: KpiView, apart: list[tuple[KpiView, KpiPoint, str]]) -> Raised:
    latest = trust.latest
    trusts = value_text(kpi, latest.value) if latest and latest.value is not None else ""
    said = listed([f"{view.site_name} ({value_text(kpi, point.value)})" for view, point, _ in apart if point.value])
    return Raised(
        subject=kpi_subject(kpi),
        message=f"{kpi.name} ({kpi.kpi}) is {trusts} for the trust, which hides {said}.",
        evidence=tuple(
            Evidence(view.site_name, why, row_or_rolled_up(picture, kpi, view.site, point), site=view.site)
            for view, point, why in apart
        ),
        since=latest.end if latest else None,
    )


OUTLIER = Rule(
    id="kpis.one_school_outlier",
    title="The trust's figure hides a school that stands out",
    area=Area.KPIS,
    severity=Severity.AMBER,
    why="The children of that school are served worse than the trust's figure says.",
    remedy="Report the school's own figure beside the trust's, with what is being done there.",
    source="Our default: red beside a trust that is not, over 2 standard deviations, or over 3 tolerances",
    check=_outlier,
)


def _latest_trust_value(picture: Picture, kpi: Kpi) -> TrustValue | None:
    """The trust's value of the latest period for which it or any of its schools has one."""
    periods = calendar_of(picture.kpis, kpi.kpi)
    return trust_value(picture.kpis, kpi, periods[-1]) if periods else None


def _average_hides(picture: Picture) -> Iterator[Raised]:
    missing = {(each.kpi, each.period) for each in picture.missing}
    for kpi in picture.snapshot.all(Kpi):
        found = _latest_trust_value(picture, kpi)
        if found is None or kpi.unit not in SHARES or (kpi.kpi, found.period) in missing:
            continue  # what is merely missing is a finding of its own
        why = _rests_on(picture, kpi, found)
        if why:
            yield Raised(
                subject=kpi_subject(kpi),
                message=f"{kpi.name} ({kpi.kpi}) for the trust, to {day_text(found.period.end)}, {why}.",
                evidence=tuple(
                    Evidence(
                        picture.snapshot.site_name(row.site), _parts(picture, kpi, row), picture.snapshot.origin(row)
                    )
                    for row in found.rows
                ),
                since=found.period.end,
            )


def _rests_on(picture: Picture, kpi: Kpi, found: TrustValue) -> str:
    if found.given and found.value is not None and found.of and None in (found.numerator, found.denominator):
        return "was given as a figure without its two parts, so nobody can tell what it is an average of"
    if found.value is None or found.given or not found.of:
        return ""
    if kpi.roll_up is RollUp.RATIO and found.covered < ENOUGH_COVERED * found.of:
        return f"is made of {found.coverage} only"
    return ""


def _parts(picture: Picture, kpi: Kpi, row: KpiValue) -> str:
    if picture.kpis.hides(kpi, row.site, row):
        return "not shown: of few people"
    if row.numerator is not None and row.denominator is not None:
        return f"{row.numerator.normalize():f} of {row.denominator.normalize():f}"
    return value_text(kpi, row.value) if row.value is not None else "no value"


AVERAGE_HIDES = Rule(
    id="kpis.average_hides",
    title="A trust figure is an average of averages, or leaves schools out",
    area=Area.KPIS,
    severity=Severity.AMBER,
    why="A figure that weighs a small school like a large one, or leaves one out, may say the opposite of what is so.",
    remedy="Give each school's numerator and denominator, so that the trust's figure is their sums divided.",
    source="Our default: every school's two parts, and 95 % of the schools",
    check=_average_hides,
)


def _mismatch(picture: Picture) -> Iterator[Raised]:
    for kpi in picture.snapshot.all(Kpi):
        periods = calendar_of(picture.kpis, kpi.kpi)
        for period in reversed(periods[-2:]):
            own, made = trust_value(picture.kpis, kpi, period), rolled_up_value(picture.kpis, kpi, period)
            if not own.given or own.value is None or made.value is None or made.covered < made.of:
                continue
            if any(picture.kpis.hides(kpi, row.site, row) for row in (*own.rows, *made.rows)):
                continue  # the two totals beside each other would tell of the few
            if abs(own.value - made.value) > _rounding(kpi):
                yield _two_figures(picture, kpi, own, made)
                break
    yield from _other_sources(picture)


def _other_sources(picture: Picture) -> Iterator[Raised]:
    """What a return or a public file says otherwise than the trust's own figure of the same time at the same site."""
    book = picture.kpis
    for kpi in picture.snapshot.all(Kpi):
        for site in (*picture.snapshot.our_schools, TRUST_SITE):
            found = [each for each in two_figures(book, kpi, site) if each.apart > _rounding(kpi)]
            if any(book.hides(kpi, site, row) for each in found for row in (*each.own.rows, *each.other.rows)):
                continue
            if found:
                yield _told_otherwise(picture, kpi, site, found)


def _told_otherwise(picture: Picture, kpi: Kpi, site: str, found: list[TwoFigures]) -> Raised:
    subject = subject_at_site(picture.snapshot, kpi.kpi, site)
    latest = max(found, key=lambda each: each.period)
    own, other = latest.own, latest.other
    return Raised(
        subject=subject,
        message=f"{subject.name} for {day_text(latest.period.start)} to {day_text(latest.period.end)} is "
        f"{value_text(kpi, own.value)} by {own.by}, and {value_text(kpi, other.value)} by another source: {other.by}.",
        evidence=tuple(
            Evidence(
                each.by if len(each.rows) == 1 else f"{each.by}, {day_text(row.start)} to {day_text(row.end)}",
                value_text(kpi, each.value) if len(each.rows) == 1 else _parts(picture, kpi, row),
                picture.snapshot.origin(row),
                site=row.site,
            )
            for two in found
            for each in (two.own, two.other)
            for row in each.rows
        ),
        since=latest.period.end,
    )


def _rounding(kpi: Kpi) -> Decimal:
    """Half of the last place that is shown, and as much again for the schools' own rounding."""
    return Decimal(1).scaleb(-(kpi.decimals if kpi.decimals is not None else 1))


def _two_figures(picture: Picture, kpi: Kpi, own: TrustValue, made: TrustValue) -> Raised:
    given = value_text(kpi, own.value) if own.value is not None else ""
    theirs = value_text(kpi, made.value) if made.value is not None else ""
    origin = picture.snapshot.origin(own.rows[0]) if own.rows else ""
    return Raised(
        subject=kpi_subject(kpi),
        message=f"{kpi.name} ({kpi.kpi}) to {day_text(own.period.end)} is {given} as the trust gave it, and {theirs} "
        f"as its schools' own figures make it.",
        evidence=(
            Evidence("The trust's own", given, origin),
            *(
                Evidence(picture.snapshot.site_name(row.site), _parts(picture, kpi, row), picture.snapshot.origin(row))
                for row in made.rows
            ),
        ),
        since=own.period.end,
    )


MISMATCH = Rule(
    id="kpis.source_mismatch",
    title="The board's figure differs from what was returned or published",
    area=Area.KPIS,
    severity=Severity.AMBER,
    why="Two figures for one thing are both in use, and one of them is wrong.",
    remedy="The KPI's owner finds out which is right, and corrects the other where it came from.",
    source="Our default: beyond the rounding of the figures as shown",
    check=_mismatch,
)


def _small_number(picture: Picture) -> Iterator[Raised]:
    for kpi in picture.snapshot.all(Kpi):
        periods = calendar_of(picture.kpis, kpi.kpi)
        if not periods:
            continue
        small = [
            row
            for (code, site), rows in picture.kpis.values.items()
            if code == kpi.kpi and site != TRUST_SITE
            for row in rows[-1:]
            if row.denominator is not None and 0 < row.denominator < kpi.smallest_group
        ]
        if small:
            where = listed([picture.snapshot.site_name(row.site) for row in small])
            yield Raised(
                subject=kpi_subject(kpi),
                message=f"{kpi.name} ({kpi.kpi}) at {where} is of fewer than "
                f"{counted(kpi.smallest_group, 'person', 'people')}, so it may tell who they are.",
                evidence=tuple(
                    Evidence(
                        picture.snapshot.site_name(row.site),
                        f"fewer than {kpi.smallest_group}",
                        picture.snapshot.origin(row),
                        site=row.site,
                    )
                    for row in small
                ),
                since=max(row.end for row in small),
            )


SMALL_NUMBER = Rule(
    id="kpis.small_number",
    title="A KPI is of so few people that it may tell who they are",
    area=Area.KPIS,
    severity=Severity.NOTE,
    why="A percentage of five children can be turned back into children.",
    remedy="Keep the school's figure out of open papers, or report it with a larger group or a longer period.",
    source="DfE's practice of suppressing cells of 1 to 5; the KPI's own smallest group",
    check=_small_number,
)
