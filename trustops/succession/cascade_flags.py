"""What is wrong with a cascade's moves: a control broken, a school taken from twice, a graver post opened, too long?"""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from trustops.models import TRUST_SITE, Duty, Post
from trustops.quantities.words import counted, day_text
from trustops.quantities.years import add_months
from trustops.snapshot import Snapshot
from trustops.succession.cascade_view import Cascade, Chain, Move
from trustops.succession.notice import MONTHS_OF_A_TERM
from trustops.succession.seating import named_for


class FlagKind(StrEnum):
    """What there is to look at in the moves of a cascade, in words that tell of no person and no post."""

    INCOMPATIBLE_POSTS = "brings two posts together that nobody may hold together"
    INCOMPATIBLE_DUTIES = "brings two duties together that nobody may have together"
    EMERGENCY_ONLY = "rests on somebody named for an emergency only"
    OLD_ASSESSMENT = "rests on an old assessment"
    OVER_A_TERM = "would last longer than a term"
    MUST_BE_FILLED = "takes somebody out of a post that must be filled"
    ONE_HOLDER = "takes somebody out of a critical post that nobody else is ready for"
    SAME_SCHOOL = "takes more than one person from one school"


@dataclass(frozen=True, slots=True)
class CascadeFlag:
    """Something to look at before the moves are made: ``sentence`` names posts, so it is for those who see them."""

    kind: FlagKind
    sentence: str


def flags_of(
    snapshot: Snapshot, found: Cascade | Chain, *, starts: date | None = None, ends: date | None = None
) -> tuple[CascadeFlag, ...]:
    """The flags of some moves; ``starts`` and ``ends``, where they are known, are the first and last day of acting."""
    movers = frozenset(move.person for move in found.moves)
    flags = [flag for move in found.moves for flag in _of_a_move(snapshot, move, movers)]
    flags += _same_school(snapshot, found)
    if found.moves and starts and ends and ends >= add_months(starts, MONTHS_OF_A_TERM):
        last = f"from {day_text(starts)} to {day_text(ends)}"
        flags.append(CascadeFlag(FlagKind.OVER_A_TERM, f"Whoever moves would act {last}, longer than a term."))
    return tuple(sorted(dict.fromkeys(flags), key=lambda flag: list(FlagKind).index(flag.kind)))


def _of_a_move(snapshot: Snapshot, move: Move, movers: Collection[str]) -> Iterator[CascadeFlag]:
    taken = snapshot.post_title(move.to_post)
    for post in move.incompatible_posts:
        other = snapshot.post_title(post)
        said = f"Nobody may hold {taken} together with {other}, from where it would be taken: hand {other} over whole."
        yield CascadeFlag(FlagKind.INCOMPATIBLE_POSTS, said)
    for duty, own in move.incompatible_duties:
        said = (
            f"With {taken} comes “{_duty(snapshot, duty)}”, which nobody may have together with "
            f"“{_duty(snapshot, own)}”, as whoever takes it does."
        )
        yield CascadeFlag(FlagKind.INCOMPATIBLE_DUTIES, said)
    if move.emergency_only:
        said = f"Whoever takes {taken} is named for it in an emergency only: for a term at the most."
        yield CascadeFlag(FlagKind.EMERGENCY_ONLY, said)
    if move.old:
        said = (
            f"The readiness of whoever takes {taken} was assessed long ago, and counts half: assess them again first."
        )
        yield CascadeFlag(FlagKind.OLD_ASSESSMENT, said)
    yield from _opened(snapshot, move, movers)


def _opened(snapshot: Snapshot, move: Move, movers: Collection[str]) -> Iterator[CascadeFlag]:
    """Whether the move opens a post that must be filled, or a critical one that rests on the one who moves."""
    post = snapshot.one(Post, move.from_post) if move.from_post else None
    if post is None:
        return
    title = snapshot.post_title(post.post)
    if post.must_be_filled:
        yield CascadeFlag(FlagKind.MUST_BE_FILLED, f"A move opens {title}, which must be filled at all times.")
    others = {row.person for row in snapshot.holders if row.post == post.post} - {move.person}
    if post.critical and not others and not _ready(snapshot, post.post, movers):
        said = f"A move opens {title}, critical {post.critical} of 5, for which nobody else is ready now."
        yield CascadeFlag(FlagKind.ONE_HOLDER, said)


def _ready(snapshot: Snapshot, post: str, movers: Collection[str]) -> bool:
    named = named_for(snapshot, movers, post).get(post, {}).values()
    return any(not each.emergency_only for each in named)


def _same_school(snapshot: Snapshot, found: Cascade | Chain) -> list[CascadeFlag]:
    posts = [snapshot.one(Post, move.from_post) for move in found.moves if move.from_post]
    sites = Counter(post.site for post in posts if post and post.site != TRUST_SITE)
    return [
        CascadeFlag(
            FlagKind.SAME_SCHOOL,
            f"{counted(number, 'move takes', 'moves take')} people from {snapshot.site_name(site)}.",
        )
        for site, number in sorted(sites.items())
        if number > 1
    ]


def _duty(snapshot: Snapshot, duty: str) -> str:
    row = snapshot.one(Duty, duty)
    return row.title if row else duty
