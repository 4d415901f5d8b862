"""What does a school pay by the band that its size falls in?"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from trustops.charging.measures import MONTHS, Measure, Member, in_order, measure_source, size_of, units_text
from trustops.charging.methods import Part, Parts
from trustops.quantities.errors import TrustopsError
from trustops.quantities.money import pounds, split, whole_pence
from trustops.quantities.words import amount_text, number_text


@dataclass(frozen=True, slots=True)
class Band:
    """Schools of at most ``up_to`` units (None: any size) pay ``amount`` pounds for a whole year."""

    up_to: Decimal | None
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Banded:
    """Each school's part of a total in proportion to the amount of its band; months as a member count.

    The band goes by the school's whole size, so that a school that joins in spring is in the band it will stay in.

    >>> from trustops.quantities.years import AcademicYear
    >>> oak, elm = (Member(urn=urn, name=urn, year=AcademicYear(2025), pupils=n) for urn, n in (("1", 90), ("2", 800)))
    >>> bands = Banded(Measure.PUPILS, (Band(Decimal(210), Decimal(4000)), Band(None, Decimal(9000))))
    >>> bands.priced([oak, elm])
    1300000
    """

    measure: Measure
    bands: tuple[Band, ...]

    def __post_init__(self) -> None:
        tops = [band.up_to for band in self.bands]
        bounded = [top for top in tops if top is not None]
        if not tops or None in tops[:-1] or any(low >= high for low, high in pairwise(bounded)):
            raise TrustopsError("Bands go from the smallest to the largest, and only the last may have no upper limit.")
        if any(band.amount < 0 for band in self.bands):
            raise TrustopsError("A band's charge cannot be below zero; correct the bands.")

    @property
    def basis(self) -> str:
        return f"bands of {self.measure}"

    def priced(self, members: Sequence[Member]) -> int:
        """What the bands' own amounts come to for these schools, in pence: the total of a price list."""
        return sum(whole_pence(weight * 100) for weight in self.weights(members).values())

    def weights(self, members: Sequence[Member]) -> dict[str, Fraction]:
        """Each school's band in pounds, for the months that it was a member, by URN."""
        return {
            member.urn: Fraction(self._band(member).amount) * member.months / MONTHS for member in in_order(members)
        }

    def parts(self, members: Sequence[Member], total: int) -> Parts:
        ordered = in_order(members)
        weights = self.weights(members)
        if not any(weights.values()):
            raise TrustopsError("Every school is in a band that pays nothing; give the bands their charges.")
        shares = split(total, weights)
        whole = units_text(sum(weights.values(), Fraction(0)))
        return {
            member.urn: (
                Part.of(
                    f"Share by band, {self._words(self._band(member))}",
                    shares[member.urn],
                    f"{amount_text(pounds(total))} × {units_text(weights[member.urn])} of {whole}",
                    measure_source(member, self.measure),
                ),
            )
            for member in ordered
        }

    def _band(self, member: Member) -> Band:
        size = size_of(member, self.measure)
        for band in self.bands:
            if band.up_to is None or size <= band.up_to:
                return band
        raise TrustopsError(
            f"{member.name} has {units_text(size)} {self.measure}, more than the last band; "
            "add a band without an upper limit."
        )

    def _words(self, band: Band) -> str:
        return "the largest schools" if band.up_to is None else f"up to {number_text(band.up_to)} {self.measure}"
