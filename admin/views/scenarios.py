"""How is a what-if kept, copied, approved and locked? Each is one row written, as every form writes."""

import secrets
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from trustops.costing import DROP_CLIENT, ServiceCost, ServiceInputs, service_cost
from trustops.costing.scenarios import changes_of, columns_of, side_by_side, with_scenario
from trustops.costing.what_if import CHANGES, amount_of
from trustops.models import Scenario, record_of, sheet_of
from trustops.models.service import PolicyStatus
from trustops.quantities.errors import TrustopsError
from trustops.quantities.words import number_text, pounds_text
from trustops.store.one_row import Shown, Taken, changing, creating
from trustops.store.write import Comparison, Origin, write

SLIDERS: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        "price": ("0", "600", "5"),
        "sold_days": ("0", "200", "1"),
        "fte": ("0.1", "3", "0.1"),
        "salary_pct": ("-5", "15", "0.5"),
        "alternative": ("0", "600", "5"),
        "sickness_days": ("0", "30", "1"),
    }
)
"""The least, most and step of the slider beside each number; what is typed may be beyond them."""

LONGEST_NAME = 80
NEXT = {"approve": (PolicyStatus.WORKING, PolicyStatus.APPROVED), "lock": (PolicyStatus.APPROVED, PolicyStatus.LOCKED)}


class Kept(NamedTuple):
    """A line of the list: today's, which has no ``ref``, or a scenario's; ``opens`` fills the what-if form.

    Each figure stands beside the place of its working on the service's page.
    """

    ref: str
    name: str
    status: str
    note: str
    figures: tuple[tuple[str, str], ...]
    opens: Mapping[str, str]
    why: str


class Settling(NamedTuple):
    """What is asked of a scenario: its code, what to do, how it stood when it was shown, and the word typed."""

    scenario: str
    do: str
    status: str
    confirm: str


def new_code() -> str:
    """A code for a form's scenario: sent twice, it is the same scenario still."""
    return f"SC-{secrets.token_hex(5).upper()}"


def as_today(inputs: ServiceInputs, cost: ServiceCost) -> dict[str, str]:
    """Where each slider stands before it is moved."""
    values = {
        "price": inputs.price,
        "sold_days": cost.sold_days,
        "fte": cost.fte,
        "salary_pct": Decimal(0),
        "alternative": inputs.alternative,
        "sickness_days": inputs.capacity.sickness_days,
    }
    return {key: _typed(value) for key, value in values.items() if value is not None}


def _typed(value: Decimal) -> str:
    """A number as a form's field takes it."""
    return number_text(value).replace(",", "").replace("−", "-")


def kept_scenarios(inputs: ServiceInputs, scenarios: tuple[Scenario, ...]) -> tuple[Kept, ...]:
    """The scenarios beside the service as it is, which comes first; nothing where none is kept."""
    if not scenarios:
        return ()
    now = Kept("", "The service as it is", "", "", _figures(service_cost(inputs)), {}, "")
    return (now, *(_kept(each.scenario, each.cost, each.why) for each in side_by_side(inputs, scenarios)))


def _kept(row: Scenario, cost: ServiceCost | None, why: str) -> Kept:
    opens = {key: _typed(value) for key, value in changes_of(row).items()}
    opens |= {DROP_CLIENT: row.without[0]} if row.without else {}
    only_form = len(row.without) < 2 and "variable_per_day" not in opens  # what the form has no field for
    return Kept(
        row.scenario, row.name, str(row.status), row.note or "", _figures(cost), opens if only_form else {}, why
    )


MADE_AT = ("cost", "rate", "cover", "income")


def _figures(cost: ServiceCost | None) -> tuple[tuple[str, str], ...]:
    if cost is None:
        return tuple((place, "unknown") for place in MADE_AT)
    days = cost.break_even.members_full_cost.days
    money = [_pounds(each) for each in (cost.total_cost, cost.full_cost_rate)]
    texts = (*money, "unknown" if days is None else number_text(days), _pounds(cost.saving))
    return tuple(zip(MADE_AT, texts, strict=True))


