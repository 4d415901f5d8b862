"""Is the example trust's workbook what its tables say, and does it hold the story that the demo tells?"""

import subprocess
import sys
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest

from examples.make_example import example_facts, main
from trustops.costing.from_snapshot import service_cost_of
from trustops.governance.obligations import DutyBook
from trustops.models import (
    SHEETS,
    TRUST_SITE,
    Action,
    Delivery,
    DutyHolder,
    Fact,
    Holder,
    Kind,
    Kpi,
    KpiTarget,
    KpiValue,
    Obligation,
    Paper,
    Person,
    Post,
    School,
    Submission,
    Successor,
    sheet_of,
)
from trustops.models.board import ActionSource, PaperKind
from trustops.models.succession import Readiness
from trustops.quantities.years import AcademicYear
from trustops.snapshot import Snapshot

EXAMPLES = Path(__file__).parents[2] / "examples"
COMMITTED = EXAMPLES / "example-trust.xlsx"
AS_OF = date(2026, 11, 22)


@pytest.fixture(scope="module")
def facts() -> list[Any]:
    return example_facts()


@pytest.fixture(scope="module")
def trust(facts: list[Any]) -> Snapshot:
    return Snapshot.of(AS_OF, facts)


def parts(workbook: Path) -> dict[str, bytes]:
    """A workbook's parts unpacked: zlib builds pack the same bytes differently."""
    with ZipFile(workbook) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_committed_workbook_is_what_the_script_makes(tmp_path: Path) -> None:
    made = tmp_path / "made.xlsx"
    script = [sys.executable, str(EXAMPLES / "make_example.py"), str(made)]
    subprocess.run(script, check=True, cwd=tmp_path)
    assert parts(made) == parts(COMMITTED), "run: python examples/make_example.py examples/example-trust.xlsx"


def test_the_script_gives_the_same_bytes_twice(tmp_path: Path) -> None:
    first, second = tmp_path / "first.xlsx", tmp_path / "second.xlsx"
    assert main([str(first)]) == main([str(second)]) == 0
    assert first.read_bytes() == second.read_bytes()


