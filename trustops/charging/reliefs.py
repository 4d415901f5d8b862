"""Who pays less than its share, and who bears the difference? Exemptions, and tapers for schools that joined lately."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from trustops.charging.methods import Part
from trustops.models import BorneBy
from trustops.quantities.errors import TrustopsError
from trustops.quantities.money import pence, penny, pounds, split
from trustops.quantities.words import amount_text, number_text
from trustops.quantities.years import AcademicYear


@dataclass(frozen=True, slots=True)
class Relief:
    """The part of its share (0 to 1) that a school need not pay, why, and where that was decided."""

    urn: str
    part: Decimal
    why: str
    source: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.part <= 1:
            raise TrustopsError(f"A relief of {number_text(self.part * 100)} % cannot be; give 0 to 1, 1 to exempt.")


def tapered(
    urn: str, joined: AcademicYear, year: AcademicYear, steps: tuple[Decimal, ...], source: str = ""
) -> Relief | None:
    """What a joiner need not pay: ``steps`` are the parts of its share that it pays in its first year, second, …

    None once the steps are over. Raises where the year is before the school joined.

    >>> taper = (Decimal("0.25"), Decimal("0.6"))
    >>> tapered("100001", AcademicYear(2025), AcademicYear(2026), taper).part
    Decimal('0.4')
    >>> tapered("100001", AcademicYear(2025), AcademicYear(2027), taper)
    """
    place = year.first - joined.first
    if place < 0:
        raise TrustopsError(f"School {urn} joined in {joined}, so it has no charge to taper in {year}.")
    if place >= len(steps):
        return None
    pays = f"joined in {joined}: pays {number_text(steps[place] * 100)} % of its share"
    return Relief(urn, 1 - steps[place], pays, source)


@dataclass(frozen=True, slots=True)
class Relieved:
    """What reliefs do to the shares: a part for each school they touch, and the pence that the trust bears."""

    parts: Mapping[str, Part]
    borne_by_trust: int


def relieved(shares: Mapping[str, int], reliefs: Iterable[Relief], borne_by: BorneBy) -> Relieved:
    """Each relief is its part of the school's share, to the penny; the others bear it in proportion to their shares.

    What the schools pay and what the trust bears still come to the shares' total.
    """
    given = _by_school(reliefs, shares)
    forgiven = {urn: pence(penny(pounds(shares[urn]) * relief.part)) for urn, relief in given.items()}
    parts = {urn: _relief_part(given[urn], shares[urn], amount) for urn, amount in forgiven.items()}
    total = sum(forgiven.values())
    if borne_by is BorneBy.TRUST or not total:
        return Relieved(parts, total)
    return Relieved({**parts, **_borne(shares, given, total)}, 0)


def _by_school(reliefs: Iterable[Relief], shares: Mapping[str, int]) -> dict[str, Relief]:
    found: dict[str, Relief] = {}
    for relief in reliefs:
        if relief.urn in found:
            raise TrustopsError(f"School {relief.urn} has two reliefs in the year; keep one.")
        if relief.urn not in shares:
            raise TrustopsError(f"A relief is given to school {relief.urn}, which is not charged; remove it.")
        found[relief.urn] = relief
    return found


def _borne(shares: Mapping[str, int], given: Mapping[str, Relief], total: int) -> dict[str, Part]:
    others = {urn: abs(share) for urn, share in shares.items() if urn not in given}
    if not any(others.values()):
        raise TrustopsError("No other school pays a share that could bear the reliefs; let the trust bear them.")
    whole = sum(others.values())
    return {
        urn: Part.of(
            "Part of the reliefs of others",
            amount,
            f"{amount_text(pounds(total))} × {amount_text(pounds(others[urn]))} of {amount_text(pounds(whole))}",
        )
        for urn, amount in split(total, others).items()
    }


def _relief_part(relief: Relief, share: int, amount: int) -> Part:
    how = f"{amount_text(pounds(share))} × {number_text(relief.part * 100)} %: {relief.why}"
    return Part.of("Relief", -amount, how, relief.source)
