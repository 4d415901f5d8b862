"""How much of a full year's pay does a term-time-only post earn? The fraction of pay, and the weeks it pays for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType

from trustops.models.post import TermTimePay
from trustops.quantities.errors import TrustopsError
from trustops.quantities.words import number_text

WEEKS_IN_YEAR = Decimal("52.143")  # 365 ÷ 7, as national pay tables use it
DAYS_IN_WEEK = 5
FRACTION_PLACES = Decimal("0.000001")

ExactFraction = Callable[[Decimal, Decimal], Decimal]
"""Weeks worked and days of paid leave (with bank holidays) to the fraction of a full year's pay, unrounded."""


def same_leave_ratio(weeks: Decimal, leave_days: Decimal) -> Decimal:
    """Paid leave stands to working days as it does for all-year staff (NJC Green Book part 4.12, 2024).

    ``weeks ÷ (52.143 − leave days ÷ 5)``, unrounded and never more than 1.
    """
    working_weeks = WEEKS_IN_YEAR - leave_days / DAYS_IN_WEEK
    if working_weeks <= 0:
        raise TrustopsError(f"{leave_days} days of leave leave no week to work in; give the leave in days a year.")
    return min(weeks / working_weeks, Decimal(1))


def leave_by_weeks_worked(weeks: Decimal, leave_days: Decimal) -> Decimal:
    """Weeks worked, and leave in their proportion to the whole year, over 52.143: the older way, which pays less.

    ``(weeks + leave days ÷ 5 × weeks ÷ 52.143) ÷ 52.143``, unrounded and never more than 1. Employers that have not
    taken up the Green Book's part 4.12 still use it.
    """
    leave_weeks = leave_days / DAYS_IN_WEEK
    return min((weeks + leave_weeks * weeks / WEEKS_IN_YEAR) / WEEKS_IN_YEAR, Decimal(1))


def whole_leave(weeks: Decimal, leave_days: Decimal) -> Decimal:
    """Weeks worked and a full year's leave, over 52.143, as where leave is not reduced for the weeks not worked
    (Harpur Trust v Brazel, 2022, UKSC 21, for statutory leave). Unrounded and never more than 1.
    """
    return min((weeks + leave_days / DAYS_IN_WEEK) / WEEKS_IN_YEAR, Decimal(1))


@dataclass(frozen=True, slots=True)
class TermTimeFormula:
    """A way to work out term-time-only pay: its name, the sum itself, and the sum as a person writes it.

    ``written`` has ``{weeks}`` and ``{leave}`` where the weeks worked and the days of leave go.

    >>> SAME_LEAVE_RATIO.sum_of(Decimal(39), Decimal(33))
    '39 ÷ (52.143 − 33 ÷ 5)'
    """

    name: str
    exact: ExactFraction
    written: str

    def __call__(self, weeks: Decimal, leave_days: Decimal) -> Decimal:
        return self.exact(weeks, leave_days)

    def sum_of(self, weeks: Decimal, leave_days: Decimal) -> str:
        """The sum in figures."""
        return self.written.format(weeks=number_text(weeks), leave=number_text(leave_days))


_FORMULAS = (
    TermTimeFormula(TermTimePay.SAME_LEAVE_RATIO, same_leave_ratio, "{weeks} ÷ (52.143 − {leave} ÷ 5)"),
    TermTimeFormula(
        TermTimePay.LEAVE_BY_WEEKS_WORKED,
        leave_by_weeks_worked,
        "({weeks} + {leave} ÷ 5 × {weeks} ÷ 52.143) ÷ 52.143",
    ),
    TermTimeFormula(TermTimePay.WHOLE_LEAVE, whole_leave, "({weeks} + {leave} ÷ 5) ÷ 52.143"),
)
SAME_LEAVE_RATIO = _FORMULAS[0]
"""The Green Book's own, used where none is named."""

TERM_TIME_FORMULAS: Mapping[str, TermTimeFormula] = MappingProxyType({each.name: each for each in _FORMULAS})
"""The formulas by the names of :class:`TermTimePay`."""


def formula_named(name: str) -> TermTimeFormula:
    """The formula of a name; raises TrustopsError that lists those there are.

    >>> term_time_fraction(Decimal(39), Decimal(33), formula=formula_named("leave by weeks worked"))
    Decimal('0.842614')
    """
    found = TERM_TIME_FORMULAS.get(name.strip().lower())
    if found is None:
        raise TrustopsError(f"“{name}” is no term-time formula; choose {', '.join(TERM_TIME_FORMULAS)}.")
    return found


def is_all_year(weeks: Decimal) -> bool:
    """Whether the contract is for the whole year, 52 weeks or 52.143.

    >>> is_all_year(Decimal("52.143")), is_all_year(Decimal(39))
    (True, False)
    """
    return weeks >= 52


def term_time_fraction(weeks: Decimal, leave_days: Decimal, *, formula: ExactFraction = SAME_LEAVE_RATIO) -> Decimal:
    """The fraction of the full-time, all-year salary that is paid, to six places; 1 for an all-year contract.

    ``weeks`` are the weeks worked in a year, ``leave_days`` the paid leave of a full-time post with bank holidays.
    Authorities differ, so the ``formula`` can be replaced.

    >>> term_time_fraction(Decimal(39), Decimal(33))
    Decimal('0.856334')
    """
    if weeks < 0 or leave_days < 0:
        raise TrustopsError("Weeks worked and days of leave cannot be less than none; correct the post.")
    exact = Decimal(1) if is_all_year(weeks) else formula(weeks, leave_days)
    return exact.quantize(FRACTION_PLACES, rounding=ROUND_HALF_UP)


def weeks_paid(fraction: Decimal) -> Decimal:
    """The weeks of pay that the fraction comes to, to three places.

    >>> weeks_paid(Decimal("0.856334"))
    Decimal('44.652')
    """
    return (fraction * WEEKS_IN_YEAR).quantize(Decimal("0.001"), rounding=ROUND_HALF_UP)
