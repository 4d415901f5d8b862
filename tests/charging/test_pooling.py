"""The pool of GAG shared by need, what the handbook asks for, and the road of an appeal."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.charging.four_schools import FLAT, FOUR, GAG, MANY, D, but, in_pence, policy, schools
from trustops.charging import (
    NO_APPEAL,
    Appeal,
    AppealStatus,
    Member,
    Need,
    Step,
    charges,
    moved,
    pool,
    taken_out,
)
from trustops.quantities.errors import TrustopsError, UnknownFigure

CENTRAL = charges(policy(GAG), FOUR)
HEARD: dict[str, Any] = {"assessment": "Pupil numbers and site", "consulted_on": date(2025, 6, 12)}


def need(per_pupil: str, lump: str = "0", **more: Any) -> Need:
    return Need(per_pupil=D(per_pupil), lump=D(lump), **(HEARD | more))


NEEDS: Mapping[str, Need] = {
    "A": need("6300"),
    "B": need("6350"),
    "C": need("5150"),
    "D": need("5150", "60000", source="Pool working paper"),
}


def raised(reason: str = "The lump sum leaves out our second hall") -> Appeal:
    return moved(NO_APPEAL, Step(AppealStatus.RAISED, date(2025, 10, 1), reason))


def escalated() -> Appeal:
    decided = moved(raised(), Step(AppealStatus.TRUST_DECIDED, date(2025, 11, 3), "Refused by the trustees"))
    return moved(decided, Step(AppealStatus.ESCALATED, date(2025, 11, 20), "The governors disagree"))


def test_a_pool_by_need() -> None:
    found = pool(CENTRAL, NEEDS)
    assert found.pooled == 1_629_345_000
    assert [row.allocated_pence for row in found.rows] == in_pence(
        "7429565.55", "5616397.77", "2125681.25", "1121805.43"
    )
    assert [row.gain_pence for row in found.rows] == in_pence("-94434.45", "58897.77", "10981.25", "24555.43")
    assert found.to_do == ()


def test_a_share_of_the_pool_says_how_it_was_made() -> None:
    line = pool(CENTRAL, NEEDS).rows[3].working.lines[0]
    assert line.sum == "16,293,450 × (210 × 5,150 + 60,000) ÷ 16,579,500"
    assert (line.amount, line.source) == (D("1121805.43"), "Pool working paper")


def test_a_joiner_pools_its_months() -> None:
    found = pool(charges(policy(GAG, 10_000_000), but("D", months=4)), NEEDS)
    drawn = found.rows[3]
    assert drawn.own_pence == 38_500_000 - charges(policy(GAG, 10_000_000), but("D", months=4)).by_school["D"]
    assert "(210 × 5,150 + 60,000) × 4 ÷ 12 months ÷ 15,818,500" in drawn.working.lines[0].sum
    assert sum(row.gain_pence for row in found.rows) == 0


def test_pfi_funding_stays_with_its_school() -> None:
    found = pool(CENTRAL, {**NEEDS, "B": need("6350", pfi_pence=40_000_000)})
    assert found.pooled == 1_629_345_000 - 40_000_000
    assert [line.label for line in found.rows[1].working.lines] == [
        "Share of the pool by need",
        "PFI funding, not pooled",
    ]
    assert sum(row.gain_pence for row in found.rows) == 0


def test_a_school_that_the_department_took_out_keeps_its_own() -> None:
    out = taken_out(escalated(), date(2026, 1, 15), "Pooling does not apply to the school")
    found = pool(CENTRAL, {**NEEDS, "A": need("6300", appeal=out)})
    assert found.rows[0].gain_pence == 0
    assert found.pooled == 1_629_345_000 - found.rows[0].own_pence
    assert sum(row.gain_pence for row in found.rows) == 0


def test_what_the_handbook_still_asks_is_said() -> None:
    asked = {**NEEDS, "B": need("6350", assessment="", appeal=raised()), "C": need("5150", consulted_on=None)}
    assert pool(CENTRAL, asked).to_do == (
        "Write down the needs considered for School B; the handbook asks for each academy's.",
        "Record the day of the consultation on the pool with School C.",
        "Decide the appeal of School B, which stands at “raised”.",
    )


def test_an_unknown_need_is_not_nothing() -> None:
    with pytest.raises(UnknownFigure, match="need of School D is not known in 2025/26"):
        pool(CENTRAL, {urn: each for urn, each in NEEDS.items() if urn != "D"})
    with pytest.raises(UnknownFigure, match="number of pupils of School C is not known"):
        pool(charges(policy(GAG), but("C", pupils=None)), NEEDS)
    with pytest.raises(UnknownFigure, match="GAG of School C is not known"):
        pool(charges(policy(FLAT), but("C", gag_pence=None)), NEEDS)


@pytest.mark.parametrize(
    ("needs", "says"),
    [
        ({**NEEDS, "D": need("-1")}, "need of School D in 2025/26 has a part below zero"),
        (
            {**NEEDS, "D": need("1", pfi_pence=10**9)},
            "GAG of School D in 2025/26 is less than its central charge and PFI",
        ),
        (dict.fromkeys("ABCD", need("0")), "Every school's need of the pool is zero"),
    ],
)
def test_needs_that_cannot_share_a_pool(needs: dict[str, Need], says: str) -> None:
    with pytest.raises(TrustopsError, match=says):
        pool(CENTRAL, needs)


@pytest.mark.parametrize(
    ("appeal", "step", "says"),
    [
        (NO_APPEAL, Step(AppealStatus.ESCALATED, date(2026, 1, 1), "x"), "the next step is “raised”"),
        (raised(), Step(AppealStatus.TRUST_DECIDED, date(2025, 9, 1), "x"), "“raised” on 1 October 2025; a later step"),
        (raised(), Step(AppealStatus.TRUST_DECIDED, date(2025, 11, 1), " "), "Say why the appeal is “trust decided”"),
        (
            taken_out(escalated(), date(2026, 1, 15), "final"),
            Step(AppealStatus.RAISED, date(2026, 2, 1), "again"),
            "that decision is final",
        ),
    ],
)
def test_an_appeal_goes_one_step_at_a_time(appeal: Appeal, step: Step, says: str) -> None:
    with pytest.raises(TrustopsError, match=says):
        moved(appeal, step)


@MANY
@given(schools(), st.lists(st.integers(0, 9000), min_size=7, max_size=7), st.integers(0, 10**6))
def test_gains_and_losses_come_to_nothing(members: tuple[Member, ...], rates: list[int], lump: int) -> None:
    rich = [replace(each, gag_pence=(each.gag_pence or 0) + 2 * 10**6) for each in members]
    needs = {each.urn: need(str(rate), str(lump + 1)) for each, rate in zip(rich, rates, strict=False)}
    found = pool(charges(policy(FLAT, 10**5), rich), needs)
    assert sum(row.gain_pence for row in found.rows) == 0
    assert pool(charges(policy(FLAT, 10**5), rich[::-1]), needs) == found