def test_the_script_says_what_it_needs(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert capsys.readouterr().out.startswith("Say where the workbook is to go")


def test_sheets_and_headings_are_the_models_own() -> None:
    book = openpyxl.load_workbook(COMMITTED, read_only=True)
    assert book.sheetnames == [sheet_of(model).name for model in SHEETS]
    for model in SHEETS:
        heading = next(book[sheet_of(model).name].iter_rows(max_row=1, values_only=True))
        assert list(heading) == [column.label for column in sheet_of(model).columns]


def test_cells_have_the_types_that_people_type() -> None:
    book = openpyxl.load_workbook(COMMITTED)
    agreement = {cell.value: book["Agreements"].cell(9, cell.column) for cell in book["Agreements"][1]}
    assert agreement["From"].is_date
    assert (agreement["Probability"].value, agreement["Probability"].number_format) == (0.4, "0.0%")
    assert agreement["Price per day"].value is None
    assert agreement["URN"].value == 990007
    service = {cell.value: book["Services"].cell(2, cell.column) for cell in book["Services"][1]}
    assert (service["Price per day"].value, service["Price per day"].number_format) == (275, "£#,##0.00")
    marks = {cell.value for cell in book["KPI values"]["E"] if isinstance(cell.value, str)}
    assert marks == {"Value", "SUPP"}


def test_the_size_of_the_trust(trust: Snapshot) -> None:
    assert len(trust.all(Person)) == 60
    assert len(trust.all(Post)) == 45
    assert len([post for post in trust.all(Post) if post.critical]) == 12
    assert len(trust.all(Kpi)) == 25
    assert len(trust.all(School)) == 7
    assert trust.our_schools == ("990001", "990002")


@pytest.mark.parametrize("model", SHEETS, ids=lambda model: model.__name__)
def test_every_key_is_used_once(facts: list[Any], model: type[Fact]) -> None:
    key = sheet_of(model).key
    seen = Counter(tuple(getattr(row, name) for name in key) for row in facts if row.fact is model)
    assert seen, f"the {sheet_of(model).name} sheet is empty"
    assert max(seen.values()) == 1


def test_every_reference_resolves(facts: list[Any]) -> None:
    known = {
        f"{row.fact.__tablename__}.{name}": {getattr(other, name) for other in facts if other.fact is row.fact}
        for row in {row.fact: row for row in facts}.values()
        for name in sheet_of(row.fact).key
    }
    sites = known["school.urn"] | {TRUST_SITE}
    unknown = [
        (row.fact.__name__, column.name, value)
        for row in facts
        for column in sheet_of(row.fact).columns
        for value in _values(row, column.name)
        if (column.refers_to and value not in known[column.refers_to])
        or (column.refers_to_each and value not in known[column.refers_to_each])
        or (column.kind is Kind.SITE and value not in sites)
    ]
    assert unknown == []


def _values(row: Any, name: str) -> tuple[object, ...]:
    value = getattr(row, name)
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (value,)


def test_required_cells_are_filled(facts: list[Any]) -> None:
    empty = [
        (row.fact.__name__, column.name)
        for row in facts
        for column in sheet_of(row.fact).columns
        if column.required and getattr(row, column.name) in (None, "")
    ]
    assert empty == []


def test_nothing_is_known_before_it_happened(facts: list[Any], trust: Snapshot) -> None:
    assert sum(len(trust.all(model)) for model in SHEETS) == len(facts)


def test_each_person_works_and_each_post_is_held_within_the_dates_of_the_person(facts: list[Any]) -> None:
    people = {row.person: row for row in facts if row.fact is Person}
    for row in facts:
        if row.fact is Holder:
            assert row.from_date >= people[row.person].started
            leaving = people[row.person].leaving
            assert leaving is None or row.to_date == leaving


def test_the_officer_is_in_one_school_a_day_on_school_days(trust: Snapshot) -> None:
    days = Counter(row.on_date for row in trust.all(Delivery))
    assert max(days.values()) == 1
    assert all(day.weekday() < 5 for day in days)
    year = [day for day in days if AcademicYear.containing(day) == AcademicYear(2025)]
    assert 130 <= len(year) <= 139


@pytest.mark.parametrize(
    ("year", "sold", "total", "net", "saving"),
    [
        ("2025/26", "63", "41216.29", "23891.29", "-2611.29"),
        ("2026/27", "89", "41380.09", "16905.09", "4374.91"),
    ],
)
def test_the_attendance_service_is_the_worked_example(
    trust: Snapshot, year: str, sold: str, total: str, net: str, saving: str
) -> None:
    """Fixed 40,340.59 + 6.30 a delivered day; 76 days for members; sold at 275; bought in at 280."""
    cost = service_cost_of(trust, "ATTEND", AcademicYear.parse(year))
    assert (cost.fixed_cost, cost.member_days) == (Decimal("40340.59"), Decimal(76))
    assert (cost.sold_days, cost.total_cost) == (Decimal(sold), Decimal(total))
    assert (cost.net_cost, cost.saving) == (Decimal(net), Decimal(saving))


def values(trust: Snapshot, kpi: str, site: str) -> list[Decimal | None]:
    rows = [row for row in trust.all(KpiValue) if (row.kpi, row.site) == (kpi, site)]
    return [row.value for row in sorted(rows, key=lambda row: row.start)]


def test_an_agencys_cost_is_red_twice_with_no_action(trust: Snapshot) -> None:
    latest = values(trust, "PEO06", "990002")[-2:]
    target = trust.one(KpiTarget, "PEO06", "990002", date(2023, 9, 1))
    assert target is not None
    assert all(value is not None and value > target.target + Decimal("0.5") for value in latest)
    assert {row.source_code for row in trust.all(Action) if row.source is ActionSource.KPI} == {"PEO09", "ATT04"}


def test_the_founders_attendance_responds_to_the_officer(trust: Snapshot) -> None:
    seen = [value for value in values(trust, "ATT01", "990001") if value is not None]
    before, since = seen[:12], seen[12:]
    mean = sum(before) / 12
    assert len(since) == 7
    assert all(value > mean for value in since)
    assert before[-1] < mean, "the run of seven begins with the officer"


def test_values_agree_with_their_counts(trust: Snapshot) -> None:
    for row in trust.all(KpiValue):
        if row.numerator is not None and row.denominator is not None:
            scale = 1 if row.kpi == "PEO04" else 100
            assert row.value == (row.numerator * scale / row.denominator).quantize(Decimal("0.01"))


def test_kingsmead_is_late_and_some_values_are_missing(trust: Snapshot) -> None:
    assert len(values(trust, "ATT01", "990001")) == 19
    assert len(values(trust, "ATT01", "990002")) == 18
    assert len(values(trust, "SAF02", "990001")) == 18
    assert [row.not_published for row in trust.all(KpiValue) if row.not_published] == ["SUPP"]


def test_the_gaps_in_the_kpis(trust: Snapshot) -> None:
    kpis = trust.all(Kpi)
    with_target = {row.kpi for row in trust.all(KpiTarget)}
    reported = {row.code for row in trust.all(Paper) if row.kind is PaperKind.KPI}
    assert [row.kpi for row in kpis if row.kpi not in with_target] == ["PEO07"]
    assert [row.kpi for row in kpis if row.owner is None] == ["INC06"]
    assert [row.kpi for row in kpis if row.committee is None] == ["PUP01"]
    assert [row.kpi for row in kpis if row.committee and row.kpi not in reported] == ["ATT06"]


def test_the_gaps_in_succession(trust: Snapshot) -> None:
    ready = [row for row in trust.all(Successor) if row.readiness is Readiness.READY_NOW]
    critical = {post.post for post in trust.all(Post) if post.critical}
    held = Counter(row.person for row in trust.holders if row.post in critical)
    assert [person for person, posts in held.items() if posts > 1] == ["V104"]
    assert critical - {row.post for row in trust.holders} == {"K-SENCO"}
    assert [person for person, named in Counter(row.person for row in ready).items() if named > 2] == ["V202"]
    assert {"CEO", "CFO", "ATO"} <= critical - {row.post for row in ready}
    only = Counter(row.duty for row in trust.all(DutyHolder))
    chief = [row.duty for row in trust.all(DutyHolder) if row.person == "V101" and only[row.duty] == 1]
    assert chief == ["AO-STATEMENT", "BANK-APPROVE", "DFE-APPROVER", "PAYROLL-APPROVE"]


def test_obligations_are_the_calendars_own_but_for_one(trust: Snapshot) -> None:
    catalogue = {duty.id for duty in DutyBook.published().duties}
    own = [row.obligation for row in trust.all(Obligation) if row.obligation not in catalogue]
    assert own == ["VST-SERVICES"]
    kept = {row.obligation for row in trust.all(Obligation)}
    assert {row.obligation for row in trust.all(Submission)} <= kept
    assert {row.code for row in trust.all(Paper) if row.kind is PaperKind.OBLIGATION} <= kept


def test_addresses_are_fictional(trust: Snapshot) -> None:
    assert all((person.email or "").endswith("@verulam.example.org") for person in trust.all(Person))
    assert all((person.email or "").isascii() for person in trust.all(Person))
    assert all((school.contact_email or "").endswith(".example.org") for school in trust.all(School))
