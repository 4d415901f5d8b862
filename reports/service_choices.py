"""Make it, buy it, at what price and size? The answers about a service's own figures, in sentences and tables."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from reports.charts import Cell, Number, Table
from reports.charts.tornado import tornado_chart
from reports.service_answer import Answer, Asked, days_cell, money_cell
from trustops.costing.covered import Covered
from trustops.costing.decisions import inputs_of_years, offers, years_running
from trustops.costing.make_or_buy import Comparison, make_or_buy
from trustops.costing.right_size import Size, right_size
from trustops.costing.service_model import ServiceInputs
from trustops.costing.solve import Solved, days_to_cover, price_to_cover
from trustops.costing.solve_fte import fte_to_cover
from trustops.costing.tornado import tornado
from trustops.quantities.errors import TrustopsError
from trustops.quantities.words import number_text, pounds_text
from trustops.quantities.working import Working

COVER = "How many days, what price, what size?"
ELSEWHERE = "Should we have bought instead?"
MATTERS = "What matters most?"
SIZE = "Is the post the right size?"
SOLVED_FOR = {"days": "Days to sell", "£ a day": "Price to ask", "FTE": "Size of the service"}


def what_covers(asked: Asked) -> Answer:
    """Days, price and size under each meaning of “covered”."""
    rows: list[tuple[Cell, ...]] = []
    workings: list[Working] = []
    notes: list[str] = []
    first = ""
    for meaning in Covered:
        found = [_solved(solve, asked.inputs, meaning) for solve in (days_to_cover, price_to_cover, fte_to_cover)]
        rows.append((str(meaning).capitalize(), *(_cell(each) for each in found)))
        workings += [_titled(each) for each in found if isinstance(each, Solved)]
        notes += [_said(each) for each in found if not isinstance(each, Solved) or not each.feasible]
        first = first or _said(found[0])
    headings = ("If", "Days to sell at today’s price", "Least price, every day sold", "Size, every day sold")
    table = Table(headings, tuple(rows), frozenset({1, 2, 3}), "What covers the cost, by what members pay")
    return Answer(
        key="cover",
        question=COVER,
        sentence=first,
        notes=tuple(each for each in dict.fromkeys(notes) if each != first),
        tables=(table,),
        workings=tuple(workings),
    )


def _solved(solve: Callable[[ServiceInputs, Covered], Solved], inputs: ServiceInputs, meaning: Covered) -> Solved | str:
    try:
        return solve(inputs, meaning)
    except TrustopsError as error:
        return str(error)


def _said(found: Solved | str) -> str:
    return found.why if isinstance(found, Solved) else found


def _titled(found: Solved) -> Working:
    """The working under a title that tells days, price and size apart."""
    return replace(found.working, title=f"{SOLVED_FOR[found.unit]} if {found.covered}")


def _cell(found: Solved | str) -> Number:
    if isinstance(found, str):
        return Number("unknown", None)
    if found.answer is None:
        return Number("none would do", None)
    text = pounds_text(found.answer) if found.unit.startswith("£") else f"{number_text(found.answer)} {found.unit}"
    return Number(text if found.feasible else f"{text}: cannot be done", found.answer, made=_titled(found).title)


def bought_instead(asked: Asked) -> Answer:
    years = years_running(asked.snapshot, asked.code)
    recorded, left_out = inputs_of_years(asked.snapshot, asked.code, years)
    known = tuple(asked.inputs if each.year == asked.year else each for each in recorded)
    compared = make_or_buy(known, offers(asked.snapshot, asked.code, years))
    first, *others = (each.why for each in compared)
    return Answer(
        key="elsewhere",
        question=ELSEWHERE,
        sentence=first,
        notes=(*others, *left_out),
        tables=tuple(_years_table(each) for each in compared),
        workings=tuple(each.working for each in compared),
    )


def _years_table(compared: Comparison) -> Table:
    like = {True: "like for like", False: "not like for like", None: "not said whether like for like"}
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            str(row.year),
            *(money_cell(each, made=compared.working.title) for each in (row.make, row.buy, row.saving, row.so_far)),
            "unknown" if row.cheaper is None else f"{row.cheaper} it",
        )
        for row in compared.years
    )
    headings = ("Year", "Make it", "Buy it", "Saved by making it", "So far", "Cheaper so far")
    caption = f"{compared.offer.supplier} ({like[compared.offer.like_for_like]})"
    return Table(headings, rows, frozenset({1, 2, 3, 4}), caption)


def what_matters(asked: Asked) -> Answer:
    found = tornado(asked.inputs)
    if not found.bars:
        return Answer(key="matters", question=MATTERS, sentence="No input of it can be moved.", notes=found.unmoved)
    most = found.bars[0]
    sentence = (
        f"{most.label} matters most: {most.by} either way moves net cost between "
        f"{pounds_text(min(most.down, most.up, found.net_cost))} and "
        f"{pounds_text(max(most.down, most.up, found.net_cost))}; it is {pounds_text(found.net_cost)} now."
    )
    chart = tornado_chart(found, asked.inputs.called)
    return Answer(
        key="matters", question=MATTERS, sentence=sentence, notes=found.unmoved, chart=chart, workings=(found.working,)
    )


def right_sized(asked: Asked) -> Answer:
    found = right_size(asked.inputs)
    right, now = number_text(found.right.fte), number_text(found.now.fte)
    agreed = number_text(found.right.agreed)
    if found.right.fte == found.now.fte:
        sentence = f"Yes: {now} FTE is the least, in tenths, that delivers the {agreed} days agreed."
    else:
        freed = "" if found.freed is None else f", and net cost would be {_freed(found.freed)}"
        sentence = (
            f"{right} FTE is the least, in tenths, that delivers the {agreed} days agreed; it is {now} now{freed}."
        )
    headings = ("FTE", "Days it can deliver", "Delivers what is agreed", "Cost", "Net cost", "Saving against buying")
    rows = tuple(_size_row(each, found.working.title) for each in worth_showing(found.searched))
    table = Table(
        headings, rows, frozenset({1, 3, 4, 5}), f"Sizes for {agreed} days, from the largest that is too small"
    )
    return Answer(key="size", question=SIZE, sentence=sentence, tables=(table,), workings=(found.working,))


def worth_showing(searched: tuple[Size, ...]) -> tuple[Size, ...]:
    """The sizes that deliver what is agreed, and the largest that does not; smaller ones say nothing more."""
    too_small = sum(not each.delivers for each in searched)
    return searched[max(0, too_small - 1) :]


def _freed(freed: Decimal) -> str:
    return f"{pounds_text(abs(freed))} {'less' if freed >= 0 else 'more'}"


def _size_row(each: Size, made: str) -> tuple[Number | str, ...]:
    days = days_cell(each.chargeable, made=made)
    money = [money_cell(amount, "—", made=made) for amount in (each.total_cost, each.net_cost, each.saving)]
    return (Number(number_text(each.fte), each.fte, made=made), days, "yes" if each.delivers else "no", *money)
