"""What does employing this post cost? Gross pay, employer National Insurance, pension and levy, span by span.

A year is cut only where a salary or a rate changes, and by whole months; each named line of a span is rounded half
up to the penny, then the spans are summed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from trustops.costing.on_costs import OnCosts, on_costs_on
from trustops.costing.pay import Salary, salary_on, uplift
from trustops.costing.post import PostPay
from trustops.costing.spans import Period, pro_rata, rate_day, same_terms, span_text, unbroken, worked_months
from trustops.costing.stand_in import stand_in_lines
from trustops.models.post import Pension
from trustops.quantities.money import penny
from trustops.quantities.words import amount_text, counted, number_text, percent_text
from trustops.quantities.working import Line, Working, read_off, sources
from trustops.rates import RateBook


@dataclass(frozen=True, slots=True)
class Terms:
    """A month's salary and rates: what a span must have the same of."""

    salary: Salary
    on_costs: OnCosts

    @property
    def figures(self) -> tuple[Decimal, ...]:
        """The figures alone; neighbours that agree on them are one span, wherever each was announced."""
        return (self.salary.amount, *self.on_costs.figures)


@dataclass(frozen=True, slots=True)
class Span:
    """Some whole months at one salary and one set of rates; pounds."""

    months: tuple[date, ...]
    terms: Terms
    gross: Decimal
    employer_ni: Decimal
    pension: Decimal
    levy: Decimal
    assumed: bool

    @property
    def total(self) -> Decimal:
        """The four lines together."""
        return self.gross + self.employer_ni + self.pension + self.levy


@dataclass(frozen=True, slots=True)
class EmploymentCost:
    """What employing the post costs over the period; pounds. ``assumed``: a pay award was not yet announced.

    ``cover`` is what standing in for it costs. ``vacant`` are months that nobody holds it and no cover is recorded
    for: what they cost is not known, and they are counted as though the post were filled.
    """

    gross: Decimal
    employer_ni: Decimal
    pension: Decimal
    levy: Decimal
    total: Decimal
    spans: tuple[Span, ...]
    assumed: bool
    working: Working
    cover: Decimal = Decimal("0.00")
    vacant: tuple[date, ...] = ()


def employment_cost(post: PostPay, period: Period, rates: RateBook) -> EmploymentCost:
    """The cost of the post over the months of ``period`` (an AcademicYear, or Months), with its working.

    For each span: term-time salary = salary × term-time fraction; gross = that × hours ÷ week hours × months ÷ 12;
    employer NI = (gross − threshold × months ÷ 12) × rate; pension and levy = gross × rate. One threshold a post,
    however few its hours (Social Security Contributions and Benefits Act 1992, section 9). Raises UnknownFigure where
    a figure is missing.

    >>> from trustops.quantities.years import AcademicYear
    >>> from trustops.costing.pay import SpotSalary
    >>> post = PostPay(title="Teacher", pay=SpotSalary.of(Decimal(50000)), pension=Pension.TPS, levy_payer=True)
    >>> employment_cost(post, AcademicYear(2025), RateBook.published()).total
    Decimal('71340.00')
    """
    months = worked_months(period, post.starts, post.ends)
    spans = tuple(_spans(post, months, rates))
    gross, ni = _sum(span.gross for span in spans), _sum(span.employer_ni for span in spans)
    pension, levy = _sum(span.pension for span in spans), _sum(span.levy for span in spans)
    covering = tuple(stand_in_lines(post, months, rates))
    cover = _sum(line.amount for line in covering if line.amount is not None)
    vacant = tuple(month for month in months if post.is_vacant(month) and not post.is_stood_in_for(month))
    total = gross + ni + pension + levy + cover
    paid = (line for span in spans for line in _lines(post, span))
    lines = [*_term_time(post, spans), *paid, *covering, *_nobody(post, vacant)]
    added = "gross pay, NI, pension and levy, added"
    lines.append(Line("Employment cost", total, added.replace(" and levy", ", levy and cover") if covering else added))
    working = Working.of(f"Employment cost: {post.title}, {period}", lines)
    assumed = any(span.assumed for span in spans)
    return EmploymentCost(gross, ni, pension, levy, total, spans, assumed, working, cover, vacant)


def _term_time(post: PostPay, spans: tuple[Span, ...]) -> Iterator[Line]:
    """The fraction of a full year's pay that a term-time-only post earns, and by which formula."""
    if spans and post.fraction != 1:
        how = post.formula.sum_of(post.weeks, post.leave_days)
        read = read_off(post.sources, "weeks", "leave_days", "formula")
        yield Line(f"Term-time fraction, by {post.formula.name}", post.fraction, how, read, "of a year's pay")


