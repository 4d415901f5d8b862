"""What is the trust doing for its children, and is it working? The library behind the ``trustops`` command.

Names are loaded when they are first used, so that importing the library costs nothing.

>>> import trustops
>>> from decimal import Decimal
>>> book = trustops.RateBook.published()
>>> post = trustops.PostPay(title="Officer", pay=trustops.SpinePoint("17"), weeks=Decimal(39))
>>> trustops.employment_cost(post, trustops.AcademicYear.parse("2024/25"), book).gross
Decimal('26084.65')
"""

from importlib import import_module
from typing import Any

_HOMES = {
    "trustops.quantities.errors": ("TrustopsError", "UnknownFigure"),
    "trustops.quantities.working": ("Line", "Working"),
    "trustops.quantities.years": ("AcademicYear",),
    "trustops.rates": ("RateBook",),
    "trustops.costing": (
        "Buyer",
        "CapacityLines",
        "CostItem",
        "CostKind",
        "Dated",
        "DeliveredOn",
        "EmploymentCost",
        "Pension",
        "PostPay",
        "ServiceCost",
        "ServiceInputs",
        "SpinePoint",
        "SpotSalary",
        "break_even",
        "day_rate",
        "employment_cost",
        "service_capacity",
        "service_cost",
        "term_time_fraction",
        "uplift",
        "with_changes",
    ),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME_OF[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOME_OF})
