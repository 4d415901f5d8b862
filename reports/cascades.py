"""How are the moves of a cascade written out: who goes where, what is left, what to look at, and what a term costs?

All of it names people or the posts that they come from, so it is for those who may see who is ready for what.
"""

from dataclasses import dataclass
from decimal import Decimal

from reports.charts import Number, Table
from trustops.quantities.words import counted, pounds_text
from trustops.snapshot import Snapshot
from trustops.succession.acting_cost import ActingCost
from trustops.succession.cascade_flags import CascadeFlag, flags_of
from trustops.succession.cascade_view import Cascade, Chain, Gap, Move, OutsideWay
from trustops.succession.cascade_words import grave

NO_POST = "no post"


@dataclass(frozen=True, slots=True)
class MoveLine:
    """A move in words; ``breaks`` says that it would break a control."""

    who: str
    from_post: str
    to_post: str
    how: str
    breaks: bool


@dataclass(frozen=True, slots=True)
class GapLine:
    """A post left for somebody from outside, how grave that is, and the ways that are named."""

    post: str
    grave: str
    must_be_filled: bool
    critical: int | None
    outside: str


@dataclass(frozen=True, slots=True)
class CascadeLines:
    """A cascade as pages and commands write it; ``first_choices`` are the moves of the plan that ends elsewhere."""

    sentence: str
    comparison: str
    moves: tuple[MoveLine, ...]
    gaps: tuple[GapLine, ...]
    flags: tuple[CascadeFlag, ...]
    first_choices: tuple[MoveLine, ...]


def cascade_lines(snapshot: Snapshot, found: Cascade, flags: tuple[CascadeFlag, ...] | None = None) -> CascadeLines:
    """A cascade in lines; its flags are worked out where none are given."""
    return CascadeLines(
        sentence=found.sentence,
        comparison=found.comparison,
        moves=move_lines(snapshot, Chain(found.moves, found.gaps)),
        gaps=tuple(_gap(snapshot, gap) for gap in found.gaps),
        flags=flags_of(snapshot, found) if flags is None else flags,
        first_choices=() if found.same_as_greedy else move_lines(snapshot, found.greedy),
    )


def move_lines(snapshot: Snapshot, chain: Chain) -> tuple[MoveLine, ...]:
    """Each move in words, the top of each chain first."""
    return tuple(
        MoveLine(
            snapshot.person_name(move.person),
            snapshot.post_title(move.from_post) if move.from_post else NO_POST,
            snapshot.post_title(move.to_post),
            _how(move),
            move.breaks_a_control,
        )
        for move in chain.moves
    )


def _how(move: Move) -> str:
    said = [str(move.readiness)]
    said += ["preferred"] if move.preferred else []
    said += ["assessed long ago"] if move.old else []
    return ", ".join(said)


def _gap(snapshot: Snapshot, gap: Gap) -> GapLine:
    ways = "; ".join(outside_text(way) for way in gap.outside)
    return GapLine(snapshot.post_title(gap.post), grave(gap), gap.must_be_filled, gap.critical, ways)


def outside_text(way: OutsideWay) -> str:
    """A way to cover a post from outside, and how soon.

    >>> outside_text(OutsideWay("Interim agency", 21))
    'Interim agency, in 21 days'
    """
    return way.name if way.lead_time_days is None else f"{way.name}, in {counted(way.lead_time_days, 'day')}"


def moves_table(lines: CascadeLines) -> Table:
    """The moves and what is left, as a file has them."""
    rows = [(line.who, line.from_post, line.to_post, line.how) for line in lines.moves]
    rows += [("left unfilled", line.post, "", line.grave) for line in lines.gaps]
    return Table(("Who", "From", "To", "How"), tuple(rows), caption="Moves")


def cost_sentence(cost: ActingCost) -> str:
    """What a term of the moves costs, in one sentence."""
    term = "a term" if cost.months == 4 else counted(cost.months, "month")
    if cost.net is None:
        return f"What {term} of this costs is not known. {' '.join(cost.unknown)}"
    less = "more" if cost.net >= 0 else "less"
    parts = (
        f"{_pounds(cost.allowances)} in allowances and {_pounds(cost.supply)} of supply, "
        f"with {_pounds(cost.saving)} of salary not paid"
    )
    net = f"{pounds_text(abs(cost.net))} {less}"
    costs = f"For {term} this costs {net} than with every post filled, before on-costs: {parts}."
    if cost.net_with_on_costs is None:
        return f"{costs} With on-costs it is not known. {' '.join(cost.unknown)}"
    with_ = "more" if cost.net_with_on_costs >= 0 else "less"
    return f"{costs} With on-costs it is {pounds_text(abs(cost.net_with_on_costs))} {with_}."


def _pounds(amount: Decimal | None) -> str:
    return "an unknown sum" if amount is None else pounds_text(amount)


def figure(amount: Decimal | None) -> Number:
    """An amount as a table has it."""
    return Number("not known" if amount is None else pounds_text(amount), amount, "£")
