"""What should somebody look at today? Every rule of the catalogue, run over one snapshot."""

from collections.abc import Iterable, Iterator

from trustops.findings.catalogue import RULES
from trustops.findings.model import WORST_FIRST, Area, Finding, Findings, Raised, Rule
from trustops.findings.picture import Picture
from trustops.quantities.errors import TrustopsError
from trustops.quantities.words import listed
from trustops.snapshot import Snapshot


def findings(snapshot: Snapshot, area: str | None = None, rules: Iterable[Rule] = RULES) -> Findings:
    """The findings of the snapshot's day, red before amber before notes, then in the catalogue's order.

    ``area`` keeps one part of the work; raises TrustopsError naming the areas there are when it is none of them.

    >>> from datetime import date
    >>> findings(Snapshot.of(date(2026, 11, 22), [])).counts
    {'red': 0, 'amber': 0, 'note': 0}
    """
    return findings_of(Picture(snapshot), area, rules)


def findings_of(picture: Picture, area: str | None = None, rules: Iterable[Rule] = RULES) -> Findings:
    """The findings of a picture that is already drawn, for a page that shows more of it than they do."""
    wanted = None if area is None else area_named(area)
    chosen = [rule for rule in rules if wanted is None or rule.area is wanted]
    found = [finding for rule in chosen for finding in raised_by(rule, picture)]
    ordered = sorted(found, key=lambda each: WORST_FIRST.index(each.severity))
    return Findings(picture.snapshot.as_of, tuple(ordered))


def area_named(text: str) -> Area:
    """The area of that name, whatever its capitals.

    >>> str(area_named("KPIs"))
    'kpis'
    """
    try:
        return Area(text.casefold())
    except ValueError:
        areas = listed([str(area) for area in Area])
        raise TrustopsError(f"There is no area of findings called “{text}”; the areas are {areas}.") from None


def raised_by(rule: Rule, picture: Picture) -> Iterator[Finding]:
    """What one rule finds, in the order of its subjects."""
    raised = sorted(rule.check(picture), key=lambda each: each.subject.ref)
    yield from (_finding(rule, each) for each in raised)


def _finding(rule: Rule, raised: Raised) -> Finding:
    return Finding(
        id=f"{rule.id}:{raised.subject.ref}",
        rule=rule.id,
        severity=raised.severity or rule.severity,
        area=rule.area,
        subject=raised.subject,
        message=raised.message,
        evidence=raised.evidence,
        why=rule.why,
        remedy=rule.remedy,
        source=rule.source,
        since=raised.since,
    )
