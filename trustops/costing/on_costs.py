"""What does the employer pay beside a salary on a day? National Insurance, pension and levy, with their sources."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from trustops.costing.pay import in_force_on
from trustops.costing.post import PostPay
from trustops.models.post import Pension
from trustops.quantities.errors import UnknownFigure
from trustops.quantities.words import day_text
from trustops.quantities.working import sources
from trustops.rates import RateBook


@dataclass(frozen=True, slots=True)
class OnCosts:
    """The employer's rates of a day (fractions), its NI threshold (pounds a year), and what each was read off."""

    ni_rate: Decimal
    ni_threshold: Decimal
    pension_rate: Decimal
    levy_rate: Decimal
    ni_source: str = ""
    pension_source: str = ""
    levy_source: str = ""

    @property
    def figures(self) -> tuple[Decimal, ...]:
        """The figures alone."""
        return (self.ni_rate, self.ni_threshold, self.pension_rate, self.levy_rate)


def on_costs_on(post: PostPay, day: date, rates: RateBook) -> OnCosts:
    """The rates of a post on a day; raises UnknownFigure where one is not known."""
    on_day = rates.on(day)
    ni_rate, threshold = on_day.value("employer_ni_rate"), on_day.value("employer_ni_threshold")
    pension_rate, pension_source = _pension_rate(post, day, rates)
    levy = on_day.value("apprenticeship_levy_rate") if post.levy_payer else None
    return OnCosts(
        ni_rate.value,
        threshold.value,
        pension_rate,
        levy.value if levy else Decimal(0),
        ni_rate.citation,
        pension_source,
        levy.citation if levy else "the trust does not pay the levy",
    )


def _pension_rate(post: PostPay, day: date, rates: RateBook) -> tuple[Decimal, str]:
    """The employer's rate and where it is from; an LGPS rate is the fund's own, so the trust must give it."""
    if post.pension is Pension.NONE:
        return Decimal(0), "no pension scheme"
    if post.pension is Pension.TPS:
        value = rates.on(day).value("tps_employer_rate")
        return value.value, value.citation
    step = in_force_on(post.lgps_rates, day)
    if step is None:
        advice = f"each fund sets its own; give it for {post.title} on the Trust rates sheet, as “lgps employer”"
        raise UnknownFigure("LGPS employer rate", f"on {day_text(day)}", advice)
    return step.value, sources(step.source, step.row) or "the pension fund"
