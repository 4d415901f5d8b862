"""How large is a school for charging? The members of a year, and the measures that a charge can go by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from trustops.quantities.errors import TrustopsError, UnknownFigure
from trustops.quantities.words import number_text
from trustops.quantities.working import read_off
from trustops.quantities.years import AcademicYear

MONTHS = 12


class Measure(StrEnum):
    """What a charge goes by; the value is its unit in a sentence."""

    SCHOOLS = "schools"
    PUPILS = "pupils"
    WEIGHTED_PUPILS = "weighted pupils"
    GAG = "pounds of GAG"
    USAGE = "days of use"


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A school of the trust in one year. ``gag_pence`` and ``usage_days`` are the year's; None is not known.

    ``pupils`` are those of the census that the charge is frozen at, ``weight`` what one of them counts for,
    ``months`` how long the school was a member of the year's twelve. ``sources`` says what each was read off.
    """

    urn: str
    name: str
    year: AcademicYear
    pupils: int | None = None
    gag_pence: int | None = None
    weight: Decimal = Decimal(1)
    usage_days: Decimal | None = None
    months: int = MONTHS
    sources: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not 0 <= self.months <= MONTHS:
            raise TrustopsError(f"{self.name} was a member for {self.months} months of {self.year}; give 0 to 12.")


FIELDS: Mapping[Measure, tuple[str, ...]] = {
    Measure.SCHOOLS: (),
    Measure.PUPILS: ("pupils",),
    Measure.WEIGHTED_PUPILS: ("pupils", "weight"),
    Measure.GAG: ("gag_pence",),
    Measure.USAGE: ("usage_days",),
}
"""The fields of a member that each measure reads."""

COLUMNS = {
    "pupils": ("number of pupils", "Pupils"),
    "weight": ("weight of a pupil", "Weight"),
    "gag_pence": ("GAG", "GAG"),
    "usage_days": ("number of usage days", "Usage days"),
}
"""What each field is called in a sentence, and its column on the School years sheet."""


def size_of(member: Member, measure: Measure) -> Fraction:
    """The school's measure over a whole year, exact and never negative; GAG in pounds.

    Raises UnknownFigure where the school's figure is not known, TrustopsError where it is below zero.

    >>> oak = Member(urn="100001", name="Oak", year=AcademicYear(2025), pupils=420, weight=Decimal("1.15"))
    >>> size_of(oak, Measure.WEIGHTED_PUPILS)
    Fraction(483, 1)
    """
    product = Fraction(1)
    for name in FIELDS[measure]:
        product *= _value(member, name)
    return product / 100 if measure is Measure.GAG else product


def measured(member: Member, measure: Measure) -> Fraction:
    """The school's measure for the months that it was a member; days of use are those it took, whatever the months."""
    size = size_of(member, measure)
    return size if measure is Measure.USAGE else size * member.months / MONTHS


def measure_source(member: Member, measure: Measure) -> str:
    """What the measure was read off."""
    return read_off(member.sources, *FIELDS[measure], *(["months"] if member.months < MONTHS else []))


def units_text(amount: Fraction) -> str:
    """An exact amount as it is written within a sum, to four places.

    >>> units_text(Fraction(1200)), units_text(Fraction(700, 3))
    ('1,200', '233.3333')
    """
    return number_text(Decimal(amount.numerator) / Decimal(amount.denominator), 0 if amount.denominator == 1 else 4)


def in_order(members: Sequence[Member]) -> tuple[Member, ...]:
    """The members by URN, of one year; refuses none at all, a school given twice, and two years together."""
    if not members:
        raise TrustopsError("There is no school to charge; record the trust's members on the Relations sheet.")
    ordered = tuple(sorted(members, key=lambda member: member.urn))
    for before, after in pairwise(ordered):
        if before.urn == after.urn:
            raise TrustopsError(f"{after.name} ({after.urn}) is given twice, so it would be charged twice; remove one.")
    years = sorted({member.year for member in ordered})
    if len(years) > 1:
        raise TrustopsError(f"Figures of {years[0]} and {years[1]} cannot be charged together; give one year's.")
    return ordered


def _value(member: Member, name: str) -> Fraction:
    value = getattr(member, name)
    figure, column = COLUMNS[name]
    if value is None:
        raise UnknownFigure(
            f"{figure} of {member.name}",
            f"in {member.year}",
            f"give {column} on the School years sheet, 0 where there is none",
        )
    if value < 0:
        raise TrustopsError(
            f"The {figure} of {member.name} is below zero in {member.year}; correct {column} on the School years sheet."
        )
    return Fraction(value)
