"""How can a cost be shared between schools? Each method gives every school its exact pence and the sum in words.

A method is anything with a ``basis`` (the sentence of the accounts note) and ``parts``; those here cover a flat
share, pupils, weighted pupils, GAG, use, and a mixture of any of them. Others: ``bands.py``, ``greater_of.py``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Protocol

from trustops.charging.measures import Measure, Member, in_order, measure_source, measured, units_text
from trustops.quantities.errors import TrustopsError
from trustops.quantities.money import pounds, split, whole_pence
from trustops.quantities.words import amount_text, number_text, pounds_text
from trustops.quantities.working import Line


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a school's charge, in pence, with its line."""

    pence: int
    line: Line

    @classmethod
    def of(cls, label: str, pence: int, how: str, source: str = "") -> "Part":
        return cls(pence, Line(label, pounds(pence), how, source))


Parts = Mapping[str, tuple[Part, ...]]
"""The parts of every school's charge, by URN."""


class Method(Protocol):
    """A way to share out a cost: the pence of all the parts of all the schools add up to ``total`` exactly."""

    @property
    def basis(self) -> str:
        """What the charge goes by, as it is said in the accounts."""
        ...

    def parts(self, members: Sequence[Member], total: int) -> Parts:
        """Every member's parts of ``total`` pence; raises TrustopsError naming what is missing or wrong."""
        ...


ONE_OF = {
    Measure.SCHOOLS: "school",
    Measure.PUPILS: "pupil",
    Measure.WEIGHTED_PUPILS: "weighted pupil",
    Measure.GAG: "pound of GAG",
    Measure.USAGE: "day of use",
}

LABELS = {
    Measure.SCHOOLS: "Equal share",
    Measure.PUPILS: "Share by pupils",
    Measure.WEIGHTED_PUPILS: "Share by weighted pupils",
    Measure.GAG: "Share by GAG",
    Measure.USAGE: "Share by use",
}

BASES = {
    Measure.SCHOOLS: "an equal charge to each academy",
    Measure.PUPILS: "pupil numbers",
    Measure.WEIGHTED_PUPILS: "pupil numbers, weighted by phase or need",
    Measure.GAG: "a share of General Annual Grant",
    Measure.USAGE: "days of service used",
}


@dataclass(frozen=True, slots=True)
class By:
    """Each school's part is the total × its measure ÷ all schools' (largest remainder, ties to the lowest URN).

    >>> from trustops.quantities.years import AcademicYear
    >>> two = [Member(urn=urn, name=urn, year=AcademicYear(2025), pupils=1) for urn in ("100002", "100001")]
    >>> {urn: parts[0].pence for urn, parts in By(Measure.PUPILS).parts(two, 101).items()}
    {'100001': 51, '100002': 50}
    """

    measure: Measure

    @property
    def basis(self) -> str:
        return BASES[self.measure]

    def parts(self, members: Sequence[Member], total: int) -> Parts:
        ordered = in_order(members)
        weights = weights_by(ordered, self.measure)
        shares = split(total, weights)
        every = f"of {units_text(sum(weights.values(), Fraction(0)))} {self.measure}"
        return {
            member.urn: (
                Part.of(
                    LABELS[self.measure],
                    shares[member.urn],
                    f"{amount_text(pounds(total))} × {units_text(weights[member.urn])} {every}",
                    measure_source(member, self.measure),
                ),
            )
            for member in ordered
        }


@dataclass(frozen=True, slots=True)
class Hybrid:
    """The total cut by fixed shares, each cut shared out by its own method, then added: 30 % flat, 70 % per pupil.

    ``cuts`` are (share of the total, method), the shares adding up to 1. Source: DOMAIN.md B1, T-B2.
    """

    cuts: tuple[tuple[Decimal, Method], ...]

    def __post_init__(self) -> None:
        if any(share < 0 for share, _ in self.cuts) or sum((share for share, _ in self.cuts), Decimal(0)) != 1:
            given = " + ".join(number_text(share) for share, _ in self.cuts)
            raise TrustopsError(
                f"The parts of a hybrid charge are {given}; give shares of at least 0 that add up to 1."
            )

    @property
    def basis(self) -> str:
        return " and ".join(f"{number_text(share * 100)} % by {method.basis}" for share, method in self.cuts)

    def parts(self, members: Sequence[Member], total: int) -> Parts:
        pence = split(total, {str(place): share for place, (share, _) in enumerate(self.cuts)})
        each = [
            method.parts(members, pence[str(place)])
            for place, (share, method) in enumerate(self.cuts)
            if share  # a method that shares nothing out needs no figures
        ]
        return {urn: tuple(part for parts in each for part in parts[urn]) for urn in each[0]}


@dataclass(frozen=True, slots=True)
class Rate:
    """Pounds for each unit of a measure: 0.05 a pound of GAG is 5 % of it; 20,000 a school is a flat charge.

    >>> Rate(Measure.GAG, Decimal("0.05")).words
    '5 % of GAG'
    """

    measure: Measure
    each: Decimal

    def __post_init__(self) -> None:
        if self.each < 0:
            raise TrustopsError(
                f"A charge of {pounds_text(self.each)} a {ONE_OF[self.measure]} is below zero; correct it."
            )

    @property
    def words(self) -> str:
        if self.measure is Measure.GAG:
            return f"{number_text(self.each * 100)} % of GAG"
        return f"{pounds_text(self.each)} a {ONE_OF[self.measure]}"

    def pence(self, member: Member) -> int:
        """What one school comes to, to the penny."""
        return whole_pence(Fraction(self.each) * 100 * measured(member, self.measure))

    def total(self, members: Sequence[Member]) -> int:
        """What all the schools come to, rounded once."""
        return whole_pence(Fraction(self.each) * 100 * self._units(members))

    def sum_of(self, members: Sequence[Member]) -> str:
        """How the total is reached, in figures."""
        return f"{number_text(self.each)} × {units_text(self._units(members))} {self.measure}"

    def _units(self, members: Sequence[Member]) -> Fraction:
        return sum((measured(member, self.measure) for member in members), Fraction(0))


def weights_by(members: Sequence[Member], measure: Measure) -> dict[str, Fraction]:
    """Each member's measure by URN; refuses where every one is zero, naming the column to mend."""
    weights = {member.urn: measured(member, measure) for member in members}
    if not any(weights.values()):
        raise TrustopsError(
            f"Every school has 0 {measure} in {members[0].year}, so nothing can be shared out by them; "
            "correct the School years sheet or choose another method."
        )
    return weights
