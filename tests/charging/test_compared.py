"""Every way of charging side by side, from the record: the worked table of methods, and what cannot be worked out."""

from typing import Any

import pytest

from tests.charging.four_schools import in_pence
from tests.charging.trust_of_four import YEAR, A, B, C, D, policy, relief, snapshot
from trustops.charging import Option
from trustops.charging.compared import compared
from trustops.models import Relation, SchoolYear
from trustops.models.service import ChargeMethod
from trustops.quantities.errors import TrustopsError


def charged(options: tuple[Option, ...]) -> dict[str, list[int]]:
    return {each.name: list(each.charges.by_school.values()) for each in options if each.charges}


def test_the_worked_table_of_methods() -> None:
    assert charged(compared(snapshot(), "CENTRAL", YEAR)) == {
        "CENTRAL": in_pence("396,000.00", "292,500.00", "111,300.00", "57,750.00"),
        "MIXED": in_pence("328,177.79", "262,212.40", "156,667.79", "110,492.02"),
        "Flat": in_pence("214,387.50", "214,387.50", "214,387.50", "214,387.50"),
        "Per pupil": in_pence("376,945.06", "282,708.79", "131,930.77", "65,965.38"),
        "Weighted pupils": in_pence("406,421.80", "280,431.04", "113,798.11", "56,899.05"),
        "Usage": in_pence("338,650.32", "284,029.30", "131,090.44", "103,779.94"),
    }


def test_the_policys_own_method_and_another_policys_are_shown_once() -> None:
    names = [each.name for each in compared(snapshot(), "MIXED", YEAR)]
    assert names == ["MIXED", "CENTRAL", "Flat", "Per pupil", "Weighted pupils", "Usage"]


def test_a_policy_of_another_total_keeps_it_and_its_gains_are_the_difference() -> None:
    dear = policy("DEAR", ChargeMethod.PER_PUPIL, total_pence=90_000_000)
    found = {each.name: each for each in compared(snapshot(dear), "CENTRAL", YEAR)}
    assert sum(each.gain or 0 for each in found["DEAR"].schools) == 85_755_000 - 90_000_000
    assert sum(each.difference or 0 for each in found["DEAR"].schools) == 0
    assert "Per pupil" in found, "the same method sharing out the present total is another question"


def test_the_reliefs_of_the_policy_go_with_every_usual_method() -> None:
    flat = next(each for each in compared(snapshot(relief(D, "1")), "CENTRAL", YEAR) if each.name == "Flat")
    assert flat.charges is not None
    assert flat.charges.by_school == {A: 21_438_750, B: 21_438_750, C: 21_438_750, D: 0}


@pytest.mark.parametrize(
    ("row", "lacks"),
    [(policy("NEW", ChargeMethod.BANDED), "are"), (policy("NEW", ChargeMethod.GREATER_OF), "is")],
)
def test_a_policy_that_cannot_be_worked_out_keeps_its_place_and_its_reason(row: Any, lacks: str) -> None:
    new = next(each for each in compared(snapshot(row), "CENTRAL", YEAR) if each.name == "NEW")
    assert new.charges is None
    assert f"of the charge policy NEW {lacks} not known in 2025/26" in new.why_not


def test_without_sizes_nothing_is_known_and_each_says_why() -> None:
    found = compared(snapshot(without=(SchoolYear,)), "CENTRAL", YEAR)
    assert all(each.charges is None and "GAG of Ashby is not known" in each.why_not for each in found)


def test_without_members_there_is_nobody_to_charge() -> None:
    with pytest.raises(TrustopsError, match="No school was a member of the trust in 2025/26"):
        compared(snapshot(without=(Relation,)), "CENTRAL", YEAR)
