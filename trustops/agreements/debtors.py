"""Who owes us, how much, and since when? Every unpaid invoice by its age, for each client and in all."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from trustops.agreements.instalments import DAYS_TO_PAY
from trustops.agreements.vat import NO_VAT
from trustops.models import Agreement, Invoice
from trustops.quantities.money import whole_pence
from trustops.snapshot import Snapshot


class Age(StrEnum):
    """How long a debt has been due; a credit is what we owe the client."""

    NOT_DUE = "not due"
    UP_TO_30 = "1–30 days"
    UP_TO_60 = "31–60 days"
    UP_TO_90 = "61–90 days"
    OVER_90 = "over 90 days"
    CREDIT = "credit"


OVERDUE = (Age.UP_TO_30, Age.UP_TO_60, Age.UP_TO_90, Age.OVER_90)


@dataclass(frozen=True, slots=True, kw_only=True)
class Debt:
    """What is still owed on one invoice, pence; ``owed`` None is not known, and ``why`` then says why.

    ``owed`` is with VAT, ``owed_net`` its part before VAT. A credit note, and what was paid too much, is below zero.
    """

    invoice: str
    agreement: str
    urn: str
    issued: date
    due_on: date
    gross: int | None
    paid: int | None
    owed: int | None
    owed_net: int | None
    days_late: int
    why: str
    source: str

    @property
    def age(self) -> Age | None:
        """The column of the debtors by age; None where what is owed is not known."""
        if self.owed is None:
            return None
        return Age.CREDIT if self.owed < 0 else age_of(self.days_late)


@dataclass(frozen=True, slots=True)
class Aged:
    """Debts added up, pence: by age, the whole and its part before VAT; ``unknown`` are left out of every sum."""

    ages: Mapping[Age, int]
    total: int
    total_net: int
    overdue: int
    days_late: int
    unknown: tuple[Debt, ...]


def age_of(days_late: int) -> Age:
    """The age of a debt so many days after it was due.

    >>> age_of(0), age_of(1), age_of(60), age_of(91)
    (<Age.NOT_DUE: 'not due'>, <Age.UP_TO_30: '1–30 days'>, <Age.UP_TO_60: '31–60 days'>, <Age.OVER_90: 'over 90 days'>)
    """
    if days_late <= 0:
        return Age.NOT_DUE
    return OVERDUE[min((days_late - 1) // 30, 3)]


def debts(snapshot: Snapshot) -> tuple[Debt, ...]:
    """Every invoice on which something is owed, either way or to a sum that is not known; the oldest due first."""
    found = (debt_of(snapshot, row) for row in snapshot.all(Invoice))
    return tuple(sorted((each for each in found if each.owed != 0), key=lambda each: (each.due_on, each.invoice)))


def debt_of(snapshot: Snapshot, row: Invoice) -> Debt:
    """How one invoice stands on the day: a payment that was made later is not made yet."""
    agreement = snapshot.one(Agreement, row.agreement)
    due_on = row.due_on or row.issued + DAYS_TO_PAY
    gross, paid = _gross(row, agreement), _paid(row, snapshot.as_of)
    owed = None if gross is None or paid is None else gross - paid
    return Debt(
        invoice=row.invoice,
        agreement=row.agreement,
        urn=agreement.urn if agreement else "",
        issued=row.issued,
        due_on=due_on,
        gross=gross,
        paid=paid,
        owed=owed,
        owed_net=None if owed is None or gross is None else _net_part(owed, row.net_pence, gross),
        days_late=(snapshot.as_of - due_on).days,
        why=_why(row, gross, paid),
        source=snapshot.origin(row),
    )


def aged(found: Iterable[Debt]) -> Aged:
    """The debts by age. Credits lessen the total, and stand apart so that no old debt is hidden by one."""
    every = tuple(found)
    ages = dict.fromkeys(Age, 0)
    for debt in every:
        if debt.age is not None:
            ages[debt.age] += debt.owed or 0
    late = (debt.days_late for debt in every if debt.age in OVERDUE)
    return Aged(
        ages=ages,
        total=sum(ages.values()),
        total_net=sum(debt.owed_net or 0 for debt in every),
        overdue=sum(ages[age] for age in OVERDUE),
        days_late=max(late, default=0),
        unknown=tuple(debt for debt in every if debt.owed is None),
    )


def _gross(row: Invoice, agreement: Agreement | None) -> int | None:
    if row.vat_pence is not None:
        return row.net_pence + row.vat_pence
    return row.net_pence if agreement is not None and agreement.vat in NO_VAT else None


def _paid(row: Invoice, as_of: date) -> int | None:
    """What was paid by the day; None where it was paid, and nobody wrote how much."""
    if row.paid_on is not None and row.paid_on > as_of:
        return 0
    if row.paid_pence is None:
        return None if row.paid_on is not None else 0
    return row.paid_pence


def _net_part(owed: int, net: int, gross: int) -> int:
    return 0 if gross == 0 else whole_pence(Fraction(owed * net, gross))


def _why(row: Invoice, gross: int | None, paid: int | None) -> str:
    if gross is None:
        return f"{row.invoice} has no VAT, and its agreement is not exempt or outside the scope; give it on Invoices."
    if paid is None:
        return f"{row.invoice} was paid, and the sheet does not say how much; give it on the Invoices sheet."
    return ""
