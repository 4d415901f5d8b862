"""On whose authority is this said? Every rule with its reason and source, and every public figure with its history."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from flask import Response, request

from admin.downloads import asked_for, table_file
from admin.pages import TrustopsView, expose
from reports.charts import Cell, Number, Table
from trustops.findings.catalogue import RULES
from trustops.findings.model import Area, Rule
from trustops.quantities.errors import UnknownFigure
from trustops.quantities.words import counted, day_text, number_text, pounds_text
from trustops.rates import Figure, RateBook, RateValue

AREAS = {
    Area.SUCCESSION: "Succession",
    Area.DUTIES: "Duties",
    Area.COSTING: "Services and their prices",
    Area.KPIS: "KPIs",
    Area.GOVERNANCE: "What the board is owed",
}


class FigureLine(NamedTuple):
    """A public figure, and its value on the day in words."""

    figure: Figure
    title: str
    value: str
    known: bool


class StepLine(NamedTuple):
    """One value of a figure and how long it holds."""

    step: RateValue
    value: str
    now: bool


class RulesView(TrustopsView):
    """Every rule and every public figure, found by words."""

    title = "Rules"
    place = "rules"
    address = "/rules"

    @expose("/")
    def index(self) -> str | Response:
        words = request.args.get("words", "").strip()[:60]
        rules = [rule for rule in RULES if has(words, rule.id, rule.title, rule.why, rule.remedy, rule.source)]
        lines = [line for line in figure_lines(self.as_of) if has(words, line.figure.id, line.figure.title)]
        if kind := asked_for():
            return table_file(rules_table(rules), "rules", kind)
        return self.show(
            "rules.html",
            words=words,
            groups=[(AREAS[area], [rule for rule in rules if rule.area is area]) for area in Area],
            number=len(rules),
            figures=lines,
            lead=f"{counted(len(RULES), 'rule')} look for something to tell you, and "
            f"{counted(len(RateBook.published().figures), 'public figure')} go into what is worked out.",
        )

    @expose("/figures/<figure_id>")
    def rate(self, figure_id: str) -> str | Response:
        figure = RateBook.published().figure(figure_id)
        if kind := asked_for():
            return table_file(steps_table(figure), figure_id, kind)
        lines = [StepLine(step, step_text(step), step.holds_on(self.as_of)) for step in figure.steps]
        return self.show(
            "rules_rate.html",
            figure=figure,
            title=titled(figure),
            lines=lines,
            now=[line for line in lines if line.now],
            value=on_the_day(figure, self.as_of),
        )


def has(words: str, *texts: str) -> bool:
    """Whether every word is somewhere in the texts.

    >>> has("ni RATE", "employer_ni_rate", "Employer NI"), has("pension", "Employer NI")
    (True, False)
    """
    text = " ".join(texts).casefold()
    return all(word in text for word in words.casefold().split())


def figure_lines(day: date) -> list[FigureLine]:
    """Every public figure on a day."""
    return [FigureLine(figure, titled(figure), *on_the_day(figure, day)) for figure in RateBook.published().figures]


def titled(figure: Figure) -> str:
    """The name of a figure as a heading has it: its first letter large."""
    return figure.title[:1].upper() + figure.title[1:]


def on_the_day(figure: Figure, day: date) -> tuple[str, bool]:
    """The value of a figure on a day in words, and whether it is known; a table of pay points says how many."""
    if figure.points:
        return counted(len(figure.points), "pay point"), True
    try:
        return step_text(RateBook.published().on(day).value(figure.id)), True
    except UnknownFigure as error:
        return f"Unknown: {error.what_to_do}.", False


def step_text(step: RateValue) -> str:
    """A value in its unit.

    >>> step_text(RateBook.published().on(date(2025, 9, 1)).value("employer_ni_rate"))
    '15 % of pay above the threshold'
    """
    if step.unit.startswith("fraction"):
        return f"{number_text(step.value * 100)} %{step.unit.removeprefix('fraction')}"
    if step.unit.startswith("£"):
        return f"{pounds_text(step.value)}{step.unit.removeprefix('£')}"
    return f"{number_text(step.value)} {step.unit}"


def rules_table(rules: Iterable[Rule]) -> Table:
    """The rules as a file has them."""
    rows = tuple((r.id, AREAS[r.area], r.severity.value, r.title, r.why, r.remedy, r.source) for r in rules)
    return Table(("Rule", "Area", "Matters", "What it looks for", "Why", "What to do", "Source"), rows)


def steps_table(figure: Figure) -> Table:
    """The history of a figure as a file has it."""
    rows: list[tuple[Cell, ...]] = [
        (
            Number(day_text(step.from_), step.from_),
            Number(day_text(step.to) if step.to else "until changed", step.to),
            step.point or "",
            step.area or "",
            Number(step_text(step), step.value),
            step.unit,
            step.status,
            step.source,
        )
        for step in figure.steps
    ]
    return Table(("From", "To", "Point", "Area", "Value", "Unit", "Status", "Source"), tuple(rows))
