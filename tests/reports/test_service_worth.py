"""What an extra day in school cost, beside the nation's; and agreements that make every figure of a service wrong."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from reports.service_decisions import decisions_of
from reports.services import agreements_to_mend
from trustops.models import Agreement, Benchmark, SchoolYear, record_of
from trustops.models.school import Phase
from trustops.quantities.years import AcademicYear
from trustops.snapshot import Snapshot

D = Decimal
YEAR = AcademicYear(2026)


def with_rows(trust: Snapshot, *rows: Any) -> Snapshot:
    kind = rows[0].fact
    return replace(trust, tables={**trust.tables, kind: [*trust.all(kind), *rows]})


def worth(trust: Snapshot) -> tuple[str, tuple[str, ...]]:
    found = next(each for each in decisions_of(trust, "ATTEND", YEAR) if each.key == "worth")
    return found.sentence, found.notes


def test_each_day_gained_has_its_part_of_the_net_cost(trust: Snapshot) -> None:
    sentence, notes = worth(trust)
    assert sentence == (
        "Since it began our schools’ pupils are in school 4,522.5 days a year more, "
        "which is £3.74 of net cost for each."
    )
    assert notes[1] == (
        "What secondary schools did in the same time is not known; add both years to the Benchmarks sheet."
    )
    assert notes[-1] == "This shows what happened together, not what caused it."


def test_the_nations_movement_stands_beside_it(trust: Snapshot) -> None:
    since = record_of(Benchmark)(
        kpi="ATT01", phase=Phase.SECONDARY, start=date(2025, 9, 1), end=date(2026, 8, 31), value=D("93.6"), source="DfE"
    )
    _, notes = worth(with_rows(trust, since))
    assert "In the same time secondary schools everywhere went from 93.1 % to 93.6 %." in notes


def test_a_school_whose_pupils_are_not_known_is_left_out_by_name(trust: Snapshot) -> None:
    rows = [row for row in trust.all(SchoolYear) if (row.urn, row.year) != ("990002", "2026/27")]
    _, notes = worth(replace(trust, tables={**trust.tables, SchoolYear: rows}))
    assert notes[0] == "Left out, as its pupils or its attendance before and since are not known: Kingsmead."


def test_a_service_that_is_not_about_attendance_is_not_asked(trust: Snapshot) -> None:
    assert "worth" not in [each.key for each in decisions_of(trust, "ICT", YEAR)]


def test_an_overlap_is_said_of_the_service_and_year_that_it_spoils(trust: Snapshot) -> None:
    assert agreements_to_mend(trust, "ATTEND", YEAR) == ()
    twice: Any = next(row for row in trust.all(Agreement) if row.agreement == "ATT-P1")
    again = with_rows(trust, twice._replace(agreement="ATT-P1B"))
    (said,) = agreements_to_mend(again, "ATTEND", YEAR)
    assert "ATT-P1 and ATT-P1B of Pondfield are both for ATTEND" in said
    assert agreements_to_mend(again, "ICT", YEAR) == ()
    assert agreements_to_mend(again, "ATTEND", AcademicYear(2024)) == ()
