"""Small trusts for the KPI tests: two schools, half-terms, and values written the way a workbook has them."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from trustops.models import Kpi, KpiTarget, KpiValue, Relation, School, record_of
from trustops.models.kpi import Direction, Frequency, RollUp, Unit
from trustops.models.school import Phase, RelationKind
from trustops.snapshot import Snapshot

ASH, ELM, OAK = "100001", "100002", "100003"
TODAY = date(2026, 11, 22)
FIRST = date(2023, 9, 4)


def kpi(code: str = "ATT01", **more: Any) -> Kpi:
    given = {
        "name": "Attendance",
        "unit": Unit.PERCENT,
        "direction": Direction.UP,
        "frequency": Frequency.HALF_TERMLY,
        "roll_up": RollUp.RATIO,
        "lag_days": 10,
        **more,
    }
    return record_of(Kpi)(kpi=code, **given)


def school(urn: str, name: str, relation: RelationKind = RelationKind.MEMBER, **more: Any) -> list[Any]:
    given = {"from_date": date(2020, 9, 1), **more}
    return [
        record_of(School)(
            urn=urn, name=f"{name} School", short_name=name, phase=Phase.PRIMARY, local_authority="Hertfordshire"
        ),
        record_of(Relation)(urn=urn, relation=relation, **given),
    ]


def half_term(number: int) -> tuple[date, date]:
    """The first and the last day of a made-up half-term, eight weeks apart."""
    start = FIRST + timedelta(weeks=8 * number)
    return start, start + timedelta(days=39)


def value(site: str, number: int, value: str | None, code: str = "ATT01", **more: Any) -> KpiValue:
    start, end = half_term(number)
    given = {"value": None if value is None else Decimal(value), **more}
    return record_of(KpiValue)(kpi=code, site=site, start=start, end=end, **given)


def parts(site: str, number: int, top: int, bottom: int, **more: Any) -> KpiValue:
    return value(site, number, None, numerator=Decimal(top), denominator=Decimal(bottom), **more)


def series(site: str, text: str, code: str = "ATT01", first: int = 0) -> list[KpiValue]:
    return [value(site, first + i, word, code) for i, word in enumerate(text.split())]


def target(site: str, wanted: str, start: date = FIRST, code: str = "ATT01", **more: Any) -> KpiTarget:
    return record_of(KpiTarget)(kpi=code, site=site, from_date=start, target=Decimal(wanted), **more)


def trust(*records: Any, as_of: date = TODAY) -> Snapshot:
    """A trust of Ash and Elm with these records; a list among them is laid out flat."""
    flat: list[Any] = [*school(ASH, "Ash"), *school(ELM, "Elm")]
    for record in records:
        flat.extend(record if isinstance(record, list) else [record])
    return Snapshot.of(as_of, flat)
