"""How is a post paid? Its salary, hours, weeks, pension and share, as the contract and the trust have them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from trustops.costing.pay import Dated, Pay
from trustops.costing.term_time import WEEKS_IN_YEAR, TermTimeFormula, is_all_year, same_leave_ratio, term_time_fraction
from trustops.models.post import Pension
from trustops.quantities.errors import TrustopsError


@dataclass(frozen=True, slots=True, kw_only=True)
class PostPay:
    """What a post is paid, as its contract says.

    ``hours`` a week of a full-time ``week_hours``; ``weeks`` worked a year (52.143: all year); ``leave_days`` of a
    full-time post with bank holidays; ``lgps_rates`` are the fund's fractions by date (there is no national one);
    ``share`` is the part of the post's cost that is asked for; a post held part of the year ``starts`` or ``ends``.
    ``salary_change`` is a what-if: the fraction that every full-time salary is raised by, to the pound.
    ``sources`` says what each field was read off, by the field's name.
    """

    title: str
    pay: Pay
    hours: Decimal = Decimal(37)
    week_hours: Decimal = Decimal(37)
    weeks: Decimal = WEEKS_IN_YEAR
    leave_days: Decimal = Decimal(33)
    pension: Pension = Pension.NONE
    lgps_rates: tuple[Dated, ...] = ()
    levy_payer: bool = False
    share: Decimal = Decimal(1)
    starts: date | None = None
    ends: date | None = None
    salary_change: Decimal = Decimal(0)
    formula: TermTimeFormula = same_leave_ratio
    sources: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.week_hours <= 0 or self.hours < 0 or self.share < 0:
            raise TrustopsError(f"{self.title}: hours and share cannot be less than none; correct the post.")

    @property
    def all_year(self) -> bool:
        """Whether the post works all year round."""
        return is_all_year(self.weeks)

    @property
    def fraction(self) -> Decimal:
        """The term-time-only fraction of pay, to six places."""
        return term_time_fraction(self.weeks, self.leave_days, formula=self.formula)

    @property
    def fte(self) -> Decimal:
        """Its hours as a part of a full-time week, times the share: what capacity is multiplied by."""
        return self.hours * self.share / self.week_hours
