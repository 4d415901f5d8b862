"""What could go wrong? The answers about clients that leave, work that may not come, and an officer who is away."""

from collections.abc import Iterator

from reports.charts import Number, Table
from reports.charts.chances import chances_chart
from reports.service_answer import Answer, Asked, money_cell
from trustops.costing.away import Away, away
from trustops.costing.chance import Tentative, chances
from trustops.costing.client_loss import client_loss, notices
from trustops.costing.decisions import notice_weeks, our_notice, tentative_work, term_away
from trustops.models import ServiceLevel
from trustops.models.service import AgreementStatus
from trustops.quantities.errors import TrustopsError
from trustops.quantities.words import counted, day_text, listed, number_text, percent_text, pounds_text

LEAVE = "What if clients leave?"
LIKELY = "How likely are we to cover it?"
ABSENT = "What if the officer is away for a term?"


def who_may_leave(asked: Asked) -> Answer:
    found = client_loss(asked.inputs)
    ours = our_notice(asked.snapshot, asked.code)
    theirs = notice_weeks(asked.snapshot, asked.code, asked.year)
    answer = Answer(key="leave", question=LEAVE, sentence=found.why, workings=(found.working,))
    if not found.leavers:
        return answer
    if ours is None:
        note = "How much notice we need to end the service is not known; give its Notice weeks on the Services sheet."
        return _with_notes(answer, (note,))
    told = notices(found.leavers, asked.year.end, theirs, ours)
    safe = {True: "in time", False: "too late", None: "not known"}
    rows = tuple(
        (
            each.leaver.name,
            Number(number_text(each.leaver.days), each.leaver.days),
            money_cell(each.leaver.income),
            "not known" if each.hears_on is None else day_text(each.hears_on),
            day_text(each.last_safe),
            safe[each.safe],
        )
        for each in told
    )
    headings = ("Client", "Days", "Income", "We hear by", "Last safe day to hear", "Its notice is")
    table = Table(headings, rows, frozenset({1, 2}), f"If they leave on {day_text(asked.year.end)}")
    note = (
        f"To end the service on {day_text(asked.year.end)} we need {counted(ours, 'week')}, so the last safe day to "
        f"hear of it is {day_text(told[0].last_safe)}."
    )
    return Answer(
        key="leave", question=LEAVE, sentence=found.why, notes=(note,), tables=(table,), workings=(found.working,)
    )


def _with_notes(answer: Answer, notes: tuple[str, ...]) -> Answer:
    return Answer(
        key=answer.key, question=answer.question, sentence=answer.sentence, notes=notes, workings=answer.workings
    )


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
    rows = tuple(
        (
            each.buyer.name,
            Number(number_text(each.buyer.days), each.buyer.days),
            Number(number_text(each.missed), each.missed),
            money_cell(each.income),
            "broken" if each.broken else "kept",
        )
        for each in found.schools
    )
    return Table(
        ("School", "Days agreed", "Days missed", "Income lost", "Its agreement is"),
        rows,
        frozenset({1, 2, 3}),
        found.working.title,
    )
