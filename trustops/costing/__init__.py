"""What does a post or a shared service cost, and what must a day of it be sold for?

Everything here takes plain values and gives frozen results with their working; no database is needed.
"""

from trustops.costing.capacity import Capacity, CapacityLines, service_capacity
from trustops.costing.clients import Buyer, concentration, debtor_days
from trustops.costing.employment import EmploymentCost, employment_cost
from trustops.costing.flags import WHAT_FLAGS_MEAN
from trustops.costing.non_pay import CostItem, non_pay_costs
from trustops.costing.pay import (
    NJC_POINTS,
    TEACHER_POINTS,
    Dated,
    SpinePoint,
    SpotSalary,
    hourly_rate,
    salary_on,
    uplift,
)
from trustops.costing.post import PostPay, StandIn
from trustops.costing.price import (
    BreakEven,
    ToCover,
    break_even,
    day_rate,
    hour_rate,
    margin_pct,
    markup_pct,
    vat_on,
)
from trustops.costing.service import service_cost
from trustops.costing.service_model import BreakEvens, ServiceCost, ServiceInputs, Staffing
from trustops.costing.spans import Months, tax_year
from trustops.costing.term_time import TERM_TIME_FORMULAS, formula_named, term_time_fraction, weeks_paid
from trustops.costing.what_if import CHANGES, DROP_CLIENT, with_changes
from trustops.models.post import Pension
from trustops.models.service import Charge, CostKind, DeliveredOn

__all__ = [
    "CHANGES",
    "DROP_CLIENT",
    "NJC_POINTS",
    "TEACHER_POINTS",
    "TERM_TIME_FORMULAS",
    "WHAT_FLAGS_MEAN",
    "BreakEven",
    "BreakEvens",
    "Buyer",
    "Capacity",
    "CapacityLines",
    "Charge",
    "CostItem",
    "CostKind",
    "Dated",
    "DeliveredOn",
    "EmploymentCost",
    "Months",
    "Pension",
    "PostPay",
    "ServiceCost",
    "ServiceInputs",
    "SpinePoint",
    "SpotSalary",
    "Staffing",
    "StandIn",
    "ToCover",
    "break_even",
    "concentration",
    "day_rate",
    "debtor_days",
    "employment_cost",
    "formula_named",
    "hour_rate",
    "hourly_rate",
    "margin_pct",
    "markup_pct",
    "non_pay_costs",
    "salary_on",
    "service_capacity",
    "service_cost",
    "tax_year",
    "term_time_fraction",
    "uplift",
    "vat_on",
    "weeks_paid",
    "with_changes",
]
