"""How much does each finding about selling matter, who may see its evidence, and does a debt grow worse with age?"""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from trustops.findings.model import Finding, Severity
from trustops.findings.run import findings
from trustops.models import Agreement, Holder, Invoice, Person, Post, School, Service, ServiceStaff, Trust, record_of
from trustops.models.person import Contract
from trustops.models.service import AgreementStatus, Vat
from trustops.snapshot import Snapshot

TODAY = date(2026, 11, 22)


def agreement(**more: Any) -> Any:
    made = {"agreement": "A1", "service": "ATTEND", "urn": "100001", "status": AgreementStatus.SIGNED}
    return record_of(Agreement)(**made | {"from_date": date(2026, 9, 1), "days_per_year": Decimal(19)} | more)


def trust_with(*rows: Any) -> Snapshot:
    return Snapshot.of(
        TODAY,
        [
            record_of(Trust)(name="Verulam Schools Trust"),
            record_of(School)(urn="100001", name="Pondfield"),
            record_of(Service)(service="ATTEND", name="Attendance service"),
            *rows,
        ],
    )


def found(rule: str, *rows: Any) -> list[Finding]:
    return [each for each in findings(trust_with(*rows), "costing").findings if each.rule == f"costing.{rule}"]


@pytest.mark.parametrize(
    ("late", "severity"),
    [(1, Severity.NOTE), (30, Severity.NOTE), (31, Severity.AMBER), (90, Severity.AMBER), (91, Severity.RED)],
)
def test_a_debt_matters_more_the_older_it_is(late: int, severity: Severity) -> None:
    due = TODAY - timedelta(days=late)
    invoice = record_of(Invoice)(
        invoice="I1", agreement="A1", issued=due, due_on=due, net_pence=100_00, vat_pence=20_00
    )
    (debt,) = found("debt_overdue", agreement(vat=Vat.STANDARD), invoice)
    assert (debt.severity, debt.since) == (severity, due)
    assert "owes £120.00 on 1 overdue invoice" in debt.message


def test_an_invoice_whose_sum_is_not_known_is_no_debt_of_nothing() -> None:
    invoice = record_of(Invoice)(invoice="I1", agreement="A1", issued=date(2026, 1, 5), net_pence=100_00)
    assert found("debt_overdue", agreement(vat=Vat.TO_REVIEW), invoice) == []


def test_what_is_signed_is_to_be_watched_and_what_is_hoped_for_is_a_note() -> None:
    (signed,) = found("vat_standard_review", agreement())
    (hoped,) = found("vat_standard_review", agreement(status=AgreementStatus.OFFERED))
    assert (signed.severity, hoped.severity) == (Severity.AMBER, Severity.NOTE)


def test_a_persons_notice_is_evidence_for_those_who_may_see_it_alone() -> None:
    post = record_of(Post)(post="ATO", title="Attendance officer", site="TRUST")
    person = record_of(Person)(
        person="P1", name="Ada Bell", site="TRUST", contract=Contract.SUPPORT, notice_weeks=8, started=date(2025, 9, 1)
    )
    staff = record_of(ServiceStaff)(service="ATTEND", post="ATO")
    holder = record_of(Holder)(post="ATO", person="P1", from_date=date(2025, 9, 1))
    (short,) = found("notice_too_short", agreement(notice_weeks=13), post, person, staff, holder)
    assert ("Staff's notice and a term", "21 weeks") in [(each.label, each.value) for each in short.evidence]
    shown = short.without_people()
    assert "21" not in shown.message + str(shown.evidence)
    assert "Ada" not in str(short), "nobody is named at all"


def test_the_trust_itself_is_what_a_threshold_is_about() -> None:
    invoice = record_of(Invoice)(invoice="I1", agreement="A1", issued=TODAY, net_pence=90_001_00, vat_pence=0)
    (over,) = found("vat_registration", agreement(vat=Vat.STANDARD), invoice)
    assert (over.subject.name, over.id) == ("Verulam Schools Trust", "costing.vat_registration:TRUST")
    assert "S.I. 2024/307" in over.evidence[0].origin


def test_no_rule_about_selling_tells_anybody_what_to_decide() -> None:
    """They warn: whoever advises the trust on tax is asked, and decides."""
    for rule in ("vat_standard_review", "vat_exempt_possible"):
        each = found(rule, agreement(vat=Vat.EXEMPT if "exempt" in rule else None))[0]
        assert "asks whoever advises the trust on VAT" in each.remedy