def _pounds(amount: Decimal | None) -> str:
    return "unknown" if amount is None else pounds_text(amount)


def keep(connection: Connection, who: str, inputs: ServiceInputs, typed: Mapping[str, str]) -> str:
    """Keep what was typed as a working scenario; the sentence that says so.

    Raises TrustopsError where it will not do.
    """
    name, ref = typed.get("name", ""), typed.get("scenario", "")
    if not name or len(name) > LONGEST_NAME:
        raise TrustopsError(f"A scenario needs a name of up to {LONGEST_NAME} letters; go back and give it one.")
    if not ref.startswith("SC-") or len(ref) != len(new_code()):
        raise TrustopsError("The scenario could not be read; go back to the page, and keep it once more.")
    changes: dict[str, Decimal | str] = {key: amount_of(key, _plain(typed[key])) for key in CHANGES if typed.get(key)}
    if typed.get(DROP_CLIENT):
        changes[DROP_CLIENT] = typed[DROP_CLIENT]
    if not changes:
        raise TrustopsError("Nothing is changed yet, so there is nothing to keep; try a change first.")
    values = {
        "scenario": ref,
        "name": name,
        "service": inputs.service,
        "year": str(inputs.year),
        "status": PolicyStatus.WORKING,
        **columns_of(changes),
    }
    service_cost(with_scenario(inputs, record_of(Scenario)(**values)))
    found = creating(connection, Scenario, values)
    if isinstance(found, Taken):
        return "It was kept already, and once."
    _write(connection, who, found)
    return f"“{name}” is kept as a working scenario."


def _plain(text: str) -> str:
    return text.replace(",", "").replace("−", "-")


def settle(connection: Connection, who: str, code: str, asked: Settling) -> str:
    """Copy, approve or lock a scenario; the sentence that says what was done."""
    columns = Scenario.__table__.columns
    row = connection.execute(
        select(*columns).where(columns.scenario == asked.scenario, columns.service == code)
    ).one_or_none()
    if row is None:
        raise TrustopsError("That scenario is no longer there; go back to the service to see those that are.")
    if asked.do == "copy":
        return _copy(connection, who, row)
    if asked.do not in NEXT:
        raise TrustopsError("A scenario is copied, approved or locked; go back to the page and choose one of them.")
    before, after = NEXT[asked.do]
    if row.status != before or asked.status != str(before):
        raise TrustopsError(f"“{row.name}” is {row.status} now, so nothing was changed; look at it again.")
    if after is PolicyStatus.LOCKED and asked.confirm != "lock":
        raise TrustopsError(f"“{row.name}” was not locked: type the word lock beside the button first.")
    found = changing(connection, Scenario, row.id, Shown(row.version, row.created_in), {"status": after})
    if not isinstance(found, Comparison):
        raise TrustopsError(f"Somebody else changed “{row.name}” just now, so nothing was changed; look at it again.")
    _write(connection, who, found)
    return f"“{row.name}” is {after} now."


def _copy(connection: Connection, who: str, row: Any) -> str:
    """A working copy under another code and name."""
    named = {column.name: getattr(row, column.name) for column in sheet_of(Scenario).columns}
    name = f"Copy of {row.name}"[:LONGEST_NAME]
    found = creating(
        connection, Scenario, named | {"scenario": new_code(), "name": name, "status": PolicyStatus.WORKING}
    )
    if isinstance(found, Taken):
        raise TrustopsError("The copy was not made; copy it once more.")
    _write(connection, who, found)
    return f"“{name}” is kept as a working scenario."


def _write(connection: Connection, who: str, found: Comparison) -> None:
    write(connection, [found], Origin(file=f"typed in by {who}", sha256="", source="form", accepted_by=who))
