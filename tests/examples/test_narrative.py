"""Do the words of the example trust's people keep to their boxes, and name nobody?"""

from typing import Any

import pytest

from examples.example_trust import narrative
from examples.example_trust.board import NEXT_BOARD
from examples.make_example import example_facts
from reports.document import Narrative
from reports.pack.boxes import BOXES, KPI_BUDGET, names_in, small_groups
from trustops.models import BoardMember, Fact, Kpi, Person, Post

WRITTEN: list[Any] = narrative.facts()
FACTS: list[Any] = example_facts()


def rows(model: type[Fact]) -> list[Any]:
    return [row for row in FACTS if row.fact is model]


@pytest.mark.parametrize("row", WRITTEN, ids=lambda row: f"{row.meeting} {row.about}")
def test_words_are_of_a_box_within_its_budget_and_name_nobody(row: Any) -> None:
    assert row.about in {*BOXES, *(kpi.kpi for kpi in rows(Kpi))}
    assert row.written_by in {post.post for post in rows(Post)}
    budget = BOXES[row.about].budget if row.about in BOXES else KPI_BUDGET
    assert 0 < Narrative(row.about, "", "", budget, row.text).words <= budget
    names = tuple(person.name for person in (*rows(Person), *rows(BoardMember)))
    assert names_in(row.text, names) == ()
    assert small_groups(row.text) == ()


def test_the_boards_pack_lacks_one_box_that_shows_as_a_gap() -> None:
    written = {row.about for row in WRITTEN if row.meeting == NEXT_BOARD}
    assert set(BOXES) - written == {"finance"}
    assert "PEO06" not in written
