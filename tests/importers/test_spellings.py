"""Is a figure the same however it is written, and is a return with very many errors still one a person can read?"""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from admin.cli import main
from importers.bring import Options, import_file
from importers.cells import AsPercent, amount, day, kpi_number, number, percent, squeezed_number
from importers.reader import Percent
from tests.importers.gallery import active, documents, headers, identities, markup, shapes, text_files
from tests.importers.gallery.case import Case, Refused

pence = st.integers(-(10**13), 10**13)
figures = st.decimals(-(10**9), 10**9, places=4)
shares = st.decimals(0, Decimal("0.9999"), places=4)
days = st.dates(date(1900, 1, 1), date(2199, 12, 31))

SPACES = ("\u00a0", "\u202f", " ", "\u2009")


def spellings(value: Decimal, places: int) -> list[str]:
    """Every accepted way to write a figure."""
    plain, grouped = f"{value:.{places}f}", f"{value:,.{places}f}"
    spaced = [grouped.replace(",", space) for space in SPACES]
    return [plain, grouped, f"  {plain} ", f"\u00a0{grouped}\u00a0", plain.replace("-", "−"), *spaced]


@given(pence)
def test_an_amount_is_the_same_however_it_is_written(value: int) -> None:
    pounds = Decimal(value).scaleb(-2)
    sign, size = ("-" if value < 0 else ""), f"{abs(pounds):,.2f}"
    written = [*spellings(pounds, 2), f"{sign}£{size}", f"{sign}£ {size}"]
    written += [f"({size})", f"(£{size})"] if value < 0 else [f"£{size}"]
    assert {amount(text) for text in written} == {value}
    assert amount(float(pounds)) == value


@given(figures)
def test_a_figure_is_the_same_however_it_is_written(value: Decimal) -> None:
    assert {number(text) for text in spellings(value, 4)} == {value}
    assert {kpi_number(text) for text in spellings(value, 4)} == {value}
    assert kpi_number(f"{value}%") == kpi_number(f" {value} % ") == AsPercent(value)


@given(shares)
def test_a_share_is_the_same_with_its_sign_or_its_format(value: Decimal) -> None:
    in_hundred = value.scaleb(2)
    assert percent(f"{in_hundred}%") == percent(f"{in_hundred} %") == percent(str(value)) == value
    assert percent(Percent(float(value))) == percent(float(value)) == value


@given(days)
def test_a_day_is_the_same_however_it_is_written(value: date) -> None:
    written = ("%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%Y-%m-%d", "%d %b %Y", "%d %B %Y", "%d-%b-%Y")
    texts = [value.strftime(form) if value.year > 999 else value.isoformat() for form in written]
    texts.append(f"{value.day}/{value.month}/{value.year}")
    assert {day(text) for text in texts} == {value}


@given(st.text("0123456789 ,.£-", max_size=9))
def test_spaces_never_join_two_numbers(text: str) -> None:
    left = squeezed_number(text)
    joined = [len(piece) for piece in text.split() if piece.isdigit()]
    if len(joined) == len(text.split()) > 1 and any(length != 3 for length in joined[1:]):
        assert " " in left


def many_errors(path: Path, rows: int, bad: int) -> Path:
    """A return of KPI values, the first ``bad`` of which have something wrong."""
    wrong = ("n/k", "#REF!", "1e5", "0,97", "twelve")
    with xlsxwriter.Workbook(path) as book:
        kpis, page = book.add_worksheet("KPIs"), book.add_worksheet("KPI values")
        kpis.write_row(0, 0, ("KPI", "Name", "Unit", "Direction", "Frequency"))
        kpis.write_row(1, 0, ("ATT01", "Attendance", "percent", "up", "weekly"))
        page.write_row(0, 0, ("KPI", "Site", "Start", "End", "Value"))
        form = book.add_format({"num_format": "dd/mm/yyyy"})
        for n in range(rows):
            on = date(1990, 1, 1) + timedelta(days=n)
            page.write_row(n + 1, 0, ("ATT01", "TRUST"))
            page.write_datetime(n + 1, 2, on, form)
            page.write_datetime(n + 1, 3, on, form)
            page.write(n + 1, 4, wrong[n % len(wrong)] if n < bad else 93.1)
    return path


def test_three_thousand_errors_are_a_few_groups(sqlite: Engine, tmp_path: Path) -> None:
    path = many_errors(tmp_path / "return.xlsx", 10_000, 3_000)
    report = import_file(sqlite, path, Options(dry_run=True))
    assert report.refused == 3_000
    assert len(report.groups) <= 5
    assert sum(group.count for group in report.groups) == 3_000
    assert all(len(group.examples) <= 3 for group in report.groups)


def test_the_command_line_shows_the_first_errors_and_counts_the_rest(tmp_path: Path) -> None:
    path = many_errors(tmp_path / "return.xlsx", 400, 300)
    run(tmp_path, "init")
    said = run(tmp_path, "import", path)
    for times in (180, 60):
        assert f"{times} times in KPI values, Value, such as:" in said.output
    assert "because 300 rows were refused" in said.output
    assert len(said.output.splitlines()) < 60
    assert said.exit_code == 1


def sample() -> list[Case]:
    """Two refused files of several families."""
    families = (shapes, markup, active, headers, identities, text_files, documents)
    return [case for f in families for case in [each for each in f.cases() if isinstance(each.expected, Refused)][:2]]


def run(instance: Path, *words: str | Path) -> Result:
    return CliRunner().invoke(main, ["--instance", str(instance), *map(str, words)], catch_exceptions=False)


@pytest.fixture(scope="module")
def instance(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("instance")
    run(folder, "init")
    return folder


@pytest.mark.parametrize("case", sample(), ids=lambda case: case.file)
def test_the_command_line_says_the_same_sentence(case: Case, instance: Path, tmp_path: Path) -> None:
    path = tmp_path / case.file
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(case.make())
    result = run(instance, "import", path)
    assert result.exit_code == 2
    assert isinstance(case.expected, Refused)
    assert case.expected.words in result.output
    assert "Traceback" not in result.output
