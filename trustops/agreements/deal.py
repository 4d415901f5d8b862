"""What was agreed with a school for a year? An agreement with its days, its price a day and what they come to."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from trustops.models import Agreement
from trustops.quantities.money import whole_pence
from trustops.quantities.years import AcademicYear


@dataclass(frozen=True, slots=True, kw_only=True)
class Deal:
    """An agreement in one academic year.

    ``days`` are those of the year, part of a year by its months; ``price_pence`` is what a day is charged, None where
    that is not known; ``source`` is the agreement's own row, ``owner`` the title of the post that looks after it.
    """

    agreement: Agreement
    year: AcademicYear
    days: Decimal
    price_pence: int | None
    school: str
    service: str
    source: str = ""
    owner: str = ""

    @property
    def code(self) -> str:
        """The agreement's own code."""
        return self.agreement.agreement

    @property
    def net_pence(self) -> int | None:
        """What the year's days come to before VAT; None where the price is not known."""
        return None if self.price_pence is None else days_cost(self.days, self.price_pence)

    @property
    def begins(self) -> date:
        """The first day of the year on which it runs."""
        return max(self.agreement.from_date, self.year.start)

    @property
    def ends(self) -> date:
        """The last day of the year on which it runs."""
        to_date = self.agreement.to_date
        return self.year.end if to_date is None else min(to_date, self.year.end)


def days_cost(days: Decimal, price_pence: int) -> int:
    """Days × the price of a day, in whole pence, half a penny up.

    >>> days_cost(Decimal("9.5"), 27500)
    261250
    """
    return whole_pence(Fraction(days) * price_pence)
