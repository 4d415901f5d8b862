"""What VAT is on an invoice? By what was decided for its agreement, at the rate in force; nothing is decided here."""

from datetime import date
from fractions import Fraction

from trustops.models import Agreement
from trustops.models.service import Vat
from trustops.quantities.money import whole_pence
from trustops.rates import RateBook

NO_VAT = (Vat.EXEMPT, Vat.OUTSIDE_SCOPE)


def vat_pence(net: int, vat: Vat | None, day: date, rates: RateBook) -> int | None:
    """VAT on a net amount, pence; None where how the agreement stands to VAT is not decided.

    >>> vat_pence(952380, Vat.STANDARD, date(2026, 9, 1), RateBook.published())
    190476
    >>> vat_pence(952380, Vat.TO_REVIEW, date(2026, 9, 1), RateBook.published())
    """
    if vat in NO_VAT:
        return 0
    if vat is not Vat.STANDARD:
        return None
    return whole_pence(Fraction(net) * Fraction(rates.on(day).value("vat_standard_rate").value))


def is_decided(vat: Vat | None) -> bool:
    """Whether it was decided how an agreement stands to VAT."""
    return vat is Vat.STANDARD or vat in NO_VAT


def vat_not_decided(row: Agreement) -> str:
    """Why an invoice of the agreement has no VAT line, and what to do."""
    said = "is still to be reviewed" if row.vat is Vat.TO_REVIEW else "is not recorded"
    return (
        f"How {row.agreement} stands to VAT {said}, so no invoice can be made for it; decide with whoever advises "
        "the trust on VAT and give it on the Agreements sheet."
    )
