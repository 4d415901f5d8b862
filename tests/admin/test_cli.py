"""The command line is a public contract: its keys, its exit codes, and one plain sentence for whatever goes wrong."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from admin.cli import COMMANDS, main
from tests.importers.books import SCHOOLS, book

AS_OF = ("--as-of", "2026-11-22")


def run(instance: Path, *arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["--instance", str(instance), *map(str, arguments)], catch_exceptions=False)


def answer(instance: Path, *arguments: str | Path, code: int = 0) -> Any:
    result = run(instance, *arguments, "--json")
    assert result.exit_code == code, result.output
    return json.loads(result.stdout)


@pytest.fixture(scope="module")
def trust(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance that holds the example trust."""
    instance = tmp_path_factory.mktemp("instance")
    example = Path(__file__).parents[2] / "examples" / "example-trust.xlsx"
    assert run(instance, "init").exit_code == 0
    imported = answer(instance, "import", example)
    assert set(imported) >= {"file", "sha256", "sheets", "problems", "accepted", "import_id"}
    assert set(imported["sheets"][0]) == {"sheet", "rows", "new", "changed", "same", "refused", "deleted"}
    assert (imported["accepted"], imported["import_id"]) == (True, 1)
    return instance


def test_the_service_costs_what_the_worked_example_says(trust: Path) -> None:
    cost = answer(trust, "service", "cost", "ATTEND", "--year", "2026/27")
    assert set(cost) >= {
        *("service", "academic_year", "employment", "non_pay", "management", "overhead", "fixed_cost"),
        *("variable_per_day", "capacity", "member_days", "sold_days", "sellable_days", "delivered_days"),
        *("utilisation", "full_cost_rate", "marginal_rate", "price", "contribution_per_day", "margin_pct"),
        *("break_even", "total_cost", "income", "net_cost", "net_per_member_day", "alternative_cost", "saving"),
        *("recovery_pct", "largest_client_share", "client_hhi", "flags", "working"),
    }
    assert set(cost["employment"]) >= {"gross", "employer_ni", "pension", "levy", "total"}
    assert set(cost["capacity"]) >= {
        *("contracted", "inset", "training", "sickness", "supervision", "admin_and_travel", "chargeable")
    }
    for meaning in ("members_full_cost", "members_alternative", "members_free"):
        assert set(cost["break_even"][meaning]) >= {"days_exact", "days", "feasible", "price"}
    assert (cost["full_cost_rate"], cost["total_cost"], cost["saving"]) == ("250.79", "41380.09", "4374.91")
    assert cost["break_even"]["members_full_cost"]["days"] == "81"
    assert cost["flags"] == ["CLIENT_CONCENTRATION"]
    year_before = answer(trust, "service", "cost", "ATTEND", "--year", "2025/26")
    assert (year_before["net_cost"], year_before["saving"]) == ("23891.29", "-2611.29")


def test_what_if_changes_are_made(trust: Path) -> None:
    clients = answer(trust, "service", "cost", "ATTEND", "--year", "2026/27")["clients"]
    largest = max(clients, key=lambda client: float(client["amount"]))["buyer"]["urn"]
    lost = answer(trust, "service", "cost", "ATTEND", "--year", "2026/27", "--what-if", f"drop_client={largest}")
    assert lost["net_cost"] == "23891.29"
    assert run(trust, "service", "cost", "ATTEND", "--what-if", "colour=red").exit_code == 2


def test_succession_and_notice(trust: Path) -> None:
    view = answer(trust, "succession", *AS_OF)
    assert set(view) >= {
        *("as_of", "critical_posts", "cover", "filled", "of", "assignment", "uncovered"),
        *("resilience_number", "weakest_set", "double_counted"),
    }
    assert set(next(iter(view["cover"].values()))) >= {"holder", "ready_now", "ready_in_1_year", "outside"}
    assert (view["filled"], view["of"], view["resilience_number"]) == (10, 12, -1)
    assert {"person", "posts", "bench_fraction"} <= set(view["double_counted"][0])
    assert {"readings", "named_coverage", "horizons", "by_site", "by_role", "drops_on", "lapses"} <= set(view)
    assert [view["readings"][each]["filled"] for each in ("strict", "acting")] == [10, 11]
    assert list(view["horizons"]) == ["now", "in 1 year", "in 2–3 years", "with emergency cover"]
    assert view["single_points"][0]["why"].startswith("Chief executive and accounting officer is a single point")
    assert [each["term"] for each in view["trend"]][-1] == "today"
    gone = answer(trust, "succession", "--without", view["cover"]["CEO"]["holder"], *AS_OF)
    assert "CEO" in gone["uncovered"]
    notice = answer(trust, "succession", "notice", "--rule", "teacher", "--given", "2025-11-01")
    assert (notice["rule"], notice["given"], notice["leaves"]) == ("teacher", "2025-11-01", "2026-04-30")


