"""Which duties are held badly: too many in one hand, two that do not go together, unused, unwritten, or too few?"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from trustops.findings.model import Area, Evidence, Raised, Rule, Severity, Subject
from trustops.findings.picture import Picture
from trustops.findings.rules.duties import duty_evidence, duty_subject
from trustops.models import Duty, DutyHolder
from trustops.quantities.words import counted, day_text, listed
from trustops.snapshot import Snapshot
from trustops.succession.duties import MOST_CRITICAL_DUTIES, DutyCover, DutyFlag, concentrations, incompatible_holdings


def _flagged(picture: Picture, flag: DutyFlag) -> Iterator[DutyCover]:
    return (cover for cover in picture.duties if flag in cover.flags)


def _together(snapshot: Snapshot, duties: Iterable[str]) -> Subject:
    """Several duties together: never a person, so that the id and the name may be shown to all."""
    refs = tuple(sorted(duties))
    rows = [row for ref in refs if (row := snapshot.one(Duty, ref))]
    return Subject("duties", "+".join(refs), listed([f"“{row.title}”" for row in rows]))


def _in_hand(snapshot: Snapshot, duties: Iterable[str], people: Iterable[str]) -> Iterator[Evidence]:
    """The rows that say that these people have these duties, and each duty's own."""
    for ref in duties:
        duty = snapshot.one(Duty, ref)
        critical = f"{duty.critical} of 5" if duty and duty.critical else "not marked"
        yield Evidence(f"{duty.title if duty else ref}: critical", critical, snapshot.origin(duty) if duty else "")
        for person in people:
            row = snapshot.one(DutyHolder, ref, person)
            if row:
                yield Evidence(snapshot.person_name(person), str(row.level), snapshot.origin(row), restricted=True)


def _short(picture: Picture) -> Iterator[Raised]:
    for cover in _flagged(picture, DutyFlag.SHORT):
        if cover.bus_factor > 1:
            subject = duty_subject(picture.snapshot, cover)
            yield Raised(
                subject=subject,
                message=f"{cover.bus_factor} people have {subject.name} in hand; {cover.needed} are needed.",
                evidence=tuple(duty_evidence(picture.snapshot, cover)),
            )


SHORT = Rule(
    id="duties.short",
    title="A duty or access has fewer holders than it needs",
    area=Area.DUTIES,
    severity=Severity.AMBER,
    why="The trust has said how many people it needs, and one absence more than it can bear is then enough.",
    remedy="The duty's owner gives it to another person and records them on the Duty holders sheet.",
    source="The trust's own Holders needed; practitioners' list: two signatories and two approvers for every account",
    check=_short,
)


def _incompatible(picture: Picture) -> Iterator[Raised]:
    pairs: dict[tuple[str, str], list[str]] = defaultdict(list)
    for each in incompatible_holdings(picture.snapshot):
        pairs[each.duty, each.other].append(each.person)
    for pair, people in pairs.items():
        subject = _together(picture.snapshot, pair)
        who = "The same person has" if len(people) == 1 else f"{len(people)} people each have"
        yield Raised(
            subject=subject,
            message=f"{who} {subject.name} in hand, which nobody should hold together.",
            evidence=tuple(_in_hand(picture.snapshot, pair, people)),
        )


INCOMPATIBLE = Rule(
    id="duties.incompatible",
    title="The same person has two duties that do not go together",
    area=Area.DUTIES,
    severity=Severity.RED,
    why="Whoever can both make and approve a payment, or both do and check a thing, can do wrong and not be seen.",
    remedy="The chief financial officer takes one of the two duties away from that person today and says who has it.",
    source="Academy Trust Handbook 2025, part 2 (internal control: separation of duties); the Incompatible with column",
    check=_incompatible,
)


def _concentrated(picture: Picture) -> Iterator[Raised]:
    found: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for each in concentrations(picture.snapshot):
        found[each.duties].append(each.person)
    for duties, people in found.items():
        subject = _together(picture.snapshot, duties)
        who = "One person has" if len(people) == 1 else f"{len(people)} people each have"
        yield Raised(
            subject=subject,
            message=f"{who} {counted(len(duties), 'critical duty', 'critical duties')} in hand: {subject.name}.",
            evidence=tuple(_in_hand(picture.snapshot, duties, people)),
        )


CONCENTRATED = Rule(
    id="duties.concentrated",
    title="One person has too many critical duties in hand",
    area=Area.DUTIES,
    severity=Severity.AMBER,
    why="When that person is away, all of these duties rest on others at once, or on nobody.",
    remedy="The chief executive gives some of the duties to somebody else, and names a backup for the rest.",
    source=f"Our default: more than {MOST_CRITICAL_DUTIES} critical duties is too many for one person",
    check=_concentrated,
)


def _unproven(picture: Picture) -> Iterator[Raised]:
    for cover in _flagged(picture, DutyFlag.UNPROVEN):
        subject = duty_subject(picture.snapshot, cover)
        yield Raised(
            subject=subject,
            message=f"Nobody who has {subject.name} in hand has shown it in the last 12 months.",
            evidence=tuple(duty_evidence(picture.snapshot, cover)),
        )


UNPROVEN = Rule(
    id="duties.unproven",
    title="A duty or access has not been used for 12 months",
    area=Area.DUTIES,
    severity=Severity.AMBER,
    why="An access that nobody has used may have lapsed, and what nobody has done may have been forgotten.",
    remedy="Its holder uses it once, and records the day on the Duty holders sheet.",
    source="Our default: a holder counts as proven for 12 months after they last did it",
    check=_unproven,
)


def _undocumented(picture: Picture) -> Iterator[Raised]:
    for cover in _flagged(picture, DutyFlag.UNDOCUMENTED):
        subject = duty_subject(picture.snapshot, cover)
        who = "one person has" if cover.bus_factor else "nobody has"
        due = f" on {day_text(cover.next_due)}" if cover.next_due else ""
        yield Raised(
            subject=subject,
            message=f"{subject.name} is due{due}, how it is done is written down nowhere, and {who} it in hand.",
            evidence=tuple(duty_evidence(picture.snapshot, cover)),
        )


UNDOCUMENTED = Rule(
    id="duties.undocumented",
    title="A duty that is due soon is in one head and written down nowhere",
    area=Area.DUTIES,
    severity=Severity.AMBER,
    why="If that person is ill in that week, nobody can do it, and nobody can look up how.",
    remedy="Whoever does it writes down the steps before the day, and somebody else follows them once.",
    source="Our default: not documented, one holder or none, and due within 60 days",
    check=_undocumented,
)
