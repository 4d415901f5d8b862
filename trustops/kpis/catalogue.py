"""What could a trust watch? The packaged catalogue of KPIs, with England's benchmarks, read once and only when asked.

The catalogue is ``trustops/kpis/data/catalogue.toml``. A trust adopts what it chooses (:mod:`trustops.kpis.adoption`)
and adds its own; nothing here is anybody's KPI until then.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from trustops.models.kpi import Direction, Frequency, RollUp, Unit
from trustops.models.school import Phase
from trustops.quantities.errors import TrustopsError
from trustops.quantities.years import AcademicYear

SMALLEST_GROUP = 6
FILE = "trustops/kpis/data/catalogue.toml"
SEEN, KNOWLEDGE, UNCERTAIN = "seen", "knowledge", "uncertain"


@dataclass(frozen=True, slots=True)
class England:
    """What England's schools reached in a span of days: those of a phase, or all together where ``phase`` is None.

    ``status`` says how far it can be trusted: ``seen`` at its source, ``knowledge`` to be checked before it is
    quoted, ``uncertain`` never taken up.
    """

    kpi: str
    phase: Phase | None
    start: date
    end: date
    value: Decimal
    source: str
    status: str
    note: str

    @property
    def citation(self) -> str:
        """The source, with what there is to say of the figure."""
        return f"{self.source}; {self.note}" if self.note else self.source


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueKpi:
    """One series that a trust may adopt, in the words of the KPIs sheet.

    ``not_published`` are the academic years that have no value anywhere, each with its reason; ``usual_target`` is
    what others aim at, for a board to decide on.
    """

    kpi: str
    entry: str
    name: str
    definition: str
    unit: Unit
    direction: Direction
    phase: Phase | None
    applies_to: str
    frequency: Frequency
    lag_days: int
    system: str
    roll_up: RollUp
    tolerance: Decimal | None
    decimals: int
    smallest_group: int
    seasonal: bool
    may_exceed_100: bool
    no_benchmark_because: str | None
    usual_target: Decimal | None
    target_because: str
    note: str
    not_published: Mapping[str, str]
    england: tuple[England, ...]

    @property
    def for_schools(self) -> str:
        """Which schools it is for, in words."""
        if self.applies_to == "trust":
            return "the trust as a whole"
        return f"{self.phase} schools" if self.phase else "every school"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Every entry in the order of the file, and the series of each; most have one."""

    entries: Mapping[str, tuple[CatalogueKpi, ...]]
    checked_on: date
    tolerances: tuple[tuple[str, Decimal], ...]

    @property
    def kpis(self) -> Iterator[CatalogueKpi]:
        """Every series, in the order of the file."""
        return (kpi for series in self.entries.values() for kpi in series)

    def called(self, code: str) -> tuple[CatalogueKpi, ...]:
        """The series of an entry, or the one series with a code; raises one sentence when there is neither."""
        wanted = code.strip().upper()
        if wanted in self.entries:
            return self.entries[wanted]
        found = tuple(kpi for kpi in self.kpis if kpi.kpi == wanted)
        if not found:
            raise TrustopsError(
                f"There is no KPI “{code[:20]}” in the catalogue; `trustops kpi catalogue` lists "
                f"the {len(self.entries)}."
            )
        return found

    def tolerance_of(self, code: str) -> Decimal:
        """How far short of its target a percentage may fall and still be amber, where the trust says nothing.

        >>> catalogue().tolerance_of("FIN02"), catalogue().tolerance_of("PEO01")
        (Decimal('3'), Decimal('0'))
        """
        return next((value for starts, value in self.tolerances if code.startswith(starts)), Decimal(0))

    def not_published(self, code: str, day: date) -> str | None:
        """Why a KPI has no value anywhere for the academic year of a day; None where it may have one.

        >>> catalogue().not_published("EDU08", date(2025, 8, 31))
        'no key stage 2 results of 2020 and 2021 to measure progress from'
        """
        kpi = _by_code().get(code)
        return kpi.not_published.get(str(AcademicYear.containing(day))) if kpi else None

    def all_schools(self, code: str, unit: Unit, direction: Direction) -> tuple[England, ...]:
        """What all England's schools together reached, of figures that can be relied on or checked; none for a KPI
        that has a code of the catalogue and is measured otherwise."""
        kpi = _by_code().get(code)
        if kpi is None or (kpi.unit, kpi.direction) != (unit, direction):
            return ()
        return tuple(each for each in kpi.england if each.phase is None and each.status != UNCERTAIN)


