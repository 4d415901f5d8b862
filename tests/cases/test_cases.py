"""Does every rule find what its cases say, leave alone what they say, and explain itself?"""

import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from trustops.findings.catalogue import RULES, rule_called
from trustops.findings.model import Rule
from trustops.findings.picture import Picture
from trustops.findings.run import raised_by
from trustops.models import SHEETS, record_of, sheet_of
from trustops.models.facts import SheetColumn
from trustops.models.kinds import Kind
from trustops.snapshot import Snapshot

HERE = Path(__file__).parent
MODELS = {sheet_of(model).name: model for model in SHEETS}


@dataclass(frozen=True)
class Case:
    rule: str
    when: str
    finds: list[str]
    snapshot: Snapshot


def typed(column: SheetColumn, value: Any) -> Any:
    """A value of a case file as the column holds it."""
    if column.choices:
        return column.choices(value)
    if isinstance(value, list):
        return tuple(value)
    if column.kind in (Kind.NUMBER, Kind.PERCENT):
        return Decimal(value)
    return value


def record(sheet: str, row: dict[str, Any]) -> Any:
    """A row of a case file as a record; a column without a label (a mark) is taken as it is."""
    columns = {column.name: column for column in sheet_of(MODELS[sheet]).columns}
    given = {name: typed(columns[name], value) if name in columns else value for name, value in row.items()}
    return record_of(MODELS[sheet])(**given)


def keyed(tables: dict[str, list[dict[str, Any]]]) -> dict[tuple[Any, ...], Any]:
    """Records by sheet and natural key, so that a case's row replaces the one that is given."""
    found = {}
    for sheet, rows in tables.items():
        key = sheet_of(MODELS[sheet]).key
        for row in rows:
            made = record(sheet, row)
            found[sheet, *(getattr(made, name) for name in key)] = made
    return found


def cases_of(path: Path) -> list[Case]:
    file = tomllib.loads(path.read_text("utf-8"), parse_float=Decimal)
    included = HERE / "given" / f"{file['include']}.toml" if "include" in file else None
    base = tomllib.loads(included.read_text("utf-8"), parse_float=Decimal)["given"] if included else {}
    given = keyed(base) | keyed(file.get("given", {}))
    return [case_of(path.stem, file["as_of"], given, each) for each in file["case"]]


def case_of(rule: str, as_of: date, given: dict[tuple[Any, ...], Any], case: dict[str, Any]) -> Case:
    own = keyed({name: rows for name, rows in case.items() if name not in ("when", "finds")})
    return Case(rule, case["when"], case["finds"], Snapshot.of(as_of, (given | own).values()))


CASES = [case for path in sorted(HERE.glob("*.toml")) for case in cases_of(path)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}: {case.when}")
def test_a_rule_finds_what_its_case_says(case: Case) -> None:
    found = list(raised_by(rule_called(case.rule), Picture(case.snapshot)))
    assert [finding.message for finding in found] == case.finds


@pytest.mark.parametrize("case", [case for case in CASES if case.finds], ids=lambda case: f"{case.rule}: {case.when}")
def test_what_is_found_has_evidence_and_an_id_of_its_own(case: Case) -> None:
    found = list(raised_by(rule_called(case.rule), Picture(case.snapshot)))
    assert all(finding.evidence for finding in found)
    assert len({finding.id for finding in found}) == len(found)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_has_cases_of_both_kinds_and_explains_itself(rule: Rule) -> None:
    own = [case for case in CASES if case.rule == rule.id]
    assert any(case.finds for case in own), "no case that is flagged"
    assert any(not case.finds for case in own), "no case that is left alone"
    for words in (rule.title, rule.why, rule.remedy, rule.source):
        assert words.strip()
    assert rule.why.endswith(".")
    assert rule.remedy.endswith(".")
    assert rule.id.split(".")[0] == rule.area


def test_no_message_names_a_person() -> None:
    for case in CASES:
        names = {name for row in case.snapshot.all(MODELS["People"]) for name in (row.name, row.person)}
        for finding in raised_by(rule_called(case.rule), Picture(case.snapshot)):
            shown = finding.without_people()
            public = [shown.id, shown.message, shown.subject.name, *(each.value for each in shown.evidence)]
            assert not [words for words in public for name in names if name in words]


def test_rule_ids_are_told_apart() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
    assert {path.stem for path in HERE.glob("*.toml")} == {rule.id for rule in RULES}
