"""What do the annual accounts say of central services, and does it agree with the ledger?

The note states the services provided, the basis of the charge and the amount charged to each academy (DOMAIN.md B4).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from trustops.charging.policies import Charges
from trustops.quantities.errors import TrustopsError
from trustops.quantities.money import pence, pounds
from trustops.quantities.words import listed, pounds_text
from trustops.quantities.years import AcademicYear


@dataclass(frozen=True, slots=True)
class NoteRow:
    """One academy's row of the note: pounds charged in the year."""

    urn: str
    name: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class TieOut:
    """The note against the ledger, pounds: ``difference`` is the note less the ledger, None where none was given."""

    ledger: Decimal | None
    difference: Decimal | None
    sentence: str

    @property
    def agrees(self) -> bool | None:
        """Whether they are equal to the penny; None where the ledger's total is not known."""
        return None if self.difference is None else self.difference == 0


@dataclass(frozen=True, slots=True)
class AccountsNote:
    """The central services note of a year."""

    year: AcademicYear
    services: tuple[str, ...]
    basis: str
    rows: tuple[NoteRow, ...]
    total: Decimal
    tie_out: TieOut

    @property
    def services_sentence(self) -> str:
        return f"The trust provided these central services to its academies in the year: {listed(self.services)}."

    @property
    def basis_sentence(self) -> str:
        return f"The trust charges for these services on this basis: {self.basis}."


def accounts_note(charged: Charges, services: Sequence[str], ledger: Decimal | None = None) -> AccountsNote:
    """The note of a year's charges, tied to what the ledger holds for them (pounds, None where not known yet).

    Raises TrustopsError where no service is named, as the note must say what the charge is for.
    """
    if not services:
        raise TrustopsError(
            f"The central services note of {charged.policy.year} names no service; list those that the charge pays for."
        )
    rows = tuple(NoteRow(row.member.urn, row.member.name, pounds(row.pence)) for row in charged.rows)
    total = pounds(charged.charged)
    return AccountsNote(
        charged.policy.year, tuple(services), charged.basis, rows, total, tie_out(total, ledger, charged.policy.year)
    )


def tie_out(total: Decimal, ledger: Decimal | None, year: AcademicYear) -> TieOut:
    """Whether the note's total is the ledger's, in a sentence that says what to do.

    >>> tie_out(Decimal("100.00"), Decimal("99.50"), AcademicYear(2025)).difference
    Decimal('0.50')
    """
    if ledger is None:
        return TieOut(
            None, None, f"The note's {pounds_text(total)} is not tied out: give the ledger's total for {year}."
        )
    pence(ledger)  # refuses a ledger total finer than a penny
    difference = total - ledger
    if not difference:
        return TieOut(ledger, difference, f"The note's {pounds_text(total)} agrees with the ledger.")
    side = "more" if difference > 0 else "less"
    return TieOut(
        ledger,
        difference,
        f"The note's {pounds_text(total)} is {pounds_text(abs(difference))} {side} than the ledger's "
        f"{pounds_text(ledger)}; find what was posted outside the policy or not yet posted.",
    )
