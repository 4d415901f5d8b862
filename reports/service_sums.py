"""How is a service's cost of the year made, sum by sum? Pay, costs and days as live formulas."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from reports.writers.sum_book import SumBook, added
from trustops.costing import CostKind, PostPay, ServiceCost, ServiceInputs
from trustops.costing.capacity import SCHOOL_DAYS, contracted_days
from trustops.costing.employment import EmploymentCost, Span
from trustops.costing.non_pay import yearly_line
from trustops.costing.price import four_places
from trustops.costing.service import staff_fte
from trustops.costing.spans import span_text, worked_months
from trustops.costing.term_time import WEEKS_IN_YEAR
from trustops.models.post import TermTimePay
from trustops.models.service import DeliveredOn
from trustops.quantities.money import penny
from trustops.quantities.working import read_off

TERM_TIME: dict[str, str] = {
    TermTimePay.SAME_LEAVE_RATIO: "{weeks}/({year}-{leave}/5)",
    TermTimePay.LEAVE_BY_WEEKS_WORKED: "({weeks}+{leave}/5*{weeks}/{year})/{year}",
    TermTimePay.WHOLE_LEAVE: "({weeks}+{leave}/5)/{year}",
}
"""Each formula of term-time-only pay as a workbook writes it."""


@dataclass(frozen=True, slots=True)
class Made:
    """Where the sums of the year's cost stand: their addresses."""

    week: str
    fixed: str
    per_day: str
    chargeable: str


def cost_sums(book: SumBook, inputs: ServiceInputs, cost: ServiceCost) -> Made:
    """Employment cost of every post, other costs, overhead, the fixed cost and the days of the year."""
    week = book.given("Hours of a full-time week", inputs.week_hours, "hours", read_off(inputs.sources, "week_hours"))
    pairs = list(zip(inputs.staff, cost.employment.posts, strict=True))
    posts = [_Post(book, post, week) for post, _ in pairs]
    paid = [each.paid(spans) for each, (_, spans) in zip(posts, pairs, strict=True)]
    book.part("Cost of the year")
    pay = book.made("Employment cost", added(paid), cost.employment.total, how="all posts of the service")
    others, per_day = _items(book, inputs)
    rate = book.given(
        "Overhead, of employment cost",
        inputs.overhead_rate or Decimal(0),
        "fraction",
        read_off(inputs.sources, "overhead_rate"),
    )
    overhead = book.made("Overhead", f"ROUND({pay}*{rate},2)", cost.overhead, how="employment cost × overhead")
    fixed = book.made("Fixed cost of the year", added([pay, *others, overhead]), cost.fixed_cost)
    out = book.made("Cost of a day out", added(per_day), cost.variable_per_day, "£ a day", "items per delivered day")
    return Made(week, fixed, out, _days(book, inputs, cost, [each.fte(inputs) for each in posts]))


class _Post:
    """A post's terms on the inputs, once, and its sums."""

    def __init__(self, book: SumBook, post: PostPay, week: str) -> None:
        self.book, self.post, self.week = book, post, week
        book.part(post.title)
        self.hours = book.given("Hours a week", post.hours, "hours", read_off(post.sources, "hours"))
        self.share = book.given("Share of the post", post.share, "fraction", read_off(post.sources, "share"))
        self.fraction = self._fraction()

    def _fraction(self) -> str:
        """The term-time fraction by the post's own formula; given where it is the whole, or the formula is not ours."""
        post, book = self.post, self.book
        said = read_off(post.sources, "weeks", "leave_days", "formula")
        written = TERM_TIME.get(post.formula.name)
        if post.fraction >= 1 or written is None:
            return book.given("Term-time fraction", post.fraction, "fraction", said)
        weeks = book.given("Weeks a year", post.weeks, "weeks", read_off(post.sources, "weeks"))
        leave = book.given("Leave with bank holidays", post.leave_days, "days", read_off(post.sources, "leave_days"))
        year = book.given("Weeks in a year", WEEKS_IN_YEAR, "weeks", "365 ÷ 7")
        made = written.format(weeks=weeks, leave=leave, year=year)
        how = f"by {post.formula.name}"
        return book.made("Term-time fraction", f"ROUND({made},6)", post.fraction, "fraction", how)

    def fte(self, inputs: ServiceInputs) -> str:
        """Its part of the service's full-time posts, as a formula."""
        months = len(worked_months(inputs.year, self.post.starts, self.post.ends))
        return f"{self.hours}*{self.share}/{self.week}*{months}/12"

    def paid(self, cost: EmploymentCost) -> str:
        """Its employment cost; gives the address."""
        parts = [address for span in cost.spans for address in self._span(span)]
        if cost.cover:
            parts.append(self.book.given("Cover for the post", cost.cover, "£", "as the working of the post shows"))
        return self.book.made(f"Employment cost: {self.post.title}", added(parts), cost.total)

    def _span(self, span: Span) -> Iterator[str]:
        book, costs, when = self.book, span.terms.on_costs, span_text(span.months)
        given = book.given
        salary = given(f"Full-time salary, {when}", span.terms.salary.amount, "£ a year", span.terms.salary.source)
        months = given(f"Months, {when}", Decimal(len(span.months)), "months")
        threshold = given(f"NI threshold, {when}", costs.ni_threshold, "£ a year", costs.ni_source)
        rates = {
            "Employer NI": (span.employer_ni, given(f"NI rate, {when}", costs.ni_rate, "fraction", costs.ni_source)),
            "Pension": (
                span.pension,
                given(f"Pension rate, {when}", costs.pension_rate, "fraction", costs.pension_source),
            ),
            "Apprenticeship levy": (
                span.levy,
                given(f"Levy rate, {when}", costs.levy_rate, "fraction", costs.levy_source),
            ),
        }
        yearly = penny(span.terms.salary.amount * self.post.fraction)
        whole = book.made(f"Term-time salary, {when}", f"ROUND({salary}*{self.fraction},2)", yearly, "£ a year")
        part = f"{self.hours}*{self.share}*{months}/(12*{self.week})"
        gross = book.made(f"Gross pay, {when}", f"ROUND({whole}*{part},2)", span.gross)
        yield gross
        free = f"MAX(0,{gross}-ROUND({threshold}*{self.share}*{months}/12,2))"
        for label, (amount, rate) in rates.items():
            base = free if label == "Employer NI" else gross
            yield book.made(f"{label}, {when}", f"ROUND({base}*{rate},2)", amount)


