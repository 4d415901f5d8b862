"""What does a cascade say? The moves, what is left unfilled, and the plan read step by step beside it."""

from dataclasses import dataclass
from datetime import date

from trustops.models.succession import Readiness


@dataclass(frozen=True, slots=True)
class Move:
    """A person who takes a post, and the post that they leave for it (None: they hold none).

    An ``old`` assessment counts half. ``incompatible_posts`` are posts of theirs that nobody may hold together with the
    new one, ``incompatible_duties`` pairs of a duty that comes with the post and one of their own that the same person
    may not have in hand.
    """

    person: str
    from_post: str | None
    to_post: str
    readiness: Readiness
    preferred: bool
    old: bool = False
    incompatible_posts: tuple[str, ...] = ()
    incompatible_duties: tuple[tuple[str, str], ...] = ()

    @property
    def emergency_only(self) -> bool:
        """Whether they could do it for a term at the most."""
        return self.readiness is Readiness.EMERGENCY_ONLY

    @property
    def breaks_a_control(self) -> bool:
        """Whether two things would come together that the same person may not hold."""
        return bool(self.incompatible_posts or self.incompatible_duties)


@dataclass(frozen=True, slots=True)
class OutsideWay:
    """A named way to cover a post from outside, and the days until it could begin."""

    name: str
    lead_time_days: int | None


@dataclass(frozen=True, slots=True)
class Gap:
    """A post that nobody inside is left to take; ``outside`` are the named ways to cover it, the preferred first."""

    post: str
    must_be_filled: bool
    critical: int | None
    outside: tuple[OutsideWay, ...] = ()


@dataclass(frozen=True, slots=True)
class Chain:
    """Moves in the order in which they would be told, and the gaps that they end in, the gravest first."""

    moves: tuple[Move, ...]
    gaps: tuple[Gap, ...]

    @property
    def fills(self) -> tuple[str, ...]:
        """The posts that somebody takes."""
        return tuple(move.to_post for move in self.moves)


@dataclass(frozen=True, slots=True)
class Cascade:
    """The best moves when posts fall vacant, and beside them those of the preferred successor at each step.

    ``vacant`` are the posts asked about and those that ``without`` empties, the gravest first. ``sentence`` names posts
    and so, where one person holds a post, may tell who is ready for another: it is for those who may see readiness.
    ``outline`` says as much as anybody may know who sees how deep the cover of each post is. ``comparison`` says what
    the exact answer is worth, for those who may see the moves.
    """

    as_of: date
    vacant: tuple[str, ...]
    without: tuple[str, ...]
    moves: tuple[Move, ...]
    gaps: tuple[Gap, ...]
    greedy: Chain
    sentence: str
    outline: str
    comparison: str

    @property
    def filled(self) -> tuple[str, ...]:
        """The posts asked about that somebody inside takes."""
        taken = {move.to_post for move in self.moves}
        return tuple(post for post in self.vacant if post in taken)

    @property
    def same_as_greedy(self) -> bool:
        """Whether taking the preferred successor at each step leaves the very same posts unfilled."""
        return {gap.post for gap in self.gaps} == {gap.post for gap in self.greedy.gaps}
