"""What does standing in for a post cost? An allowance to whoever acts, with its on-costs, or an agency by the day."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from trustops.costing.on_costs import OnCosts, on_costs_on
from trustops.costing.post import PostPay, StandIn
from trustops.costing.school_days import Calendar
from trustops.costing.spans import rate_day, same_terms, span_text
from trustops.costing.term_time import DAYS_IN_WEEK, WEEKS_IN_YEAR
from trustops.models.working_time import CoverKind
from trustops.quantities.money import penny
from trustops.quantities.words import amount_text, counted, number_text, percent_text
from trustops.quantities.working import Line, sources
from trustops.quantities.years import AcademicYear, in_force, month_end
from trustops.rates import RateBook


def stand_in_lines(post: PostPay, months: tuple[date, ...], rates: RateBook) -> Iterator[Line]:
    """The costs of whoever stands in for a post over whole months, a line each, pounds, for the post's share.

    An allowance runs for the months whose 15th it covers: amount × months ÷ 12, and on it NI (without a threshold,
    which the pay of whoever acts has used), pension and levy. An agency is paid by the day: days × amount.
    """
    for each in post.stand_ins:
        if each.kind is CoverKind.AGENCY:
            yield from _agency_line(each, post.share, [month for month in months if each.covers(month)])
            continue
        held = tuple(month for month in months if in_force(each.from_, each.to, rate_day(month)))
        monthly = [(month, on_costs_on(post, rate_day(month), rates)) for month in held]
        for run, terms in same_terms(monthly, lambda terms: terms.figures):
            yield from _allowance_lines(each, post.share, run, terms[0])


def _allowance_lines(stand_in: StandIn, share: Decimal, months: tuple[date, ...], terms: OnCosts) -> Iterator[Line]:
    allowance = penny(stand_in.amount * share * len(months) / 12)
    when, part = span_text(months), _share_text(share)
    part += "" if len(months) == 12 else f" × {counted(len(months), 'month')} ÷ 12"
    yield Line(f"Acting allowance, {when}", allowance, f"{amount_text(stand_in.amount)}{part}", stand_in.source)
    rates = {"NI": terms.ni_rate, "pension": terms.pension_rate, "levy": terms.levy_rate}
    said = " + ".join(f"{percent_text(rate * 100, 2)} {name}" for name, rate in rates.items() if rate)
    cost = sum((penny(allowance * rate) for rate in rates.values()), Decimal("0.00"))
    source = sources(terms.ni_source, terms.pension_source if terms.pension_rate else "")
    yield Line(f"On-costs of the allowance, {when}", cost, f"{amount_text(allowance)} × ({said})", source)


def _agency_line(stand_in: StandIn, share: Decimal, months: list[date]) -> Iterator[Line]:
    if not months:
        return
    days, how = _agency_days(stand_in, months)
    cost = penny(days * share * stand_in.amount)
    label, said = f"Agency cover, {span_text(tuple(months))}", f"{how}{_share_text(share)}"
    yield Line(label, cost, f"{said} × {amount_text(stand_in.amount)}", stand_in.source)


def _share_text(share: Decimal) -> str:
    return "" if share == 1 else f" × {number_text(share)} share"


def _agency_days(stand_in: StandIn, months: list[date]) -> tuple[Decimal, str]:
    """The days that an agency works in some months, and how they were counted."""
    spans = [(max(stand_in.from_, m), min(stand_in.to or date.max, month_end(m))) for m in months]
    known = stand_in.calendar.all_year or all(stand_in.calendar.knows(AcademicYear.containing(m)) for m in months)
    counted_on = stand_in.calendar if known else Calendar((), stand_in.calendar.holidays, all_year=True)
    there = Decimal(sum(counted_on.count(first, last) for first, last in spans))
    days, how = there, counted(int(there), "day" if known else "weekday")
    if not known:
        days = days * stand_in.weeks / WEEKS_IN_YEAR
        how += f" × {number_text(stand_in.weeks)} ÷ {WEEKS_IN_YEAR} weeks, since no term dates are known,"
    if stand_in.days_per_week != DAYS_IN_WEEK:
        days = days * stand_in.days_per_week / DAYS_IN_WEEK
        how += f" × {number_text(stand_in.days_per_week)} ÷ {DAYS_IN_WEEK}"
    return days, how
