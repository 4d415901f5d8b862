"""What stands out about a client: each reason is told, the worst first, and the trust's own schools are none."""

from datetime import date
from typing import Any

import pytest

from admin.downloads import csv_text
from reports.client_book import ClientBook, client_book
from reports.clients import book_sentence, ends_of, ends_sentence, looks, worst_first
from reports.invoices_file import invoices_table
from reports.rate_card import cheapest_sentence, margin_of
from tests.agreements.building import ELM, ON, YEAR, D, agreement, deal, delivery, invoice, known, rate, school, service
from tests.costing.officer import HIGH
from trustops.agreements import Round, quotes, rate_card, to_raise
from trustops.costing import service_cost
from trustops.models import AgreementEvent, Alternative, Relation, record_of
from trustops.models.school import RelationKind
from trustops.models.selling import EventKind, RateBasis
from trustops.models.service import AgreementStatus, Charge
from trustops.snapshot import Snapshot


def event(kind: EventKind, code: str = "E1", **more: Any) -> Any:
    given = {"agreement": "A1", "on_date": date(2026, 11, 2), "text": "It rained."}
    return record_of(AgreementEvent)(event=code, kind=kind, **(given | more))


def book(*records: Any, on: date = ON) -> ClientBook:
    snapshot = known(*records, on=on)
    return client_book(snapshot, YEAR, ())


def shorts(*records: Any, on: date = ON) -> list[tuple[str, str]]:
    (row,) = book(*records, on=on).rows
    return [(look.level, look.short) for look in looks(row)]


INVOICED = invoice("V0", net=192_500, paid_on=date(2026, 10, 1), paid_pence=231_000)


def test_a_client_that_owes_nothing_and_had_its_days_needs_nobody() -> None:
    assert shorts(agreement(), INVOICED) == []


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ([event(EventKind.COMPLAINT)], ("watch", "Complaint open")),
        ([event(EventKind.LEVEL_MISSED)], ("watch", "Promise missed")),
        ([event(EventKind.NOTICE_GIVEN)], ("act", "Notice given")),
        ([invoice("V9", issued=date(2026, 10, 20))], ("watch", "£1,200.00 overdue")),
        ([invoice("V9", issued=date(2026, 9, 20))], ("act", "£1,200.00 overdue")),
        ([invoice("V9", net=0, vat_pence=None)], ("unknown", "Debt not known")),
        ([delivery("2026-09-09", "9")], ("watch", "4.2 days over-delivered")),
        ([delivery("2026-09-09", urn=ELM)], ("watch", "4.8 days under-delivered")),
    ],
)
def test_each_thing_to_look_at_is_told(more: list[Any], said: tuple[str, str]) -> None:
    assert said in shorts(agreement(), INVOICED, *more)


@pytest.mark.parametrize("kind", [EventKind.CHANGE, EventKind.REVIEW])
def test_what_is_settled_or_only_told_needs_nobody(kind: EventKind) -> None:
    settled = event(EventKind.COMPLAINT, "E2", settled_on=date(2026, 11, 5))
    assert shorts(agreement(), INVOICED, event(kind), settled) == []


def test_an_instalment_that_was_not_invoiced_and_a_price_that_is_not_known_are_told() -> None:
    assert shorts(agreement()) == [("watch", "£1,925.00 to invoice")]
    without = Snapshot.of(ON, [service(price_pence=None), school(), agreement()])
    (row,) = client_book(without, YEAR, ()).rows
    assert [look.short for look in looks(row)] == ["Price not known"]
    assert row.income_pence is None


def test_an_overlap_is_the_first_thing_to_mend() -> None:
    assert shorts(agreement(), agreement("A2", from_date=date(2027, 1, 1)), INVOICED)[0] == ("act", "Agreement to mend")


