"""Are forty KPIs that came with one file one thing to look at, and a few of the trust's own each their own?"""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from trustops.findings.model import Finding, Severity
from trustops.findings.run import findings
from trustops.models import Kpi, KpiTarget, KpiValue, Relation, School, record_of
from trustops.models.kpi import Direction, Frequency, Unit
from trustops.models.school import RelationKind
from trustops.snapshot import Snapshot

TODAY = date(2026, 11, 22)
FILES = {1: "trust.xlsx", 2: "accounts.xlsx"}
PUBLIC = {2: {"KPI values": {"": "Academies row {row}"}}}
OAK = "100001"


def kpi(code: str, brought: int, row: int, direction: Direction = Direction.NEUTRAL, **more: Any) -> Any:
    return record_of(Kpi)(
        kpi=code,
        name=f"Line {code}",
        unit=Unit.POUNDS,
        direction=direction,
        frequency=Frequency.ANNUAL,
        lag_days=240,
        import_id=brought,
        source_row=row,
        **more,
    )


def value(code: str, brought: int, start: date, amount: int = 5) -> Any:
    end = date(start.year + 1, 8, 31)
    return record_of(KpiValue)(
        kpi=code, site=OAK, start=start, end=end, value=Decimal(amount), import_id=brought, source_row=3
    )


MEMBERS = [
    record_of(School)(urn=OAK, name="Oak"),
    record_of(Relation)(urn=OAK, relation=RelationKind.MEMBER, from_date=date(2015, 9, 1)),
]


def found(rule: str, *records: Any) -> list[Finding]:
    snapshot = replace(Snapshot.of(TODAY, [*MEMBERS, *records], FILES), places=PUBLIC)
    return [each for each in findings(snapshot, "kpis").findings if each.rule == rule]


def test_many_kpis_of_one_file_without_an_owner_are_one_finding_that_lists_them() -> None:
    (one,) = found("kpis.no_owner", *[kpi(f"A{n}", 2, n) for n in range(1, 8)])
    assert one.id == "kpis.no_owner:TOGETHER-2"
    assert one.message == ("7 KPIs that came with accounts.xlsx have no owner: Line A1; Line A2; Line A3; and 4 more.")
    assert [(each.label, each.value, each.origin) for each in one.evidence][6] == (
        "Line A7",
        "A7",
        "accounts.xlsx, KPIs row 7",
    )
    assert one.severity is Severity.AMBER


def test_five_are_still_five_and_another_files_stay_their_own() -> None:
    five = [kpi(f"A{n}", 2, n) for n in range(1, 6)]
    assert len(found("kpis.no_committee", *five)) == 5
    assert len(found("kpis.no_committee", *five, kpi("OURS", 1, 9))) == 6
    ids = [each.id for each in found("kpis.no_committee", *five, kpi("A6", 2, 6), kpi("OURS", 1, 9))]
    assert ids == ["kpis.no_committee:OURS", "kpis.no_committee:TOGETHER-2"]


def test_kpis_that_are_stale_with_one_file_are_one_finding_with_each_sites_value() -> None:
    old = [each for n in range(1, 8) for each in (kpi(f"A{n}", 2, n), value(f"A{n}", 2, date(2021, 9, 1)))]
    (one,) = found("kpis.stale", *old)
    assert one.message == (
        "7 KPIs are out of date (Line A1; Line A2; Line A3; and 4 more): the oldest latest value is for the period to "
        "31 August 2022, 1,544 days ago, and an annual KPI is stale after 789."
    )
    assert (one.evidence[0].label, one.evidence[0].value) == ("Line A1 at Oak", "31 August 2022")
    assert {each.site for each in one.evidence} == {OAK}


def test_a_kpi_stale_for_a_cause_of_its_own_is_not_among_them() -> None:
    old = [each for n in range(1, 8) for each in (kpi(f"A{n}", 2, n), value(f"A{n}", 2, date(2021, 9, 1)))]
    ids = {each.id for each in found("kpis.stale", *old, kpi("OURS", 1, 9), value("OURS", 1, date(2021, 9, 1)))}
    assert ids == {"kpis.stale:TOGETHER-2", f"kpis.stale:OURS@{OAK}"}


def test_those_of_the_trusts_own_workbook_stay_each_its_owners() -> None:
    old = [each for n in range(1, 8) for each in (kpi(f"A{n}", 1, n), value(f"A{n}", 1, date(2021, 9, 1)))]
    assert len(found("kpis.stale", *old)) == 7


def test_no_red_is_hidden_among_many() -> None:
    red = [
        each
        for n in range(1, 8)
        for each in (
            kpi(f"A{n}", 2, n, Direction.UP),
            record_of(KpiTarget)(kpi=f"A{n}", site=OAK, from_date=date(2020, 9, 1), target=Decimal(90)),
            value(f"A{n}", 2, date(2021, 9, 1)),
            value(f"A{n}", 2, date(2022, 9, 1)),
        )
    ]
    twice = found("kpis.red_twice", *red)
    assert len(twice) == 7
    assert {each.severity for each in twice} == {Severity.RED}
