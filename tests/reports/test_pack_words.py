"""Are people's words told apart from the program's, counted, and kept free of who they are about?"""

from datetime import date
from typing import Any

import pytest

from reports.document import Narrative, Section
from reports.pack.board import board_pack, pack_document
from reports.pack.boxes import BOXES, Known, names_in, narratives, small_groups
from reports.pack.children import faults
from reports.pack.confidential import confidential_document, has_confidential_part
from reports.pack.meeting import briefing
from reports.pack.readiness import readiness
from reports.writers.typst_pdf import pdf
from tests.reports.test_pack import BOARD, CONFIDENTIAL, one_meeting, page_texts
from trustops.models import Commentary, Person, record_of
from trustops.snapshot import Snapshot


def said(about: str, text: str, by: str | None = None, meeting: str = "TB1") -> Any:
    return record_of(Commentary)(meeting=meeting, about=about, text=text, written_by=by)


def section(snapshot: Snapshot, about: str, meeting: str = "TB1") -> Section:
    return next(each for each in board_pack(snapshot, meeting).sections if each.about == about)


def with_words(trust: Snapshot, *rows: Any) -> Snapshot:
    written = {(row.meeting, row.about) for row in rows}
    kept = tuple(row for row in trust.all(Commentary) if (row.meeting, row.about) not in written)
    tables = {**trust.tables, Commentary: (*kept, *rows)}
    return Snapshot(trust.as_of, tables, trust.files, trust.places)


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("Three pupils came back.", ("Three pupils",)),
        ("We met 4 young people and 2 of their families.", ("4 young people", "2 of their families")),
        ("One child told us of it.", ("One child",)),
        ("Two very quiet boys joined.", ("Two very quiet boys",)),
        ("Year 5 pupils and Grade 4 pupils sang; one in five children came, and 31 families.", ()),
        ("Forty children, 12 pupils and 1,005 families; 3.5 pupils a teacher.", ()),
        ("The club runs five days a week for pupils.", ()),
        ("", ()),
    ],
)
def test_a_group_of_one_to_five_children_is_found(text: str, groups: tuple[str, ...]) -> None:
    assert small_groups(text) == groups


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Judith Okonkwo came.", True),
        ("judith\nokonkwo came", True),
        ("Mrs Okonkwo came.", True),
        ("The Okonkwo prize was won.", False),
        ("Judith came.", False),
        ("Judith Okonkwos came.", False),
    ],
)
def test_a_person_known_to_the_trust_is_found_by_name(text: str, named: bool) -> None:
    assert names_in(text, ("Judith Okonkwo",)) == (("Judith Okonkwo",) if named else ())


def test_who_governs_may_be_named_but_not_beside_a_child() -> None:
    known = Known(("Ann Rye",), ("Judith Okonkwo",))
    assert list(faults("decisions", "Judith Okonkwo proposes it.", known)) == []
    assert [fault.named for fault in faults("children", "Judith Okonkwo met them.", known)] == [True]
    assert [fault.named for fault in faults("finance", "Ann Rye left.", known)] == [True]
    assert [fault.named for fault in faults("children", "Three pupils came.", known)] == [False]
    assert list(faults("kpis", "Three pupils came.", known)) == []


def test_a_pack_without_a_word_about_a_child_says_so() -> None:
    words = " ".join(page_texts(pdf(board_pack(one_meeting(), "TB1"))))
    assert "Nothing in this pack is about an actual child yet" in words
    assert "Not written yet: tell what one thing was like for children here" in words


def test_words_about_children_stand_in_their_own_part_without_the_warning() -> None:
    text = "When the breakfast club began, forty pupils came in the first week."
    words = " ".join(page_texts(pdf(board_pack(one_meeting(said("children", text)), "TB1"))))
    assert text in words
    assert "Nothing in this pack is about an actual child" not in words


def test_a_box_over_its_budget_is_whole_in_the_pack_but_cut_on_the_first_page() -> None:
    text = " ".join(f"word{number}" for number in range(200))
    document = board_pack(one_meeting(said("question", text)), "TB1")
    pages = page_texts(pdf(document))
    assert "200 words, 120 over its 80." in pages[0]
    assert "word79 …" in pages[0]
    assert "word80 " not in pages[0]
    assert "word199" in " ".join(pages)
    assert "For this meeting" in pages[0], "the first page still holds all of it"


def test_the_first_page_holds_its_longest_words(trust: Snapshot) -> None:
    long = "We ring every family on the first morning of an absence, and meet those who do not answer. " * 20
    rows = [said(about, long, "CEO", BOARD) for about in ("question", "decisions")]
    pages = page_texts(pdf(board_pack(with_words(trust, *rows), BOARD)))
    assert "For this meeting" in pages[0]
    assert "9 papers of 10 not sent yet" in pages[0]


