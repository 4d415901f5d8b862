"""A finance director brings a workbook of their own in: asked, shown, marked, accepted in part, mended, taken back."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from importers.progress import Progress
from tests.admin.conftest import engine_of
from tests.browser.conftest import served
from tests.browser.test_every_page import has_nothing_wrong
from tests.browser.walk import quiet, words_of
from trustops.models import JobState
from trustops.store.jobs import job_of

AUTUMN = datetime.fromisoformat("2026-09-01")
HEADINGS = ("Agreement", "Service", "URN", "State of it", "From", "To", "Days per year", "Charge", "Price per day")
GOOD = ("ATT-N1", "ATTEND", 990001, "signed", AUTUMN, None, 5, "price", 275)
NICKNAME = ("ATT-N2", "ATTEND", "Kingsmeed Hill", "signed", AUTUMN, None, 5, "price", 275)
BAD_DAY = ("ATT-N3", "ATTEND", 990002, "signed", "31/02/2026", None, 5, "price", 275)
BAD_PRICE = ("ATT-N4", "ATTEND", 990002, "signed", AUTUMN, None, 5, "price", "about 300")


def messy_workbook(path: Path) -> Path:
    """A workbook as people keep it: a title above, headings in two rows, a name of their own, and some mistakes."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = "Agreements"
    above: list[tuple[object, ...]] = [
        ("Agreements of our shared services",),
        (),
        ("What", None, "Where", None, "When"),
    ]
    for row in (*above, HEADINGS, GOOD, NICKNAME, BAD_DAY, BAD_PRICE):
        page.append(row)
    page.merge_cells("A1:I1")
    page.merge_cells("E3:F3")
    page["A5"].font = openpyxl.styles.Font(bold=True)
    book.save(path)
    return path


def send(page: Page, office: str, file: Path) -> None:
    """Choose a file on the Data page and ask what it would change."""
    page.goto(f"{office}/data/")
    page.get_by_label("File", exact=True).set_input_files(file)
    page.get_by_role("button", name="See what it would change").click()
    page.wait_for_url("**/preview/**")


def fetched(page: Page, press: str, path: Path) -> openpyxl.Workbook:
    """The workbook that a link leads to."""
    with page.expect_download() as download:
        page.get_by_role("link", name=press).click()
    download.value.save_as(path)
    return openpyxl.load_workbook(path)


def answer(page: Page, question: str, choice: str) -> None:
    page.get_by_label(question).select_option(label=choice)


def test_a_messy_workbook_from_its_questions_to_having_it_again(
    shop: Flask, tmp_path: Path, sign_in: Callable[..., Page]
) -> None:
    office = served(shop)
    page = sign_in(office, "cfo")
    said = quiet(page)
    send(page, office, messy_workbook(tmp_path / "ours.xlsx"))
    main = page.locator("main")
    expect(main).to_contain_text("Nothing yet: it cannot be read before you have answered")
    answer(page, "Which column is “State of it”?", "Status")
    page.get_by_role("button", name="Read it again").click()

    expect(main).to_contain_text("Agreements: 1 new, 3 refused")
    meant = page.get_by_role("row", name="Kingsmeed Hill").get_by_role("combobox")
    meant.select_option(label="990002 Kingsmead Hill School")
    page.get_by_role("button", name="Read it again").click()
    expect(main).to_contain_text("Agreements: 2 new, 2 refused")

    page.get_by_label("Show", exact=True).select_option(label="Agreements, From (1)")
    page.locator("main form.filters button").click()
    expect(main).to_contain_text("“31/02/2026” is a day that does not exist")
    expect(main).not_to_contain_text("about 300")
    preview = page.url

    page.get_by_role("button", name="Your file, marked").click()
    sheet = fetched(page, "Fetch the workbook", tmp_path / "marked.xlsx")["Agreements"]
    assert [sheet.cell(row, 10).value for row in (4, 5, 6)] == ["trustops says", "new", "new"]
    assert "does not exist" in sheet["E7"].comment.text
    assert sheet["A5"].font.bold, "the styles of the file are kept"

    page.goto(preview)
    page.get_by_role("button", name="Import the 2 good rows and leave out the 2 refused").click()
    expect(page.locator("h1")).to_have_text("Import 2")
    refused = fetched(page, "The refused rows, to mend", tmp_path / "refused.xlsx")
    rows = refused["Agreements"]
    assert [row[0] for row in rows.iter_rows(min_row=2, values_only=True)] == ["ATT-N3", "ATT-N4"]
    rows["E2"], rows["I3"] = AUTUMN, 300
    refused.save(tmp_path / "mended.xlsx")

    send(page, office, tmp_path / "mended.xlsx")
    expect(main).to_contain_text("Agreements: 2 new")
    expect(main).not_to_contain_text("refused")
    page.get_by_role("button", name="Import 2 rows").click()
    page.get_by_role("link", name="Undo…").click()
    expect(main).to_contain_text("Agreements: 2 rows deleted")
    page.get_by_role("button", name="Undo import 3").click()
    expect(main).to_contain_text("It took back import 3: 2 deleted rows, accepted by")
    page.get_by_role("link", name="Do it again…").click()
    page.get_by_role("button", name="Undo import 4").click()
    page.goto(f"{office}/records/agreements/?words=ATT-N")
    expect(page.locator("table.records tbody tr")).to_have_count(4)
    page.goto(f"{office}/data/?way=undoings")
    expect(page.locator("main tbody tr")).to_have_count(2)
    assert said == []


