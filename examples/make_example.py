"""How is the example trust's workbook made? ``python examples/make_example.py examples/example-trust.xlsx``.

The same script gives the same bytes, so that the workbook in the repository is always what the tables beside it say.
"""

import sys
from itertools import chain
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from examples.example_trust import (
    board,
    charging,
    governing,
    growth,
    improvement,
    kpi_values,
    kpis,
    narrative,
    obligations,
    organisation,
    people,
    posts,
    scenarios,
    selling,
    services,
    succession,
    time,
)
from examples.example_trust.workbook import write_workbook
from trustops.models import Fact

PARTS = (
    organisation,
    people,
    posts,
    kpis,
    kpi_values,
    services,
    charging,
    selling,
    scenarios,
    time,
    board,
    governing,
    narrative,
    obligations,
    succession,
    improvement,
    growth,
)


def example_facts() -> list[Fact]:
    """Every row of the example trust, sheet by sheet."""
    return list(chain.from_iterable(part.facts() for part in PARTS))


def main(arguments: list[str]) -> int:
    """Write the workbook to the path that is given."""
    if len(arguments) != 1:
        print("Say where the workbook is to go: python examples/make_example.py examples/example-trust.xlsx")
        return 2
    write_workbook(Path(arguments[0]), example_facts())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
