"""What must a trustee know from the first page? The one question, its answer, the exceptions, and what is missing."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reports.answer import QUESTION
from reports.document import Block, Level, Narrative, Paragraph, Section, Status, Statuses, Subheading
from reports.pack.boxes import box_of
from reports.pack.meeting import Briefing
from reports.pack.views import signal_of
from reports.services import inside
from trustops.findings.catalogue import RULES
from trustops.findings.model import Finding, Severity
from trustops.kpis.listing import sites_to_show
from trustops.kpis.response import CAUTION, Response, response
from trustops.kpis.spc import Variation
from trustops.kpis.view import kpi_view
from trustops.models import TRUST_SITE, Kpi, Objective, Service
from trustops.quantities.errors import TrustopsError
from trustops.quantities.words import counted, listed, pounds_text
from trustops.quantities.years import in_force

MOST_NAMED = 3
TITLES = {rule.id: rule.title for rule in RULES}
MOST_OBJECTIVES = 5
MOST_EXCEPTIONS = 9
WORDS_OF_ONE = 40  # so many words take the room of an exception


def front_page(brief: Briefing) -> Section:
    """The first page, which must fit on one: so what is alike is said together, with how many there are."""
    return Section("The one question", "Summary", tuple(_blocks(brief)), about="question")


def _blocks(brief: Briefing) -> Iterator[Block]:
    answer, decisions = (_fitting(box_of(brief, about)) for about in ("question", "decisions"))
    yield Paragraph(QUESTION, lead=True)
    yield answer
    for sentence in _answer(brief):
        yield Paragraph(sentence)
    counts = brief.found.counts
    yield Subheading("What needs somebody")
    written = sum(min(box.words, box.budget) for box in (answer, decisions))
    exceptions = tuple(_exceptions(brief.found.findings, MOST_EXCEPTIONS - written // WORDS_OF_ONE))
    said = f"{counts['red']} to act on, {counts['amber']} to watch and {counts['note']} to note."
    yield Paragraph(
        said
        if exceptions
        else "No rule finds anything to look at in what is recorded today; what is not recorded cannot be judged."
    )
    if exceptions:
        yield Statuses(exceptions)
    yield Subheading("For this meeting")
    yield decisions
    decided = [brief.paper_title(paper) for paper in brief.papers if paper.for_decision]
    if decided:
        yield Paragraph(f"For decision: {'; '.join(_some_of(decided))}.")
    yield Statuses(tuple(_for_meeting(brief)))


def _fitting(box: Narrative) -> Narrative:
    """A box with no more words than its budget, for the page must hold all of it; the rest is in the last part."""
    return replace(box, most=box.budget)


def _some_of(titles: list[str]) -> list[str]:
    left = len(titles) - MOST_NAMED - 1
    return titles if left < 1 else [*titles[: MOST_NAMED + 1], f"and {left} more"]


def _answer(brief: Briefing) -> Iterator[str]:
    said = [*_objectives(brief), *_services(brief)]
    if not said:
        yield "No objective and no service is recorded yet, so neither what is done nor whether it works can be said."
        return
    yield from said
    if any(CAUTION.casefold() in sentence.casefold() for sentence in said):
        return
    yield "A movement beside a service shows what happened together, not what caused it."


def _objectives(brief: Briefing) -> Iterator[str]:
    """A sentence an objective in force: which of its KPIs give a signal, and how many cannot be judged."""
    snapshot = brief.snapshot
    for row in snapshot.all(Objective)[:MOST_OBJECTIVES]:
        if row.from_date is None or in_force(row.from_date, row.to_date, snapshot.as_of):
            kpis = [kpi for kpi in snapshot.all(Kpi) if kpi.objective == row.objective]
            yield f"{row.title}: {_moving(brief, kpis)}."


def _moving(brief: Briefing, kpis: Sequence[Kpi]) -> str:
    if not kpis:
        return "no KPI follows it, so whether it is working cannot be said"
    by: dict[Variation | None, list[str]] = defaultdict(list)
    for kpi in kpis:
        if TRUST_SITE in sites_to_show(brief.picture.kpis, kpi):
            view = kpi_view(brief.snapshot, kpi.kpi, TRUST_SITE, brief.picture.kpis)
            by[signal_of(view)].append(inside(kpi.name))
    parts = []
    if by[Variation.IMPROVEMENT]:
        parts.append(_some(by[Variation.IMPROVEMENT], "improve", "improves"))
    if by[Variation.CONCERN]:
        parts.append(_some(by[Variation.CONCERN], "get worse", "gets worse"))
    if by[None]:
        parts.append(f"{len(by[None])} cannot be judged yet, for too few schools’ values are in")
    return f"of its {counted(len(kpis), 'KPI')}, {'; '.join(parts) or 'none gives a signal'}"


def _some(names: list[str], several: str, one: str) -> str:
    """Like “5 improve (attendance, persistent absence and 3 more)”."""
    more = len(names) - MOST_NAMED
    shown = names[:MOST_NAMED] + ([f"{more} more"] if more > 0 else [])
    return f"{counted(len(names), one, several)} ({listed(shown)})"


def _services(brief: Briefing) -> Iterator[str]:
    """What each service is, what it costs after its income, and how its first KPI moved at the trust."""
    services = brief.picture.services
    for service, cost in services[:MOST_NAMED]:
        name = service.name
        if isinstance(cost, TrustopsError):
            yield f"{name}: what it costs is not known. {cost}"
            continue
        net = cost.total_cost if cost.net_cost is None else cost.net_cost
        after = "" if cost.net_cost is None or not cost.sold_days else ", after what clients pay for it"
        yield f"The {inside(name)} costs {pounds_text(net, pence=False)} a year{after}. {_moved(brief, service)}"
    if len(services) > MOST_NAMED:
        yield f"{counted(len(services) - MOST_NAMED, 'more service')}: see Services."


def _moved(brief: Briefing, service: Service) -> str:
    if service.started is None or not service.kpis:
        return "No KPI is named that it should move."
    seen = response(brief.snapshot, service.service, brief.picture.kpis)
    first = [one for one in seen if one.kpi == service.kpis[0]]
    spoken: Response | None = next((one for one in first if one.site == TRUST_SITE), first[0] if first else None)
    return spoken.sentence.removesuffix(CAUTION).strip() if spoken else "Its KPI has no value yet."


def _exceptions(found: Sequence[Finding], most: int) -> Iterator[Status]:
    """The reds, those of one rule together; the ambers only counted by rule while there is room."""
    alike: dict[tuple[Severity, str], list[Finding]] = defaultdict(list)
    for each in found:
        if each.severity is not Severity.NOTE:
            alike[each.severity, each.rule].append(each)
    ordered = list(alike.items())
    for (severity, _), group in ordered[:most]:
        yield Status(Level.ACT if severity is Severity.RED else Level.WATCH, _together(group))
    left = [finding for _, group in ordered[most:] for finding in group]
    if left:
        level = Level.ACT if left[0].severity is Severity.RED else Level.WATCH
        yield Status(level, f"{counted(len(left), 'more finding')} of {counted(len(ordered) - most, 'kind')}.")


def _together(group: Sequence[Finding]) -> str:
    if len(group) == 1:
        return group[0].message
    names = list(dict.fromkeys(each.subject.name for each in group))
    more = len(names) - MOST_NAMED
    shown = [f"{name}" for name in names[:MOST_NAMED]] + ([f"{more} more"] if more > 0 else [])
    return f"{TITLES[group[0].rule]} ({len(group)} times): {'; '.join(shown)}."


def _for_meeting(brief: Briefing) -> Iterator[Status]:
    gaps = brief.gaps
    unsent = [brief.paper_title(paper) for paper in brief.papers_unsent]
    if not brief.papers:
        yield Status(Level.UNKNOWN, "No paper is listed for this meeting; add them to the Papers sheet.")
    elif unsent:
        shown = "; ".join(_some_of(unsent))
        yield Status(Level.WATCH, f"{counted(len(unsent), 'paper')} of {len(brief.papers)} not sent yet: {shown}.")
    else:
        yield Status(Level.FINE, f"All {counted(len(brief.papers), 'paper')} have been sent.")
    if gaps and gaps.obligations_late:
        titles = [
            item.title for item in brief.picture.owed if item.id in gaps.obligations_late and item.status == "late"
        ]
        yield Status(Level.ACT, f"Owed to this meeting and late: {'; '.join(dict.fromkeys(titles))}.")
    if gaps and gaps.kpis_never_reported:
        never = [row.name for row in brief.snapshot.all(Kpi) if row.kpi in gaps.kpis_never_reported]
        yield Status(Level.WATCH, f"Never put before this committee: {listed(never)}.")
