"""What does each school keep when GAG is pooled? The pool shared by need, who gains or loses, and what must hold.

The handbook's conditions (DOMAIN.md B3): each academy's needs are considered, there is an appeal that can go to the
Department for Education, whose decision is final and may take a school out of the pool, and PFI funding stays out.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from trustops.charging.appeals import NO_APPEAL, Appeal
from trustops.charging.measures import MONTHS, Measure, Member, measured
from trustops.charging.policies import Charges, SchoolCharge
from trustops.quantities.errors import TrustopsError, UnknownFigure
from trustops.quantities.money import pounds, split, whole_pence
from trustops.quantities.words import amount_text, listed, number_text
from trustops.quantities.working import Line, Working, read_off, sources


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """What a school needs of the pool in a year: pupils × ``per_pupil`` + ``lump`` in pounds, and the assessment.

    ``pfi_pence`` is the part of its GAG for a private finance contract, which is never pooled.
    """

    per_pupil: Decimal
    lump: Decimal = Decimal(0)
    assessment: str = ""
    pfi_pence: int = 0
    consulted_on: date | None = None
    appeal: Appeal = NO_APPEAL
    source: str = ""


@dataclass(frozen=True, slots=True)
class PoolRow:
    """One school of the pool, in pence: its own GAG less the central charge, what it gets, and the difference."""

    member: Member
    need: Need
    own_pence: int
    allocated_pence: int
    working: Working

    @property
    def gain_pence(self) -> int:
        """What the school gains by pooling; below zero, it loses."""
        return self.allocated_pence - self.own_pence


@dataclass(frozen=True, slots=True)
class Pool:
    """The GAG left after central charges, in pence, shared by need; ``to_do`` is what the handbook still asks."""

    pooled: int
    rows: tuple[PoolRow, ...]
    to_do: tuple[str, ...]


def pool(central: Charges, needs: Mapping[str, Need]) -> Pool:
    """All the schools' GAG less their central charges and PFI, shared by need to the penny; the gains come to nothing.

    A school counts for the months that it was a member; one that the Department for Education took out of the pool
    keeps its own. Source: DOMAIN.md B3, T-B4.
    Raises UnknownFigure where a school's GAG, pupils or need is not known.
    """
    entries = [_entry(row, needs) for row in central.rows]
    sharing = [entry for entry in entries if not entry.need.appeal.out_of_pool]
    pooled = sum(_put_in(entry) for entry in sharing)
    weights = {entry.member.urn: _weight(entry) for entry in sharing}
    if sharing and not any(weights.values()):
        raise TrustopsError("Every school's need of the pool is zero, so it cannot be shared out; give their needs.")
    shares = split(pooled, weights) if sharing else {}
    whole = sum(weights.values(), Fraction(0))
    rows = tuple(_row(entry, shares.get(entry.member.urn), pooled, whole) for entry in entries)
    return Pool(pooled, rows, tuple(_to_do(rows)))


@dataclass(frozen=True, slots=True)
class _Entry:
    """A school before the pool is shared: its need, and its own GAG less the central charge in pence."""

    member: Member
    need: Need
    own: int


def _entry(row: SchoolCharge, needs: Mapping[str, Need]) -> _Entry:
    return _Entry(row.member, _need_of(row.member, needs), _gag(row.member) - row.pence)


def _row(entry: _Entry, share: int | None, pooled: int, whole: Fraction) -> PoolRow:
    title = f"GAG of {entry.member.name} in {entry.member.year}"
    if share is None:
        line = Line("Own GAG less the central charge", pounds(entry.own), "taken out of the pool", entry.need.source)
        return PoolRow(entry.member, entry.need, entry.own, entry.own, Working(title, (line,)))
    working = Working(title, _shared_lines(entry.member, entry.need, share, pooled, whole))
    return PoolRow(entry.member, entry.need, entry.own, share + entry.need.pfi_pence, working)


def _gag(member: Member) -> int:
    return whole_pence(measured(member, Measure.GAG) * 100)


def _need_of(member: Member, needs: Mapping[str, Need]) -> Need:
    need = needs.get(member.urn)
    if need is None:
        raise UnknownFigure(
            f"need of {member.name}", f"in {member.year}", "assess every school's need before GAG is pooled"
        )
    if need.per_pupil < 0 or need.lump < 0 or need.pfi_pence < 0:
        raise TrustopsError(f"The need of {member.name} in {member.year} has a part below zero; correct it.")
    return need


def _put_in(entry: _Entry) -> int:
    if entry.need.pfi_pence > entry.own:
        raise TrustopsError(
            f"The GAG of {entry.member.name} in {entry.member.year} is less than its central charge and PFI funding "
            "together, so it has nothing to pool; correct one of them."
        )
    return entry.own - entry.need.pfi_pence


def _weight(entry: _Entry) -> Fraction:
    lump = Fraction(entry.need.lump) * entry.member.months / MONTHS
    return measured(entry.member, Measure.PUPILS) * Fraction(entry.need.per_pupil) + lump


def _shared_lines(member: Member, need: Need, share: int, pooled: int, whole: Fraction) -> tuple[Line, ...]:
    lump = f" + {amount_text(need.lump)}" if need.lump else ""
    weight = f"({number_text(Decimal(member.pupils or 0))} × {amount_text(need.per_pupil)}{lump})"
    if member.months < MONTHS:
        weight = f"{weight} × {member.months} ÷ {MONTHS} months"
    of = amount_text(Decimal(whole.numerator) / whole.denominator)
    source = sources(read_off(member.sources, "pupils"), need.source)
    line = Line("Share of the pool by need", pounds(share), f"{amount_text(pounds(pooled))} × {weight} ÷ {of}", source)
    if not need.pfi_pence:
        return (line,)
    return (line, Line("PFI funding, not pooled", pounds(need.pfi_pence), source=need.source))


def _to_do(rows: Sequence[PoolRow]) -> Iterator[str]:
    unassessed = [row.member.name for row in rows if not row.need.assessment]
    if unassessed:
        yield f"Write down the needs considered for {listed(unassessed)}; the handbook asks for each academy's."
    unheard = [row.member.name for row in rows if row.need.consulted_on is None]
    if unheard:
        yield f"Record the day of the consultation on the pool with {listed(unheard)}."
    for row in rows:
        if row.need.appeal.is_open:
            yield f"Decide the appeal of {row.member.name}, which stands at “{row.need.appeal.status}”."
