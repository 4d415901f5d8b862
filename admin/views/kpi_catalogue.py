"""What could we watch? The catalogue of KPIs to look through, and taking up those that are chosen, seen before."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from flask import Response, flash, redirect, request, url_for
from werkzeug.wrappers import Response as Redirect

from admin.adopting import adopt
from admin.downloads import asked_for, table_file
from admin.pages import TrustopsView, expose
from admin.security.signed_in import engine_of_app
from reports.charts import Number, Table
from trustops.kpis.adoption import Adoption, adoption
from trustops.kpis.catalogue import KNOWLEDGE, UNCERTAIN, CatalogueKpi, England, catalogue
from trustops.kpis.sentence import value_text
from trustops.models import Kpi, record_of
from trustops.models.kpi import Unit
from trustops.quantities.words import counted, day_text, listed, number_text
from trustops.quantities.years import AcademicYear
from trustops.store.engine import writing

MOST_CODES = 200
FAMILIES = {
    "ATT": "Attendance",
    "EDU": "What pupils reach",
    "INC": "Inclusion",
    "SAF": "Safeguarding",
    "PEO": "People",
    "FIN": "Finance",
    "EST": "Estates",
    "GOV": "Governance",
    "PUP": "Pupils and parents",
}
PHASES = {"primary": "Primary schools", "secondary": "Secondary schools", "trust": "The trust as a whole"}
STANDING = {KNOWLEDGE: "to be checked before it is quoted", UNCERTAIN: "uncertain: never taken up"}


class Reached(NamedTuple):
    """What England's schools reached, as a line of a table."""

    span: str
    schools: str
    value: str
    source: str
    standing: str


class Shown(NamedTuple):
    """A KPI of the catalogue as the page has it."""

    kpi: CatalogueKpi
    ours: bool
    better: str
    target: str
    reached: tuple[Reached, ...]


class Group(NamedTuple):
    """The KPIs of one family."""

    title: str
    kpis: tuple[Shown, ...]


class KpiCatalogueView(TrustopsView):
    """The catalogue, and what adopting the chosen ones would add."""

    title = "Catalogue of KPIs"
    place = "kpi_catalogue"
    address = "/kpi-catalogue"
    part_of = "kpis"

    @expose("/")
    def index(self) -> str | Response:
        book, ours = catalogue(), {row.kpi for row in self.snapshot().all(Kpi)}
        words, family, schools = (request.args.get(name, "").strip()[:40] for name in ("words", "family", "schools"))
        kept = [kpi for kpi in book.kpis if is_like(kpi, words, family, schools)]
        if kind := asked_for():
            return table_file(catalogue_table(kept, ours), "kpi-catalogue", kind)
        return self.show(
            "kpi_catalogue.html",
            groups=groups(kept, ours),
            number=len(kept),
            all=sum(1 for _ in book.kpis),
            entries=len(book.entries),
            ours=len(ours & {kpi.kpi for kpi in book.kpis}),
            checked_on=book.checked_on,
            words=words,
            family=family,
            schools=schools,
            families=list(FAMILIES.items()),
            phases=list(PHASES.items()),
        )

    @expose("/adopt", "GET", "POST")
    def adopt(self) -> str | Redirect:
        asked = request.form if request.method == "POST" else request.args
        codes = [code[:20] for code in asked.getlist("kpi")[:MOST_CODES]]
        found = adoption(self.snapshot(), codes)
        if request.method == "GET":
            return self.show("kpi_adopt.html", found=found, lead=would_add(found), codes=codes, reached=_rows(found))
        with writing(engine_of_app()) as connection:
            number = adopt(connection, found, self.user.name)
        if number is None:
            flash("The trust has all of these already, so nothing was added.")
            return redirect(url_for("kpis.index"), 303)
        flash(
            f"Added {counted(len(found.kpis), 'KPI')} and {counted(len(found.benchmarks), 'benchmark')}. "
            "Give each KPI an owner, a committee, an objective and a target; then its values can come in."
        )
        return redirect(url_for("data.one", number=number) if self.may("data.one") else url_for("kpis.index"), 303)


