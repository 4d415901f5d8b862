"""What does one trust's accounts return bring? Its facts, its figures with what they are of, and what was left out.

An amount is as published, in pounds; one that is blank stays a gap, one marked as not supplied is not published, and
zero is zero. Totals and pupils are checked against their parts, and what does not add up is said, never mended.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from importers.cells import MARKS, number, unusable
from importers.problems import Problem, Severity
from importers.sources.aar_lines import COST_PER_PUPIL, EXPENDITURE, LINES, PUPILS, SUMS, Kind, definitions
from importers.sources.aar_sheets import (
    ACADEMY_PUPILS,
    COMPANY,
    MONTHS,
    NAME,
    PHASE,
    REGION,
    TRUST,
    TRUST_PUPILS,
    TYPE,
    UID,
    URN,
    Filed,
    Line,
)
from importers.sources.measures import Figure, Published, new_kpis, value_row
from importers.sources.model import Context, LeftOut, Place, SourceRow
from importers.sources.phases import phase_of
from importers.sources.scope import refused
from trustops.models import TRUST_SITE
from trustops.models.school import School, SchoolYear
from trustops.models.trust import Trust
from trustops.quantities.money import penny
from trustops.quantities.words import number_text, pounds_text
from trustops.quantities.years import AcademicYear
from trustops.schemas.checks import not_a_urn

NOT_SUPPLIED = frozenset(["n/s"])  # the return's own mark: no finance data were supplied
WHOLE_YEAR = "12"
MOST_NAMED = 5


@dataclass(slots=True)
class Return:
    """One trust's return: the facts made of it so far, and what made none."""

    year: AcademicYear
    note: str
    context: Context
    facts: list[SourceRow] = field(default_factory=list)
    values: list[SourceRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    blank: list[str] = field(default_factory=list)
    counted_before: list[str] = field(default_factory=list)
    not_members: list[str] = field(default_factory=list)

    def take(self, trust: Filed, academies: list[Line], centre: list[Line]) -> None:
        """The trust, its academies in the order of the sheet, and its central services."""
        first = (centre or academies)[0]
        name = None if self.context.trust_uid else trust.name
        filed: dict[str, object] = {"name": name, "company_number": trust.company or None, "group_uid": trust.uid}
        at = first.at(name=TRUST, company_number=COMPANY, group_uid=UID)
        self.facts.append(SourceRow(Trust, filed, first.row, at))
        for line in academies:
            self.take_academy(line)
        for line in centre:
            self.take_central(line, academies)
        if not centre:
            self.note_problem("source.no_central_services", f"{trust.name} has no return of central services in it")

    def take_academy(self, line: Line) -> None:
        """An academy, its pupils and its lines; one without a URN is refused whole."""
        urn = line.text(URN)
        if urn is None or not_a_urn(urn):
            why = "is not a URN, which has six digits" if urn else "the URN is missing"
            self.problems.append(refused("KPI values", line.row, _at(line, URN), urn, "six digits", why))
            return
        if urn not in self.context.member_urns:
            self.not_members.append(urn)
        if self.take_school(urn, line):
            self.take_pupils(urn, line)
            self.take_lines(urn, line, [(kind, kind.academy_kpi, kind.of_academies) for kind in LINES])

    def take_school(self, urn: str, line: Line) -> bool:
        """The academy as a school where the database lacks it: what is known already is newer than a year's return."""
        if urn in self.context.known_urns:
            return True
        name, phase = line.text(NAME), phase_of(line.text(PHASE), line.text(TYPE))
        if name is None or phase is None:
            heading, why = (PHASE, "tells no phase") if name else (NAME, "the academy has no name")
            self.problems.append(refused("Schools", line.row, _at(line, heading), line.text(heading), "a school", why))
            return False
        values: dict[str, object] = {"urn": urn, "name": name, "phase": phase, "region": line.text(REGION)}
        at = line.at(name=NAME, phase=PHASE, region=REGION)
        self.facts.append(SourceRow(School, values, line.row, at))
        return True

    def take_pupils(self, urn: str, line: Line) -> None:
        """The academy's pupils, for the academic year only where no other source has given them."""
        pupils = self.figure(line, ACADEMY_PUPILS, urn)
        if pupils is None:
            return
        self.values.append(self.value(PUPILS, urn, pupils, line, ACADEMY_PUPILS))
        if (urn, str(self.year)) in self.context.known_pupils:
            self.counted_before.append(urn)
        elif pupils.value is not None and pupils.value == int(pupils.value):
            values: dict[str, object] = {"urn": urn, "year": str(self.year), "pupils": int(pupils.value)}
            self.facts.append(SourceRow(SchoolYear, values, line.row, line.at(pupils=ACADEMY_PUPILS)))

    def take_lines(self, site: str, line: Line, wanted: list[tuple[Kind, str, str]]) -> dict[Kind, Decimal]:
        """The lines of one return as KPI values; returns the amounts that are known."""
        known: dict[Kind, Decimal] = {}
        for kind, kpi, heading in wanted:
            figure = self.figure(line, heading, site)
            if figure is not None:
                self.values.append(self.value(kpi, site, figure, line, heading))
                if figure.value is not None:
                    known[kind] = figure.value
        self.check_sums(line, known)
        return known

    def take_central(self, line: Line, academies: list[Line]) -> None:
        """The central services' lines, and their expenditure over the trust's pupils."""
        amounts = self.take_lines(TRUST_SITE, line, [(kind, kind.central_kpi, kind.of_central) for kind in LINES])
        pupils = self.figure(line, TRUST_PUPILS, TRUST_SITE)
        if pupils is None:
            return
        self.values.append(self.value(PUPILS, TRUST_SITE, pupils, line, TRUST_PUPILS))
        spent = amounts.get(EXPENDITURE)
        if spent is not None and pupils.value:
            per_pupil = Figure(penny(spent / pupils.value), spent, pupils.value)
            self.values.append(self.per_pupil(per_pupil, line))
        self.check_pupils(line, pupils.value, academies)

    def value(self, kpi: str, site: str, figure: Figure, line: Line, heading: str) -> SourceRow:
        """A KPI value that stands in one cell."""
        return value_row(kpi, site, figure, self.published(line), line.row, line.at(value=heading))

    def per_pupil(self, figure: Figure, line: Line) -> SourceRow:
        """The central cost per pupil, made of two cells."""
        parts = line.at(numerator=EXPENDITURE.of_central, denominator=TRUST_PUPILS)
        made = f"{parts.cells['numerator']} over {parts.cells['denominator']}"
        at = Place(parts.row, {"value": made, **parts.cells})
        return value_row(COST_PER_PUPIL, TRUST_SITE, figure, self.published(line), line.row, at)

    def figure(self, line: Line, heading: str, site: str) -> Figure | None:
        """What a cell gives: a number, or the mark of one not published; None where it is blank or no number."""
        raw = line.cells.get(heading)
        if raw is None:
            self.blank.append(f"{heading} of {site}")
            return None
        if isinstance(raw, str) and raw.strip().casefold() in MARKS | NOT_SUPPLIED:
            return Figure(None, not_published=raw.strip())
        found = unusable(raw) or number(raw)
        if isinstance(found, Decimal):
            return Figure(found)
        shown = str(raw) if isinstance(raw, bool | date) else line.text(heading)
        self.problems.append(refused("KPI values", line.row, _at(line, heading), shown, "a number", found.why))
        return None

    def published(self, line: Line) -> Published:
        """The accounting year for every line: a return of fewer months says so, and stays comparable by its note."""
        months = line.text(MONTHS)
        part = f"; the return covers {months} months" if months not in (None, WHOLE_YEAR) else ""
        return Published(self.year.start, self.year.end, self.note + part)

    def check_sums(self, line: Line, known: dict[Kind, Decimal]) -> None:
        """Say where a published total is not the sum of its published parts; both are kept as published."""
        for total, more, less in SUMS:
            if known.keys() >= {total, *more, *less}:
                parts = sum(known[each] for each in more) - sum(known[each] for each in less)
                if parts != known[total]:
                    told = f"{total.name.lower()} is {pounds_text(known[total], pence=False)}"
                    made = f"its parts make {pounds_text(Decimal(parts), pence=False)}"
                    self.warn(line, f"{told} but {made}; both are kept as published, so use the total")

    def check_pupils(self, line: Line, pupils: Decimal | None, academies: list[Line]) -> None:
        """Say where the trust's pupils are not its academies', since the cost per pupil leans on them."""
        each = [number(academy.cells.get(ACADEMY_PUPILS, "")) for academy in academies]
        total = sum(one for one in each if isinstance(one, Decimal))
        if pupils is not None and total != pupils:
            told = f"the trust has {number_text(pupils)} pupils but its academies {number_text(Decimal(total))}"
            self.warn(line, f"{told}; the cost per pupil is over the trust's")

    def warn(self, line: Line, what: str) -> None:
        message = f"Row {line.row} of sheet {line.sheet}: {what}."
        self.problems.append(Problem("source.does_not_add_up", Severity.WARNING, "", "", line.row, "", "", "", message))

    def note_problem(self, code: str, what: str) -> None:
        message = f"{what}, so there is no central cost per pupil."
        self.problems.append(Problem(code, Severity.NOTE, "", "", None, "", "", "", message))

    def rows(self) -> list[SourceRow]:
        """Every fact, the KPIs that are new before their values."""
        return [*self.facts, *new_kpis(self.values, self.context.known_kpis, definitions()), *self.values]

    def left_out(self) -> list[LeftOut]:
        """What made no row, with the reason."""
        return [left for left in self._left_out() if left.count]

    def _left_out(self) -> Iterator[LeftOut]:
        blank = "the cell is blank, which is not zero, so it stays a gap"
        yield LeftOut("figure", blank, len(self.blank), tuple(self.blank[:MOST_NAMED]))
        before = (
            f"one is known for {self.year} already, and where a census counts heads the return counts full-time "
            "equivalents, rounded down"
        )
        yield LeftOut("pupil number", before, len(self.counted_before), tuple(self.counted_before[:MOST_NAMED]))
        joined = (
            "the return does not say when an academy joined, so it makes none a member; "
            "import the trust membership or group links with the trust's UID"
        )
        yield LeftOut("membership", joined, len(self.not_members), tuple(self.not_members[:MOST_NAMED]))


def _at(line: Line, heading: str) -> str:
    return f"{heading} on its sheet {line.sheet}"
