"""What the tests of the time ahead are made of: people who leave at a rate, and every way that they could."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import product
from math import prod

from trustops.succession.departures import Departures, Leaving
from trustops.succession.matching import maximum_matching
from trustops.succession.turnover import TurnoverRate

TODAY = date(2026, 11, 29)
ENDS = {12: 365, 24: 731, 36: 1096}


def going(rates: Mapping[str, str], last_days: Mapping[str, date] | None = None) -> Departures:
    """People with a rate each, and a last day where one is known."""
    last = last_days or {}
    leaving = {
        person: Leaving(TurnoverRate(Decimal(rate), "a test"), last.get(person)) for person, rate in rates.items()
    }
    return Departures(TODAY, ENDS, leaving)


def all_filled(candidates: Mapping[str, Sequence[str]], there: frozenset[str]) -> bool:
    left = {post: [person for person in people if person in there] for post, people in candidates.items()}
    return len(maximum_matching(left)) == len(candidates)


def short_by_trying_everything(candidates: Mapping[str, Sequence[str]], gone: Mapping[str, float]) -> float:
    """The chance that the posts cannot all be filled: each way that people could be gone, with its own chance."""
    people = sorted(gone)
    chance = 0.0
    for way in product((True, False), repeat=len(people)):
        there = frozenset(person for person, stays in zip(people, way, strict=True) if stays)
        if not all_filled(candidates, there):
            chance += prod(1 - gone[person] if person in there else gone[person] for person in people)
    return chance
