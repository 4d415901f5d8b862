"""How do the commands about clients answer in JSON? The keys of the public contract; money in pounds."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reports.client_book import ClientBook, ClientRow
    from reports.clients import Look
    from trustops.agreements import Aged, Debt, Round


def _pounds(pence: int | None) -> Decimal | None:
    from trustops.quantities.money import pounds

    return None if pence is None else pounds(pence)


def book_answer(book: "ClientBook", code: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """The clients of a service in a year."""
    return {
        "service": code,
        "academic_year": str(book.year),
        "as_of": book.on,
        "income": _pounds(book.income_pence),
        "debtors": _aged_answer(book.aged),
        "days_owed": book.days_owed,
        "clients": rows,
    }


def client_answer(row: "ClientRow", found: "tuple[Look, ...]") -> dict[str, Any]:
    """One client; an amount that is not known is null."""
    end = row.next_end
    left = [account.to_invoice for account in row.accounts if account.to_invoice is not None]
    known = [each.delivered_so_far for each in row.against if each.delivered_so_far is not None]
    return {
        "urn": row.urn,
        "name": row.name,
        "agreements": [deal.code for deal in row.deals],
        "days": row.days,
        "agreed_so_far": sum(each.agreed_so_far for each in row.against),
        "delivered": sum(known) if len(known) == len(row.against) else None,
        "income": _pounds(row.income_pence),
        "invoiced": _pounds(sum(account.invoiced for account in row.accounts)),
        "to_invoice": _pounds(sum(left) if len(left) == len(row.accounts) else None),
        "debtors": _aged_answer(row.aged),
        "ends": end.ends if end else None,
        "notice_by": end.last_notice if end else None,
        "last_safe": end.last_safe if end else None,
        "complaints_open": len(row.complaints_open),
        "to_look_at": [{"level": look.level, "message": look.sentence} for look in found],
    }


def _aged_answer(owed: "Aged") -> dict[str, Any]:
    return {
        "ages": {age.name.lower(): _pounds(amount) for age, amount in owed.ages.items()},
        "owed": _pounds(owed.total),
        "owed_before_vat": _pounds(owed.total_net),
        "overdue": _pounds(owed.overdue),
        "days_late": owed.days_late,
        "unknown": [debt.invoice for debt in owed.unknown],
    }


def debtors_answer(book: "ClientBook") -> dict[str, Any]:
    """The debtors by age, each client and each invoice."""
    owing = [row for row in book.rows if row.debts]
    return {
        "as_of": book.on,
        **_aged_answer(book.aged),
        "income": _pounds(book.income_pence),
        "days_owed": book.days_owed,
        "clients": [{"urn": row.urn, "name": row.name, **_aged_answer(row.aged)} for row in owing],
        "debts": [_debt_answer(debt) for row in owing for debt in row.debts],
    }


def _debt_answer(debt: "Debt") -> dict[str, Any]:
    return {
        "invoice": debt.invoice,
        "agreement": debt.agreement,
        "urn": debt.urn,
        "issued": debt.issued,
        "due_on": debt.due_on,
        "gross": _pounds(debt.gross),
        "paid": _pounds(debt.paid),
        "owed": _pounds(debt.owed),
        "days_late": max(debt.days_late, 0),
        "why_unknown": debt.why,
    }


def invoices_answer(found: "Round") -> list[dict[str, Any]]:
    """The invoices to raise."""
    return [
        {
            "invoice": row.number,
            "agreement": row.agreement,
            "urn": row.urn,
            "client": row.client,
            "for": row.what,
            "days": row.days,
            "issued": row.issued,
            "due_on": row.due,
            "net": _pounds(row.net),
            "vat": _pounds(row.vat),
            "gross": _pounds(row.gross),
        }
        for row in found.rows
    ]
