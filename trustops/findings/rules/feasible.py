"""Is there still time in the year for what is owed so many times?"""

from collections.abc import Iterator

from trustops.findings.model import Area, Evidence, Raised, Rule, Severity, Subject
from trustops.findings.picture import Picture
from trustops.governance.feasible import OutOfReach, out_of_reach
from trustops.models import TRUST_SITE, Meeting, Obligation
from trustops.quantities.words import counted, day_text
from trustops.snapshot import Snapshot


def _out_of_reach(picture: Picture) -> Iterator[Raised]:
    for each in out_of_reach(picture.snapshot, picture.owed):
        item = each.item
        where = "" if item.site == TRUST_SITE else f" ({picture.snapshot.site_name(item.site)})"
        left = "meeting is left" if each.left == 1 else "meetings are left"
        yield Raised(
            subject=Subject("obligation", item.id, item.title),
            message=f"{item.title}{where} is owed {each.times} times by {day_text(each.by)}; "
            f"{counted(each.done, 'is', 'are')} done and {each.left} {left}, so {each.times} can no longer be reached.",
            evidence=tuple(_evidence(picture.snapshot, each)),
        )


def _evidence(snapshot: Snapshot, each: OutOfReach) -> Iterator[Evidence]:
    own = snapshot.one(Obligation, each.item.id)
    yield Evidence("Rule", each.item.rule, snapshot.origin(own) if own else each.item.source)
    yield Evidence("Done so far", str(each.done), each.item.source)
    for ref in each.meetings:
        row = snapshot.one(Meeting, ref)
        if row is not None:
            yield Evidence("Meeting left", f"{ref}, {day_text(row.on_date)}", snapshot.origin(row))


OUT_OF_REACH = Rule(
    id="governance.out_of_reach",
    title="Something owed so many times a year can no longer be done so often",
    area=Area.GOVERNANCE,
    severity=Severity.AMBER,
    why="By the end of the year it will be missed, and only now can another meeting be put in.",
    remedy="The governance professional plans another meeting, or the board decides that fewer will do and minutes it.",
    source="The obligation's own source; each meeting that is left counted once",
    check=_out_of_reach,
)
