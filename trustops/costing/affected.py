"""What if an assumed figure were otherwise? Every figure that it moves, old and new, service by service."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from trustops.costing.assumptions import FRACTION, IN_POUNDS, PAY_AREA, TERM_TIME_PAY, rate_key
from trustops.costing.clients import DayPrices, income_from
from trustops.costing.from_snapshot import service_inputs
from trustops.costing.service import service_cost
from trustops.costing.service_model import ServiceCost
from trustops.models import Service, ServiceCapacity, Trust, TrustRate
from trustops.models.post import TermTimePay
from trustops.models.school import PayArea
from trustops.quantities.errors import TrustopsError, UnknownFigure
from trustops.quantities.words import listed
from trustops.quantities.years import AcademicYear
from trustops.rates import Figure, RateBook
from trustops.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Affected:
    """One figure of a service, as it is and as it would be; None is not known. ``school`` is whose charge it is."""

    service: str
    name: str
    figure: str
    school: str
    unit: str
    old: Decimal | None
    new: Decimal | None


Figures = dict[tuple[str, str, str], Decimal | None]
"""A service's figures by their name, the school that is charged (or nothing) and the unit."""

CHOICES: dict[str, tuple[str, type[StrEnum]]] = {
    TERM_TIME_PAY: ("term_time_pay", TermTimePay),
    PAY_AREA: ("pay_area", PayArea),
}
"""What is a choice among words, with its column on the Trust sheet."""


def affected(
    snapshot: Snapshot,
    rate: str,
    value: Decimal | StrEnum,
    year: AcademicYear | None = None,
    rates: RateBook | None = None,
) -> tuple[Affected, ...]:
    """Every figure that changes in the year if ``rate`` were ``value``: of each service, and each school's charge.

    ``rate`` is a rate of the trust (“overhead”, or “overhead from 2023-09-01” where it has several), a public figure
    of one value (“employer_ni_rate”) or one of ``CHOICES``; ``value`` is in its unit, a fraction or pounds, or the
    word chosen (see :func:`value_typed`). The year is that of the snapshot's day. A figure that is known only on one
    side is None on the other. Raises TrustopsError for a rate that there is not, naming those there are.

    >>> from datetime import date
    >>> from trustops.models import TrustRate, record_of
    >>> overhead = record_of(TrustRate)(rate="overhead", from_date=date(2023, 9, 1), value=Decimal("0.06"))
    >>> affected(Snapshot.of(date(2026, 11, 22), [overhead]), "overhead", Decimal("0.07"))
    ()
    """
    book, when = rates or RateBook.published(), year or AcademicYear.containing(snapshot.as_of)
    changed, tried = _with(snapshot, book, rate, value)
    found: list[Affected] = []
    for service in snapshot.all(Service):
        if snapshot.one(ServiceCapacity, service.service, str(when)) is not None:
            before, after = (_figures(s, service, when, b) for s, b in ((snapshot, book), (changed, tried)))
            found += _differences(service, before, after)
    return tuple(found)


def value_typed(snapshot: Snapshot, rate: str, text: str, rates: RateBook | None = None) -> Decimal | StrEnum:
    """What a person typed for a rate, read as that rate is written: a fraction, pounds or one of its words."""
    if rate not in CHOICES:
        return parsed(text, fraction=is_fraction(snapshot, rate, rates))
    words = {word.casefold(): word for word in CHOICES[rate][1]}
    if found := words.get(" ".join(text.split()).casefold()):
        return found
    raise TrustopsError(f"“{text[:40]}” is no {rate} that can be chosen; those are {listed([*words.values()])}.")


def parsed(text: str, *, fraction: bool) -> Decimal:
    """A value as a person types it: “4 %” or “0.04” where it is a fraction, “£230” where it is pounds.

    >>> parsed("4 %", fraction=True), parsed("£230", fraction=False)
    (Decimal('0.04'), Decimal('230'))
    """
    bare = text.replace(" ", "").replace(",", "").replace("−", "-").removeprefix("£")
    try:
        value = Decimal(bare.removesuffix("%")) / (100 if bare.endswith("%") else 1)
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite():
        raise TrustopsError(f"“{text[:40]}” is not a value; write a number like {'4 %' if fraction else '230'}.")
    if fraction and not -1 < value < 1:
        raise TrustopsError(f"“{text[:40]}” is more than the whole; write 4 per cent as 4 % or 0.04.")
    if not fraction and not 0 <= value < 10**9:
        raise TrustopsError(f"“{text[:40]}” is not an amount that it can be; write a number like 230.")
    return value


def is_fraction(snapshot: Snapshot, rate: str, rates: RateBook | None = None) -> bool:
    """Whether a rate is a fraction (a percentage), and not pounds; raises as :func:`affected` does."""
    rows = _rows(snapshot, rate)
    if rows:
        return rows[0].rate not in IN_POUNDS
    return _public(rates or RateBook.published(), snapshot, rate).unit.startswith(FRACTION)


