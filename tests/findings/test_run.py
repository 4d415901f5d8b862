"""Are findings counted, ordered, kept to an area, and the same on every run?"""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trustops.findings.catalogue import RULES, rule_called
from trustops.findings.model import WORST_FIRST, Area, Finding, Severity
from trustops.findings.run import findings
from trustops.models import (
    Committee,
    Duty,
    DutyHolder,
    Holder,
    Kpi,
    KpiValue,
    Person,
    Post,
    Relation,
    School,
    Trust,
    record_of,
)
from trustops.models.kpi import Direction, Frequency, Unit
from trustops.models.person import Contract
from trustops.models.school import RelationKind
from trustops.models.succession import DutyKind, DutyLevel
from trustops.quantities.errors import TrustopsError
from trustops.snapshot import Snapshot

TODAY = date(2026, 11, 22)


def records() -> list[Any]:
    return [
        record_of(Trust)(name="Verulam Schools Trust"),
        record_of(Person)(person="P1", name="Ada Bell", site="TRUST", contract=Contract.EXECUTIVE),
        record_of(Post)(post="CEO", title="Chief executive", site="TRUST", critical=5),
        record_of(Holder)(post="CEO", person="P1", from_date=date(2020, 9, 1), import_id=1, source_row=7),
        record_of(Duty)(duty="BANK", title="Approve payments", kind=DutyKind.SIGN_OFF, site="TRUST", critical=3),
        record_of(DutyHolder)(
            duty="BANK", person="P1", level=DutyLevel.LEAD, last_done=date(2026, 10, 1), import_id=1, source_row=4
        ),
        record_of(Committee)(committee="TB", name="Trust board"),
        record_of(Kpi)(
            kpi="ATT01",
            name="Attendance",
            unit=Unit.PERCENT,
            direction=Direction.UP,
            frequency=Frequency.TERMLY,
            owner="CEO",
        ),
    ]


def test_the_worst_come_first_and_every_severity_is_counted() -> None:
    found = findings(Snapshot.of(TODAY, records()))
    levels = [WORST_FIRST.index(each.severity) for each in found.findings]
    assert levels == sorted(levels)
    assert found.counts == {"red": 1, "amber": 3, "note": 3}
    assert found.worst is Severity.RED
    assert len(found.at_or_above(Severity.AMBER)) == 4


def test_an_area_keeps_its_own_and_an_unknown_one_names_those_there_are() -> None:
    snapshot = Snapshot.of(TODAY, records())
    lacking = {"kpis.no_target", "kpis.no_committee", "kpis.no_benchmark", "kpis.not_linked"}
    assert {each.rule for each in findings(snapshot, "kpis").findings} == lacking
    with pytest.raises(TrustopsError, match="the areas are succession, duties, costing, kpis and governance"):
        findings(snapshot, "money")


def test_every_area_has_a_rule_and_an_unknown_rule_names_those_there_are() -> None:
    assert {rule.area for rule in RULES} == set(Area)
    with pytest.raises(TrustopsError, match=r"no rule called “x”; the rules are succession\.statutory_vacant"):
        rule_called("x")


@settings(deadline=None)  # a machine that is busy is no fault
@given(st.permutations(range(8)))
def test_the_same_facts_in_any_order_give_the_same_ids(order: list[int]) -> None:
    rows = records()
    shuffled = findings(Snapshot.of(TODAY, [rows[i] for i in order]))
    assert [each.id for each in shuffled.findings] == [each.id for each in findings(Snapshot.of(TODAY, rows)).findings]


def test_evidence_has_its_place_in_the_file_and_people_can_be_left_out() -> None:
    snapshot = Snapshot.of(TODAY, records(), {1: "trust.xlsx"})
    (duty,) = findings(snapshot, "duties").findings
    assert ("Ada Bell", "trust.xlsx, Duty holders row 4") in [(each.label, each.origin) for each in duty.evidence]
    assert "Ada Bell" not in str(duty.without_people())
    assert duty.acknowledged is None


def test_an_empty_database_has_nothing_to_look_at() -> None:
    found = findings(Snapshot.of(TODAY, []))
    assert (found.findings, found.worst) == ((), None)


def stale_at(*urns: str) -> list[Finding]:
    """What is stale where attendance stopped in the spring of 2026 at some schools of the trust."""
    made: list[Any] = records()
    for row, urn in enumerate(urns, 2):
        made += [
            record_of(School)(urn=urn, name=f"School {urn}"),
            record_of(Relation)(urn=urn, relation=RelationKind.MEMBER, from_date=date(2015, 9, 1)),
            record_of(KpiValue)(
                kpi="ATT01", site=urn, start=date(2026, 1, row), end=date(2026, 3, row), import_id=1, source_row=row
            ),
        ]
    found = findings(Snapshot.of(TODAY, made, {1: "trust.xlsx"}), "kpis")
    return [each for each in found.findings if each.rule == "kpis.stale"]


def test_a_kpi_that_is_stale_at_one_school_is_a_finding_of_that_school() -> None:
    (one,) = stale_at("100001")
    assert one.id == "kpis.stale:ATT01@100001"
    assert [each.origin for each in one.evidence] == ["trust.xlsx, KPI values row 2"]


def test_a_kpi_that_is_stale_everywhere_is_one_finding_with_a_line_a_school() -> None:
    (one,) = stale_at("100002", "100001", "100003")
    assert one.id == "kpis.stale:ATT01"
    assert "at 3 sites" in one.message
    assert [(each.label, each.value) for each in one.evidence] == [
        ("Latest at School 100002", "2 March 2026"),
        ("Latest at School 100001", "3 March 2026"),
        ("Latest at School 100003", "4 March 2026"),
    ]
    assert [each.site for each in one.at_site("100001").evidence] == ["100001"]
