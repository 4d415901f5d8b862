"""How likely is a gap in the time ahead, what would help most, and what is the smallest plan that reaches a number?

Trustees, and everybody who may not see people's files, get the answer of roles alone: a post's holder counts at the
rate of the role, everybody else at the assumed rate, and neither an agreed last day nor what a person said of
themselves bears on any figure (:func:`trustops.succession.departures.departures`).
"""

from typing import NamedTuple

from flask import Response, request

from admin.downloads import asked_for, table_file
from admin.pages import expose
from admin.views.readiness import ReadinessView
from reports.charts.uncovered import uncovered_chart
from reports.succession_chances import (
    ahead_sentence,
    cost_text,
    effects_of,
    helps_table,
    method_sentence,
    plan_cost_sentence,
    plan_sentence,
    posts_table,
    rates_used,
    simulated_sentence,
)
from trustops.models import Turnover, sheet_of
from trustops.quantities.errors import TrustopsError
from trustops.snapshot import Snapshot
from trustops.succession.cover import succession_view
from trustops.succession.helps import Help, one_each, what_helps_most
from trustops.succession.plan import Plan, smallest_plan, usual_target
from trustops.succession.uncovered import uncovered_ahead
from trustops.succession.view import SuccessionView

FIRST = 10
TARGETS = 5


class Line(NamedTuple):
    """An action: its words, what it changes, what it costs, what was agreed, and the row that says so."""

    words: str
    critical: int
    effects: tuple[str, ...]
    cost: str
    agreed: str
    origin: str


class Aim(NamedTuple):
    """The smallest plan in words: its target, sentences and steps, or what was wrong with what was asked."""

    target: str
    by_cost: bool
    sentence: str = ""
    cost: str = ""
    plan: Plan | None = None
    problem: str = ""


class ChancesView(ReadinessView):
    """The time ahead: chances, what helps most, and the smallest plan."""

    title = "Chances"
    place = "chances"
    address = "/succession/chances"
    part_of = "succession"

    @expose("/")
    def index(self) -> str | Response:
        snapshot, named = self.looked_at()
        view = succession_view(snapshot)
        helps = what_helps_most(snapshot, view, named=named)
        if kind := asked_for():
            return table_file(helps_table(helps, named=named), "what-helps-most", kind)
        aim = aimed(snapshot, view, helps, named=named)
        if request.headers.get("HX-Request"):
            return self.show("chances_plan.html", aim=aim, named=named)
        found = uncovered_ahead(snapshot, known=named)
        best = one_each(helps)[:FIRST]
        return self.show(
            "chances.html",
            empty=not view.critical_posts,
            named=named,
            lead=ahead_sentence(snapshot, found),
            method=method_sentence(found),
            simulated=simulated_sentence(helps),
            chart=uncovered_chart(found),
            posts=posts_table(snapshot, found),
            first=[line_of(each, named=named) for each in best],
            others=[line_of(each, named=named) for each in helps if each not in best],
            aim=aim,
            targets=[(str(number), str(number)) for number in range(1, TARGETS + 1)],
            rates=rates_used(snapshot, found),
            sheet=sheet_of(Turnover).name.lower(),
        )


def line_of(each: Help, *, named: bool) -> Line:
    """An action as the page lists it."""
    due = f", due {each.due.day} {each.due:%b %Y}" if each.due else ""
    agreed = f"{each.action}{due}" if named and each.action else ""
    cost = "" if each.cost_pence is None else cost_text(each.cost_pence)
    return Line((named and each.named) or each.words, each.critical, effects_of(each), cost, agreed, each.origin)


def aimed(snapshot: Snapshot, view: SuccessionView, helps: tuple[Help, ...], *, named: bool) -> Aim:
    """The plan for the target that was typed, or for the next number worth having."""
    typed = request.args.get("target", "").strip()[:6] or str(usual_target(view))
    by_cost = request.args.get("by") == "cost"
    try:
        target = int(typed) if typed.isascii() and typed.isdecimal() else 0
        plan = smallest_plan(snapshot, target, named=named, view=view, helps=helps, by_cost=by_cost and named)
    except TrustopsError as error:
        return Aim(typed, by_cost, problem=str(error))
    return Aim(
        typed, by_cost, plan_sentence(snapshot, plan, named=named), plan_cost_sentence(plan) if named else "", plan
    )
