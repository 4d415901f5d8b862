"""What is an answer about a service? A question, its sentence, and the tables, chart and working behind it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from reports.charts import Chart, Number, Table
from trustops.costing.service_model import ServiceInputs
from trustops.quantities.words import number_text, pounds_text
from trustops.quantities.working import Working
from trustops.quantities.years import AcademicYear
from trustops.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One question answered: the sentence, what else is to be said, and what it was made from.

    Where it cannot be answered ``known`` is False, and the sentence says what to mend.
    """

    key: str
    question: str
    sentence: str
    notes: tuple[str, ...] = ()
    chart: Chart | None = None
    tables: tuple[Table, ...] = ()
    workings: tuple[Working, ...] = ()
    known: bool = True

    @property
    def made(self) -> Mapping[str, str]:
        """The place on a page of each of its workings, by title."""
        return {working.title: f"made-{self.key}-{number}" for number, working in enumerate(self.workings, 1)}

    @property
    def every_table(self) -> tuple[Table, ...]:
        """Its tables, with the one behind its chart."""
        return (*((self.chart.table,) if self.chart else ()), *self.tables)


@dataclass(frozen=True, slots=True)
class Asked:
    """What every question is asked of."""

    snapshot: Snapshot
    code: str
    inputs: ServiceInputs

    @property
    def year(self) -> AcademicYear:
        return self.inputs.year


def money_cell(amount: Decimal | None, lacking: str = "unknown", *, origin: str = "", made: str = "") -> Number:
    """Pounds as a cell of a table, from the row or the working that they came from."""
    return Number(lacking if amount is None else pounds_text(amount), amount, "£", origin, made)


def days_cell(days: Decimal, *, origin: str = "", made: str = "") -> Number:
    """Days as a cell of a table, from the row or the working that they came from."""
    return Number(number_text(days), days, origin=origin, made=made)