def test_an_answer_that_leads_nowhere_is_taken_back(shop: Flask, tmp_path: Path, sign_in: Callable[..., Page]) -> None:
    office = served(shop)
    page = sign_in(office, "cfo")
    send(page, office, messy_workbook(tmp_path / "ours.xlsx"))
    answer(page, "Which column is “State of it”?", "Leave it out")
    page.get_by_role("button", name="Read it again").click()
    expect(page.locator("main")).to_contain_text("Sheet Agreements has no Status, which every row needs")
    page.get_by_role("button", name="Take back your answer").click()
    expect(page.get_by_label("Which column is “State of it”?")).to_be_visible()


def test_a_workbook_of_somebody_elses_is_answered_with_a_short_list(
    empty: str, tmp_path: Path, sign_in: Callable[..., Page]
) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Order number", "Network", "Consent"])
    book.active.append([1, "EE", "yes"])
    book.save(tmp_path / "theirs.xlsx")
    page = sign_in(empty, "cfo", 390)
    send(page, empty, tmp_path / "theirs.xlsx")
    expect(page.locator("main")).to_contain_text("theirs.xlsx has no sheet that trustops knows, only Sheet")
    choice = page.get_by_label("What is on the sheet “Sheet”?")
    first = choice.locator("option").all_inner_texts()[:2]
    assert first == ["No answer yet", "Leave it out"]
    assert choice.locator("optgroup").count() >= 5, "44 sheets stand under what they are about"
    has_nothing_wrong(page, "a question about a sheet", 390)
    choice.select_option(label="Leave it out")
    page.get_by_role("button", name="Read it again").click()
    expect(page.get_by_role("button", name="Take back your answer")).to_be_visible()
    page.get_by_role("button", name="Cancel").click()
    expect(page.locator("h1")).to_have_text("Data")


def replace_sheet(page: Page, name: str) -> None:
    """Say that the file is all there is to a sheet."""
    page.get_by_text("Replace whole sheets").click()
    page.get_by_label(name, exact=True).check()
    page.get_by_role("button", name="Show what would be deleted").click()