def _items(book: SumBook, inputs: ServiceInputs) -> tuple[list[str], list[str]]:
    """The other costs of the year, and those of a day out: their addresses."""
    others: list[str] = []
    per_day: list[str] = []
    for item in inputs.costs:
        amount = book.given(item.item, item.amount, "£", item.source)
        formula = f"ROUND({amount},2)"
        if item.kind is CostKind.ASSET and item.life_years is not None:
            formula = f"ROUND({amount}/{book.given(f'{item.item}: life', item.life_years, 'years', item.source)},2)"
        if item.kind is CostKind.MANAGEMENT and item.days is not None:
            formula = f"ROUND({amount}*{book.given(f'{item.item}: days', item.days, 'days', item.source)},2)"
        line = yearly_line(item)
        made = book.made(item.item, formula, line.amount or Decimal(0), line.unit)
        (per_day if item.kind is CostKind.PER_DELIVERED_DAY else others).append(made)
    return others, per_day


def _days(book: SumBook, inputs: ServiceInputs, cost: ServiceCost, ftes: list[str]) -> str:
    book.part("Days")
    lines, whole = inputs.capacity, contracted_days(inputs.capacity)
    fte = book.made("Full-time posts", added(ftes), staff_fte(inputs.staff, inputs.year), "FTE")
    contracted = book.given("Contracted days of a full-time post", whole, "days", read_off(lines.sources, "weeks"))
    inset = book.given("INSET days", lines.inset_days, "days", read_off(lines.sources, "inset_days"))
    pupils = book.given("Days on which pupils are in school", SCHOOL_DAYS, "days", "190: 38 weeks of 5 days")
    shut = lines.delivered_on is not DeliveredOn.ALL_YEAR
    beyond = f"MAX(0,{contracted}-{inset}-{pupils})" if shut else "0"
    beyond_days = max(Decimal(0), whole - lines.inset_days - SCHOOL_DAYS) if shut else Decimal(0)
    taken = [
        ("INSET days", inset, lines.inset_days),
        ("Days when schools are closed", beyond, beyond_days),
        *(
            (label, book.given(label, days, "days", read_off(lines.sources, used)), days)
            for label, days, used in (
                ("Training", lines.training_days, "training_days"),
                ("Sickness allowance", lines.sickness_days, "sickness_days"),
                ("Supervision and meetings", lines.supervision_days, "supervision_days"),
                ("Administration and own travel", lines.admin_and_travel_days, "admin_and_travel_days"),
            )
        ),
    ]
    exact = staff_fte(inputs.staff, inputs.year)
    left = book.made("Contracted days", f"ROUND({contracted}*{fte},4)", four_places(whole * exact), "days")
    less = [
        book.made(label, f"ROUND({formula}*{fte},4)", four_places(days * exact), "days")
        for label, formula, days in taken
    ]
    return book.made("Chargeable days", f"MAX(0,{left}-({added(less)}))", cost.capacity.chargeable, "days")
