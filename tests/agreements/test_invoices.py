"""The invoices of a day are what the instalments come to, less what was invoiced, each with its VAT and number."""

from datetime import date

import pytest

from tests.agreements.building import ELM, ON, D, agreement, deal, delivery, invoice, known, rate
from trustops.agreements import accounts, to_raise
from trustops.agreements.invoices import next_numbers
from trustops.models.selling import RateBasis
from trustops.models.service import Instalments, Vat

JANUARY = date(2027, 1, 5)


def test_a_term_that_was_not_invoiced_is_to_be_raised_with_vat() -> None:
    found = to_raise(known(), [deal()], ON)
    (row,) = found.rows
    assert (row.what, row.days, row.net, row.vat, row.gross) == (
        *("Attendance: autumn term 2026/27", D(7)),
        *(192_500, 38_500, 231_000),
    )
    assert (row.issued, row.due) == (ON, date(2026, 12, 22))
    assert found.problems == ()


def test_what_was_invoiced_is_not_invoiced_again() -> None:
    sent = known(invoice("V26-009", net=192_500))
    assert to_raise(sent, [deal()], ON).rows == ()
    (row,) = to_raise(sent, [deal()], JANUARY).rows
    assert (row.number, row.what, row.net) == ("V26-010", "Attendance: spring term 2026/27", 165_000)


def test_what_was_invoiced_ahead_lessens_the_next_and_a_credit_note_adds_to_it() -> None:
    ahead = known(invoice(net=220_000))
    (row,) = to_raise(ahead, [deal()], JANUARY).rows
    assert (row.net, row.days, row.what) == (137_500, D(5), "Attendance: spring term 2026/27, what is left of it")
    (account,) = accounts(ahead, [deal()], ON)
    assert (account.now, account.to_invoice) == (-27_500, 302_500)
    credited = known(invoice(net=192_500), invoice("V2", net=-27_500))
    assert [each.net for each in to_raise(credited, [deal()], ON).rows] == [27_500]


def test_an_invoice_of_another_year_pays_for_nothing_of_this_one() -> None:
    last_year = known(agreement(), invoice(issued=date(2026, 8, 30), net=192_500))
    since_2025 = known(agreement(from_date=date(2025, 9, 1)), invoice(issued=date(2026, 8, 30), net=192_500))
    running = deal(from_date=date(2025, 9, 1))
    assert [each.net for each in to_raise(since_2025, [running], ON).rows] == [192_500]
    assert to_raise(last_year, [deal()], ON).rows == (), "sent before its agreement began, it is of its first year"


def test_an_invoice_that_names_its_year_is_of_that_year_whenever_it_was_sent() -> None:
    early = invoice(issued=date(2026, 8, 30), net=192_500, for_year="2026/27")
    running = deal(from_date=date(2025, 9, 1))
    assert to_raise(known(agreement(from_date=date(2025, 9, 1)), early), [running], ON).rows == ()


def test_as_delivered_invoices_the_months_that_have_ended() -> None:
    came = known(delivery("2026-09-09"), delivery("2026-11-04"))
    (row,) = to_raise(came, [deal(instalments=Instalments.AS_DELIVERED)], ON).rows
    assert (row.net, row.what) == (27_500, "Attendance: September 2026, as delivered")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"vat": None}, "How A1 stands to VAT is not recorded, so no invoice can be made for it"),
        ({"vat": Vat.TO_REVIEW}, "How A1 stands to VAT is still to be reviewed"),
        ({"price": None}, "What a day costs under A1 is not known; give its price"),
    ],
)
def test_what_cannot_be_invoiced_is_said_and_never_guessed(changed: dict[str, object], said: str) -> None:
    found = to_raise(known(), [deal(**changed)], ON)  # type: ignore[arg-type]
    assert found.rows == ()
    assert said in found.problems[0]


def test_an_agreement_that_has_not_begun_or_is_free_has_no_invoice() -> None:
    assert to_raise(known(), [deal(from_date=date(2027, 1, 1))], ON).rows == ()
    assert to_raise(known(), [deal(price=0)], ON).rows == ()


@pytest.mark.parametrize(
    ("have", "next_two"),
    [
        ([], ["INV-001", "INV-002"]),
        (["V26-099"], ["V26-100", "V26-101"]),
        (["V26-031", "V26-030"], ["V26-032", "V26-033"]),
        (["AUTUMN"], ["AUTUMN-001", "AUTUMN-002"]),
    ],
)
def test_numbers_follow_the_last_one_and_are_free(have: list[str], next_two: list[str]) -> None:
    assert list(next_numbers(have, 2)) == next_two


def test_days_that_nobody_agreed_are_said_with_what_they_are_worth() -> None:
    stray = (delivery("2026-09-09", urn=ELM), delivery("2026-10-07", "0.5", urn=ELM), delivery("2026-12-01", urn=ELM))
    found = to_raise(known(*stray, rate("Without an agreement", RateBasis.PAY_AS_YOU_GO, 29_500)), [], ON)
    assert found.rows == ()
    (said,) = found.problems
    assert said == (
        "school 100002 had 1.5 days of Attendance between 9 September 2026 and 7 October 2026 without an agreement, "
        "which is £442.50 before VAT, pay as you go. Record an agreement for them, invoiced as delivered, or nobody "
        "is charged."
    )


def test_an_agreement_for_them_invoices_what_came() -> None:
    came = known(delivery("2026-09-09"), delivery("2026-10-07", "0.5"), agreement())
    (row,) = to_raise(came, [deal("0", 29_500, instalments=Instalments.AS_DELIVERED)], ON).rows
    assert (row.net, row.what) == (
        44_250,
        "Attendance: September 2026, as delivered and October 2026, as delivered",
    )
