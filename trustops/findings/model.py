"""What is a finding, and what is a rule? Plain values: a sentence with its evidence, and who says so."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from trustops.findings.picture import Picture


class Severity(StrEnum):
    """How much a finding matters: red needs somebody now, amber soon, a note is worth knowing."""

    RED = "red"
    AMBER = "amber"
    NOTE = "note"


WORST_FIRST = tuple(Severity)


class Area(StrEnum):
    """The part of the trust's work that a rule is about; every rule's id begins with it."""

    SUCCESSION = "succession"
    DUTIES = "duties"
    COSTING = "costing"
    KPIS = "kpis"
    GOVERNANCE = "governance"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a finding is about: a post, a duty, a service, a KPI, an obligation; ``ref`` finds its page."""

    kind: str
    ref: str
    name: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """One fact behind a finding and where it came from.

    ``restricted`` names a person, and is not for trustees; ``site`` is given where each school has its own.
    """

    label: str
    value: str
    origin: str
    restricted: bool = False
    site: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Raised:
    """What a rule's check says of one subject; ``severity`` only where it is not the rule's own."""

    subject: Subject
    message: str
    evidence: tuple[Evidence, ...]
    severity: Severity | None = None
    since: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule: what it looks for, why that matters, what to do about it, and on whose authority.

    ``check`` is pure: it takes the picture of a day and gives what it raises, at most once for a subject.
    """

    id: str
    title: str
    area: Area
    severity: Severity
    why: str
    remedy: str
    source: str
    check: Callable[[Picture], Iterable[Raised]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing for somebody to look at. ``id`` is the same on every run while the subject is the same."""

    id: str
    rule: str
    severity: Severity
    area: Area
    subject: Subject
    message: str
    evidence: tuple[Evidence, ...]
    why: str
    remedy: str
    source: str
    since: date | None
    acknowledged: None = None

    def without_people(self) -> "Finding":
        """The finding as a trustee may see it: no evidence that names a person."""
        return replace(self, evidence=tuple(each for each in self.evidence if not each.restricted))

    def at_site(self, site: str | None) -> "Finding":
        """The finding as one school's head may see it: no evidence of another school's own."""
        return replace(self, evidence=tuple(each for each in self.evidence if each.site in (None, site)))


@dataclass(frozen=True, slots=True)
class Findings:
    """The findings of a day, the worst first."""

    as_of: date
    findings: tuple[Finding, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many of each severity, all three always there."""
        return {str(level): sum(each.severity is level for each in self.findings) for level in Severity}

    def at_or_above(self, level: Severity) -> tuple[Finding, ...]:
        """Those as bad as ``level`` or worse."""
        worst = WORST_FIRST[: WORST_FIRST.index(level) + 1]
        return tuple(each for each in self.findings if each.severity in worst)

    @property
    def worst(self) -> Severity | None:
        """The worst severity of all; None when there is nothing to look at."""
        return self.findings[0].severity if self.findings else None
