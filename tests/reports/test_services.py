"""The sentence of a service's cost can be repeated without misleading anybody."""

from dataclasses import replace
from decimal import Decimal

from reports.services import answer_in_a_sentence
from tests.costing.officer import HIGH, OFFICER
from trustops.costing import Buyer, service_cost

D = Decimal


def said(**changed: object) -> str:
    return answer_in_a_sentence(service_cost(replace(HIGH, **changed)), "Attendance service")  # type: ignore[arg-type]


def test_what_is_sold_at_one_price() -> None:
    assert said() == (
        "In 2025/26 the attendance service costs £41,380.09; a day costs £250.79 in full over 165 days. Selling "
        "89 days at £275.00 brings £24,475.00 and leaves the trust £4,374.91 better off than buying its own days in."
    )


def test_a_price_that_is_not_everybodys_is_not_said_to_be() -> None:
    cheaper = (*HIGH.clients[1:], Buyer("100009", "Own price", D(19), D(260)))
    assert "Selling 89 days at £275.00 where no other price was agreed brings £24,190.00" in said(clients=cheaper)


def test_days_that_nobody_can_give_are_not_passed_over() -> None:
    assert said(staff=(replace(OFFICER, share=D("0.5")),)).endswith(
        "But 82.5 of the 165 days promised cannot be delivered, and what they cost and bring is counted here as though "
        "they were."
    )
