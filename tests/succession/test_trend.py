"""How the cover has gone: the ends of past terms, and what stood at each of them."""

from dataclasses import replace
from datetime import date

from tests.succession.test_cover import TODAY, holds, post, ready
from trustops.models import Successor, TermDate, record_of
from trustops.models.succession import Readiness
from trustops.models.working_time import Term
from trustops.snapshot import Snapshot
from trustops.succession.trend import past_term_ends, trend

SUMMER = record_of(TermDate)(
    site="TRUST", year="2025/26", term=Term.SUMMER_2, from_date=date(2026, 6, 8), to_date=date(2026, 7, 17)
)


def test_a_term_ends_on_the_trusts_own_day_or_on_the_contracts() -> None:
    assert past_term_ends(Snapshot.of(TODAY, [SUMMER]), 2) == (
        ("spring 2025/26", date(2026, 4, 30)),
        ("summer 2025/26", date(2026, 7, 17)),
    )


def test_the_last_day_of_a_term_is_not_yet_past() -> None:
    [last] = past_term_ends(Snapshot.of(date(2026, 12, 31), []), 1)
    assert last == ("summer 2025/26", date(2026, 8, 31))


def test_each_term_counts_who_held_and_who_was_ready_then() -> None:
    now = ready("CEO", "P2", assessed_on=date(2026, 6, 11))
    before = ready("CEO", "P2", Readiness.READY_NOW, assessed_on=date(2024, 11, 1))
    snapshot = Snapshot.of(TODAY, [post("CEO"), holds("CEO", "P1", from_date=date(2025, 9, 1)), now])
    remembered = replace(snapshot, earlier={Successor: [before]})
    found = [(each.term, each.cover.resilience_number, each.ready) for each in trend(remembered, 4)]
    assert found == [
        ("summer 2024/25", 1, 1),
        ("autumn 2025/26", 2, 1),
        ("spring 2025/26", 2, 1),
        ("summer 2025/26", 2, 1),
        ("today", 2, 1),
    ]
    assert [each.term for each in trend(snapshot, 4)] == ["summer 2025/26", "today"], "what was not assessed is unknown"


def test_an_assessment_had_aged_by_the_end_of_a_term() -> None:
    old = ready("CEO", "P2", assessed_on=date(2024, 9, 1))
    found = trend(Snapshot.of(TODAY, [post("CEO"), old]), 4)
    assert [each.ready for each in found] == [1, 1, 0, 0, 0]
