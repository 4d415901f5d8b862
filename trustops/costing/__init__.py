"""What does a post or a shared service cost, and what must a day of it be sold for?

Everything here takes plain values and gives frozen results with their working; no database is needed. ``service_cost``
answers for one service in full; ``costs_of_many`` gives the totals and each school's part of thousands at once.
"""

from trustops.costing.away import Absence, Away, away
from trustops.costing.batch import Row, cost_and_shares, costs_of_many, millionths, row_of
from trustops.costing.capacity import Capacity, CapacityLines, service_capacity
from trustops.costing.chance import Chances, Tentative, chances
from trustops.costing.client_loss import ClientLoss, Notice, client_loss, notices
from trustops.costing.clients import Buyer, concentration, debtor_days
from trustops.costing.covered import Covered
from trustops.costing.employment import EmploymentCost, employment_cost
from trustops.costing.flags import WHAT_FLAGS_MEAN
from trustops.costing.make_or_buy import Choice, Comparison, Offer, make_or_buy
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
from trustops.costing.right_size import RightSize, right_size
from trustops.costing.service import service_cost
from trustops.costing.service_model import BreakEvens, ServiceCost, ServiceInputs, Staffing
from trustops.costing.solve import Solved, days_to_cover, price_to_cover
from trustops.costing.solve_fte import fte_to_cover
from trustops.costing.spans import Months, tax_year
from trustops.costing.term_time import TERM_TIME_FORMULAS, formula_named, term_time_fraction, weeks_paid
from trustops.costing.tornado import Bar, Tornado, tornado
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
    "Absence",
    "Away",
    "Bar",
    "BreakEven",
    "BreakEvens",
    "Buyer",
    "Capacity",
    "CapacityLines",
    "Chances",
    "Charge",
    "Choice",
    "ClientLoss",
    "Comparison",
    "CostItem",
    "CostKind",
    "Covered",
    "Dated",
    "DeliveredOn",
    "EmploymentCost",
    "Months",
    "Notice",
    "Offer",
    "Pension",
    "PostPay",
    "RightSize",
    "Row",
    "ServiceCost",
    "ServiceInputs",
    "Solved",
    "SpinePoint",
    "SpotSalary",
    "Staffing",
    "StandIn",
    "Tentative",
    "ToCover",
    "Tornado",
    "away",
    "break_even",
    "chances",
    "client_loss",
    "concentration",
    "cost_and_shares",
    "costs_of_many",
    "day_rate",
    "days_to_cover",
    "debtor_days",
    "employment_cost",
    "formula_named",
    "fte_to_cover",
    "hour_rate",
    "hourly_rate",
    "make_or_buy",
    "margin_pct",
    "markup_pct",
    "millionths",
    "non_pay_costs",
    "notices",
    "price_to_cover",
    "right_size",
    "row_of",
    "salary_on",
    "service_capacity",
    "service_cost",
    "tax_year",
    "term_time_fraction",
    "tornado",
    "uplift",
    "vat_on",
    "weeks_paid",
    "with_changes",
]
