"""Does every line of a service's working name the rows of the trust's own that it used?"""

from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from trustops.costing import service_cost, with_changes
from trustops.costing.from_snapshot import post_pay, service_inputs
from trustops.costing.pay import SpinePoint
from trustops.costing.service_model import ServiceInputs
from trustops.models import (
    Agreement,
    Alternative,
    Post,
    Relation,
    School,
    Service,
    ServiceCapacity,
    ServiceCost,
    ServiceStaff,
    Trust,
    TrustRate,
    record_of,
)
from trustops.models.post import PayScale, Pension, TermTimePay
from trustops.models.school import PayArea, RelationKind
from trustops.models.service import AgreementStatus, Charge, CostKind
from trustops.models.trust import TrustRateName
from trustops.quantities.working import WHAT_IF, Line, parts_of
from trustops.quantities.years import AcademicYear
from trustops.snapshot import Snapshot, Traced

D = Decimal
FILE = {1: "trust.xlsx"}


def agreement(code: str, urn: str, row: int, **more: Any) -> Any:
    given = {"service": "ATT", "from_date": date(2025, 9, 1), "days_per_year": D(40), "status": AgreementStatus.SIGNED}
    return record_of(Agreement)(agreement=code, urn=urn, import_id=1, source_row=row, **(given | more))


def school(urn: str, name: str, relation: RelationKind) -> list[Any]:
    return [
        record_of(School)(urn=urn, name=name, short_name=name),
        record_of(Relation)(urn=urn, relation=relation, from_date=date(2015, 9, 1)),
    ]


def rate(name: TrustRateName, value: str, row: int, day: date) -> Any:
    return record_of(TrustRate)(rate=name, value=D(value), from_date=day, import_id=1, source_row=row)


def records() -> list[Any]:
    """A service of half an officer on a spine point, sold to one school and given to another."""
    of_att = {"service": "ATT", "import_id": 1}
    return [
        record_of(Trust)(name="Verulam", week_hours=D(37), levy_payer=True, import_id=1, source_row=2),
        record_of(Post)(
            post="AO",
            title="Officer",
            site="TRUST",
            pay_scale=PayScale.NJC,
            spine_point="17",
            hours=D(30),
            weeks=D(39),
            leave_days=D(33),
            pension=Pension.LGPS,
            import_id=1,
            source_row=3,
        ),
        rate(TrustRateName.LGPS_EMPLOYER, "0.2", 4, date(2020, 4, 1)),
        rate(TrustRateName.OVERHEAD, "0.06", 5, date(2020, 4, 1)),
        rate(TrustRateName.PAY_AWARD_NJC, "0.03", 6, date(2026, 4, 1)),
        record_of(Service)(name="Attendance", price_pence=27500, source_row=7, **of_att),
        record_of(ServiceStaff)(post="AO", share=D("0.5"), source_row=8, **of_att),
        record_of(ServiceCapacity)(year="2025/26", weeks=D(39), sickness_days=D(6), source_row=9, **of_att),
        record_of(ServiceCost)(
            year="2025/26", item="Software", kind=CostKind.FIXED, amount_pence=42000, source_row=10, **of_att
        ),
        record_of(Alternative)(
            supplier="Council", price_pence=28000, from_date=date(2025, 9, 1), source_row=11, **of_att
        ),
        *school("100001", "Oak", RelationKind.MEMBER),
        *school("100002", "Elm", RelationKind.CLIENT),
        *school("100003", "Ash", RelationKind.CLIENT),
        agreement("A1", "100001", 12),
        agreement("A2", "100002", 13, charge=Charge.ALTERNATIVE),
        agreement("A3", "100003", 14),
    ]


def inputs() -> ServiceInputs:
    return service_inputs(Snapshot.of(date(2026, 6, 1), records(), FILE), "ATT", AcademicYear(2025))


@cache
def lines() -> dict[str, Line]:
    return {line.label: line for working in service_cost(inputs()).working for line in working.lines}


