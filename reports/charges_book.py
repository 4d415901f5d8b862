"""What is there to say of a year's charges? Everything that the page, the command and the workbook show, made once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from trustops.charging import (
    AccountsNote,
    Change,
    Charges,
    CrossSubsidy,
    FullCost,
    Option,
    Pool,
    SharedService,
    accounts_note,
    cross_subsidy,
    year_on_year,
)
from trustops.charging.compared import compared
from trustops.charging.from_snapshot import charges_of
from trustops.charging.policy_rows import policies_in
from trustops.charging.pool_rows import full_costs_of, pool_of
from trustops.costing.from_snapshot import agreements_in, days_in, service_costs
from trustops.costing.service_model import ServiceCost
from trustops.models import ChargePolicy, ServiceUse
from trustops.quantities.errors import TrustopsError, UnknownFigure
from trustops.quantities.money import pence, pounds
from trustops.quantities.years import AcademicYear
from trustops.snapshot import Snapshot

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargesBook:
    """A year's charges under one policy of the record, and what follows from them.

    ``options`` begin with the policy itself; the other answers are None where they cannot be given, and ``why_not``
    then says why, by the answer's name. ``pool`` and ``services`` are None and empty where the record has none.
    """

    row: ChargePolicy
    origin: str
    year: AcademicYear
    options: tuple[Option, ...]
    subsidy: CrossSubsidy | None
    before: Charges | None
    changes: tuple[Change, ...]
    pool: Pool | None
    services: tuple[FullCost, ...]
    note: AccountsNote | None
    why_not: Mapping[str, str]

    @property
    def chosen(self) -> Option:
        """The policy that the book is about."""
        return self.options[0]

    @property
    def charges(self) -> Charges | None:
        """What every school pays; None where it cannot be worked out."""
        return self.chosen.charges

    def option(self, name: str) -> Option | None:
        """The other way of charging that is called so; the first that can be worked out where none is."""
        others = [each for each in self.options[1:] if each.charges]
        return next((each for each in others if each.name == name), others[0] if others else None)


def charges_book(snapshot: Snapshot, code: str, year: AcademicYear) -> ChargesBook:
    """The book of a policy and year. Raises a TrustopsError where there is no such policy, or nobody to charge."""
    options = compared(snapshot, code, year)
    row = snapshot.one(ChargePolicy, code, str(year))
    if row is None:  # ``compared`` raises with the policies that there are
        raise TrustopsError(f"There is no charge policy {code} for {year}.")
    charged = options[0].charges
    why_not: dict[str, str] = {} if charged else {"charges": options[0].why_not}
    follow = _Answers(charged, why_not)
    before = follow.given("changes", lambda _: last_year(snapshot, code, year))
    return ChargesBook(
        row=row,
        origin=snapshot.origin(row),
        year=year,
        options=options,
        subsidy=follow.given("subsidy", lambda _: subsidy_of(options[0])),
        before=before,
        changes=year_on_year(charged, before) if charged and before else (),
        pool=follow.given("pool", lambda known: pool_of(snapshot, known)),
        services=follow.given("services", lambda _: served_each_other(snapshot, year)) or (),
        note=follow.given("note", lambda known: note_of(known, row)),
        why_not=why_not,
    )


@dataclass(frozen=True, slots=True)
class _Answers:
    """What follows from the charges: an answer that is missing keeps its reason, and hides no other."""

    charged: Charges | None
    why_not: dict[str, str]

    def given(self, name: str, ask: Callable[[Charges], T | None]) -> T | None:
        """The answer; None where the charges are not known, or with the reason under its name."""
        if self.charged is None:
            return None
        try:
            return ask(self.charged)
        except TrustopsError as error:
            self.why_not[name] = str(error)
            return None


def last_year(snapshot: Snapshot, code: str, year: AcademicYear) -> Charges:
    """The same policy a year before or, where there was none, the policy that was in force."""
    earlier = [row.policy for row in policies_in(snapshot, year.previous())]
    if not earlier:
        raise TrustopsError(
            f"No charge policy is recorded for {year.previous()}; add it to the Charge policies sheet to see what "
            "changed."
        )
    return charges_of(snapshot, code if code in earlier else earlier[0], year.previous())


def subsidy_of(chosen: Option) -> CrossSubsidy:
    """Who pays for whom, beside what each school uses."""
    used = {each.urn: each.usage_cost for each in chosen.schools if each.usage_cost is not None}
    if chosen.charges is None or len(used) < len(chosen.schools):
        raise TrustopsError(
            "Who pays for whom is not known: give every school's Usage days on the School years sheet, 0 where it "
            "used none."
        )
    return cross_subsidy(chosen.charges.by_school, used, chosen.charges.borne_by_trust)


def note_of(charged: Charges, row: ChargePolicy) -> AccountsNote:
    """The accounts note: the services that the policy pays for, separated by commas or semicolons in its cell."""
    text = row.pays_for or ""
    named = tuple(part.strip() for part in text.split(";" if ";" in text else ",") if part.strip())
    if not named:
        raise UnknownFigure(
            f"list of services that the charge policy {row.policy} pays for",
            f"in {row.year}",
            "give Pays for on the Charge policies sheet",
        )
    return accounts_note(charged, named, None if row.ledger_pence is None else pounds(row.ledger_pence))


def served_each_other(snapshot: Snapshot, year: AcademicYear) -> tuple[FullCost, ...]:
    """Our services' full costs where the Service use sheet says that they serve each other, by costing's figures."""
    if not any(row.year == str(year) for row in snapshot.all(ServiceUse)):
        return ()
    known = [
        SharedService(
            service.service,
            service.name,
            pence(cost.total_cost),
            by_schools=_days_by_school(snapshot, service.service, year),
            source="its cost on the Services page",
        )
        for service, cost in service_costs(snapshot, year)
        if isinstance(cost, ServiceCost)
    ]
    return full_costs_of(snapshot, year, known)


def _days_by_school(snapshot: Snapshot, service: str, year: AcademicYear) -> dict[str, Decimal]:
    days: dict[str, Decimal] = {}
    for row in agreements_in(snapshot, service, year):
        days[row.urn] = days.get(row.urn, Decimal(0)) + days_in(row, year)
    return days
