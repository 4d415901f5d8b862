"""Which obligations of the next 12 months can one person or nobody make?"""

from collections import defaultdict
from collections.abc import Iterator

from trustops.findings.model import Area, Evidence, Raised, Rule, Severity, Subject
from trustops.findings.picture import Picture
from trustops.models import Obligation
from trustops.quantities.words import counted, day_text, listed
from trustops.snapshot import Snapshot
from trustops.succession.coming import Coming, Part, one_person_obligations
from trustops.succession.duties import DUE_SOON


def _one_person(picture: Picture) -> Iterator[Raised]:
    """One finding for each preparing post and number of people, not one for each obligation."""
    groups: dict[tuple[str, int], list[Coming]] = defaultdict(list)
    for each in one_person_obligations(picture.coming):
        groups[each.post_of(Part.PREPARER) or "", len(each.makers)].append(each)
    for (post, people), found in groups.items():
        yield _raised(picture.snapshot, post, people, found)


def _raised(snapshot: Snapshot, post: str, people: int, found: list[Coming]) -> Raised:
    title = snapshot.post_title(post)
    many = counted(len(found), "obligation")
    soonest = min((each.due for each in found if each.due), default=None)
    due = f", the next due on {day_text(soonest)}" if soonest else ""
    titles = listed([f"“{each.title}”" for each in found])
    can = "Only one person can make" if people else "Nobody can make"
    soon = soonest is not None and soonest <= snapshot.as_of + DUE_SOON
    return Raised(
        subject=Subject("obligations", f"{post}:{people}", f"{many} that {title} prepares"),
        message=f"{can} {many} that {title} prepares{due}: {titles}.",
        evidence=tuple(_evidence(snapshot, found)),
        severity=Severity.RED if not people else Severity.AMBER if soon else Severity.NOTE,
    )


def _evidence(snapshot: Snapshot, found: list[Coming]) -> Iterator[Evidence]:
    for each in found:
        row = snapshot.one(Obligation, each.obligation)
        cover = each.post_of(Part.COVER)
        said = f"cover: {snapshot.post_title(cover)}" if cover else "no cover is named"
        yield Evidence(each.title, said, snapshot.origin(row) if row else "")


ONE_PERSON = Rule(
    id="duties.obligation_one_person",
    title="One person or nobody can make an obligation",
    area=Area.DUTIES,
    severity=Severity.AMBER,
    why="If that person is ill when it falls due, the return or the statement is late, and the trust answers for it.",
    remedy="The chief executive names a cover on the Obligations sheet: a post that somebody else holds.",
    source="Our default: a preparer and a cover in two hands; red where nobody has it, amber when due in 60 days",
    check=_one_person,
)
