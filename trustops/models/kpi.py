"""What is measured, against what, and what has been seen?"""

from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Mapped

from trustops.models.facts import DataClass, Fact, fact, mark
from trustops.models.kinds import Number, Ref, Site
from trustops.models.school import Phase

GROUP = "KPIs and reporting"


class Unit(StrEnum):
    """The unit of a KPI's values: a percent is written 93.1, not 0.931."""

    PERCENT = "percent"
    POUNDS = "pounds"
    DAYS = "days"
    NUMBER = "number"
    POINTS = "points"
    RATIO = "ratio"
    SCORE = "score"
    PER_1000 = "per 1000"


class Direction(StrEnum):
    """Which way is better."""

    UP = "up"
    DOWN = "down"
    NEUTRAL = "neutral"


class Frequency(StrEnum):
    """How often a value is due."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    HALF_TERMLY = "half-termly"
    TERMLY = "termly"
    ANNUAL = "annual"


class RollUp(StrEnum):
    """How schools' values become the trust's."""

    RATIO = "ratio"
    SUM = "sum"
    PUPIL_WEIGHTED = "pupil-weighted"
    NONE = "none"


class ValueStatus(StrEnum):
    """Whether a value may still change."""

    PROVISIONAL = "provisional"
    FINAL = "final"


class Objective(Fact):
    """What the trust has set out to do."""

    __tablename__ = "objective"
    __sheet__ = "Objectives"
    __group__ = GROUP

    objective: Mapped[Ref] = fact("Objective", key=True)
    title: Mapped[str] = fact("Title")
    owner: Mapped[Ref | None] = fact("Owner", refers_to="post.post", help="A post", aliases=("Owner post",))
    from_date: Mapped[date | None] = fact("From")
    to_date: Mapped[date | None] = fact("To")
    theme: Mapped[str | None] = fact("Theme")


class Committee(Fact):
    """A board or committee that is reported to."""

    __tablename__ = "committee"
    __sheet__ = "Committees"
    __group__ = GROUP

    committee: Mapped[Ref] = fact("Committee", key=True)
    name: Mapped[str] = fact("Name")
    confidential: Mapped[bool | None] = fact("Confidential")


class Kpi(Fact):
    """A measure that the trust watches."""

    __tablename__ = "kpi"
    __sheet__ = "KPIs"
    __group__ = GROUP

    kpi: Mapped[Ref] = fact("KPI", key=True, aliases=("Code",))
    name: Mapped[str] = fact("Name")
    definition: Mapped[str | None] = fact("Definition", help="What is counted, over what")
    unit: Mapped[Unit] = fact("Unit", choices=Unit)
    direction: Mapped[Direction] = fact("Direction", choices=Direction, help="Which way is better")
    phase: Mapped[Phase | None] = fact("Phase", choices=Phase, help="Empty: every phase")
    frequency: Mapped[Frequency] = fact("Frequency", choices=Frequency)
    lag_days: Mapped[int | None] = fact(
        "Lag days", unit="days", at_least=0, at_most=1000, help="Days after a period's end until its value is due"
    )
    owner: Mapped[Ref | None] = fact("Owner", refers_to="post.post", help="A post", aliases=("Owner post",))
    committee: Mapped[Ref | None] = fact("Committee", refers_to="committee.committee")
    objective: Mapped[Ref | None] = fact("Objective", refers_to="objective.objective")
    roll_up: Mapped[RollUp | None] = fact("Roll-up", choices=RollUp, help="How schools' values become the trust's")
    tolerance: Mapped[Number | None] = fact("Tolerance", at_least=0, help="Amber this far short of the target")
    decimals: Mapped[int | None] = fact("Decimals", at_least=0, at_most=6)
    smallest_group: Mapped[int] = fact("Smallest group", default=6, at_least=1, help="Fewer people are not shown")
    no_benchmark_because: Mapped[str | None] = fact("No benchmark because")
    seasonal: Mapped[bool | None] = fact(
        "Seasonal", help="Yes: compared with the same period last year, as attendance by the week is"
    )
    may_exceed_100: Mapped[bool | None] = fact("May exceed 100", help="Yes: a percent over 100 is no mistake")
    system: Mapped[str | None] = fact("System", help="Where its values come from: MIS, HR, ledger …")


class KpiTarget(Fact):
    """What a KPI should reach at a site, from a day on."""

    __tablename__ = "kpi_target"
    __sheet__ = "KPI targets"
    __group__ = GROUP

    kpi: Mapped[Ref] = fact("KPI", key=True, refers_to="kpi.kpi")
    site: Mapped[Site] = fact("Site", key=True, help="A school's URN or TRUST")
    from_date: Mapped[date] = fact("From", key=True)
    to_date: Mapped[date | None] = fact("To")
    target: Mapped[Number] = fact("Target", in_kpi_unit=True)
    tolerance: Mapped[Number | None] = fact("Tolerance", in_kpi_unit=True, at_least=0)


class KpiValue(Fact):
    """What was seen of a KPI at a site in a period."""

    __tablename__ = "kpi_value"
    __sheet__ = "KPI values"
    __group__ = GROUP
    __known_from__ = "received_on"

    kpi: Mapped[Ref] = fact("KPI", key=True, refers_to="kpi.kpi", shared_with=DataClass.INTERNAL)
    site: Mapped[Site] = fact("Site", key=True, help="A school's URN or TRUST")
    start: Mapped[date] = fact("Start", key=True, help="First day of the period")
    end: Mapped[date] = fact("End", help="Last day of the period")
    value: Mapped[Number | None] = fact(
        "Value", in_kpi_unit=True, mark_in="not_published", help="In the KPI's unit: 93.1 for 93.1 %"
    )
    not_published: Mapped[str | None] = mark("value")
    numerator: Mapped[Number | None] = fact("Numerator")
    denominator: Mapped[Number | None] = fact("Denominator", at_least=0)
    status: Mapped[ValueStatus | None] = fact("Status", choices=ValueStatus)
    received_on: Mapped[date | None] = fact("Received on")
    note: Mapped[str | None] = fact("Note")


class KpiChange(Fact):
    """A documented change of how something is done: the chart rebases here."""

    __tablename__ = "kpi_change"
    __sheet__ = "KPI changes"
    __group__ = GROUP

    kpi: Mapped[Ref] = fact("KPI", key=True, refers_to="kpi.kpi")
    site: Mapped[Site] = fact("Site", key=True, help="A school's URN or TRUST")
    on_date: Mapped[date] = fact("On", key=True)
    reason: Mapped[str] = fact("Reason")


class KpiDefinition(Fact):
    """What a KPI counts, from a day on: values under different definitions are not one series."""

    __tablename__ = "kpi_definition"
    __sheet__ = "KPI definitions"
    __group__ = GROUP

    kpi: Mapped[Ref] = fact("KPI", key=True, refers_to="kpi.kpi")
    from_date: Mapped[date] = fact("From", key=True)
    definition: Mapped[str] = fact("Definition", help="What is counted, over what")
    reason: Mapped[str | None] = fact("Reason", help="Why it changed")


class Benchmark(Fact):
    """What others reach."""

    __tablename__ = "benchmark"
    __sheet__ = "Benchmarks"
    __group__ = GROUP

    kpi: Mapped[Ref] = fact("KPI", key=True, refers_to="kpi.kpi")
    phase: Mapped[Phase] = fact("Phase", key=True, choices=Phase)
    start: Mapped[date] = fact("Start", key=True)
    end: Mapped[date] = fact("End")
    value: Mapped[Number] = fact("Value", in_kpi_unit=True)
    source: Mapped[str] = fact("Source")


class AreaBenchmark(Fact):
    """What the schools of one local authority reach."""

    __tablename__ = "area_benchmark"
    __sheet__ = "Area benchmarks"
    __group__ = GROUP

    kpi: Mapped[Ref] = fact("KPI", key=True, refers_to="kpi.kpi")
    area: Mapped[str] = fact(
        "Local authority", key=True, aliases=("LA", "Area"), help="Written as it is on the Schools sheet"
    )
    phase: Mapped[Phase] = fact("Phase", key=True, choices=Phase)
    start: Mapped[date] = fact("Start", key=True)
    end: Mapped[date] = fact("End")
    value: Mapped[Number] = fact("Value", in_kpi_unit=True)
    source: Mapped[str] = fact("Source")
