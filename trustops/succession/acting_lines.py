"""Which lines make the cost of a cascade: an allowance a move, supply a teacher's post, a salary not paid a vacancy?"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from trustops.costing.from_snapshot import post_pay
from trustops.costing.on_costs import OnCosts, on_costs_on
from trustops.costing.pay import salary_on
from trustops.costing.post import PostPay
from trustops.costing.school_days import school_calendar
from trustops.costing.spans import pro_rata
from trustops.models import Post, TermDate
from trustops.models.post import PayScale
from trustops.models.trust import TrustRateName
from trustops.quantities.errors import UnknownFigure
from trustops.quantities.money import penny
from trustops.quantities.words import amount_text, day_text, number_text, percent_text
from trustops.quantities.working import Line, sources
from trustops.quantities.years import ONE_DAY, add_months
from trustops.rates import RateBook
from trustops.snapshot import Snapshot
from trustops.succession.cascade_view import Gap, Move


@dataclass(frozen=True, slots=True)
class Part:
    """A line of the sum with the on-costs that go with it; either is None where it is not known."""

    line: Line
    on_costs: Line | None = None
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ActingSums:
    """The lines for some months from a day, each with what it is read off; what is not known is said in its place."""

    snapshot: Snapshot
    rates: RateBook
    starts: date
    months: int

    def allowance(self, move: Move) -> Part:
        """The difference between the post taken and the one left, for the months; none where it pays no more."""
        label = f"Allowance for acting as {self.snapshot.post_title(move.to_post)}"
        try:
            new, new_source = self._pay(move.to_post)
            own, own_text, own_source = self._own_pay(move)
        except UnknownFigure as error:
            return _unknown(label, error)
        difference = max(Decimal(0), new - own)
        amount = pro_rata(difference, self.months)
        text = f"({amount_text(new)} − {own_text}) × {self._part()}" if new > own else "no less than they are paid"
        line = Line(label, amount, text, sources(new_source, own_source))
        try:
            return Part(line, self._on_allowance(move, amount))
        except UnknownFigure as error:
            return Part(line, Line(f"On-costs: {label}", None, str(error)), (str(error),))

    def _own_pay(self, move: Move) -> tuple[Decimal, str, str]:
        if move.from_post is None:
            what = f"pay of whoever takes {self.snapshot.post_title(move.to_post)}"
            raise UnknownFigure(what, "today", "they hold no post; record the one that they hold on the Holders sheet")
        pay, source = self._pay(move.from_post)
        share = self._share(move.person, move.from_post)
        return penny(pay * share), amount_text(pay) + ("" if share == 1 else f" × {number_text(share)}"), source

    def _share(self, person: str, post: str) -> Decimal:
        held = [row.share for row in self.snapshot.holders if row.person == person and row.post == post]
        return sum(held, Decimal(0)) or Decimal(1)

    def supply(self, gap: Gap, days: Decimal | None) -> Part | None:
        """The days that supply works in a teacher's post at the agency's rate; nothing for a post of another kind."""
        post = self.snapshot.one(Post, gap.post)
        if post is None or post.pay_scale is not PayScale.TEACHER:
            return None
        label = f"Supply for {self.snapshot.post_title(gap.post)}"
        try:
            rate = self.snapshot.trust_rate(TrustRateName.AGENCY_DAY, self.starts)
            if rate is None:
                advice = "add “agency day” to the Trust rates sheet"
                raise UnknownFigure("agency's rate of a day", f"on {day_text(self.starts)}", advice)
            worked = self._school_days(post) if days is None else days
        except UnknownFigure as error:
            return _unknown(label, error)
        part = post.hours / self._pay_of(post).week_hours
        said = f"{number_text(worked)} days" + ("" if part == 1 else f" × {number_text(part, 2)}")
        amount = penny(worked * part * rate.value)
        source = sources(rate.source or "", self.snapshot.origin(rate))
        return Part(Line(label, amount, f"{said} × {amount_text(rate.value)}", source))

    def _school_days(self, post: Post) -> Decimal:
        last = add_months(self.starts, self.months) - ONE_DAY
        calendar = school_calendar(self.snapshot.all(TermDate), post.site, self.snapshot.origin)
        return Decimal(calendar.count(self.starts, last))

    def saving(self, post: str) -> Part:
        """The pay of a post for the months, which nobody is paid; less than nothing, since it is saved."""
        label = f"Salary not paid: {self.snapshot.post_title(post)}"
        try:
            pay, source = self._pay(post)
        except UnknownFigure as error:
            return _unknown(label, error)
        amount = pro_rata(pay, self.months)
        line = Line(label, -amount, f"−{amount_text(pay)} × {self._part()}", source)
        try:
            terms = self._terms(post)
        except UnknownFigure as error:
            return Part(line, Line(f"On-costs: {label}", None, str(error)), (str(error),))
        threshold = pro_rata(terms.ni_threshold, self.months)
        ni = penny(max(Decimal(0), amount - threshold) * terms.ni_rate)
        other = sum((penny(amount * rate) for rate in (terms.pension_rate, terms.levy_rate)), Decimal(0))
        over = f"({amount_text(amount)} − {amount_text(threshold)})"
        text = f"−({over} × {_percent(terms.ni_rate)} NI{_others(terms, amount)})"
        return Part(line, Line(f"On-costs: {label}", -(ni + other), text, _sources(terms)))

    def _on_allowance(self, move: Move, amount: Decimal) -> Line:
        """NI without a threshold, which their own pay has used, and the pension scheme of their own post."""
        terms = self._terms(move.from_post or move.to_post)
        cost = sum((penny(amount * rate) for rate in (terms.ni_rate, terms.pension_rate, terms.levy_rate)), Decimal(0))
        text = f"{amount_text(amount)} × {_percent(terms.ni_rate)} NI{_others(terms, amount)}"
        label = f"On-costs: allowance for acting as {self.snapshot.post_title(move.to_post)}"
        return Line(label, cost, text, _sources(terms))

    def _pay(self, post: str) -> tuple[Decimal, str]:
        """What a post pays in a year, and what it is read off."""
        row = self.snapshot.one(Post, post)
        if row is None:
            raise UnknownFigure(f"pay of {post}", "on any day", "add the post to the Posts sheet")
        pay = self._pay_of(row)
        salary = salary_on(pay.pay, self.starts, self.rates)
        year = penny(penny(salary.amount * pay.fraction) * pay.hours / pay.week_hours)
        return year, sources(salary.source, self.snapshot.origin(row))

    def _pay_of(self, post: Post) -> PostPay:
        return post_pay(self.snapshot, post)

    def _terms(self, post: str) -> OnCosts:
        row = self.snapshot.one(Post, post)
        if row is None or row.pension is None:
            title = self.snapshot.post_title(post)
            raise UnknownFigure(f"pension scheme of {title}", "on any day", "fill in Pension on the Posts sheet")
        return on_costs_on(self._pay_of(row), self.starts, self.rates)

    def _part(self) -> str:
        return f"{self.months} ÷ 12"


def _unknown(label: str, error: UnknownFigure) -> Part:
    return Part(Line(label, None, str(error)), Line(f"On-costs: {label}", None, "not known"), (str(error),))


def _percent(rate: Decimal) -> str:
    return percent_text(rate * 100, 2)


def _others(terms: OnCosts, amount: Decimal) -> str:
    named = {"pension": terms.pension_rate, "levy": terms.levy_rate}
    return "".join(f" + {amount_text(amount)} × {_percent(rate)} {name}" for name, rate in named.items() if rate)


def _sources(terms: OnCosts) -> str:
    return sources(
        terms.ni_source,
        terms.pension_source if terms.pension_rate else "",
        terms.levy_source if terms.levy_rate else "",
    )
