"""Which KPIs do the published absence tables bring? Each defined once, however many tables have it."""

from importers.sources.measures import Definition
from trustops.models.kpi import Direction, RollUp, Unit

PUBLISHED_AFTER = 210  # days: the year to 31 August is published late in the next March
PERCENT_OF_SESSIONS = "as a percentage of possible sessions"


def _kpi(kpi: str, name: str, definition: str, roll_up: RollUp = RollUp.NONE) -> Definition:
    return Definition(kpi, name, definition, Unit.PERCENT, PUBLISHED_AFTER, roll_up, 1, Direction.DOWN)


OVERALL = _kpi(
    "ATT02",
    "Overall absence",
    f"Sessions missed, authorised or not, {PERCENT_OF_SESSIONS}; published for each school by DfE",
)
PERSISTENT = _kpi(
    "ATT03",
    "Persistent absence",
    "Pupils who missed 10 % or more of their own possible sessions, as a percentage of pupils; "
    "published for each school by DfE",
)
UNAUTHORISED = _kpi(
    "ATT07",
    "Unauthorised absence",
    f"Sessions missed without authorisation {PERCENT_OF_SESSIONS}; "
    "published for each school by DfE, for the latest year only",
)
ANY = _kpi(
    "ATT.any",
    "Pupils with any absence",
    "Pupils who missed at least one session in the year, as a percentage of enrolments; worked out from the numbers "
    "that DfE publishes for each school",
    RollUp.RATIO,
)
ANY_UNAUTHORISED = _kpi(
    "ATT.any.unauthorised",
    "Pupils with any unauthorised absence",
    "Pupils who missed at least one session in the year without authorisation, as a percentage of enrolments; worked "
    "out from the numbers that DfE publishes for each school",
    RollUp.RATIO,
)