def test_kpis(trust: Path) -> None:
    view = answer(trust, "kpi", "show", "ATT01", "--site", "990001", *AS_OF)
    assert set(view) >= {
        *("kpi", "site", "unit", "direction", "points", "mean", "lower", "upper", "near_lower", "near_upper"),
        *("baseline_points", "trial", "variation", "assurance", "target", "rag", "benchmark"),
    }
    assert set(view["points"][0]) >= {"start", "end", "value", "status", "flags", "type"}
    assert (view["variation"], view["baseline_points"], view["trial"]) == ("improvement", 12, False)
    assert "shift" in view["points"][-1]["flags"]
    rows = answer(trust, "kpi", "list", *AS_OF)
    assert len(rows) == 25
    [attendance] = [row for row in rows if row["kpi"] == "ATT01"]
    assert (attendance["judged"], attendance["variation"]) == (False, None)  # one of its two schools is not in yet


def test_one_value_has_no_limits(tmp_path: Path) -> None:
    kpis = {
        "KPIs": [["KPI", "Name", "Unit", "Direction", "Frequency"], ["X1", "Late buses", "number", "down", "annual"]]
    }
    values = [["KPI", "Site", "Start", "End", "Value"], ["X1", "TRUST", "2024-09-01", "2025-08-31", "7"]]
    assert run(tmp_path, "init").exit_code == 0
    result = run(tmp_path, "import", book(tmp_path / "one.xlsx", {**kpis, "KPI values": values}))
    assert result.exit_code == 0, result.output
    assert "Mean 7.00, no limits from 1 value; no target." in run(tmp_path, "kpi", "show", "X1", *AS_OF).output


def test_the_calendar_and_its_file(trust: Path, tmp_path: Path) -> None:
    items = answer(trust, "calendar", "--year", "2025/26", "--ics", tmp_path / "owed.ics", *AS_OF)
    keys = {"id", "title", "due", "status", "owner_role", "recipient", "rule", "source", "confidence"}
    assert all(keys <= set(item) for item in items)
    assert {item["due"] for item in items if item["id"] == "fin.bfr"} == {"2026-09-24"}
    assert (tmp_path / "owed.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")


def test_findings_and_their_exit_code(trust: Path) -> None:
    found = answer(trust, "findings", *AS_OF, code=1)
    assert set(found) == {"as_of", "counts", "findings"}
    assert set(found["findings"][0]) >= {
        *("id", "rule", "severity", "area", "subject", "message", "evidence"),
        *("why", "remedy", "source", "since", "acknowledged"),
    }
    assert sum(found["counts"].values()) == len(found["findings"])
    assert [each["severity"] for each in found["findings"]] == sorted(
        (each["severity"] for each in found["findings"]), key=["red", "amber", "note"].index
    )
    assert answer(trust, "findings", "--area", "costing", *AS_OF)["counts"]["red"] == 0


def test_every_rule_and_rate_explains_itself(trust: Path) -> None:
    for rule in answer(trust, "rules"):
        assert run(trust, "rules", rule["id"]).stdout.count("\n") >= 4
    for rate in answer(trust, "rates"):
        assert rate["steps"][0]["source"]
        assert run(trust, "rates", rate["id"]).exit_code == 0
    early = answer(trust, "rates", "employer_ni_rate", "--as-of", "1999-01-01")
    assert early[0]["value"] is None, "a day before the first step is unknown, never the nearest value"


def test_export_template_and_doctor(trust: Path, tmp_path: Path) -> None:
    assert answer(trust, "export", tmp_path / "out.xlsx")["rows"] > 1_000
    assert run(trust, "export", tmp_path / "out.xlsx").exit_code == 2, "an existing file is not replaced unasked"
    again = answer(trust, "import", tmp_path / "out.xlsx")
    assert [sheet for sheet in again["sheets"] if sheet["rows"] != sheet["same"]] == []
    assert run(trust, "template", tmp_path / "blank.xlsx").exit_code == 0
    assert all(check["fine"] for check in answer(trust, "doctor")["checks"])


def test_the_demo_answers_the_one_question(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["demo", "--no-serve", "--dir", str(tmp_path / "demo")], catch_exceptions=False)
    assert result.exit_code == 0
    for part in (
        "Verulam Schools Trust, as of 22 November 2026",
        "a day costs £250.79 in full over 165 days",
        "81 sold days cover it",
        "is the only one able to do 4 duties",
        "Management accounts to the chair",
        "Attendance at Watling Park rose from",
    ):
        assert part in result.stdout
    again = CliRunner().invoke(main, ["demo", "--no-serve", "--dir", str(tmp_path / "demo")], catch_exceptions=False)
    assert again.stdout.splitlines()[:-3] == result.stdout.splitlines()[:-3]


