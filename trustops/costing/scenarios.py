"""What does a what-if that was kept under a name come to? Its changes, and its figures beside today's."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from trustops.costing.clients import without_client
from trustops.costing.service import service_cost
from trustops.costing.service_model import ServiceCost, ServiceInputs
from trustops.costing.what_if import DROP_CLIENT, with_changes
from trustops.models import Scenario
from trustops.quantities.errors import TrustopsError
from trustops.quantities.money import pence, pounds
from trustops.quantities.years import AcademicYear
from trustops.snapshot import Snapshot

IN_PENCE = {"price": "price_pence", "alternative": "alternative_pence", "variable_per_day": "variable_pence"}
AS_THEY_ARE = ("sold_days", "fte", "salary_pct", "sickness_days")


@dataclass(frozen=True, slots=True)
class ScenarioCost:
    """A scenario with what it makes of its service; ``cost`` is None where it cannot be worked out: ``why``."""

    scenario: Scenario
    cost: ServiceCost | None
    why: str


def changes_of(scenario: Scenario) -> dict[str, Decimal]:
    """What a scenario changes, as ``with_changes`` takes it; its clients that leave are apart, in ``without``.

    >>> from trustops.models import record_of
    >>> from trustops.models.service import PolicyStatus
    >>> changes_of(record_of(Scenario)(scenario="A", name="Dearer", service="ATT", year="2025/26",
    ...     status=PolicyStatus.WORKING, price_pence=30000))
    {'price': Decimal('300.00')}
    """
    money = {key: getattr(scenario, column) for key, column in IN_PENCE.items()}
    changes = {key: pounds(value) for key, value in money.items() if value is not None}
    plain = {key: getattr(scenario, key) for key in AS_THEY_ARE}
    return changes | {key: value for key, value in plain.items() if value is not None}


def columns_of(changes: Mapping[str, Decimal | str]) -> dict[str, object]:
    """Changes as the columns of a scenario hold them: the way back from :func:`changes_of`.

    >>> columns_of({"price": Decimal("300"), "fte": Decimal("0.7"), "drop_client": "100003"})
    {'price_pence': 30000, 'fte': Decimal('0.7'), 'without': ('100003',)}
    """
    columns: dict[str, object] = {}
    for key, value in changes.items():
        if key == DROP_CLIENT:
            columns["without"] = (str(value),)
        elif key in IN_PENCE:
            columns[IN_PENCE[key]] = pence(Decimal(value))
        else:
            columns[key] = Decimal(value)
    return columns


def with_scenario(inputs: ServiceInputs, scenario: Scenario) -> ServiceInputs:
    """The service as the scenario has it: without the clients that leave, then with each change.

    Raises TrustopsError where the scenario is of another service or year, or a client that leaves does not buy.
    """
    if (scenario.service, scenario.year) != (inputs.service, str(inputs.year)):
        raise TrustopsError(
            f"{scenario.name} ({scenario.scenario}) is a scenario of {scenario.service} in {scenario.year}, not of "
            f"{inputs.service} in {inputs.year}; choose that service and year."
        )
    clients = inputs.clients
    for urn in scenario.without:
        clients = without_client(clients, urn)
    return with_changes(replace(inputs, clients=clients), changes_of(scenario))


def scenarios_in(snapshot: Snapshot, code: str, year: AcademicYear) -> tuple[Scenario, ...]:
    """The scenarios of a service in a year, by name."""
    rows = [row for row in snapshot.all(Scenario) if row.service == code and row.year == str(year)]
    return tuple(sorted(rows, key=lambda row: (row.name, row.scenario)))


def scenario_named(snapshot: Snapshot, ref: str) -> Scenario:
    """The scenario of that code. Raises TrustopsError that says where they are listed."""
    found = snapshot.one(Scenario, ref)
    if found is None:
        raise TrustopsError(f"There is no scenario {ref[:40]}; the Scenarios sheet lists those that were kept.")
    return found


def side_by_side(inputs: ServiceInputs, scenarios: Iterable[Scenario]) -> tuple[ScenarioCost, ...]:
    """Each scenario's figures, all from the same inputs: none is made on top of another."""
    return tuple(_costs(inputs, scenarios))


def _costs(inputs: ServiceInputs, scenarios: Iterable[Scenario]) -> Iterator[ScenarioCost]:
    for scenario in scenarios:
        try:
            yield ScenarioCost(scenario, service_cost(with_scenario(inputs, scenario)), "")
        except TrustopsError as error:
            yield ScenarioCost(scenario, None, str(error))