@pytest.mark.parametrize(
    ("label", "rows"),
    [
        ("Term-time salary, April 2026 to August 2026, assumed", ["Posts row 3", "Trust rates row 6"]),
        ("Gross pay, April 2026 to August 2026, assumed", ["Posts row 3", "Trust row 2", "Service staff row 8"]),
        ("LGPS pension, April 2026 to August 2026", ["Trust rates row 4"]),
        ("Software", ["Service costs row 10"]),
        ("Overhead", ["Trust rates row 5"]),
        (
            "Contracted days",
            ["Service capacity row 9", "Posts row 3", "Trust row 2", "Service staff row 8"],
        ),
        ("Sickness allowance", ["Service capacity row 9"]),
        ("Full-cost rate an hour", ["Trust row 2"]),
        ("Contribution of a day sold", ["Services row 7"]),
        ("Members pay the alternative", ["Services row 7", "Alternatives row 11"]),
        ("Income from Elm", ["Agreements row 13", "Alternatives row 11"]),
        ("Income from Ash", ["Agreements row 14", "Services row 7"]),
        ("Days of Oak", ["Agreements row 12"]),
        ("The same days bought elsewhere", ["Alternatives row 11"]),
    ],
)
def test_a_line_names_the_rows_it_used(label: str, rows: list[str]) -> None:
    used = [part for part in parts_of(lines()[label].source) if isinstance(part, Traced)]
    assert used == [f"trust.xlsx, {row}" for row in rows]


def test_a_law_stays_beside_the_rows() -> None:
    source = lines()["Term-time salary, September 2025 to March 2026"].source
    assert "NJC" in source
    assert source.endswith("; trust.xlsx, Posts row 3")


def test_rows_that_were_typed_are_told_apart() -> None:
    typed = [row._replace(source_row=None, import_id=None) for row in records()]
    cost = service_cost(service_inputs(Snapshot.of(date(2026, 6, 1), typed), "ATT", AcademicYear(2025)))
    income = next(line for working in cost.working for line in working.lines if line.label == "Income from Ash")
    keys = [part.key for part in parts_of(income.source) if isinstance(part, Traced)]
    assert keys == [("A3",), ("ATT",)]


@pytest.mark.parametrize(
    ("change", "label"),
    [
        ({"price": "300"}, "Income from Ash"),
        ({"alternative": "300"}, "The same days bought elsewhere"),
        ({"sickness_days": "9"}, "Sickness allowance"),
        ({"fte": "0.3"}, "Contracted days"),
        ({"sold_days": "60"}, "Income from Ash"),
        ({"variable_per_day": "7"}, "Cost of a day out"),
    ],
)
def test_what_was_changed_is_not_said_to_be_on_record(change: dict[str, str], label: str) -> None:
    cost = service_cost(with_changes(inputs(), change))
    found = [line for working in cost.working for line in working.lines if line.label == label]
    assert any(WHAT_IF in line.source for line in found)


def teacher(**more: Any) -> Any:
    given = {"post": "T", "title": "Teacher", "site": "990001", "pay_scale": PayScale.TEACHER, "spine_point": "M6"}
    days = {"hours": D(37), "weeks": D(39), "leave_days": D(33)}
    return record_of(Post)(import_id=1, source_row=4, **(given | days | more))


def trust_of(*, at_school: PayArea | None = None, **more: Any) -> Snapshot:
    there = record_of(School)(urn="990001", name="Ashby", pay_area=at_school, import_id=1, source_row=3)
    whole = record_of(Trust)(name="Verulam", week_hours=D(37), import_id=1, source_row=2, **more)
    return Snapshot.of(date(2025, 9, 1), [there, whole], FILE)


@pytest.mark.parametrize(
    ("snapshot", "area", "said"),
    [
        (trust_of(), "Rest of England", []),
        (trust_of(pay_area=PayArea.FRINGE), "Fringe", ["trust.xlsx, Trust row 2"]),
        (
            trust_of(pay_area=PayArea.FRINGE, at_school=PayArea.INNER_LONDON),
            "Inner London",
            ["trust.xlsx, Schools row 3"],
        ),
    ],
)
def test_a_teacher_is_paid_by_the_area_of_the_school_or_else_of_the_trust(
    snapshot: Snapshot, area: str, said: list[str]
) -> None:
    pay = post_pay(snapshot, teacher()).pay
    assert isinstance(pay, SpinePoint)
    assert (pay.area, list(parts_of(pay.source))) == (area, ["trust.xlsx, Posts row 4", *said])


def test_a_post_has_its_own_term_time_formula_or_else_the_trusts_or_else_the_green_books() -> None:
    ours = trust_of(term_time_pay=TermTimePay.WHOLE_LEAVE)
    own = teacher(term_time_pay=TermTimePay.LEAVE_BY_WEEKS_WORKED)
    found = [post_pay(trust_of(), teacher()), post_pay(ours, teacher()), post_pay(ours, own)]
    assert [(each.formula.name, each.fraction, each.sources["formula"]) for each in found] == [
        ("same leave ratio", D("0.856334"), ""),
        ("whole leave", D("0.874518"), "trust.xlsx, Trust row 2"),
        ("leave by weeks worked", D("0.842614"), "trust.xlsx, Posts row 4"),
    ]
