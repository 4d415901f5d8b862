"""How is a post paid? Its salary, hours, weeks, pension and share, and whoever stands in for its holder."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from trustops.costing.pay import Dated, Pay
from trustops.costing.school_days import Calendar
from trustops.costing.spans import rate_day
from trustops.costing.term_time import (
    DAYS_IN_WEEK,
    SAME_LEAVE_RATIO,
    WEEKS_IN_YEAR,
    TermTimeFormula,
    is_all_year,
    term_time_fraction,
)
from trustops.models.post import Pension
from trustops.models.working_time import CoverKind
from trustops.quantities.errors import TrustopsError
from trustops.quantities.years import in_force, month_end, overlaps

Held = tuple[date | None, date | None]
"""The first and the last day that somebody holds a post; an empty end is open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StandIn:
    """Somebody in the place of a post's holder, from a day on.

    ``amount`` in pounds: a full year's allowance, or an agency's day. An agency works ``days_per_week`` of the five
    days of a week, on the days of the ``calendar``; where that year's half terms are not known it works ``weeks`` of
    the year's 52.143.
    """

    kind: CoverKind
    amount: Decimal
    calendar: Calendar
    from_: date
    to: date | None = None
    days_per_week: Decimal = Decimal(DAYS_IN_WEEK)
    weeks: Decimal = WEEKS_IN_YEAR
    source: str = ""

    def __post_init__(self) -> None:
        if self.amount < 0 or self.days_per_week < 0:
            raise TrustopsError(
                f"{self.source or 'Post cover'}: an amount or days below none cannot be a cost; correct it."
            )

    def covers(self, month: date) -> bool:
        """Whether any day of the month that begins on ``month`` is stood in for."""
        return overlaps(self.from_, self.to, month, month_end(month))


@dataclass(frozen=True, slots=True, kw_only=True)
class PostPay:
    """What a post is paid, as its contract says.

    ``hours`` a week of a full-time ``week_hours``; ``weeks`` worked a year (52.143: all year); ``leave_days`` of a
    full-time post with bank holidays; ``lgps_rates`` are the fund's fractions by date (there is no national one);
    ``share`` is the part of the post's cost that is asked for; a post held part of the year ``starts`` or ``ends``.
    ``salary_change`` is a what-if: the fraction that every full-time salary is raised by, to the pound.
    ``held`` are the spans in which somebody holds it, None where somebody always does; ``stand_ins`` are whoever
    does its work instead.
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
    formula: TermTimeFormula = SAME_LEAVE_RATIO
    held: tuple[Held, ...] | None = None
    stand_ins: tuple[StandIn, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.week_hours <= 0 or self.hours < 0 or self.share < 0:
            raise TrustopsError(f"{self.title}: hours and share cannot be less than none; correct the post.")

    def is_vacant(self, month: date) -> bool:
        """Whether nobody holds the post in a month: on its 15th, as months are counted."""
        return self.held is not None and not any(in_force(*span, rate_day(month)) for span in self.held)

    def is_stood_in_for(self, month: date) -> bool:
        """Whether somebody stands in on any day of the month."""
        return any(each.covers(month) for each in self.stand_ins)

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
