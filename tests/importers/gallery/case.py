"""What is one file of the gallery? Its name, how it is made, and what must become of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from trustops.models import ChargePolicy, Fact, KpiValue, Person, Relation, School, SchoolYear, Service

Stored = tuple[tuple[Any, ...], ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """The file as a whole is refused, in a sentence with these words."""

    words: str


@dataclass(frozen=True, slots=True)
class Rows:
    """The file is read and stores exactly ``rows``, and so many are refused.

    Of each of ``words`` some problem has all, where ``…`` stands for anything: ``cell C2 … is not a number``.
    """

    rows: Stored = ()
    refused: int = 0
    words: str | tuple[str, ...] = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts that a case is about: the model, and the columns by which its stored rows are known."""

    model: type[Fact]
    columns: tuple[str, ...]


SCHOOLS = Facts(School, ("urn", "name"))
YEARS = Facts(SchoolYear, ("urn", "pupils"))
PRICES = Facts(Service, ("service", "price_pence"))
STARTS = Facts(Person, ("person", "started"))
RELATIONS = Facts(Relation, ("urn", "from_date"))
POLICIES = Facts(ChargePolicy, ("policy", "percent_of_gag"))
FIGURES = Facts(KpiValue, ("kpi", "value", "not_published"))
PEOPLE = Facts(Person, ("person", "name"))


@dataclass(frozen=True, slots=True)
class Case:
    """One file: ``make`` gives its bytes, ``facts`` says whose rows ``expected`` counts."""

    file: str
    make: Callable[[], bytes]
    expected: Refused | Rows
    facts: Facts = SCHOOLS


def refused_row(words: str) -> Rows:
    """The file is read and its one row refused, in a sentence with these words."""
    return Rows((), 1, words)


Table = Sequence[Sequence[Any]]
OAK_AND_ELM: Stored = (("990011", "Oak"), ("990012", "Elm"))
"""The rows of the good workbook."""

BASE: dict[str, Table] = {
    "Schools": [("URN", "Name", "Phase"), (990001, "Founder", "secondary"), (990002, "Second", "primary")],
    "KPIs": [
        ("KPI", "Name", "Unit", "Direction", "Frequency"),
        ("ATT01", "Attendance", "percent", "up", "weekly"),
        ("DAY01", "Days lost", "days", "down", "weekly"),
    ],
}
"""What the trust of the gallery knows before any of the files is brought."""
