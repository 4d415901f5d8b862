"""Which figures are assumed, where is each used, and what if it were otherwise?"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from flask import Response, request

from admin.downloads import asked_for, table_file
from admin.pages import TrustopsView, expose
from reports.assumed import (
    affected_table,
    assumption_value,
    assumptions_table,
    change_text,
    figure_of,
    lead_sentence,
    short_value,
    tried_sentence,
    value_text,
)
from trustops.costing.affected import Affected, affected, is_fraction, value_typed
from trustops.costing.assumptions import FRACTION, Assumption, Kind, assumptions
from trustops.findings.catalogue import RULES
from trustops.quantities.errors import TrustopsError
from trustops.snapshot import Snapshot

HEADINGS = {
    Kind.TRUST: "What the trust assumes",
    Kind.PUBLIC: "Public figures that are not confirmed",
    Kind.DEFAULT: "What costing takes for granted",
}


class Line(NamedTuple):
    """A line of the register, and its value in words."""

    assumed: Assumption
    value: str


class Effect(NamedTuple):
    """A figure that would change: of which service, what, and its old and new value in words."""

    service: str
    figure: str
    now: str
    then: str
    change: str


@dataclass(frozen=True, slots=True)
class Trial:
    """A what-if of one figure: what was asked, what is wrong with it, and what it would move."""

    rate: str = ""
    value: str = ""
    problem: str = ""
    sentence: str = ""
    moved: tuple[Affected, ...] = ()


class AssumptionsView(TrustopsView):
    """Everything assumed, in one list; one of them can be tried at another value."""

    title = "Assumptions"
    place = "assumptions"
    address = "/rules/assumptions"
    part_of = "rules"

    @expose("/")
    def index(self) -> str | Response:
        snapshot = self.snapshot()
        found = assumptions(snapshot)
        trial = tried(snapshot, found, request.args.get("rate", "").strip(), request.args.get("value", "").strip())
        if kind := asked_for():
            if trial.moved:
                return table_file(affected_table(trial.moved), "what-would-change", kind)
            return table_file(assumptions_table(found), "assumptions", kind)
        return self.show(
            "assumptions.html",
            lead=lead_sentence(found),
            groups=[(title, [_line(each) for each in found if each.kind is kind]) for kind, title in HEADINGS.items()],
            choices=[(each.rate, f"{each.title} ({short_value(each)})") for each in found if each.rate],
            year=self.picture().year,
            trial=trial,
            effects=[_effect(each) for each in trial.moved],
            defaults=[rule for rule in RULES if rule.source.startswith("Our default")],
        )


def tried(snapshot: Snapshot, found: tuple[Assumption, ...], rate: str, value: str) -> Trial:
    """The what-if that was typed; nothing typed is nothing tried."""
    if not (rate and value):
        return Trial(rate, value, "Give the value to try." if rate and "value" in request.args else "")
    try:
        amount = value_typed(snapshot, rate, value)
        moved = affected(snapshot, rate, amount)
    except TrustopsError as error:
        return Trial(rate, value, str(error))
    named = next((each for each in found if each.rate == rate), None)
    title = named.title if named else rate
    sentence = tried_sentence(title, typed_text(snapshot, rate, amount, named), moved)
    return Trial(rate, value, "", sentence, moved)


def typed_text(snapshot: Snapshot, rate: str, amount: Decimal | StrEnum, named: Assumption | None) -> str:
    """What was typed, as a page writes it: in the unit of the assumption, where it is one of the register's."""
    if isinstance(amount, StrEnum):
        return amount
    return value_text(named.unit if named else FRACTION if is_fraction(snapshot, rate) else "£", amount)


def _line(each: Assumption) -> Line:
    return Line(each, assumption_value(each))


def _effect(each: Affected) -> Effect:
    return Effect(
        each.name, figure_of(each), value_text(each.unit, each.old), value_text(each.unit, each.new), change_text(each)
    )
