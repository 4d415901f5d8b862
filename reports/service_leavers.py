"""What if clients leave? The fewest whose leaving is too many, each one alone, and whether we would hear in time."""

from collections.abc import Iterable, Mapping

from reports.charts import Number, Table
from reports.service_answer import Answer, Asked, days_cell, money_cell
from trustops.costing.client_loss import ClientLoss, Leaver, client_loss, last_safe_notice, notices
from trustops.costing.decisions import notice_weeks, our_notice
from trustops.quantities.words import counted, day_text, listed

LEAVE = "What if clients leave?"
HEARD = ("We hear by", "Last safe day to hear", "Its notice is")
TOO_LATE = "too late"
Told = tuple[str, str, str]
"""When we would hear of a client's leaving, the last day that is soon enough, and whether its notice is; in words."""


def who_may_leave(asked: Asked) -> Answer:
    found = client_loss(asked.inputs)
    ours = our_notice(asked.snapshot, asked.code)
    together = () if not found.leavers or len(found.leavers) == 1 else found.leavers
    told = _told(asked, ours, (*together, *(each.leaver for each in found.alone)))
    tables = [_together_table(asked, [told[each.urn] for each in together])] if together else []
    return Answer(
        key="leave",
        question=LEAVE,
        sentence=found.why,
        notes=tuple(filter(None, (_others_too(found), _our_notice(asked, ours), _too_late(told.values())))),
        tables=(*tables, _alone_table(asked, found, told)),
        workings=(found.working,),
    )


def _others_too(found: ClientLoss) -> str:
    """Who else would do as much harm by leaving alone; empty where nobody, or where it takes several."""
    if not found.leavers or len(found.leavers) > 1:
        return ""
    others = [each.leaver.name for each in found.alone if each.saving_left < 0 and each.leaver not in found.leavers]
    return f"So does losing {'any one of ' if len(others) > 1 else ''}{listed(others)}." if others else ""


def _too_late(told: Iterable[tuple[Leaver, Told]]) -> str:
    """Whose own notice ends after the last safe day."""
    late = [leaver.name for leaver, (_, _, standing) in told if standing == TOO_LATE]
    return f"{listed(late)} may tell us too late: agree a longer notice." if late else ""


def _our_notice(asked: Asked, ours: int | None) -> str:
    if ours is None:
        return "How much notice we need to end the service is not known; give its Notice weeks on the Services sheet."
    end = asked.year.end
    return (
        f"To end the service on {day_text(end)} we need {counted(ours, 'week')}, so the last safe day to hear of it is "
        f"{day_text(last_safe_notice(end, ours))}."
    )


def _told(asked: Asked, ours: int | None, leaving: Iterable[Leaver]) -> dict[str, tuple[Leaver, Told]]:
    """Each client that may leave, with when we would hear of it; by URN."""
    leavers = {each.urn: each for each in leaving}
    if ours is None:
        return {urn: (each, ("not known", "not known", "not known")) for urn, each in leavers.items()}
    theirs = notice_weeks(asked.snapshot, asked.code, asked.year)
    safe = {True: "in time", False: TOO_LATE, None: "not known"}
    return {
        each.leaver.urn: (
            each.leaver,
            (
                "not known" if each.hears_on is None else day_text(each.hears_on),
                day_text(each.last_safe),
                safe[each.safe],
            ),
        )
        for each in notices(leavers.values(), asked.year.end, theirs, ours)
    }


def _leaver_cells(leaver: Leaver) -> tuple[str | Number, ...]:
    agreed = leaver.source
    return (leaver.name, days_cell(leaver.days, origin=agreed), money_cell(leaver.income, origin=agreed))


def _together_table(asked: Asked, lost: list[tuple[Leaver, Told]]) -> Table:
    rows = tuple((*_leaver_cells(leaver), *heard) for leaver, heard in lost)
    caption = f"If they leave together on {day_text(asked.year.end)}"
    return Table(("Client", "Days", "Income", *HEARD), rows, frozenset({1, 2}), caption)


def _alone_table(asked: Asked, found: ClientLoss, told: Mapping[str, tuple[Leaver, Told]]) -> Table:
    rows = tuple(
        (*_leaver_cells(each.leaver), money_cell(each.saving_left, made=found.working.title), *told[each.leaver.urn][1])
        for each in found.alone
    )
    caption = f"If one client alone leaves on {day_text(asked.year.end)}"
    headings = ("Client", "Days", "Income", "Saving against buying then", *HEARD)
    return Table(headings, rows, frozenset({1, 2, 3}), caption)