def is_like(kpi: CatalogueKpi, words: str, family: str, schools: str) -> bool:
    """Whether a KPI is among those asked for."""
    text = f"{kpi.kpi} {kpi.name} {kpi.definition} {kpi.system}".casefold()
    for_whom = "trust" if kpi.applies_to == "trust" else str(kpi.phase or "")
    return (
        all(word in text for word in words.casefold().split())
        and (not family or kpi.kpi.startswith(family))
        and (not schools or for_whom == schools or (not for_whom and schools != "trust"))
    )


def groups(kpis: Iterable[CatalogueKpi], ours: set[str]) -> tuple[Group, ...]:
    """The KPIs family by family, those without any left out."""
    shown = [_shown(kpi, ours) for kpi in kpis]
    made = (
        Group(title, tuple(each for each in shown if each.kpi.kpi.startswith(starts)))
        for starts, title in FAMILIES.items()
    )
    return tuple(group for group in made if group.kpis)


def _shown(kpi: CatalogueKpi, ours: set[str]) -> Shown:
    better = {"up": "higher", "down": "lower"}.get(kpi.direction, "neither way")
    target = f"{_value(kpi, kpi.usual_target)}: {kpi.target_because}" if kpi.usual_target is not None else ""
    return Shown(kpi, kpi.kpi in ours, better, target, tuple(_reached(kpi, each) for each in kpi.england))


def _reached(kpi: CatalogueKpi, each: England) -> Reached:
    year = AcademicYear.containing(each.start)
    whole = (each.start, each.end) == (year.start, year.end)
    span = str(year) if whole else f"{day_text(each.start)} to {day_text(each.end)}"
    schools = f"{each.phase}" if each.phase else "all schools"
    return Reached(
        span, schools, _value(kpi, each.value), each.citation, STANDING.get(each.status, "seen at its source")
    )


def _value(kpi: CatalogueKpi, value: object) -> str:
    """A value of a KPI of the catalogue in its unit, with all of its decimals."""
    text = number_text(value)  # type: ignore[arg-type]
    return f"{text} %" if kpi.unit is Unit.PERCENT else text


def would_add(found: Adoption) -> str:
    """What adopting would do, in one sentence."""
    if not found.adds:
        return "The trust has all of these already, so nothing would be added."
    added = [counted(len(found.kpis), "KPI")] * bool(found.kpis)
    added += [counted(len(found.benchmarks), "benchmark")] * bool(found.benchmarks)
    return f"This adds {listed(added)}, and changes nothing that is there."


def _rows(found: Adoption) -> Iterator[tuple[str, str, str, str, str]]:
    """The benchmarks that would be added, as a table says them."""
    units = {kpi.kpi: kpi for kpi in catalogue().kpis}
    for row in found.benchmarks:
        known = units[row.kpi]
        named = record_of(Kpi)(kpi=row.kpi, name=known.name, unit=known.unit)
        span = f"{day_text(row.start)} to {day_text(row.end)}"
        yield row.kpi, str(row.phase), span, value_text(named, row.value), row.source


def catalogue_table(kpis: Sequence[CatalogueKpi], ours: set[str]) -> Table:
    """The catalogue as a file has it."""
    headings = ("KPI", "Name", "Definition", "Unit", "Direction", "For", "Frequency", "Comes from", "Roll-up")
    rows = tuple(
        (
            kpi.kpi,
            kpi.name,
            kpi.definition,
            str(kpi.unit),
            str(kpi.direction),
            kpi.for_schools,
            str(kpi.frequency),
            kpi.system,
            str(kpi.roll_up),
            Number("" if kpi.tolerance is None else str(kpi.tolerance), kpi.tolerance),
            Number("" if kpi.usual_target is None else str(kpi.usual_target), kpi.usual_target),
            "yes" if kpi.kpi in ours else "no",
        )
        for kpi in kpis
    )
    return Table((*headings, "Tolerance", "Usual target", "The trust has it"), rows)
