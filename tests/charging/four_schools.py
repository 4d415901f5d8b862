"""The trust of the worked sums: two large schools, two primaries, and a central cost of 5 % of their GAG."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from tests.laws import cases
from trustops.charging import By, Hybrid, Measure, Member, Method, Policy
from trustops.quantities.years import AcademicYear

D = Decimal
YEAR = AcademicYear(2025)
CENTRAL = 85_755_000
GAG = By(Measure.GAG)
FLAT = By(Measure.SCHOOLS)
PUPILS = By(Measure.PUPILS)
WEIGHTED = By(Measure.WEIGHTED_PUPILS)
USAGE = By(Measure.USAGE)
HYBRID = Hybrid(((D("0.3"), FLAT), (D("0.7"), PUPILS)))

MANY = cases(200)


def member(urn: str, pupils: int | None, gag: str | None, weight: str = "1", days: str | None = None) -> Member:
    return Member(
        urn=urn,
        name=f"School {urn}",
        year=YEAR,
        pupils=pupils,
        gag_pence=None if gag is None else int(D(gag) * 100),
        weight=D(weight),
        usage_days=None if days is None else D(days),
    )


FOUR = (
    member("A", 1200, "7920000", "1.25", "310"),
    member("B", 900, "5850000", "1.15", "260"),
    member("C", 420, "2226000", "1", "120"),
    member("D", 210, "1155000", "1", "95"),
)


def policy(method: Method, total: int | None = CENTRAL, **more: Any) -> Policy:
    return Policy(code="CENTRAL", year=YEAR, method=method, total_pence=total, **more)


def but(urn: str, **changed: Any) -> tuple[Member, ...]:
    """The four schools with something of one of them changed."""
    return tuple(replace(each, **changed) if each.urn == urn else each for each in FOUR)


def in_pence(*pounds: str) -> list[int]:
    return [int(Fraction(each.replace(",", "")) * 100) for each in pounds]


@st.composite
def schools(draw: st.DrawFn) -> tuple[Member, ...]:
    """One to seven schools of any size, at least one of which has something of every measure."""
    urns = draw(st.lists(st.integers(100000, 100030).map(str), min_size=1, max_size=7, unique=True))
    return tuple(_any_school(draw, urn, 0 if place else 1) for place, urn in enumerate(urns))


def _any_school(draw: st.DrawFn, urn: str, least: int) -> Member:
    return Member(
        urn=urn,
        name=urn,
        year=YEAR,
        pupils=draw(st.integers(least, 2500)),
        gag_pence=draw(st.integers(least, 10**9)),
        weight=D(draw(st.integers(least, 300))) / 100,
        usage_days=D(draw(st.integers(least, 8000))) / 4,
        months=draw(st.integers(least, 12)),
    )
