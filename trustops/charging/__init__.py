"""What is each school charged for central services, why, and is it fair? Exact shares under any policy, side by side.

Everything here takes plain values and gives frozen results with their working; no database is needed.
"""

from trustops.charging.accounts_note import AccountsNote, NoteRow, TieOut, accounts_note, tie_out
from trustops.charging.appeals import NO_APPEAL, Appeal, Step, moved, taken_out
from trustops.charging.bands import Band, Banded
from trustops.charging.cross_subsidy import CrossSubsidy, cross_subsidy
from trustops.charging.greater_of import GreaterOf
from trustops.charging.measures import Measure, Member
from trustops.charging.methods import By, Hybrid, Method, Part, Rate
from trustops.charging.policies import Charges, Policy, SchoolCharge, charges
from trustops.charging.pooling import Need, Pool, PoolRow, pool
from trustops.charging.reciprocal import FullCost, SharedService, full_costs, school_totals
from trustops.charging.reliefs import Relief, tapered
from trustops.charging.side_by_side import USUAL, Change, Indicators, Option, gains, side_by_side, year_on_year
from trustops.charging.statement import Elsewhere, Statement, Taken, central, taken
from trustops.models import AppealStatus, BorneBy

__all__ = [
    "NO_APPEAL",
    "USUAL",
    "AccountsNote",
    "Appeal",
    "AppealStatus",
    "Band",
    "Banded",
    "BorneBy",
    "By",
    "Change",
    "Charges",
    "CrossSubsidy",
    "Elsewhere",
    "FullCost",
    "GreaterOf",
    "Hybrid",
    "Indicators",
    "Measure",
    "Member",
    "Method",
    "Need",
    "NoteRow",
    "Option",
    "Part",
    "Policy",
    "Pool",
    "PoolRow",
    "Rate",
    "Relief",
    "SchoolCharge",
    "SharedService",
    "Statement",
    "Step",
    "Taken",
    "TieOut",
    "accounts_note",
    "central",
    "charges",
    "cross_subsidy",
    "full_costs",
    "gains",
    "moved",
    "pool",
    "school_totals",
    "side_by_side",
    "taken",
    "taken_out",
    "tapered",
    "tie_out",
    "year_on_year",
]
