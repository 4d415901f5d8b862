"""What could go wrong? The answers about work that may not come, and an officer who is away."""

from collections.abc import Iterator
from decimal import Decimal

from reports.charts import Table
from reports.charts.chances import chances_chart
from reports.service_answer import Answer, Asked, days_cell, money_cell
from trustops.costing.away import Away, away
from trustops.costing.chance import Tentative, chances
from trustops.costing.decisions import tentative_work, term_away
from trustops.models import ServiceLevel
from trustops.models.service import AgreementStatus
from trustops.quantities.errors import TrustopsError
from trustops.quantities.words import listed, number_text, percent_text, pounds_text

LIKELY = "How likely are we to cover it?"
ABSENT = "What if the officer is away for a term?"


def how_likely(asked: Asked) -> Answer:
    hopes = tentative_work(asked.snapshot, asked.code, asked.year)
    offered = tentative_work(asked.snapshot, asked.code, asked.year, AgreementStatus.OFFERED)
    found = chances(asked.inputs, hopes)
    said = [
        f"{'unknown' if chance is None else percent_text(chance * 100)} if {meaning}"
        for meaning, chance in found.covered.items()
    ]
    notes = (
        _hoped(hopes),
        f"Net cost to be expected is {pounds_text(found.expected_net)}.",
        f"The chance that more days are wanted than are left is {percent_text(found.full * 100)}.",
        *((f"Offered, and not counted: {_names(offered)}.",) if offered else ()),
    )
    return Answer(
        key="likely",
        question=LIKELY,
        sentence=f"The chance that the cost is covered is {listed(said)}.",
        notes=notes,
        chart=chances_chart(found, asked.inputs.called),
        workings=(found.working,),
    )


def _hoped(hopes: tuple[Tentative, ...]) -> str:
    if not hopes:
        return "No agreement is tentative, so nothing is left to chance: what is signed is all that is counted."
    return f"Tentative work, each taken to come or not on its own: {_names(hopes)}."


def _names(hopes: tuple[Tentative, ...]) -> str:
    return listed([f"{each.buyer.name}, {number_text(each.buyer.days)} days{_odds(each)}" for each in hopes])


def _odds(hope: Tentative) -> str:
    return "" if hope.probability is None else f" ({percent_text(hope.probability * 100, 0)} likely)"


def somebody_away(asked: Asked) -> Answer:
    found = [away(asked.inputs, absence) for absence in term_away(asked.inputs)]
    if not found:
        raise TrustopsError(f"{asked.inputs.called} has no staff, so nobody can be away; add a post to it first.")
    first, *others = (each.why for each in found)
    promises = tuple(f"Promised: {row.promise}." for row in _levels(asked))
    note = "Pay is taken to run on in full, with nobody in the post’s stead; days nobody had taken go first."
    return Answer(
        key="absent",
        question=ABSENT,
        sentence=first,
        notes=(*others, note, *promises),
        tables=tuple(_missed_table(each) for each in found),
        workings=tuple(each.working for each in found),
    )


def _levels(asked: Asked) -> Iterator[ServiceLevel]:
    """What is promised of the service at any time of the year."""
    year = asked.year
    for row in asked.snapshot.all(ServiceLevel):
        begun, not_over = row.from_date or year.start, row.to_date or year.end
        if row.service == asked.code and begun <= year.end and not_over >= year.start:
            yield row


def _missed_table(found: Away) -> Table:
    made = found.working.title
    rows = tuple(
        (
            each.buyer.name,
            days_cell(each.buyer.days, origin=each.buyer.source),
            days_cell(each.missed, made=made),
            money_cell(each.income, made=made),
            "broken" if each.broken else "kept",
        )
        for each in found.schools
    )
    agreed = sum((each.buyer.days for each in found.schools), Decimal(0))
    foot = (
        "All schools",
        days_cell(agreed, made=made),
        days_cell(found.missed_days, made=made),
        money_cell(found.income_lost, made=made),
        "",
    )
    headings = ("School", "Days agreed", "Days missed", "Income lost", "Its agreement is")
    every = (*rows, foot) if len(rows) > 1 else rows
    return Table(headings, every, frozenset({1, 2, 3}), made, adds_up=len(rows) > 1)
