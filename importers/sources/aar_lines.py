"""Which lines of the Academies Accounts Return are KPIs, and what does each of its two sheets call them?

The return writes the same line differently for academies and for central services (*Total Staff Costs*, *Staff
Total*), and headings are compared without the spaces around and between their words. Taken are the totals and the
groups that make them up:

- income is grant funding and self-generated income, less what of it was put into capital;
- expenditure is staff, premises, occupation, and supplies and services; capital is not in it;
- the other lines are of which some group consists, and are marked so.

An academy's line is ``FIN.AAR.<line>`` at its URN. The central services' is ``FIN.AAR.central.<line>`` at TRUST: it
has its own code, for it is no total of the trust. The catalogue's FIN01 to FIN06 are monthly figures of the ledger,
so a year's return is not put among them.
"""

from dataclasses import dataclass

from importers.sources.measures import Definition
from trustops.models.kpi import Unit

PUBLISHED_AFTER = 240  # days: the year to 31 August is published in the next April
PUPILS = "FIN.AAR.pupils"
COST_PER_PUPIL = "FIN.AAR.central.cost_per_pupil"


@dataclass(frozen=True, slots=True)
class Kind:
    """A line of the return: how its KPI's code ends, its name, and its heading on each sheet."""

    code: str
    name: str
    of_academies: str
    of_central: str

    @property
    def academy_kpi(self) -> str:
        return f"FIN.AAR.{self.code}"

    @property
    def central_kpi(self) -> str:
        return f"FIN.AAR.central.{self.code}"


INCOME = Kind("total_income", "Total income", "Total Income", "Total Income")
GRANTS = Kind("grant_funding", "Grant funding", "Total Grant Funding", "Grant Funding")
SELF_GENERATED = Kind(
    "self_generated_income", "Self-generated income", "Total Self Generated Funding", "Self Generated Funding"
)
TO_CAPITAL = Kind(
    "revenue_put_into_capital",
    "Revenue put into capital",
    "Direct revenue financing - Revenue contributions to capital",
    "Direct revenue financing (Revenue contributions to capital)",
)
EXPENDITURE = Kind("total_expenditure", "Total expenditure", "Total Expenditure", "Total Expenditure")
STAFF = Kind("staff", "Staff costs", "Total Staff Costs", "Staff Total")
PREMISES = Kind("premises", "Premises costs", "Premises Costs", "Premises")
OCCUPATION = Kind("occupation", "Occupation costs", "Occupation Costs", "Occupation")
SUPPLIES = Kind(
    "supplies_and_services", "Supplies and services", "Total Costs of Supplies and Services", "Supplies and Services"
)
BALANCE = Kind("in_year_balance", "In-year balance", "In year balance", "In Year Balance")

LINES = (
    INCOME,
    GRANTS,
    Kind("direct_grants", "Direct grants (of grant funding)", "Direct Grants", "Direct Grant"),
    Kind("community_grants", "Community grants (of grant funding)", "Community Grants", "Community Grants"),
    Kind("targeted_grants", "Targeted grants (of grant funding)", "Targeted Grants", "Targeted Grants"),
    SELF_GENERATED,
    TO_CAPITAL,
    EXPENDITURE,
    STAFF,
    Kind("supply_staff", "Supply staff (of staff costs)", "Supply Staff Costs", "Supply Staff"),
    Kind("other_staff", "Other staff costs (of staff costs)", "Other Staff Costs", "Other Staff Costs"),
    PREMISES,
    Kind(
        "maintenance",
        "Maintenance and improvement (of premises costs)",
        "Maintenance & Improvement Costs",
        "Maintenance & Improvement",
    ),
    OCCUPATION,
    Kind("catering", "Catering (of occupation costs)", "Catering Expenses", "Catering Exp"),
    SUPPLIES,
    Kind(
        "educational_supplies",
        "Educational supplies (of supplies and services)",
        "Total Costs of Educational Supplies",
        "Educational Supplies",
    ),
    Kind(
        "professional_services",
        "Brought-in professional services (of supplies and services)",
        "Costs of Brought in Professional Services",
        "Brought in Professional Services",
    ),
    BALANCE,
    Kind("revenue_reserve", "Revenue reserve", "Revenue reserve", "Revenue Reserve"),
)

SUMS = ((INCOME, (GRANTS, SELF_GENERATED), (TO_CAPITAL,)), (EXPENDITURE, (STAFF, PREMISES, OCCUPATION, SUPPLIES), ()))


def definitions() -> list[Definition]:
    """Every KPI of the return, in the order of its lines."""
    ours = [_definition(line.academy_kpi, f"{line.name}, academy", line.of_academies, "academies") for line in LINES]
    central = [
        _definition(line.central_kpi, f"{line.name}, central services", line.of_central, "central services")
        for line in LINES
    ]
    return [_PUPILS, *ours, *central, _COST_PER_PUPIL]


def _definition(kpi: str, name: str, heading: str, sheet: str) -> Definition:
    means = f"“{heading}” of the {sheet} in the Academies Accounts Return (DfE), in whole thousands of pounds"
    return Definition(kpi, f"{name} (accounts return)", means, Unit.POUNDS, PUBLISHED_AFTER)


_PUPILS = Definition(
    PUPILS,
    "Pupils (accounts return)",
    "Full-time equivalent pupils as the Academies Accounts Return counts them, from the January census; "
    "an academy that joined in the year counts in full",
    Unit.NUMBER,
    PUBLISHED_AFTER,
)
_COST_PER_PUPIL = Definition(
    COST_PER_PUPIL,
    "Central cost per pupil (accounts return)",
    "Total expenditure of the central services over the pupils of the trust, both of the Academies Accounts Return; "
    "the central services' own income is not taken off",
    Unit.POUNDS,
    PUBLISHED_AFTER,
    decimals=2,
)
