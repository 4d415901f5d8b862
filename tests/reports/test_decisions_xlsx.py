"""The answers about a service as a workbook: figures as figures, and what follows from them as formulas."""

from datetime import date
from decimal import Decimal

from reports.decisions_xlsx import decisions_workbook
from reports.service_decisions import decisions_of
from tests.reports.recalculated import Recalculated
from trustops.quantities.years import AcademicYear
from trustops.snapshot import Snapshot

D = Decimal


def made(trust: Snapshot) -> Recalculated:
    answers = decisions_of(trust, "ATTEND", AcademicYear(2026))
    return Recalculated(decisions_workbook(answers, "Attendance service", date(2026, 11, 22)))


def test_a_sheet_an_answer_after_the_answers_themselves(trust: Snapshot) -> None:
    book = made(trust).book
    assert book.sheetnames == [
        *("Answers", "Days, price and size", "Make or buy", "What matters most", "If clients leave", "Chance"),
        *("Absence", "Right size", "An extra day in school"),
    ]
    assert [cell.value for cell in book["Answers"][3]] == [
        "How many days, what price, what size?",
        "Selling 81 days at £275.00 covers the cost if members pay full cost, with £5.35 over.",
    ]


def test_what_each_year_saves_is_worked_out_again_from_what_it_costs(trust: Snapshot) -> None:
    book = made(trust)
    formulas = [each for each in book.formulas() if each[0] == "Make or buy"]
    assert [text for _, _, text in formulas] == ["=C6-B6", "=SUM(D6:D6)", "=C7-B7", "=SUM(D6:D7)"]
    values = [round(book.value(sheet, address), 2) for sheet, address, _ in formulas]
    assert values == [D("-2611.29"), D("-2611.29"), D("4374.91"), D("1763.62")]
    for (sheet, address, _), value in zip(formulas, values, strict=True):
        assert round(D(repr(book.cached[sheet][address].value)), 2) == value


def test_the_days_that_an_absence_loses_add_up(trust: Snapshot) -> None:
    book = made(trust)
    formulas = [each for each in book.formulas() if each[0] == "Absence"]
    assert [book.value(sheet, address) for sheet, address, _ in formulas] == [165, 55, 7975]
    assert formulas[1][2].startswith("=SUM(C")


def test_figures_are_figures(trust: Snapshot) -> None:
    sheet = made(trust).book["Days, price and size"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert ["Members pay full cost", 81, 250.79, 0.6] in rows


def test_a_question_without_an_answer_has_its_sentence(trust: Snapshot) -> None:
    answers = decisions_of(trust, "ICT", AcademicYear(2025))
    book = Recalculated(decisions_workbook(answers, "ICT", date(2026, 11, 22))).book
    assert len(book.sheetnames) == len(answers) + 1