def _spans(post: PostPay, months: tuple[date, ...], rates: RateBook) -> Iterator[Span]:
    """The months that a salary is paid for: not those in which somebody stands in for nobody."""
    paid = (month for month in months if not (post.is_vacant(month) and post.is_stood_in_for(month)))
    for run in unbroken(paid):
        monthly = ((month, _terms(post, month, rates)) for month in run)
        for span, terms in same_terms(monthly, lambda terms: terms.figures):
            yield _span(post, span, terms)


def _nobody(post: PostPay, vacant: tuple[date, ...]) -> Iterator[Line]:
    """That nobody holds the post is never silent: a line of no known amount, and what to record."""
    for run in unbroken(vacant):
        what = f"counted as though {post.title} were filled; record cover on the Post cover sheet, or a holder"
        yield Line(f"Nobody in post, {span_text(run)}", None, what, read_off(post.sources, "hours"))


def _terms(post: PostPay, month: date, rates: RateBook) -> Terms:
    day = rate_day(month)
    return Terms(_salary(post, day, rates), on_costs_on(post, day, rates))


def _salary(post: PostPay, day: date, rates: RateBook) -> Salary:
    salary = salary_on(post.pay, day, rates)
    if not post.salary_change:
        return salary
    changed = f"changed by {percent_text(post.salary_change * 100, 2)} to see what would happen"
    return Salary(uplift(salary.amount, post.salary_change), sources(salary.source, changed), salary.assumed)


def _span(post: PostPay, months: tuple[date, ...], monthly: tuple[Terms, ...]) -> Span:
    terms, count = monthly[0], len(months)
    yearly = _term_time_salary(post, terms) * post.hours * post.share
    gross = penny(yearly * count / (12 * post.week_hours))
    threshold = pro_rata(terms.on_costs.ni_threshold * post.share, count)
    return Span(
        months,
        terms,
        gross,
        penny(max(Decimal(0), gross - threshold) * terms.on_costs.ni_rate),
        penny(gross * terms.on_costs.pension_rate),
        penny(gross * terms.on_costs.levy_rate),
        any(month.salary.assumed for month in monthly),
    )


def _term_time_salary(post: PostPay, terms: Terms) -> Decimal:
    """What full-time hours earn in a year at the term-time fraction; a named line, so rounded before it is cut."""
    return penny(terms.salary.amount * post.fraction)


def _lines(post: PostPay, span: Span) -> Iterator[Line]:
    yield from _pay_lines(post, span)
    terms, when, gross = span.terms, span_text(span.months), amount_text(span.gross)
    threshold = amount_text(pro_rata(terms.on_costs.ni_threshold * post.share, len(span.months)))
    ni_rate = percent_text(terms.on_costs.ni_rate * 100, 2)
    yield Line(
        f"Employer NI, {when}", span.employer_ni, f"({gross} − {threshold}) × {ni_rate}", terms.on_costs.ni_source
    )
    if post.pension is not Pension.NONE:
        rate = percent_text(terms.on_costs.pension_rate * 100, 2)
        yield Line(f"{post.pension} pension, {when}", span.pension, f"{gross} × {rate}", terms.on_costs.pension_source)
    if post.levy_payer:
        rate = percent_text(terms.on_costs.levy_rate * 100, 2)
        yield Line(f"Apprenticeship levy, {when}", span.levy, f"{gross} × {rate}", terms.on_costs.levy_source)


def _pay_lines(post: PostPay, span: Span) -> Iterator[Line]:
    """Gross pay, with the term-time salary on a line of its own before hours, share or months reduce it."""
    salary, source = span.terms.salary.amount, span.terms.salary.source
    when = span_text(span.months) + (", assumed" if span.assumed else "")
    part_of_it = tuple(_reductions(post, span))
    if post.fraction != 1:
        source = sources(source, read_off(post.sources, "weeks", "leave_days"))
    term_time = f"{amount_text(salary)} × {post.fraction} term-time fraction"
    if post.fraction == 1:
        whole = amount_text(salary)
    elif not part_of_it:
        whole = term_time
    else:
        yearly = _term_time_salary(post, span.terms)
        yield Line(f"Term-time salary, {when}", yearly, term_time, source, "£ a year")
        whole, source = amount_text(yearly), "the line above"
    how = " × ".join((whole, *(text for text, _ in part_of_it)))
    used = (read_off(post.sources, *fields) for _, fields in part_of_it)
    yield Line(f"Gross pay, {when}", span.gross, how, sources(source, *used))


def _reductions(post: PostPay, span: Span) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What a full year of full-time pay is multiplied by, with the post's fields it uses; never by one."""
    if post.hours != post.week_hours:
        yield f"{number_text(post.hours)} ÷ {number_text(post.week_hours)} hours", ("hours", "week_hours")
    if post.share != 1:
        yield f"{number_text(post.share)} share", ("share",)
    if len(span.months) != 12:
        yield f"{counted(len(span.months), 'month')} ÷ 12", ()


def _sum(amounts: Iterator[Decimal]) -> Decimal:
    return sum(amounts, Decimal("0.00"))
