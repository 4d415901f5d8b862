"""What is the full-time salary on that day? A spot salary, or a spine point with its announced or assumed awards."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from trustops.costing.term_time import WEEKS_IN_YEAR
from trustops.quantities.errors import TrustopsError, UnknownFigure
from trustops.quantities.money import penny
from trustops.quantities.words import amount_text, day_text, percent_text
from trustops.quantities.working import sources
from trustops.rates import RateBook, RateValue

NJC_POINTS = "njc_points"
TEACHER_POINTS = "teacher_points"


@dataclass(frozen=True, slots=True)
class Dated:
    """A value that holds from a day until the next one; no ``from_`` means it always did.

    ``source`` is what the trust says of it, ``row`` the record that holds it.
    """

    value: Decimal
    from_: date | None = None
    source: str = ""
    row: str = ""


@dataclass(frozen=True, slots=True)
class SpotSalary:
    """A full-time salary agreed with the person: pounds a year, in steps by date."""

    steps: tuple[Dated, ...]

    @classmethod
    def of(cls, amount: Decimal, source: str = "the post") -> "SpotSalary":
        """One salary that never changes."""
        return cls((Dated(amount, None, source),))


@dataclass(frozen=True, slots=True)
class SpinePoint:
    """A point of a national scale, with the trust's assumed awards (fractions by date) for days not announced.

    ``source`` is the record that says which point it is.
    """

    point: str
    scale: str = NJC_POINTS
    area: str | None = None
    assumed_awards: tuple[Dated, ...] = ()
    source: str = ""


Pay = SpotSalary | SpinePoint


@dataclass(frozen=True, slots=True)
class Salary:
    """A full-time salary in pounds a year, with where it comes from; ``assumed`` when no award was announced."""

    amount: Decimal
    source: str
    assumed: bool = False


def uplift(salary: Decimal, percentage: Decimal = Decimal(0), *, flat: Decimal = Decimal(0)) -> Decimal:
    """A full-time salary after an award, rounded half up to the pound; ``percentage`` is a fraction, ``flat`` pounds.

    NJC awards are worked on the whole spine this way (2025: 3.2 %; 2024: £1,290 flat): 27,711 × 1.032 = 28,597.75.

    >>> uplift(Decimal(27711), Decimal("0.032")), uplift(Decimal(28770), flat=Decimal(1290))
    (Decimal('28598'), Decimal('30060'))
    """
    return (salary * (1 + percentage) + flat).quantize(Decimal(1), rounding=ROUND_HALF_UP)


def hourly_rate(salary: Decimal, week_hours: Decimal = Decimal(37)) -> Decimal:
    """Pounds an hour: a full-time salary over 52.143 weeks of ``week_hours``, as national pay tables print it.

    >>> hourly_rate(Decimal(28598))
    Decimal('14.82')
    """
    if week_hours <= 0:
        raise TrustopsError("A week of no hours has no hourly rate; give the hours of a full-time week.")
    return penny(salary / WEEKS_IN_YEAR / week_hours)


def in_force_on(steps: Iterable[Dated], day: date) -> Dated | None:
    """The step in force on the day: the latest that has begun; None before the first.

    >>> in_force_on([Dated(Decimal("0.22")), Dated(Decimal("0.18"), date(2026, 4, 1))], date(2026, 5, 1)).value
    Decimal('0.18')
    """
    begun = [step for step in steps if step.from_ is None or step.from_ <= day]
    return max(begun, key=lambda step: step.from_ or date.min, default=None)


def salary_on(pay: Pay, day: date, rates: RateBook) -> Salary:
    """The full-time salary on the day; raises UnknownFigure where neither an award nor an assumption covers it.

    After the last announced pay year each assumed award that has begun uplifts the last announced point in turn,
    to the pound each time; an assumption that starts while the announced value holds is not used.

    >>> point = SpinePoint("17", assumed_awards=(Dated(Decimal("0.03"), date(2026, 4, 1), "budget"),))
    >>> salary_on(point, date(2026, 5, 1), RateBook.published()).amount
    Decimal('31953')
    """
    if isinstance(pay, SpotSalary):
        return _spot_salary(pay, day)
    announced = rates.announced_by(day, pay.scale, pay.point, area=pay.area)
    if announced is not None and not announced.holds_on(day) and not _is_withdrawn(announced, day, rates):
        awards = _awards_since(announced, pay.assumed_awards, day)
        if awards:
            return _assumed_salary(announced, awards, pay.source)
    value = rates.on(day).value(pay.scale, pay.point, area=pay.area)
    return Salary(value.value, sources(f"{rates.figure(pay.scale).title} {value.point}, {value.citation}", pay.source))


def _spot_salary(pay: SpotSalary, day: date) -> Salary:
    step = in_force_on(pay.steps, day)
    if step is None:
        raise UnknownFigure("salary of the post", f"on {day_text(day)}", "give the post a salary from that day")
    return Salary(step.value, step.source or "the post")


def _is_withdrawn(announced: RateValue, day: date, rates: RateBook) -> bool:
    """A point that no longer exists cannot be uplifted: asking the rates for it says what to do instead."""
    gone = rates.figure(announced.id).withdrawn
    return any(entry.point == announced.point and entry.from_ <= day for entry in gone)


def _awards_since(announced: RateValue, awards: Iterable[Dated], day: date) -> list[Dated]:
    """The assumed awards that begin after the announced value ran out and have begun by the day, oldest first."""
    ended = announced.to
    begun = [a for a in awards if a.from_ is not None and ended is not None and ended < a.from_ <= day]
    return sorted(begun, key=lambda award: award.from_ or date.min)


def _assumed_salary(announced: RateValue, awards: Sequence[Dated], point: str) -> Salary:
    amount, said = announced.value, []
    for award in awards:
        amount = uplift(amount, award.value)
        start = day_text(award.from_) if award.from_ else ""
        said.append(f"{percent_text(award.value * 100)} from {start} ({award.source or 'the trust'})")
    base = f"{amount_text(announced.value)} of {announced.legal}"
    text = f"assumed: {base}, uplifted by {', '.join(said)}"
    return Salary(amount, sources(text, point, *(award.row for award in awards)), assumed=True)