def test_a_sheet_is_replaced_when_the_number_of_rows_was_typed(
    shop: Flask, tmp_path: Path, sign_in: Callable[..., Page]
) -> None:
    office = served(shop)
    page = sign_in(office, "cfo")
    book = openpyxl.Workbook()
    rates = book.active
    assert rates is not None
    rates.title = "Delivery"
    rates.append(["Service", "URN", "On", "Days", "Person"])
    rates.append(["ATTEND", 990001, AUTUMN, 1, "V110"])
    book.save(tmp_path / "all.xlsx")
    send(page, office, tmp_path / "all.xlsx")
    replace_sheet(page, "Delivery")
    field = page.get_by_label("To delete them, type their number")
    number = page.locator("main button", has_text="and delete").inner_text().rpartition(" ")[2]
    button = page.get_by_role("button", name=f"and delete {number}")
    field.fill("1")
    button.click()
    expect(page.get_by_role("alert")).to_contain_text(f"Type {number}, the number of rows that would be deleted")
    has_nothing_wrong(page, "a wrong number", 1280)
    field.fill(number)
    button.click()
    expect(page.locator("main .lead")).to_contain_text(f"{number} deleted rows")


def test_a_sheet_that_others_refer_to_is_not_replaced_and_the_file_is_not_lost(
    shop: Flask, tmp_path: Path, sign_in: Callable[..., Page]
) -> None:
    office = served(shop)
    page = sign_in(office, "cfo")
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Agreements"
    sheet.append([*HEADINGS[:3], "Status", *HEADINGS[4:]])
    sheet.append(GOOD)
    book.save(tmp_path / "all.xlsx")
    send(page, office, tmp_path / "all.xlsx")
    replace_sheet(page, "Agreements")
    expect(page.get_by_role("alert")).to_contain_text("Invoices: 16 rows by their Agreement")
    has_nothing_wrong(page, "a sheet that cannot be replaced", 1280)
    page.get_by_role("button", name="See what it would change without replacing").click()
    expect(page.locator("main")).to_contain_text("Agreements: 1 new")


@pytest.fixture
def waiting(shop: Flask, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """A back office whose jobs wait for the test, and whose pages do not."""
    monkeypatch.setattr("admin.views.imports.PATIENCE", 0.1)
    shop.extensions["trustops"].desk.inside = False
    return shop


@pytest.mark.parametrize("scripts", [True, False])
def test_a_slow_file_says_how_far_it_is_and_can_be_stopped(
    waiting: Flask, tmp_path: Path, sign_in: Callable[..., Page], scripts: bool
) -> None:
    office, worker = served(waiting), waiting.extensions["trustops"].desk.worker
    page = sign_in(office, "cfo", 390, scheme="dark", scripts=scripts)
    page.goto(f"{office}/data/")
    page.get_by_label("File", exact=True).set_input_files(messy_workbook(tmp_path / "ours.xlsx"))
    page.get_by_role("button", name="See what it would change").click()
    expect(page.locator("main")).to_contain_text("Waiting")
    bench = worker.bench(1)
    bench.make()
    bench.tell(Progress("Reading Agreements", 30, 120))
    page.reload()
    expect(page.locator("progress")).to_have_attribute("value", "30")
    expect(page.locator("main")).to_contain_text("Reading Agreements: 30 of 120…")
    assert "You may leave this page" in words_of(page)
    if scripts:
        has_nothing_wrong(page, "a job under way", 390)
    page.get_by_role("button", name="Stop").click()
    expect(page.locator("main")).to_contain_text("Cancelled; nothing was changed.")
    job = job_of(engine_of(waiting), 1)
    assert (job and job.state) is JobState.CANCELLED


def test_a_slow_file_goes_on_while_its_page_is_left(
    waiting: Flask, tmp_path: Path, sign_in: Callable[..., Page]
) -> None:
    office, worker = served(waiting), waiting.extensions["trustops"].desk.worker
    page = sign_in(office, "cfo")
    page.goto(f"{office}/data/")
    page.get_by_label("File", exact=True).set_input_files(messy_workbook(tmp_path / "ours.xlsx"))
    page.get_by_role("button", name="See what it would change").click()
    expect(page.locator("main")).to_contain_text("Waiting")
    assert worker.run_next()
    page.wait_for_url("**/preview/**")
    expect(page.get_by_label("Which column is “State of it”?")).to_be_visible()
