"""What does exact cover cost? Matching and resilience of 5,000 posts beside scipy, and the whole page of 500 posts.

scipy is given the same names as we are: it wants numbers in a sparse matrix, so that making one is part of its answer.
Its bare call on a matrix that is there already is printed beside it.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_bipartite_matching

from admin.app import create_app
from admin.settings import AppSettings
from tests.admin.conftest import client_as
from tests.bench.measure import ratio, rounds, timed, verdict
from tests.store.small_trust import bring
from trustops.models import Duty, DutyHolder, Holder, IncompatiblePost, Person, Post, School, Successor
from trustops.models.person import Contract
from trustops.models.school import Phase
from trustops.models.succession import DutyKind, DutyLevel, Readiness
from trustops.store.engine import writing
from trustops.store.migrate import init_database
from trustops.succession.matching import maximum_matching, resilience

POSTS, PEOPLE, CANDIDATES = 5_000, 20_000, 4
PAGE_POSTS, PAGE_PEOPLE, SCHOOLS, PAGES = 500, 2_000, 40, 5
ON = date(2026, 11, 22)

Graph = dict[str, list[str]]


def drawn() -> Graph:
    """Four people for each post, the same each time."""
    random = Random(20261122)
    return {f"P{post:05}": [f"V{who:06}" for who in random.sample(range(PEOPLE), CANDIDATES)] for post in range(POSTS)}


def matrix(graph: Graph) -> Any:
    """The same graph as scipy wants it."""
    number: dict[str, int] = {}
    columns = [number.setdefault(person, len(number)) for people in graph.values() for person in people]
    ends = np.arange(0, len(columns) + 1, CANDIDATES)
    return csr_array((np.ones(len(columns), dtype=bool), np.array(columns), ends), shape=(len(graph), len(number)))


def bench_succession(folder: Path) -> None:
    graph = drawn()
    ready = matrix(graph)
    taken = rounds(
        {
            "ours": lambda run: maximum_matching(graph),
            "scipy": lambda run: maximum_bipartite_matching(matrix(graph), perm_type="column"),
            "bare": lambda run: maximum_bipartite_matching(ready, perm_type="column"),
            "number": lambda run: resilience(graph),
        }
    )
    same = len(maximum_matching(graph)) == int((maximum_bipartite_matching(ready, perm_type="column") >= 0).sum())
    beside = ratio(taken["ours"], taken["scipy"])
    print(
        f"matching {POSTS:,} posts x {PEOPLE:,} people: {median(taken['ours']) * 1000:.1f} ms of processor, "
        f"{beside:.1f} x scipy from the same names; {verdict(beside, 3)}; as many filled: {'yes' if same else 'NO'}; "
        f"scipy's call alone, its matrix made: {median(taken['bare']) * 1000:.2f} ms"
    )
    seconds = median(taken["number"])
    print(f"resilience number and weakest set of the same: {seconds * 1000:.0f} ms; {verdict(seconds, 0.1, ' s')}")
    bench_page(folder)


def bench_page(folder: Path) -> None:
    """The page of succession of a large trust, as a trustee and as its chief executive see it."""
    url = f"sqlite:///{folder / 'succession.db'}"
    large_trust(url)
    app = create_app(AppSettings(url, folder, "a secret for this measurement alone"))
    for role in ("trustee", "ceo"):
        client = client_as(app, role)

        def read(client: Any = client) -> None:
            assert client.get(f"/succession/?as_of={ON}").status_code == 200

        read()
        seconds = median(timed(read) for _ in range(PAGES))
        print(
            f"page of succession, {PAGE_POSTS} posts x {PAGE_PEOPLE:,} people, {role}: {seconds:.2f} s; "
            f"{verdict(seconds, 1, ' s')}"
        )


def large_trust(url: str) -> None:
    """500 critical posts, each with a holder but some, and four successors; duties, and posts that clash."""
    random = Random(6)
    posts = [f"P{number:04}" for number in range(PAGE_POSTS)]
    people = [f"V{number:05}" for number in range(PAGE_PEOPLE)]
    sites = [str(200_001 + number) for number in range(SCHOOLS)]
    with writing(init_database(url)) as connection:
        bring(connection, School, ("urn", "name", "phase"), *((urn, f"School {urn}", Phase.PRIMARY) for urn in sites))
        bring(
            connection,
            Person,
            ("person", "name", "site", "contract"),
            *((who, f"Name {who}", random.choice(sites), Contract.TEACHER) for who in people),
        )
        critical = ((post, f"Post {post}", random.choice(sites), random.randint(1, 5)) for post in posts)
        bring(connection, Post, ("post", "title", "site", "critical"), *critical)
        held = (
            (post, who, date(2020, 9, 1), None) for post, who in zip(posts, people, strict=False) if post[-1] != "7"
        )
        bring(connection, Holder, ("post", "person", "from_date", "to_date"), *held)
        columns = ("post", "person", "outside_name", "readiness", "assessed_on")
        bring(connection, Successor, columns, *_successors(random, posts, people))
        pairs = ((posts[number], posts[number + 1]) for number in range(0, 60, 2))
        bring(connection, IncompatiblePost, ("post", "other_post"), *pairs)
        duties = [f"D{number:03}" for number in range(200)]
        bring(
            connection,
            Duty,
            ("duty", "title", "kind", "site", "critical"),
            *((duty, f"Duty {duty}", DutyKind.ACCESS, random.choice(sites), 3) for duty in duties),
        )
        bring(
            connection,
            DutyHolder,
            ("duty", "person", "level"),
            *((duty, random.choice(people), DutyLevel.LEAD) for duty in duties),
        )


def _successors(random: Random, posts: list[str], people: list[str]) -> Iterator[tuple[Any, ...]]:
    for post in posts:
        for who in random.sample(people, CANDIDATES):
            assessed = ON - timedelta(days=random.randint(0, 700))
            yield post, who, None, random.choice(list(Readiness)[:4]), assessed
