"""The library in a notebook: short names, no database, nothing heavy loaded."""

import subprocess
import sys

import pytest

import trustops

SCRIPT = """
import sys
import trustops
assert not {"trustops.costing", "sqlalchemy"} & set(sys.modules)
from decimal import Decimal
post = trustops.PostPay(title="Officer", pay=trustops.SpinePoint("17"), weeks=Decimal(39))
cost = trustops.employment_cost(post, trustops.AcademicYear.parse("2024/25"), trustops.RateBook.published())
heavy = {"alembic", "pandas", "numpy", "scipy", "openpyxl", "xlsxwriter", "flask", "click"} & set(sys.modules)
assert not heavy, heavy
print(cost.gross)
"""


def test_a_post_is_costed_with_nothing_heavy_loaded() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == ("26084.65", "")


def test_the_short_names_are_listed_and_there() -> None:
    names = {"AcademicYear", "RateBook", "PostPay", "employment_cost", "day_rate", "service_cost", "with_changes"}
    assert names <= set(dir(trustops))
    assert all(callable(getattr(trustops, name)) for name in names)


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nonsense"):
        _ = trustops.nonsense