def test_a_box_says_whose_words_they_are(trust: Snapshot) -> None:
    made = board_pack(with_words(trust, said("finance", "We spend less.", "CFO", BOARD)), BOARD)
    box = next(box for part in made.sections for box in narratives(part.blocks) if box.about == "finance")
    assert (box.by, box.words, box.said) == ("Chief financial officer", 3, "")


def test_markup_in_somebodys_words_is_only_text() -> None:
    text = '#read("/etc/passwd")\n\n*bold* $x$'
    words = " ".join(page_texts(pdf(board_pack(one_meeting(said("children", text)), "TB1"))))
    assert '#read("/etc/passwd") *bold* $x$' in words


def test_words_about_a_kpi_stand_beside_its_chart(trust: Snapshot) -> None:
    made = board_pack(with_words(trust, said("ATT01", "Every first-day call is made.", "W-AHA", BOARD)), BOARD)
    boxes = {box.about: box for part in made.sections for box in narratives(part.blocks)}
    assert boxes["ATT01"].text == "Every first-day call is made."
    assert boxes["PEO06"].said == "Not written yet."


def test_every_part_has_its_box_and_every_box_its_part(trust: Snapshot) -> None:
    made = board_pack(trust, BOARD)
    there = {box.about for part in made.sections for box in narratives(part.blocks)}
    assert set(BOXES) <= there


def test_readiness_counts_what_is_there_and_names_what_is_not(trust: Snapshot) -> None:
    before = readiness(briefing(trust, BOARD))
    after = readiness(briefing(with_words(trust, said("finance", "We spend less.", None, BOARD)), BOARD))
    assert (after.done, after.of) == (before.done + 1, before.of)
    measures = {each.name: each for each in before.measures}
    assert measures["Papers sent"].words == "1 of 10"
    assert "Trustees' attendance" in measures["Papers sent"].lacking
    assert measures["Boxes written"].lacking == ("About the money",)
    assert measures["Signals and reds explained"].lacking == ("agency and supply cost",)


def test_an_almost_empty_trust_has_parts_that_say_why_they_are_left_out() -> None:
    found = readiness(briefing(one_meeting(), "TB1"))
    left_out = {part.heading: part.thin for part in found.parts if part.left_out}
    assert left_out["What the figures mean"] == (
        "No KPI of this committee has a value; import the KPIs and KPI values sheets.",
    )
    assert found.percent == 0


def test_named_succession_is_for_a_confidential_committee_and_in_its_own_file(trust: Snapshot) -> None:
    document = confidential_document(briefing(trust, CONFIDENTIAL))
    assert document is not None
    words = " ".join(page_texts(pdf(document)))
    named = [row.name for row in trust.all(Person) if row.name in words]
    assert len(named) > 5
    assert all("Confidential" in page for page in page_texts(pdf(document)))
    assert not has_confidential_part(briefing(trust, BOARD))
    assert confidential_document(briefing(trust, BOARD)) is None


def test_nobody_reads_of_their_own_readiness(trust: Snapshot) -> None:
    brief = briefing(trust, CONFIDENTIAL)
    ready = next(people[0] for post in brief.picture.cover.cover.values() if (people := post.ready_now))
    document = confidential_document(brief, not_about=ready)
    assert document is not None
    table = document.sections[0].blocks[-1]
    assert trust.person_name(ready) not in " ".join(f"{row[2]} {row[3]}" for row in table.rows)  # type: ignore[union-attr]


def test_confidential_words_are_never_in_the_open_pack(trust: Snapshot) -> None:
    made = with_words(trust, said("confidential", "The settlement is £12,000.", None, BOARD))
    brief = briefing(made, BOARD)
    document = confidential_document(brief)
    assert document is not None
    assert "The settlement is £12,000." in " ".join(page_texts(pdf(document)))
    assert "settlement" not in " ".join(page_texts(pdf(pack_document(brief))))


def test_a_number_of_words_is_of_words() -> None:
    assert Narrative("a", "A", "", 5, "– 97.1 % of them — yes").words == 4


def test_an_earlier_day_is_seen_without_what_came_later(trust: Snapshot) -> None:
    changes = section(trust, "changes", BOARD)
    assert "The trust board last met on 8 October 2026." in changes.blocks[0].text  # type: ignore[union-attr]
    assert not any(each.about == "changes" for each in board_pack(one_meeting(), "TB1").sections)
    assert date(2026, 11, 22) == trust.as_of
