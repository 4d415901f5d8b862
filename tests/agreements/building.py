"""What do these tests build on? One service, its agreements and invoices, as small records."""

from datetime import date
from decimal import Decimal
from typing import Any

from trustops.agreements import Deal
from trustops.models import (
    Agreement,
    Delivery,
    Invoice,
    RateLine,
    School,
    Service,
    TermDate,
    record_of,
)
from trustops.models.selling import RateBasis
from trustops.models.service import AgreementStatus, Vat
from trustops.models.working_time import Term
from trustops.quantities.years import AcademicYear
from trustops.snapshot import Snapshot

D = Decimal
ON = date(2026, 11, 22)
YEAR = AcademicYear(2026)
OAK, ELM = "100001", "100002"


def service(**more: Any) -> Any:
    return record_of(Service)(
        **{"service": "ATT", "name": "Attendance", "started": date(2025, 9, 1), "price_pence": 27500, **more}
    )


def school(urn: str = OAK, name: str = "Oak") -> Any:
    return record_of(School)(urn=urn, name=name, short_name=name)


def agreement(code: str = "A1", **more: Any) -> Any:
    given = {
        "service": "ATT",
        "urn": OAK,
        "status": AgreementStatus.SIGNED,
        "from_date": date(2026, 9, 1),
        "to_date": date(2027, 8, 31),
        "days_per_year": D(19),
        "vat": Vat.STANDARD,
        "notice_weeks": 13,
    }
    return record_of(Agreement)(agreement=code, **(given | more))


def deal(days: str = "19", price: int | None = 27500, **more: Any) -> Deal:
    return Deal(
        agreement=agreement(**more), year=YEAR, days=D(days), price_pence=price, school="Oak", service="Attendance"
    )


def invoice(number: str = "V1", issued: date = date(2026, 9, 7), net: int = 100_000, **more: Any) -> Any:
    given = {"agreement": "A1", "vat_pence": net // 5}
    return record_of(Invoice)(invoice=number, issued=issued, net_pence=net, **(given | more))


def delivery(day: str, days: str = "1", urn: str = OAK, code: str = "ATT") -> Any:
    return record_of(Delivery)(service=code, urn=urn, on_date=date.fromisoformat(day), days=D(days))


def term(which: Term, first: str, last: str, site: str = "TRUST") -> Any:
    return record_of(TermDate)(
        site=site, year="2026/27", term=which, from_date=date.fromisoformat(first), to_date=date.fromisoformat(last)
    )


def rate(offer: str, basis: RateBasis, price: int, **more: Any) -> Any:
    given = {"service": "ATT", "from_date": date(2026, 9, 1)}
    return record_of(RateLine)(offer=offer, basis=basis, price_pence=price, **(given | more))


def known(*records: Any, on: date = ON) -> Snapshot:
    """A snapshot of these records, with the service and the school."""
    return Snapshot.of(on, [service(), school(), *records])