def test_every_command_takes_json_and_has_help() -> None:
    for command in COMMANDS:
        shown = CliRunner().invoke(main, [str(command.name), "--help"]).stdout
        assert "Usage:" in shown
        subcommands = getattr(command, "commands", {})
        for name in subcommands:
            shown += CliRunner().invoke(main, [str(command.name), name, "--help"]).stdout
        assert "--json" in shown, command.name


def test_an_empty_trust_answers_everything(tmp_path: Path) -> None:
    run(tmp_path, "init")
    assert answer(tmp_path, "kpi", "list") == []
    assert answer(tmp_path, "succession")["resilience_number"] is None
    assert answer(tmp_path, "findings")["counts"]["red"] == 0
    assert len(answer(tmp_path, "calendar")) > 50
    assert run(tmp_path, "doctor").exit_code == 1


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["service", "cost", "NONE"], "There is no service NONE"),
        (["service", "cost", "ATTEND", "--year", "2035/36"], "is not known in 2035/36"),
        (["kpi", "show", "NONE"], "NONE"),
        (["kpi", "show", "ATT01", "--site", "123456"], "123456"),
        (["succession", "--without", "NOBODY"], "NOBODY"),
        (["succession", "cascade", "NONE"], "“NONE” is not a post of this trust"),
        (["succession", "cascade", "CEO", "--without", "NOBODY"], "“NOBODY” is not a person of this trust"),
        (["succession", "cascade"], "Say which posts fall vacant"),
        (["findings", "--area", "weather"], "There is no area of findings called “weather”"),
        (["rules", "none"], "There is no rule called “none”"),
        (["rates", "none"], "none"),
        (["import", "no-such-file.xlsx"], "There is no file no-such-file.xlsx"),
        (["import", "."], "is a folder; give the name of a file in it"),
        (["import", "x.xlsx", "--as", "crystal-ball"], ""),
        (["calendar", "--ics", "/no/such/folder/x.ics"], "cannot be written"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_exit_2(trust: Path, arguments: list[str], sentence: str) -> None:
    result = run(trust, *arguments)
    assert result.exit_code == 2
    assert sentence in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert result.stdout == ""


def test_a_cascade_and_the_vacancies(trust: Path) -> None:
    found = answer(trust, "succession", "cascade", "W-HEAD", *AS_OF)
    assert set(found) == {"cascade", "flags", "cost"}
    assert [(move["from_post"], move["to_post"]) for move in found["cascade"]["moves"]] == [("W-DHP", "W-HEAD")]
    assert [gap["post"] for gap in found["cascade"]["gaps"]] == ["W-DHP"]
    assert (found["cost"]["allowances"], found["cost"]["saving"]) == ("10500.00", "36333.33")
    said = run(trust, "succession", "cascade", "--without", "V201", *AS_OF)
    assert "1 move inside fills Headteacher, Watling Park." in said.output

    coming = answer(trust, "succession", "vacancies", *AS_OF)
    assert [(each["post"], each["from"]) for each in coming["vacancies"]] == [
        ("K-SENCO", "2026-09-01"),
        ("ITM", "2027-01-01"),
    ]
    said = run(trust, "succession", "vacancies", *AS_OF)
    assert said.output.startswith("1 post is vacant today, and 1 more falls vacant in the next 24 months.")
    assert "Ellery" not in said.output


def test_headings_are_found_wherever_they_are(trust: Path, tmp_path: Path) -> None:
    low = book(tmp_path / "low.xlsx", {"Schools": [("Schools",), *[(None,)] * 5, *SCHOOLS[1]]})
    result = run(trust, "import", low, "--dry-run")
    assert result.exit_code == 0, result.output
    assert "Preview only" in result.stdout


def test_an_import_is_listed_undone_and_done_again(tmp_path: Path) -> None:
    assert run(tmp_path, "init").exit_code == 0
    schools = book(tmp_path / "schools.xlsx", dict([SCHOOLS]))
    assert run(tmp_path, "import", schools).exit_code == 0
    (listed,) = json.loads(run(tmp_path, "imports", "--json").stdout)
    assert (listed["id"], listed["file"], listed["undone_by"]) == (1, "schools.xlsx", None)
    assert "nothing was changed" in run(tmp_path, "undo", "1", "--dry-run").stdout
    undone = json.loads(run(tmp_path, "undo", "1", "--json").stdout)
    assert (undone["sheets"][0]["sheet"], undone["undone_as"], undone["conflicts"]) == ("Schools", 2, [])
    assert "Undone as import 3" in run(tmp_path, "undo", "2").stdout
    assert "0 new rows" not in run(tmp_path, "import", schools).stdout
    gone = run(tmp_path, "undo", "99")
    assert (gone.exit_code, gone.stdout) == (2, "")
    assert "There is no import 99" in gone.stderr


def test_a_question_is_answered_on_the_command_line(tmp_path: Path) -> None:
    assert run(tmp_path, "init").exit_code == 0
    ours = book(tmp_path / "ours.xlsx", {"Committees": [("Committee", "Title of it"), ("TB", "Trust board")]})
    asked = run(tmp_path, "import", ours)
    assert asked.exit_code == 2
    assert '--choose "Committees:Title of it=" and after the = one of name, confidential' in asked.stderr
    assert run(tmp_path, "import", ours, "--choose", "Committees:Title of it=name").exit_code == 0
    assert run(tmp_path, "import", ours).exit_code == 0, "what was chosen is remembered"
    assert run(tmp_path, "import", ours, "--choose", "nonsense").exit_code == 2


def test_files_that_are_no_workbook_change_nothing(trust: Path, tmp_path: Path) -> None:
    (tmp_path / "list.xlsx").write_text("URN,Name\n990001,Founder\n")
    book(tmp_path / "empty.xlsx", {"Sheet1": []})
    expected = {"list.xlsx": "plain text, such as a CSV file", "empty.xlsx": "is an empty file"}
    for name, sentence in expected.items():
        result = run(trust, "import", tmp_path / name)
        assert (result.exit_code, result.stdout) == (2, "")
        assert sentence in result.stderr


def test_a_password_is_asked_to_be_removed(trust: Path, tmp_path: Path) -> None:
    import msoffcrypto
    from msoffcrypto.format.ooxml import OOXMLFile

    assert msoffcrypto
    plain = book(tmp_path / "plain.xlsx", dict([SCHOOLS]))
    with plain.open("rb") as source, (tmp_path / "locked.xlsx").open("wb") as target:
        OOXMLFile(source).encrypt("secret", target)
    result = run(trust, "import", tmp_path / "locked.xlsx")
    assert result.exit_code == 2
    assert "is protected by a password: remove the password in Excel and save it again" in result.stderr


def test_refused_rows_are_exit_1_and_nothing_is_imported(trust: Path, tmp_path: Path) -> None:
    bad = book(tmp_path / "bad.xlsx", {"Schools": [SCHOOLS[1][0], (990091, "New", "primary"), (1, "Bad", "primary")]})
    report = answer(trust, "import", bad, code=1)
    assert (report["accepted"], report["problems"][0]["cell"]) == (False, "A3")
    said = run(trust, "import", bad)
    assert "Nothing was imported, because 1 row was refused" in said.stdout


def test_without_a_database_every_command_says_how_to_make_one(tmp_path: Path) -> None:
    result = run(tmp_path / "none", "findings")
    assert (result.exit_code, "run `trustops init`" in result.stderr) == (2, True)
    assert not (tmp_path / "none").exists()


def as_an_ordinary_user(*command: str | Path) -> "subprocess.CompletedProcess[str]":
    """Run a command without root's right to write where the permissions say no."""
    drop = ["setpriv", "--bounding-set=-dac_override"] if os.geteuid() == 0 else []
    return subprocess.run([*drop, *map(str, command)], capture_output=True, text=True, check=False)


def test_a_read_only_folder_is_said_and_nothing_changes(tmp_path: Path, example: Path) -> None:
    program = Path(sys.executable).parent / "trustops"
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o500)
    made = as_an_ordinary_user(program, "--instance", folder, "init")
    assert (made.returncode, made.stdout) == (2, "")
    assert "cannot be written: you may not change that file or its folder. Nothing was changed." in made.stderr
    folder.chmod(0o700)
    as_an_ordinary_user(program, "--instance", folder, "init")
    before = (folder / "trustops.db").read_bytes()
    folder.chmod(0o500)
    refused = as_an_ordinary_user(program, "--instance", folder, "import", example)
    assert (refused.returncode, len(refused.stderr.strip().splitlines())) == (2, 1)
    assert "Nothing was changed" in refused.stderr
    assert (folder / "trustops.db").read_bytes() == before


def test_a_fault_of_our_own_is_a_sentence_too(trust: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr("trustops.findings.run.findings_of", broken)
    result = run(trust, "findings")
    assert result.exit_code == 2
    assert "Something went wrong inside trustops; it is our fault" in result.stderr
    assert "boom" not in result.stderr


def test_help_loads_nothing_heavy() -> None:
    script = (
        "import sys; sys.argv = ['trustops', '--help']\n"
        "from admin.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'sqlalchemy', 'pandas', 'flask', 'marshmallow', 'alembic', 'xlsxwriter', 'pathlib'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_column_of_choices_is_described_with_them_and_with_its_help(trust: Path) -> None:
    said = " ".join(run(trust, "describe", "Schools").stdout.split())
    assert (
        "School type choice public academy, maintained, independent, council, other. A free school is an academy"
        in said
    )
