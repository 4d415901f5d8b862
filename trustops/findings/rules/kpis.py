"""Is every KPI seen by its committee, and acted on when it is red?"""

from collections.abc import Iterator
from datetime import date
from typing import Protocol

from trustops.findings.model import Area, Evidence, Raised, Rule, Severity, Subject
from trustops.findings.picture import Picture
from trustops.governance.actions import is_open
from trustops.governance.committees import committee_name, meetings_of
from trustops.governance.gaps import never_reported
from trustops.kpis.observed import Observation, observations
from trustops.kpis.periods import Period
from trustops.kpis.rollup import trust_value
from trustops.kpis.status import Rag, rag, target_on, tolerance_of
from trustops.models import TRUST_SITE, Action, Kpi, KpiValue
from trustops.models.board import ActionSource
from trustops.quantities.words import counted, day_text, number_text
from trustops.quantities.working import sources
from trustops.snapshot import Snapshot


class Spanned(Protocol):
    """Anything that is for a span of days: a period, a point of a chart."""

    @property
    def start(self) -> date: ...

    @property
    def end(self) -> date: ...


def kpi_subject(kpi: Kpi) -> Subject:
    """A finding about a KPI as a whole."""
    return Subject("kpi", kpi.kpi, kpi.name)


def subject_at_site(snapshot: Snapshot, code: str, site: str) -> Subject:
    """A finding about a KPI at one school or the trust."""
    kpi = snapshot.one(Kpi, code)
    return Subject("kpi", f"{code}@{site}", f"{kpi.name if kpi else code} at {snapshot.site_name(site)}")


def span_text(start: date, end: date) -> str:
    return f"{day_text(start)} to {day_text(end)}"


def _never_reported(picture: Picture) -> Iterator[Raised]:
    snapshot = picture.snapshot
    for kpi in never_reported(snapshot):
        committee = kpi.committee or ""
        held = [row for row in meetings_of(snapshot, (committee,)) if row.on_date <= snapshot.as_of]
        met = f"in {counted(len(held), 'meeting')}" if held else "and no meeting of it is recorded"
        name = committee_name(snapshot, committee)
        yield Raised(
            subject=kpi_subject(kpi),
            message=f"{kpi.name} ({kpi.kpi}) has never been put before its committee, {name}, {met}.",
            evidence=(Evidence("Committee", name, snapshot.origin(kpi)), Evidence("Meetings", str(len(held)), "")),
            since=held[0].on_date if held else None,
        )


NEVER_REPORTED = Rule(
    id="kpis.never_reported",
    title="A KPI has never been put before its committee",
    area=Area.KPIS,
    severity=Severity.AMBER,
    why="Those who answer for it have not seen it.",
    remedy="The governance professional adds a paper on it to the committee's next meeting.",
    source="Our default; Challenge Partners, Maximising the MAT factor, on reporting to the board",
    check=_never_reported,
)


def _red_twice(picture: Picture) -> Iterator[Raised]:
    ours = (*picture.snapshot.our_schools, TRUST_SITE)
    for kpi in picture.snapshot.all(Kpi):
        for site in ours:
            last_two = _last_two_known(picture, kpi, site)
            if len(last_two) == 2 and all(_is_red(picture, kpi, site, each) for each in last_two):
                action = open_action(picture.snapshot, kpi.kpi, site)
                if action is None or not (action.owner and action.due):
                    yield _red(picture, kpi, site, last_two, action)


def _last_two_known(picture: Picture, kpi: Kpi, site: str) -> list[Observation]:
    """The last two values at a site with targets; none where the KPI has no target there, for nothing is red then."""
    if not picture.kpis.targets.get((kpi.kpi, site)):
        return []
    return [each for each in observations(picture.kpis, kpi, site) if each.value is not None][-2:]


def _is_red(picture: Picture, kpi: Kpi, site: str, seen: Observation) -> bool:
    target = target_on(picture.kpis.targets.get((kpi.kpi, site), ()), seen.period.end)
    wanted = target.target if target else None
    return rag(seen.value, wanted, tolerance_of(kpi, target), kpi.direction) is Rag.RED


def open_action(snapshot: Snapshot, code: str, site: str) -> Action | None:
    """An action for the KPI at the site, or at all of them, not done by the day; rather one with owner and date."""
    found = [
        row
        for row in snapshot.all(Action)
        if row.source == ActionSource.KPI
        and row.source_code == code
        and row.site in (None, TRUST_SITE, site)
        and is_open(row, snapshot.as_of)
    ]
    return max(found, key=lambda row: bool(row.owner and row.due), default=None)


def _red(picture: Picture, kpi: Kpi, site: str, seen: list[Observation], action: Action | None) -> Raised:
    snapshot = picture.snapshot
    subject = subject_at_site(snapshot, kpi.kpi, site)
    lacking = "no action is open" if action is None else "its action has no owner or no date"
    return Raised(
        subject=subject,
        message=f"{subject.name} has been red twice running, and {lacking}.",
        evidence=tuple(_red_evidence(picture, kpi, site, seen)),
        since=seen[0].period.end,
    )


def _red_evidence(picture: Picture, kpi: Kpi, site: str, seen: list[Observation]) -> Iterator[Evidence]:
    for each in seen:
        target = target_on(picture.kpis.targets.get((kpi.kpi, site), ()), each.period.end)
        value = number_text(each.value, kpi.decimals) if each.value is not None else ""
        against = f" against a target of {number_text(target.target, kpi.decimals)}" if target else ""
        origin = row_or_rolled_up(picture, kpi, site, each.period)
        yield Evidence(span_text(each.period.start, each.period.end), f"{value}{against}", origin)


def row_or_rolled_up(picture: Picture, kpi: Kpi, site: str, period: Spanned) -> str:
    """Where a value at a site came from: its own row, or the schools' values that the trust's was made of."""
    row = picture.snapshot.one(KpiValue, kpi.kpi, site, period.start)
    if row is not None:
        return picture.snapshot.origin(row)
    found = trust_value(picture.kpis, kpi, Period(period.start, period.end))
    return sources(f"rolled up from {found.coverage}", *(picture.snapshot.origin(each) for each in found.rows))


RED_TWICE = Rule(
    id="kpis.red_twice",
    title="A KPI is red twice running without an action",
    area=Area.KPIS,
    severity=Severity.RED,
    why="The trust has seen twice that it is not where it should be, and nobody has been asked to do anything.",
    remedy="The KPI's owner records an action with an owner and a date on the Actions sheet.",
    source="Our default; the board holds leaders to account (Academy Trust Handbook 2025, part 1)",
    check=_red_twice,
)
