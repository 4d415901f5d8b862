"""What do simulated futures of the cover cost? 10,000 years of 5,000 posts × 20,000 people beside drawing who leaves.

Four people could fill each post, and a tenth of them leave in the year. The floor draws, for each person and year, a
number and whether it is below a tenth: it does nothing with the answer.
"""

from datetime import date
from decimal import Decimal
from random import Random
from time import perf_counter

import numpy as np

from tests.bench.measure import paired, verdict
from trustops.succession.departures import Departures, Leaving
from trustops.succession.matching import maximum_matching
from trustops.succession.simulate import Futures, drawn, simulate
from trustops.succession.turnover import TurnoverRate

POSTS, PEOPLE, EACH, YEARS, SEED = 5_000, 20_000, 4, 10_000, 20261129
RATE = Decimal("0.1")
RUNS = 3
ROWS = 500


def trust_of(posts: int, people: int) -> tuple[dict[str, list[str]], Departures]:
    """Posts that could all be filled, each by four people drawn at random, the same each time."""
    random = Random(SEED)
    candidates = {f"post {post}": [f"p{each}" for each in random.sample(range(people), EACH)] for post in range(posts)}
    assert len(maximum_matching(candidates)) == posts
    named = {person for can in candidates.values() for person in can}
    leaving = dict.fromkeys(named, Leaving(TurnoverRate(RATE, "the bench")))
    return candidates, Departures(date(2026, 11, 29), {12: 365}, leaving)


def drawing(people: int) -> int:
    """Who leaves in each year, drawn plainly and counted."""
    random = np.random.default_rng(SEED)
    return sum(
        int((random.random((min(ROWS, people - at), YEARS)) < float(RATE)).sum()) for at in range(0, people, ROWS)
    )


def bench_simulation() -> None:
    candidates, going = trust_of(POSTS, PEOPLE)
    people = len(going.leaving)
    found: list[Futures] = []
    ours, floor, times = paired(
        lambda run: found.append(simulate(candidates, going, YEARS, SEED)), lambda run: drawing(people), RUNS
    )
    chance, error = found[0].chance(365)
    same = all(each.chance(365) == found[0].chance(365) and each.days(365) == found[0].days(365) for each in found)
    print(
        f"simulate {YEARS:,} years of {POSTS:,} posts × {people:,} people: {ours:.2f} s of processor, drawing alone "
        f"{floor:.2f} s: {times:.2f} x; {verdict(times, 3)}"
    )
    before = perf_counter()
    drawn(np.random.default_rng(SEED), [float(RATE)] * people, YEARS)
    print(f"its own drawing: {perf_counter() - before:.2f} s of the clock")
    print(
        f"chance {chance:.4f} ± {error:.4f}, {found[0].days(365)[0]:.2f} days; "
        f"the same every time: {'yes' if same else 'NO'}"
    )


if __name__ == "__main__":
    bench_simulation()
