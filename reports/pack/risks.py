"""Which risks need somebody now? Every red finding, with why it matters and what to do, those of one rule together."""

from collections.abc import Iterator

from reports.charts import Cell, Number, Table, short_day
from reports.document import Block, Paragraph, Section
from reports.pack.meeting import Briefing
from trustops.findings.catalogue import RULES
from trustops.findings.model import Finding, Severity
from trustops.quantities.words import counted
from trustops.quantities.working import sources

MOST_NAMED = 6
TITLES = {rule.id: rule.title for rule in RULES}


def risks_section(brief: Briefing) -> Section:
    """What the rules find to be red today."""
    return Section("Risks", "Risks", tuple(_blocks(brief)), new_page=True, about="risks")


def _blocks(brief: Briefing) -> Iterator[Block]:
    by: dict[str, list[Finding]] = {}
    for each in brief.found.findings:
        if each.severity is Severity.RED:
            by.setdefault(each.rule, []).append(each)
    if not by:
        return
    number = sum(map(len, by.values()))
    yield Paragraph(
        f"{counted(number, 'thing needs', 'things need')} somebody now, of {counted(len(by), 'kind')}. Each is found "
        "by a rule that says why it matters; the rules, and what each goes by, are open to everybody."
    )
    if by:
        rows = tuple(_row(group) for group in by.values())
        yield Table(("What", "Why it matters", "What to do", "Since"), rows, frozenset(), "Red today", (32, 26, 27, 15))


def _row(group: list[Finding]) -> tuple[Cell, ...]:
    first = group[0]
    since = min((each.since for each in group if each.since), default=None)
    origin = sources(*(fact.origin for each in group for fact in each.evidence if not fact.restricted))
    day: Cell = Number(short_day(since), since, origin=origin) if since else "—"
    return _said(group), first.why, first.remedy, day


def _said(group: list[Finding]) -> str:
    if len(group) == 1:
        return group[0].message
    names = list(dict.fromkeys(each.subject.name for each in group))
    more = [f"and {len(names) - MOST_NAMED} more"] if len(names) > MOST_NAMED else []
    return f"{TITLES[group[0].rule]} ({len(group)} times): {'; '.join([*names[:MOST_NAMED], *more])}."
