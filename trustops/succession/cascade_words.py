"""How is a cascade said in a sentence: what is filled, what is left, and whether the plan's first choices do worse?"""

from collections.abc import Sequence

from trustops.quantities.words import counted, listed
from trustops.snapshot import Snapshot
from trustops.succession.cascade_view import Chain, Gap

NOTHING_VACANT = "No post falls vacant, so nobody needs to move."


def grave(gap: Gap) -> str:
    """How grave a gap is, in words.

    >>> grave(Gap("DPO", must_be_filled=True, critical=3)), grave(Gap("CLERK", must_be_filled=False, critical=None))
    ('must be filled at all times, critical 3 of 5', 'not critical')
    """
    said = ["must be filled at all times"] if gap.must_be_filled else []
    said += [f"critical {gap.critical} of 5"] if gap.critical else []
    return ", ".join(said) or "not critical"


def sentence(snapshot: Snapshot, asked: Sequence[str], chain: Chain, *, could: bool) -> str:
    """The answer with the posts that it touches: for those who may see who is ready for what.

    ``could`` says whether anybody could have moved at all, though it be of no use.
    """
    if not asked:
        return NOTHING_VACANT
    filled = [post for post in asked if post in chain.fills]
    if not filled:
        posts = _posts(snapshot, asked)
        return (
            f"No move inside would do less harm than leaving {posts}." if could else f"Nobody inside can take {posts}."
        )
    moves = counted(len(chain.moves), "move inside fills", "moves inside fill")
    some = "" if len(filled) == len(asked) else f", {len(filled)} of {len(asked)} posts"
    rest = f"{_left(snapshot, chain)}." if chain.gaps else "Nothing is left unfilled."
    return f"{moves} {_posts(snapshot, filled)}{some}. {rest}"


def _left(snapshot: Snapshot, chain: Chain) -> str:
    said = [f"{snapshot.post_title(gap.post)} ({grave(gap)})" for gap in chain.gaps]
    return f"{_listed(said)} {'is' if len(said) == 1 else 'are'} left for somebody from outside"


def _posts(snapshot: Snapshot, posts: Sequence[str]) -> str:
    return _listed([snapshot.post_title(post) for post in posts])


def _listed(items: Sequence[str]) -> str:
    """Titles name a school after a comma, so several are parted by semicolons."""
    return "; ".join(items) if any("," in each for each in items) and len(items) > 1 else listed(list(items))


def outline(snapshot: Snapshot, asked: Sequence[str], chain: Chain) -> str:
    """The answer without a word of where people come from, which would tell who is ready for another post."""
    if not asked:
        return NOTHING_VACANT
    filled = [post for post in asked if post in chain.fills]
    if not filled:
        return f"{_posts(snapshot, asked)} would be left for somebody from outside."
    some = "" if len(filled) == len(asked) else f", {len(filled)} of {len(asked)} posts,"
    return f"{_posts(snapshot, filled)}{some} can be filled from inside, for a term."


def compared(snapshot: Snapshot, best: Chain, greedy: Chain) -> str:
    """What the exact answer is worth beside the preferred successor at each step."""
    if {gap.post for gap in best.gaps} == {gap.post for gap in greedy.gaps}:
        if len(best.moves) == len(greedy.moves):
            return "Taking the preferred successor at each step comes to the same."
        more = counted(len(greedy.moves), "move", "moves")
        return f"Taking the preferred successor at each step leaves the same unfilled, after {more}."
    instead = _gaps(snapshot, best) if best.gaps else "nothing"
    return (
        f"Taking the preferred successor at each step, in {counted(len(greedy.moves), 'move')}, would leave "
        f"{_gaps(snapshot, greedy)} unfilled; these moves leave {instead}."
    )


def _gaps(snapshot: Snapshot, chain: Chain) -> str:
    return _listed([f"{snapshot.post_title(gap.post)} ({grave(gap)})" for gap in chain.gaps])
