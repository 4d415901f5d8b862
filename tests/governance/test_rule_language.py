"""Is every rule of the language read as it is meant, and anything else refused in a plain sentence?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustops.governance.obligations import DutyBook
from trustops.governance.rule_language import (
    Config,
    Event,
    Every,
    Fixed,
    Monthly,
    Nth,
    Part,
    Termly,
    TimesAYear,
    parse_rule,
    rule_problem,
)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("FIXED(12-31)", (Fixed(12, 31),)),
        ("CONFIG(bfr)", (Config("bfr"),)),
        ("NTH(1,THU,10)", (Nth(1, 3, 10),)),
        ("MONTHLY(+15)", (Monthly(15),)),
        ("EVENT(change,+14D)", (Event("change", 14, "D"),)),
        ("EVENT(related-party supply,-1D)", (Event("related-party supply", -1, "D"),)),
        ("EVENT(fraud, asap)", (Event("fraud", 0, "D"),)),
        ("EVENT(aware,+72H)", (Event("aware", 72, "H"),)),
        ("TERMLY", (Termly(),)),
        ("EVERY(12M)", (Every(12),)),
        ("N_PER_AY(3)", (TimesAYear(3),)),
        ("ALWAYS", (Every(12),)),
        ("every( 6m )", (Every(6),)),
        ("FIXED(02-28), FIXED(03-15)", (Fixed(2, 28), Fixed(3, 15))),
        ("EVERY(12M) + EVENT(resignation,+5D)", (Every(12), Event("resignation", 5, "D"))),
    ],
)
def test_a_rule_is_read(text: str, parts: tuple[Part, ...]) -> None:
    assert parse_rule(text) == parts


@pytest.mark.parametrize(
    "text",
    ["", "SOMETIMES", "FIXED(02-31)", "FIXED(13-01)", "FIXED()", "FIXED(12-31", "NTH(6,THU,10)", "NTH(1,DAY,10)",
     "EVERY(12)", "EVERY(0M)", "EVENT()", "EVENT(x,+3Q)", "N_PER_AY(0)", "TERMLY(3)", "CONFIG(a,b)", "31/12"],
)  # fmt: skip
def test_anything_else_is_one_plain_sentence_that_names_the_obligation(text: str) -> None:
    problem = rule_problem("own.visit", text)
    assert problem is not None
    assert problem.startswith("The rule of the obligation own.visit, “")
    assert "write it like" in problem
    assert problem.endswith(".")
    assert "\n" not in problem


@given(st.text(max_size=40))
def test_no_text_is_a_traceback(text: str) -> None:
    problem = rule_problem("own.visit", text)
    assert problem is None or "write it like" in problem


def test_every_packaged_rule_is_in_the_language() -> None:
    assert [duty.id for duty in DutyBook.published().duties if rule_problem(duty.id, duty.rule)] == []
