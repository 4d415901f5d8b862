"""What does an extra day in school cost? A service's net cost beside what attendance did since it began."""

from collections.abc import Iterator
from datetime import date

from reports.service_answer import Answer, Asked
from trustops.costing.impact import Attendance, impact
from trustops.costing.service import service_cost
from trustops.kpis.response import CAUTION, Response, response
from trustops.models import Benchmark, School, SchoolYear, Service
from trustops.quantities.errors import TrustopsError
from trustops.quantities.words import listed, number_text, percent_text, pounds_text
from trustops.snapshot import Snapshot

WORTH = "What does an extra day in school cost?"
ATTENDANCE = "ATT01"
"""The KPI of sessions attended out of sessions possible, in percent."""


def is_about_attendance(snapshot: Snapshot, code: str) -> bool:
    """Whether a service is there to raise attendance: only then has an extra day a price."""
    service = snapshot.one(Service, code)
    return service is not None and ATTENDANCE in service.kpis


def extra_day(asked: Asked) -> Answer:
    """The net cost of each day of a pupil gained at the trust's own schools, with the nation's movement beside it."""
    net_cost = service_cost(asked.inputs).net_cost
    if net_cost is None:
        raise TrustopsError(f"The net cost of {asked.inputs.called} is not known, since a price is not.")
    moved = {each.site: each for each in response(asked.snapshot, asked.code) if each.kpi == ATTENDANCE}
    ours = {buyer.urn: buyer.name for buyer in asked.inputs.members}
    schools = {urn: school for urn in ours if (school := _school(asked, urn, moved.get(urn)))}
    found = impact(net_cost, schools.values())
    lacking = [name for urn, name in ours.items() if urn not in schools]
    left_out = f"Left out, as its pupils or its attendance before and since are not known: {listed(lacking)}."
    days = number_text(abs(found.pupil_days))
    if found.cost_of_one is None:
        sentence = f"Since it began our schools’ pupils are in school {days} days a year fewer, so no day was gained."
        sentence = sentence if found.pupil_days else "Attendance is what it was, so no day was gained."
    else:
        sentence = (
            f"Since it began our schools’ pupils are in school {days} days a year more, which is "
            f"{pounds_text(found.cost_of_one)} of net cost for each."
        )
    starts = [moved[urn].since for urn in schools]
    notes = (*([left_out] if lacking else []), *_nation(asked.snapshot, schools, min(starts)), CAUTION)
    return Answer(key="worth", question=WORTH, sentence=sentence, notes=notes, workings=(found.working,))


def _school(asked: Asked, urn: str, moved: Response | None) -> Attendance | None:
    row = asked.snapshot.one(SchoolYear, urn, str(asked.year))
    if row is None or not row.pupils or moved is None or moved.mean_before is None or moved.mean_after is None:
        return None
    name = asked.snapshot.site_name(urn)
    return Attendance(name, row.pupils, moved.mean_before, moved.mean_after, asked.snapshot.origin(row))


def _nation(snapshot: Snapshot, urns: dict[str, Attendance], since: date) -> Iterator[str]:
    """What attendance did elsewhere in the same time, by the phases of these schools."""
    schools = [school for urn in urns if (school := snapshot.one(School, urn)) is not None]
    for phase in sorted({str(school.phase) for school in schools}):
        rows = [row for row in snapshot.all(Benchmark) if row.kpi == ATTENDANCE and row.phase == phase]
        before = max((row for row in rows if row.start < since), key=lambda row: row.start, default=None)
        after = max((row for row in rows if row.start >= since), key=lambda row: row.start, default=None)
        if before is None or after is None:
            yield f"What {phase} schools did in the same time is not known; add both years to the Benchmarks sheet."
        else:
            now, then = percent_text(after.value), percent_text(before.value)
            yield f"In the same time {phase} schools everywhere went from {then} to {now}."
