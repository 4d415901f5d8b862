"""What has been invoiced, and which invoices are to be raised on a day? Each with its number, VAT and due day."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from trustops.agreements.deal import Deal
from trustops.agreements.instalments import DAYS_TO_PAY, Instalment, instalments, term_starts
from trustops.agreements.unagreed import unagreed
from trustops.agreements.vat import is_decided, vat_not_decided, vat_pence
from trustops.models import Agreement, Delivery, Invoice
from trustops.quantities.words import listed
from trustops.quantities.years import AcademicYear
from trustops.rates import RateBook
from trustops.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An agreement's money in a year, pence before VAT: what is planned, what was invoiced, and what is left.

    ``planned`` are its instalments; ``ahead`` is what was invoiced beyond the instalments whose day has come.
    ``to_invoice`` is None where the year's amount is not known.
    """

    deal: Deal
    planned: tuple[Instalment, ...]
    invoiced: int
    on: date

    @property
    def now(self) -> int:
        """What should have been invoiced by the day and was not; below zero, what was invoiced ahead of it."""
        return sum(each.net_pence for each in self.planned if each.raise_on <= self.on) - self.invoiced

    @property
    def to_invoice(self) -> int | None:
        """What of the year's amount is still to be invoiced; below zero where more was invoiced than agreed."""
        return None if self.deal.net_pence is None else self.deal.net_pence - self.invoiced

    @property
    def outstanding(self) -> tuple[Instalment, ...]:
        """The instalments that what was invoiced does not cover, by date."""
        covered, left = self.invoiced, []
        for each in self.planned:
            covered -= each.net_pence
            if covered < 0:
                left.append(each)
        return tuple(left)

    @property
    def next_one(self) -> Instalment | None:
        """The next instalment to be invoiced."""
        return next(iter(self.outstanding), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToRaise:
    """An invoice to raise: ``number`` is a suggestion that no invoice of the record has; money in pence."""

    number: str
    agreement: str
    urn: str
    client: str
    what: str
    days: Decimal | None
    net: int
    vat: int
    issued: date
    due: date

    @property
    def gross(self) -> int:
        """What the client is to pay."""
        return self.net + self.vat


@dataclass(frozen=True, slots=True)
class Round:
    """The invoices to raise on a day, and a sentence for each agreement or use that should have one and cannot."""

    on: date
    rows: tuple[ToRaise, ...]
    problems: tuple[str, ...]


def accounts(snapshot: Snapshot, deals: Iterable[Deal], on: date) -> tuple[Account, ...]:
    """The money of each agreement, as it stands on a day."""
    sent, received, starts = _invoiced(snapshot), _received(snapshot), {}
    made = []
    for deal in deals:
        if deal.year not in starts:
            starts[deal.year] = term_starts(snapshot, deal.year)
        row = deal.agreement
        planned = instalments(deal, starts[deal.year], received.get((row.service, row.urn), ()))
        made.append(Account(deal=deal, planned=planned, invoiced=sent.get((deal.code, deal.year), 0), on=on))
    return tuple(made)


def to_raise(snapshot: Snapshot, deals: Iterable[Deal], on: date, rates: RateBook | None = None) -> Round:
    """The invoices to raise on a day: what the instalments up to then come to, less what was invoiced already."""
    book = rates or RateBook.published()
    owing = [account for account in accounts(snapshot, deals, on) if _to_look_at(account)]
    numbers = next_numbers([row.invoice for row in _by_issue(snapshot)], len(owing))
    rows: list[ToRaise] = []
    problems: list[str] = []
    for account in sorted(owing, key=lambda each: each.deal.code):
        if problem := _problem(account):
            problems.append(problem)
        else:
            rows.append(_row(account, next(numbers), book))
    nobodys = [each.sentence for each in unagreed(snapshot, AcademicYear.containing(on)) if each.first <= on]
    return Round(on, tuple(rows), (*problems, *nobodys))


def next_numbers(numbers: Sequence[str], many: int) -> Iterator[str]:
    """So many numbers that follow the last of these in its own style, and that none of them has.

    >>> list(next_numbers(["V26-029", "V26-030"], 2)), list(next_numbers([], 1))
    (['V26-031', 'V26-032'], ['INV-001'])
    """
    taken = set(numbers)
    found = re.fullmatch(r"(.*?)(\d+)", numbers[-1]) if numbers else None
    start, digits = (found[1], found[2]) if found else (f"{numbers[-1]}-" if numbers else "INV-", "000")
    at = int(digits)
    for _ in range(many):
        at += 1
        while (number := f"{start}{at:0{len(digits)}d}") in taken:
            at += 1
        yield number


def _to_look_at(account: Account) -> bool:
    """Whether an invoice is owing, or cannot be worked out."""
    return account.deal.begins <= account.on and (account.deal.net_pence is None or account.now > 0)


def _problem(account: Account) -> str:
    row = account.deal.agreement
    if account.deal.net_pence is None:
        return (
            f"What a day costs under {row.agreement} is not known; give its price on the Agreements or Services sheet."
        )
    return "" if is_decided(row.vat) else vat_not_decided(row)


def _row(account: Account, number: str, rates: RateBook) -> ToRaise:
    row, on = account.deal.agreement, account.on
    now = [each for each in account.outstanding if each.raise_on <= on]
    left = "" if sum(each.net_pence for each in now) == account.now else ", what is left of it"
    return ToRaise(
        number=number,
        agreement=row.agreement,
        urn=row.urn,
        client=account.deal.school,
        what=f"{account.deal.service}: {listed([each.name for each in now])}{left}",
        days=whole_days(account.now, account.deal.price_pence),
        net=account.now,
        vat=vat_pence(account.now, row.vat, on, rates) or 0,
        issued=on,
        due=on + DAYS_TO_PAY,
    )


def whole_days(net: int, price: int | None) -> Decimal | None:
    """How many whole or half days an amount is at a price; None where it is none such.

    >>> whole_days(165000, 27500), whole_days(13750, 27500), whole_days(100, 27500)
    (Decimal('6'), Decimal('0.5'), None)
    """
    if not price or 2 * net % price:
        return None
    halves = 2 * net // price
    return Decimal(halves // 2) if halves % 2 == 0 else Decimal(halves) / 2


def _by_issue(snapshot: Snapshot) -> list[Invoice]:
    return sorted(snapshot.all(Invoice), key=lambda row: (row.issued, row.invoice))


def _invoiced(snapshot: Snapshot) -> dict[tuple[str, AcademicYear], int]:
    """What was invoiced, by agreement and year: the year it names, else that of its issue.

    An invoice that names none and was sent before its agreement began is its first year's.
    """
    found: dict[tuple[str, AcademicYear], int] = defaultdict(int)
    for row in snapshot.all(Invoice):
        found[row.agreement, _year_of(row, snapshot.one(Agreement, row.agreement))] += row.net_pence
    return found


def _year_of(row: Invoice, agreement: Agreement | None) -> AcademicYear:
    if row.for_year:
        return AcademicYear.parse(row.for_year)
    return AcademicYear.containing(row.issued if agreement is None else max(row.issued, agreement.from_date))


def _received(snapshot: Snapshot) -> dict[tuple[str, str], list[Delivery]]:
    found: dict[tuple[str, str], list[Delivery]] = defaultdict(list)
    for row in snapshot.all(Delivery):
        found[row.service, row.urn].append(row)
    return found
