"""Which what-ifs of the attendance service are kept? One locked, one approved, one still worked on."""

from examples.example_trust.drawn import drawn
from trustops.models import Fact, Scenario

SCENARIOS = """
Scenario | Name                        | Service | Year    | Status   | Price per day | Sold days | Salaries | FTE | Without clients | Note
SC-01    | Budget of June 2026         | ATTEND  | 2026/27 | locked   |               | 63        |          |     |                 | What the board approved before Tansley Croft signed
SC-02    | Price of £285 from 2026     | ATTEND  | 2026/27 | approved | 285.00        |           |          |     |                 | Agreed by the finance committee for new agreements
SC-03    | Tansley Croft leaves        | ATTEND  | 2026/27 | working  |               |           | 3        |     | 990006          | With salaries 3 % higher
"""  # noqa: E501 - a sheet is drawn as wide as it is


def facts() -> list[Fact]:
    """The scenarios, as the Scenarios sheet has them."""
    return [*drawn(Scenario, SCENARIOS)]
