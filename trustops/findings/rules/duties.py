"""Which accesses, sign-offs and duties hang on one person, or on nobody?"""

from collections.abc import Iterator

from trustops.findings.model import Area, Evidence, Raised, Rule, Severity, Subject
from trustops.findings.picture import Picture
from trustops.models import Duty, DutyHolder
from trustops.quantities.words import counted, day_text
from trustops.snapshot import Snapshot
from trustops.succession.duties import DutyCover

GRAVE = 4
"""The criticality from which a duty that hangs on one person is red: 4 and 5 of 5."""


def duty_evidence(snapshot: Snapshot, cover: DutyCover) -> Iterator[Evidence]:
    """How many the duty needs, and who has it."""
    duty = snapshot.one(Duty, cover.duty)
    yield Evidence("Holders needed", str(cover.needed), snapshot.origin(duty) if duty else "")
    for row in snapshot.all(DutyHolder):
        if row.duty == cover.duty and snapshot.works_here(row.person):
            last = f", last done {day_text(row.last_done)}" if row.last_done else ""
            name = snapshot.person_name(row.person)
            yield Evidence(name, f"{row.level}{last}", snapshot.origin(row), restricted=True)


def duty_subject(snapshot: Snapshot, cover: DutyCover) -> Subject:
    """A duty, by its title, kind and place."""
    return Subject("duty", cover.duty, f"“{cover.title}” ({cover.kind}, {snapshot.site_name(cover.site)})")


def _nobody(picture: Picture) -> Iterator[Raised]:
    for cover in picture.duties:
        if cover.bus_factor == 0:
            subject = duty_subject(picture.snapshot, cover)
            learning = f"; {counted(len(cover.learning), 'person is', 'people are')} learning it"
            yield Raised(
                subject=subject,
                message=f"Nobody has {subject.name} in hand{learning if cover.learning else ''}.",
                evidence=tuple(duty_evidence(picture.snapshot, cover)),
            )


NOBODY = Rule(
    id="duties.nobody",
    title="A duty or access is held by nobody",
    area=Area.DUTIES,
    severity=Severity.RED,
    why="The next time that it is needed, it cannot be done.",
    remedy="The duty's owner gives it to a lead and a backup now, and records both on the Duty holders sheet.",
    source="Our default; practitioners' list of accesses and sign-offs, such as bank mandates and DfE Sign-in approver",
    check=_nobody,
)


def _one_person(picture: Picture) -> Iterator[Raised]:
    for cover in picture.duties:
        if cover.bus_factor == 1:
            subject = duty_subject(picture.snapshot, cover)
            yield Raised(
                subject=subject,
                message=f"Only one person has {subject.name} in hand; {cover.needed} are needed."
                if cover.needed > 1
                else f"Only one person has {subject.name} in hand, and the trust asks for no more.",
                evidence=tuple(duty_evidence(picture.snapshot, cover)),
                severity=_how_grave(cover),
            )


def _how_grave(cover: DutyCover) -> Severity:
    """A trust that has decided that one is enough is only told; else it goes by how critical the duty is."""
    if cover.needed <= 1:
        return Severity.NOTE
    return Severity.RED if (cover.critical or 0) >= GRAVE else Severity.AMBER


ONE_PERSON = Rule(
    id="duties.one_person",
    title="A duty or access is held by one person",
    area=Area.DUTIES,
    severity=Severity.AMBER,
    why="If that person is ill or leaves, nobody can do it.",
    remedy="The duty's owner gives it to a second person, who does it once while the first looks on.",
    source="Our default: two people for every duty; criticality 4 and 5 is red",
    check=_one_person,
)
