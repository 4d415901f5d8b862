"""Does somebody who has never seen trustops understand what it says of a file that will not do as it is?"""

import html
import re
from pathlib import Path

import openpyxl
import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.admin.conftest import client_as, made, post
from tests.admin.test_pages_data import send, ticket_in
from tests.importers.books import Rows, book

HEADINGS = ("URN", "Name", "Phase")


@pytest.fixture(scope="module")
def new_office(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return made(tmp_path_factory.mktemp("newcomer"))


def brought(office: Flask, path: Path, **more: str) -> TestResponse:
    """What the page says of a file."""
    return send(client_as(office, "cfo"), path.read_bytes(), path.name, **more)


def words(answer: TestResponse) -> str:
    return " ".join(html.unescape(answer.text).split())


def two_trusts(path: Path) -> Path:
    """The accounts return with a second trust in it."""
    workbook = openpyxl.load_workbook(Path(__file__).parents[1] / "data" / "public" / "accounts_return_2022-23.xlsx")
    page = workbook["CentralServices"]
    page.append([cell.value for cell in page[2]])
    for column, value in ((2, 2939), (3, 134876), (4, 2303464), (5, "Dixons Academies Trust")):
        page.cell(3, column).value = value
    workbook.save(path)
    return path


def test_a_file_of_several_trusts_asks_which_is_ours_and_reads_it_so(new_office: Flask, tmp_path: Path) -> None:
    asked = brought(new_office, two_trusts(tmp_path / "accounts.xlsx"))
    said = words(asked)
    assert "accounts.xlsx holds 2 trusts, and trustops is for one; say which is yours" in said
    assert "Which trust is yours?" in said
    assert "kept for next time" not in said, "which trust a file is of is no word to remember"
    (field,) = re.findall(r'<select id="field-(answer-\d+)"', said)
    answer = {"ticket": ticket_in(asked), field: "=16930"}
    read = words(post(client_as(new_office, "cfo"), "/data/answer", answer, follow_redirects=True))
    assert "Trust: 1 new" in read
    assert "Endeavour Academies Trust" in read or "KPI values" in read


def test_a_national_file_is_read_again_for_one_trust_from_its_preview(new_office: Flask) -> None:
    members = Path(__file__).parents[1] / "data" / "public" / "trust_members_2025-09.csv"
    everybody = brought(new_office, members)
    assert "to bring yours with its academies as members, give its UID too" in words(everybody)
    form = {"ticket": ticket_in(everybody), "trust_uid": "4533"}
    ours = words(post(client_as(new_office, "cfo"), "/data/answer", form, follow_redirects=True))
    assert "Relations: 13 new" in ours
    assert "Only your trust’s?" not in ours


def test_with_its_uid_the_preview_tells_what_does_not_add_up_from_what_was_left_out(
    new_office: Flask, tmp_path: Path
) -> None:
    path = tmp_path / "accounts.xlsx"
    workbook = openpyxl.load_workbook(two_trusts(path))
    page = workbook["CentralServices"]
    column = next(cell.column for cell in page[1] if str(cell.value).strip() == "Total Income")
    page.cell(2, column).value = 5_000
    workbook.save(path)
    said = words(brought(new_office, path, trust_uid="16930"))
    assert "What does not add up: 1" in said
    assert "What was left out: 1" in said


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        (
            [HEADINGS, (990001, "Founder", "secondary"), HEADINGS, (990002, "Second", "primary")],
            ("rows 1 and 3 both look like its headings", "Which row has the headings of Schools?", "Row 3: URN, Name"),
        ),
        (
            [(*HEADINGS, *(f"Spare {n}" for n in range(600))), (990001, "Founder", "secondary")],
            ("row 1: it has 603 cells, where a row of headings has at most 500", "delete what stands to the right"),
        ),
    ],
)
def test_headings_that_cannot_be_told_are_asked_about_or_explained(
    rows: Rows, says: tuple[str, ...], new_office: Flask, tmp_path: Path
) -> None:
    said = words(brought(new_office, book(tmp_path / "schools.xlsx", {"Schools": rows})))
    for each in says:
        assert each in said


def test_a_workbook_of_something_else_says_so_and_asks(new_office: Flask, tmp_path: Path) -> None:
    path = book(tmp_path / "sla.xlsx", {"Sheet1": [("Component", "Max SLA"), ("Web", "99.9%")]})
    said = words(brought(new_office, path))
    assert "sla.xlsx has no sheet that trustops knows, only Sheet1; if it is the trust's own data, say which" in said
    assert "What is on the sheet “Sheet1”?" in said


def test_a_public_file_of_which_nothing_can_be_used_yet_says_why_at_once(new_office: Flask) -> None:
    public = Path(__file__).parents[1] / "data" / "public"
    said = words(brought(new_office, public / "absence_by_term_2015-16_to_2016-17.csv"))
    assert "Nothing: none of what it holds can be used here yet, and why is said below." in said
    assert "adopt it from the catalogue of KPIs, or add it to the KPIs sheet, and import this file again" in said
    assert "(ATT02 and ATT07)." in said