def test_the_price_of_a_day_is_by_the_agreements_charge() -> None:
    other = record_of(Alternative)(service="ATT", supplier="Council", from_date=date(2024, 9, 1), price_pence=28_000)
    cases = {
        None: 27_500,
        Charge.FREE: 0,
        Charge.ALTERNATIVE: 28_000,
        Charge.FULL_COST: None,  # what a day costs is not known here, so neither is the charge
    }
    for charge, price in cases.items():
        (row,) = book(agreement(charge=charge), other).rows
        assert row.deals[0].price_pence == price, charge
    cost = service_cost(HIGH)
    (row,) = client_book(known(agreement(charge=Charge.FULL_COST)), YEAR, [(service(), cost)]).rows
    assert row.deals[0].price_pence == 25_079


def test_our_own_schools_and_hopes_are_no_clients() -> None:
    ours = record_of(Relation)(urn=ELM, relation=RelationKind.MEMBER, from_date=date(2015, 9, 1))
    found = book(agreement("A2", urn=ELM), ours, agreement("A3", status=AgreementStatus.TENTATIVE))
    assert found.rows == ()
    assert book_sentence(found) == "Nobody outside the trust buys from it in 2026/27."


def test_who_has_left_and_still_owes_is_still_there() -> None:
    (row,) = book(
        agreement(from_date=date(2025, 9, 1), to_date=date(2026, 8, 31)), invoice(issued=date(2026, 6, 1))
    ).rows
    assert (row.deals, row.aged.overdue) == ((), 120_000)
    assert [look.short for look in looks(row)] == ["£1,200.00 overdue", "Ended, not renewed"]


def test_the_worst_come_first() -> None:
    found = book(
        agreement(), INVOICED, school(ELM, "Elm"), agreement("A2", urn=ELM), invoice("V9", agreement="A2", net=192_500)
    )
    assert [row.name for row, _ in worst_first(found)] == ["Elm", "Oak"]


def test_the_ends_of_agreements_are_counted_in_a_sentence() -> None:
    early = book(agreement())
    assert ends_sentence(ends_of(early)) == "1 agreement ends and nothing signed follows; none is due for renewal yet."
    late = book(agreement(), on=date(2027, 6, 15))
    assert ends_sentence(ends_of(late)) == "1 agreement ends and nothing signed follows; 1 needs somebody now."


def test_a_name_that_a_spreadsheet_would_run_is_made_harmless() -> None:
    found = to_raise(known(), [deal()], ON)
    row = found.rows[0]
    evil = type(row)(**{name: getattr(row, name) for name in row.__slots__} | {"client": "=1+1", "net": -100})
    text = csv_text(invoices_table(Round(ON, (evil,), ())))
    assert "'=1+1" in text
    assert ",-1.00," in text, "an amount stays a number"


def test_a_day_of_an_offer_against_what_a_day_costs() -> None:
    day, size = rate_card(
        known(
            rate("Day", RateBasis.DAY, 27_500),
            rate("By size", RateBasis.FLAT_AND_PER_PUPIL, 100_000, per_pupil_pence=900),
        )
    ).offers
    cost = service_cost(HIGH)
    margin = margin_of(day, cost)
    assert margin is not None
    assert (margin.full_cost, margin.over_full, margin.over_marginal) == (D("250.79"), D("24.21"), D("268.70"))
    assert (margin.margin_pct, margin.markup_pct) == (D("8.8036"), D("9.6535"))
    assert margin_of(size, cost) is None
    assert margin_of(day, None) is None


def test_the_cheapest_offer_is_told_in_a_sentence() -> None:
    day, used = rate("Day", RateBasis.DAY, 27_500), rate("As used", RateBasis.PAY_AS_YOU_GO, 27_500)
    size = rate("By size", RateBasis.FLAT_AND_PER_PUPIL, 100_000, per_pupil_pence=900)
    said = {
        (day,): "For a day “Day” is cheapest: £275.00 before VAT.",
        (day, used): "For a day “As used” is cheapest: £275.00 before VAT; “Day” costs the same.",
        (size,): "Nothing on the rate card has a price for a day yet.",
    }
    for lines, sentence in said.items():
        assert cheapest_sentence(quotes(rate_card(known(*lines)).offers, D(1), None), D(1)) == sentence
