"""What VAT is on an invoice? By what was decided for its agreement, at the rate in force; nothing is decided here."""

from datetime import date
from fractions import Fraction

from trustops.models import Agreement
from trustops.models.school import SchoolType
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


HAVE_VAT_BACK = {
    SchoolType.ACADEMY: "an academy",
    SchoolType.MAINTAINED: "a maintained school",
    SchoolType.COUNCIL: "a council",
}
"""Who has VAT on its schooling back, in words: Value Added Tax Act 1994, sections 33B (academies), 33 (councils)."""


def has_vat_back(school_type: SchoolType | None) -> bool | None:
    """Whether VAT charged to a buyer is no cost to it, as a rule; None where its type does not tell.

    An independent school's own supply is exempt, so that it has no VAT back.

    >>> has_vat_back(SchoolType.MAINTAINED), has_vat_back(SchoolType.INDEPENDENT), has_vat_back(None)
    (True, False, None)
    """
    if school_type in HAVE_VAT_BACK:
        return True
    return False if school_type is SchoolType.INDEPENDENT else None


def what_vat_is_to(school_type: SchoolType | None, name: str) -> str:
    """What VAT that is charged to a buyer means for the price it compares, in a sentence.

    >>> what_vat_is_to(SchoolType.INDEPENDENT, "Oakley")
    'VAT is a cost to Oakley, an independent school, which has none back: it compares prices with VAT.'
    """
    back = has_vat_back(school_type)
    if back is None:
        said = f"is of type {school_type}" if school_type else "has no School type on the Schools sheet"
        return f"Whether {name} has VAT back is not known: it {said}; ask it before a price is compared."
    if back and school_type:
        return (
            f"VAT is no cost to {name}, {HAVE_VAT_BACK[school_type]}, which has it back: it compares prices before VAT."
        )
    return f"VAT is a cost to {name}, an independent school, which has none back: it compares prices with VAT."


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
