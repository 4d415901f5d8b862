"""Who is named for a critical post who cannot count, and which post has nobody at all?"""

from collections.abc import Iterable, Iterator

from trustops.findings.model import Area, Evidence, Raised, Rule, Severity, Subject
from trustops.findings.picture import Picture
from trustops.findings.rules.succession import GRAVE, post_evidence, posts_subject
from trustops.models import Person, Post, Successor
from trustops.quantities.words import counted, day_text
from trustops.snapshot import Snapshot
from trustops.succession.plans import is_here


def _own_successor(picture: Picture) -> Iterator[Raised]:
    snapshot = picture.snapshot
    holding = {(row.post, row.person): row for row in snapshot.holders}
    found = [row for row in snapshot.all(Successor) if (row.post, row.person) in holding]
    for post in sorted({row.post for row in found}):
        subject = posts_subject(snapshot, [post])
        yield Raised(
            subject=subject,
            message=f"{subject.name}: a holder is named as ready for their own post, which adds no cover.",
            evidence=tuple(_named(snapshot, (row for row in found if row.post == post))),
        )


def _named(snapshot: Snapshot, rows: Iterable[Successor]) -> Iterator[Evidence]:
    for row in rows:
        name = snapshot.person_name(row.person or "")
        yield Evidence(name, f"{row.readiness}", snapshot.origin(row), restricted=True)


OWN_SUCCESSOR = Rule(
    id="succession.own_successor",
    title="A holder is named as their own successor",
    area=Area.SUCCESSION,
    severity=Severity.NOTE,
    why="A plan says who takes over when the holder goes; the holder cannot. It is not counted as cover.",
    remedy="The HR lead takes the row off the Successors sheet, and names somebody else if nobody is.",
    source="Our default: one person counts once",
    check=_own_successor,
)


def _named_but_gone(picture: Picture) -> Iterator[Raised]:
    snapshot = picture.snapshot
    away = [row for row in snapshot.all(Successor) if row.person and not is_here(snapshot, row.person)]
    for post in sorted({row.post for row in away}):
        rows = [row for row in away if row.post == post]
        subject = posts_subject(snapshot, [post])
        people = counted(len(rows), "person named", "people named")
        yield Raised(
            subject=subject,
            message=f"{people} for {subject.name} {'has' if len(rows) == 1 else 'have'} left or not begun, and "
            f"{'does' if len(rows) == 1 else 'do'} not count.",
            evidence=tuple(_when(snapshot, rows)),
        )


def _when(snapshot: Snapshot, rows: Iterable[Successor]) -> Iterator[Evidence]:
    for row in rows:
        person = snapshot.one(Person, row.person)
        left = person.leaving if person and person.leaving and person.leaving < snapshot.as_of else None
        begins = person.started if person else None
        said = f"left on {day_text(left)}" if left else f"begins on {day_text(begins)}" if begins else "not here"
        yield Evidence(snapshot.person_name(row.person or ""), said, snapshot.origin(row), restricted=True)


NAMED_BUT_GONE = Rule(
    id="succession.named_but_gone",
    title="Somebody who is not here is named as a successor",
    area=Area.SUCCESSION,
    severity=Severity.AMBER,
    why="The plan looks deeper than it is.",
    remedy="The HR lead takes who has left off the Successors sheet, and the chief executive names somebody else.",
    source="Our default: only who is here on the day counts",
    check=_named_but_gone,
)


def _nobody_at_all(picture: Picture) -> Iterator[Raised]:
    snapshot = picture.snapshot
    named = {row.post for row in snapshot.all(Successor)}
    for post in picture.cover.vacant:
        if post in named:
            continue
        subject, row = posts_subject(snapshot, [post]), snapshot.one(Post, post)
        yield Raised(
            subject=subject,
            message=f"Nobody holds {subject.name}, and nobody is named for it, inside or outside.",
            evidence=(post_evidence(snapshot, post),),
            severity=Severity.RED if row and (row.critical or 0) >= GRAVE else Severity.AMBER,
        )


NOBODY_AT_ALL = Rule(
    id="succession.nobody_at_all",
    title="A critical post has no people at all",
    area=Area.SUCCESSION,
    severity=Severity.AMBER,
    why="Its work is not done, and nobody knows who could do it.",
    remedy="The chief executive names who acts in it, or takes the Critical mark off a post that is given up.",
    source="Our default: criticality 4 and 5 is red",
    check=_nobody_at_all,
)


def _assessed_later(picture: Picture) -> Iterator[Raised]:
    later = picture.snapshot.not_yet.get(Successor, 0)
    if later:
        day = day_text(picture.snapshot.as_of)
        dated = counted(later, "assessment of readiness is", "assessments of readiness are")
        yield Raised(
            subject=Subject("sheet", "Successors", "the Successors sheet"),
            message=f"{dated} dated after {day}, and {'is' if later == 1 else 'are'} left out.",
            evidence=(Evidence("Dated after the day", str(later), ""),),
        )


ASSESSED_LATER = Rule(
    id="succession.assessed_later",
    title="An assessment is dated after the day",
    area=Area.SUCCESSION,
    severity=Severity.NOTE,
    why="What had not been judged yet was not known. On a past day that is as it should be; today it is a slip.",
    remedy="The HR lead looks at the Assessed on column of the Successors sheet.",
    source="Our default: a fact counts from the day that it is known",
    check=_assessed_later,
)