def _with(snapshot: Snapshot, book: RateBook, rate: str, value: Decimal | StrEnum) -> tuple[Snapshot, RateBook]:
    """The snapshot and the public figures with one rate or choice changed, whichever of them has it."""
    if isinstance(value, StrEnum):
        return _choosing(snapshot, rate, value), book
    rows = _rows(snapshot, rate)
    if rows:
        chosen = _in_force(snapshot, rows)
        table = [_tried(row, value) if row is chosen else row for row in snapshot.all(TrustRate)]
        return replace(snapshot, tables={**snapshot.tables, TrustRate: table}), book
    return snapshot, _book_with(book, snapshot, rate, value)


def _choosing(snapshot: Snapshot, rate: str, value: StrEnum) -> Snapshot:
    if snapshot.trust is None:
        raise TrustopsError(f"No {rate} can be tried before the trust is there; import a workbook with a Trust sheet.")
    column = CHOICES[rate][0]
    made: Trust = snapshot.trust._replace(**{column: value})  # type: ignore[attr-defined]
    return replace(snapshot, tables={**snapshot.tables, Trust: [made]})


def _tried(row: TrustRate, value: Decimal) -> TrustRate:
    made: TrustRate = row._replace(value=value)  # type: ignore[attr-defined]
    return made


def _rows(snapshot: Snapshot, rate: str) -> list[TrustRate]:
    return [row for row in snapshot.all(TrustRate) if rate in (str(row.rate), rate_key(row))]


def _in_force(snapshot: Snapshot, rows: list[TrustRate]) -> TrustRate:
    """The step that holds on the day; before the first, the first."""
    ordered = sorted(rows, key=lambda row: row.from_date)
    begun = [row for row in ordered if row.from_date <= snapshot.as_of]
    return begun[-1] if begun else ordered[0]


def _book_with(book: RateBook, snapshot: Snapshot, rate: str, value: Decimal) -> RateBook:
    figure = _public(book, snapshot, rate)
    held = book.announced_by(snapshot.as_of, rate)
    if held is None:
        raise TrustopsError(f"{figure.title} has no value yet on that day, so no other can be tried for it.")
    steps = tuple(replace(step, value=value) if step is held else step for step in figure.steps)
    return RateBook(replace(each, steps=steps) if each.id == rate else each for each in book.figures)


def _public(book: RateBook, snapshot: Snapshot, rate: str) -> Figure:
    known = {figure.id: figure for figure in book.figures if not figure.points}
    if rate not in known:
        own = dict.fromkeys(str(row.rate) for row in snapshot.all(TrustRate))
        tryable = listed([*own, *CHOICES, *known])
        raise TrustopsError(f"“{rate[:60]}” is no rate that can be tried; those are {tryable}.")
    return known[rate]


def _differences(service: Service, before: Figures, after: Figures) -> Iterator[Affected]:
    for label, school, unit in dict.fromkeys((*before, *after)):
        old, new = before.get((label, school, unit)), after.get((label, school, unit))
        if old != new:
            yield Affected(service.service, service.name, label, school, unit, old, new)


def _figures(snapshot: Snapshot, service: Service, year: AcademicYear, rates: RateBook) -> Figures:
    """A service's figures of the year; none where its cost is not known."""
    try:
        inputs = service_inputs(snapshot, service.service, year, rates)
        cost = service_cost(inputs)
    except TrustopsError:
        return {}
    prices = DayPrices(inputs.price, cost.full_cost_rate, inputs.alternative)
    figures = {(label, "", unit): amount for label, unit, amount in _own(cost)}
    for buyer in (*inputs.members, *inputs.clients):
        try:
            charge = income_from(buyer, prices).amount
        except UnknownFigure:
            continue
        key = ("Charge for the year", buyer.name, "£")
        figures[key] = (figures.get(key) or Decimal(0)) + charge
    return figures


def _own(cost: ServiceCost) -> Iterator[tuple[str, str, Decimal | None]]:
    staff, covered = cost.employment, cost.break_even
    yield "Gross pay", "£", staff.gross
    yield "Employer NI", "£", staff.employer_ni
    yield "Pension", "£", staff.pension
    yield "Apprenticeship levy", "£", staff.levy
    yield "Employment cost", "£", staff.total
    yield "Overhead", "£", cost.overhead
    yield "Fixed cost", "£", cost.fixed_cost
    yield "Total cost", "£", cost.total_cost
    yield "Full cost of a day", "£ a day", cost.full_cost_rate
    yield "Margin of the price", "%", cost.margin_pct
    yield "Days to sell, members paying the full cost", "days", covered.members_full_cost.days
    yield "Days to sell, members paying the alternative", "days", covered.members_alternative.days
    yield "Days to sell, members paying nothing", "days", covered.members_free.days
    yield "Income from clients", "£", cost.income
    yield "Net cost to the trust's schools", "£", cost.net_cost
    yield "Saving against buying it in", "£", cost.saving
    yield "Recovery", "%", cost.recovery_pct