@cache
def catalogue() -> Catalogue:
    """The catalogue that is packaged with the library.

    >>> len(catalogue().entries)
    70
    """
    text = files("trustops.kpis").joinpath("data/catalogue.toml").read_text("utf-8")
    table = tomllib.loads(text, parse_float=Decimal)
    tolerances = tuple((row["starts"], Decimal(row["value"])) for row in table["tolerance"])
    made = Catalogue({}, table["checked_on"], tolerances)
    entries = {row["id"]: tuple(_series(row, table, made)) for row in table["kpi"]}
    return Catalogue(entries, table["checked_on"], tolerances)


@cache
def _by_code() -> Mapping[str, CatalogueKpi]:
    return {kpi.kpi: kpi for kpi in catalogue().kpis}


def _series(row: dict[str, Any], table: dict[str, Any], families: Catalogue) -> Iterator[CatalogueKpi]:
    """The series of an entry: its parts, each the entry but for what it says itself, or the entry alone."""
    for part in row.get("part", [{"kpi": row["id"]}]):
        yield _kpi({**row, **part}, table, families)


def _kpi(row: dict[str, Any], table: dict[str, Any], families: Catalogue) -> CatalogueKpi:
    try:
        unit, target = Unit(row["unit"]), row.get("usual_target")
        return CatalogueKpi(
            kpi=row["kpi"],
            entry=row["id"],
            name=row["name"],
            definition=row["definition"],
            unit=unit,
            direction=Direction(row["direction"]),
            phase=Phase(row["phase"]) if "phase" in row else None,
            applies_to=row.get("applies_to", "school"),
            frequency=Frequency(row["frequency"]),
            lag_days=table["lag_days"][row["frequency"]],
            system=row["system"],
            roll_up=RollUp(row["roll_up"]),
            tolerance=families.tolerance_of(row["kpi"]) if unit is Unit.PERCENT else None,
            decimals=row["decimals"],
            smallest_group=row.get("smallest_group", SMALLEST_GROUP),
            seasonal=row.get("seasonal", False),
            may_exceed_100=row.get("may_exceed_100", False),
            no_benchmark_because=row.get("no_benchmark_because"),
            usual_target=Decimal(target["value"]) if target else None,
            target_because=target["because"] if target else "",
            note=row.get("note", ""),
            not_published={each["year"]: each["because"] for each in row.get("not_published", ())},
            england=tuple(_england(each, row, table) for each in row.get("benchmark", ())),
        )
    except (KeyError, ValueError) as fault:
        raise TrustopsError(f"{FILE}: {row.get('kpi')} lacks something or has a wrong word ({fault}).") from fault


def _england(row: dict[str, Any], kpi: dict[str, Any], table: dict[str, Any]) -> England:
    """A benchmark of an academic year, or of the part of it that it says; a KPI's own phase is its benchmark's."""
    year = AcademicYear.parse(row["year"])
    phase = row.get("phase", kpi.get("phase"))
    return England(
        kpi=kpi["kpi"],
        phase=Phase(phase) if phase else None,
        start=row.get("start", year.start),
        end=row.get("end", year.end),
        value=Decimal(row["value"]),
        source=table["sources"][row["source"]],
        status=row["status"],
        note=row.get("note", ""),
    )
