"""Which figures are assumed? Every one that no law, letter or contract settles yet, with where it is used, in one list.

Rates that the trust assumes itself, public figures that were not read at their source or whose next value is not
known, and what costing takes for granted. :func:`trustops.costing.affected.affected` says what one of them moves.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from trustops.costing.capacity import SCHOOL_DAYS
from trustops.costing.flags import ENOUGH_UTILISATION, MUCH_FROM_ONE
from trustops.costing.from_snapshot import AREA, BANK_HOLIDAYS
from trustops.costing.term_time import SAME_LEAVE_RATIO
from trustops.models import TrustRate
from trustops.models.trust import TrustRateName
from trustops.quantities.words import day_text
from trustops.rates import Figure, RateBook, RateValue
from trustops.snapshot import Snapshot
from trustops.succession.helps import INTERIM_LEAD_DAYS
from trustops.succession.turnover import ASSUMED_RATE, ASSUMED_WHY, CHIEFS, HEADS, SUPPORT, TEACHERS


class Kind(StrEnum):
    """Whose assumption it is."""

    TRUST = "the trust's own"
    PUBLIC = "public figure, not confirmed"
    DEFAULT = "our default"


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption:
    """A figure that is assumed: its value in ``unit``, from when, where it was read and what it goes into.

    ``rate`` names it to :func:`affected`; empty where it cannot be tried. ``value`` is None where no value is known
    for the day, and where it is the ``words`` instead; ``why`` says what makes it an assumption.
    """

    rate: str
    title: str
    kind: Kind
    value: Decimal | None
    unit: str
    from_: date | None
    why: str
    used_in: str
    source: str
    words: str = ""


FRACTION = "fraction"
USED_IN: dict[str, str] = {
    TrustRateName.LGPS_EMPLOYER: "employment cost of every post in the Local Government Pension Scheme",
    TrustRateName.OVERHEAD: "fixed cost of every service, and so its day rate and break-even",
    TrustRateName.MILEAGE: "nothing yet: a service's travel is a cost of its own",
    TrustRateName.PAY_AWARD_NJC: "pay of every post on an NJC point, once the announced award has run out",
    TrustRateName.PAY_AWARD_TEACHERS: "pay of every post on a teacher point, once the announced award has run out",
    TrustRateName.AGENCY_DAY: "supply where a move up leaves a teacher's post empty; cover of a post is on Post cover",
    "employer_ni_rate": "employment cost of every post",
    "employer_ni_threshold": "employment cost of every post",
    "apprenticeship_levy_rate": "employment cost of every post, where the trust pays the levy",
    "tps_employer_rate": "employment cost of every post in the Teachers’ Pension Scheme",
    "njc_points": "pay of every post on an NJC point",
    "teacher_points": "pay of every post on a teacher point",
    "vat_standard_rate": "VAT on invoices, never a service's cost",
    "vat_registration_threshold": "the finding about VAT registration",
    "small_trading_limit": "the finding about trading and corporation tax",
    **dict.fromkeys((HEADS, CHIEFS, TEACHERS, SUPPORT), "the chance that a critical post stands uncovered"),
}
ALWAYS_ASSUMED = (
    TrustRateName.OVERHEAD,
    TrustRateName.PAY_AWARD_NJC,
    TrustRateName.PAY_AWARD_TEACHERS,
    TrustRateName.AGENCY_DAY,
)
IN_POUNDS = (TrustRateName.MILEAGE, TrustRateName.AGENCY_DAY)


def assumptions(snapshot: Snapshot, rates: RateBook | None = None) -> tuple[Assumption, ...]:
    """Everything assumed on the snapshot's day: the trust's own first, then public figures, then our defaults.

    >>> assumptions(Snapshot.of(date(2026, 11, 22), []))[-1].title
    'Days until an interim from outside starts'
    """
    book = rates or RateBook.published()
    chosen = tuple(_chosen(snapshot))
    own, ours = ([each for each in chosen if each.kind is kind] for kind in (Kind.TRUST, Kind.DEFAULT))
    return (*_of_the_trust(snapshot), *own, *_public(snapshot.as_of, book), *ours, *DEFAULTS)


TERM_TIME_PAY = "term-time pay"
PAY_AREA = "pay area"


def _chosen(snapshot: Snapshot) -> Iterator[Assumption]:
    """What is a choice among words: how term-time-only pay is worked out, and the pay area where nobody says."""
    trust = snapshot.trust
    formula = trust.term_time_pay if trust else None
    yield Assumption(
        rate=TERM_TIME_PAY if trust else "",
        title="Term-time pay",
        kind=Kind.TRUST if formula else Kind.DEFAULT,
        value=None,
        unit="",
        from_=None,
        why="the trust's choice; employers differ" if formula else "our default: the Green Book's; employers differ",
        used_in="pay of every term-time-only post without a formula of its own",
        source=snapshot.origin(trust) if formula else "",
        words=formula or SAME_LEAVE_RATIO.name,
    )
    if trust is None or trust.pay_area is None:
        yield Assumption(
            rate=PAY_AREA if trust else "",
            title="Pay area of teachers",
            kind=Kind.DEFAULT,
            value=None,
            unit="",
            from_=None,
            why="the Trust sheet gives no pay area",
            used_in="pay of every post on a teacher point, where its school gives none either",
            source="",
            words=AREA,
        )


def rate_key(row: TrustRate) -> str:
    """What one step of the trust's own rates is called: its name, and the day that it holds from."""
    return f"{row.rate} from {row.from_date.isoformat()}"


def _of_the_trust(snapshot: Snapshot) -> Iterator[Assumption]:
    for row in snapshot.all(TrustRate):
        if why := _why_assumed(row):
            yield Assumption(
                rate=rate_key(row),
                title=f"{row.rate[:1].upper()}{row.rate[1:]}",
                kind=Kind.TRUST,
                value=row.value,
                unit="£" if row.rate in IN_POUNDS else FRACTION,
                from_=row.from_date,
                why=why,
                used_in=USED_IN[row.rate],
                source=snapshot.origin(row),
            )


def _why_assumed(row: TrustRate) -> str:
    """What makes a rate of the trust an assumption; empty where its source settles it."""
    if row.rate in ALWAYS_ASSUMED:
        return row.source or "no source is given"
    if not row.source:
        return "no source is given"
    return row.source if "assum" in row.source.casefold() else ""


def _public(day: date, book: RateBook) -> Iterator[Assumption]:
    for figure in book.figures:
        held = [step for step in figure.steps if step.holds_on(day)]
        if figure.points:
            yield from _points(figure, day, held)
        elif not held or held[0].status != "published":
            yield _figure(figure, held[0] if held else None)


def _points(figure: Figure, day: date, held: list[RateValue]) -> Iterator[Assumption]:
    """A table of pay points is one assumption: that its last award still stands, or that a copy of it is right."""
    copied = [step for step in held if step.status != "published"]
    if held and not copied:
        return
    ended = max((step.to for step in figure.steps if step.to is not None and step.to < day), default=None)
    why = f"no award is known after {day_text(ended)}" if ended and not held else f"{copied[0].status}, not published"
    yield _figure(figure, None, why)


def _figure(figure: Figure, step: RateValue | None, why: str = "no value is known for the day") -> Assumption:
    return Assumption(
        rate=figure.id if step else "",
        title=f"{figure.title[:1].upper()}{figure.title[1:]}",
        kind=Kind.PUBLIC,
        value=step.value if step else None,
        unit=FRACTION if figure.unit.startswith(FRACTION) else figure.unit,
        from_=step.from_ if step else None,
        why=f"{step.status}, not read at its source" if step else why,
        used_in=USED_IN.get(figure.id, "nothing yet"),
        source=step.source if step else figure.file,
    )


def _default(title: str, value: Decimal, unit: str, used_in: str, why: str = "our default") -> Assumption:
    return Assumption(
        rate="", title=title, kind=Kind.DEFAULT, value=value, unit=unit, from_=None, why=why, used_in=used_in, source=""
    )


DEFAULTS = (
    _default("Bank holidays in a year", BANK_HOLIDAYS, "days", "days of a service that is given all year"),
    _default("Days on which pupils are in school", SCHOOL_DAYS, "days", "days of a service that needs pupils"),
    _default(
        "Share of sold income that is much from one client", MUCH_FROM_ONE, FRACTION, "the flag CLIENT_CONCENTRATION"
    ),
    _default(
        "Utilisation under which capacity counts as unsold", ENOUGH_UTILISATION, FRACTION, "the flag UNSOLD_CAPACITY"
    ),
    _default(
        "Leaving in a year, of a role without a figure of its own",
        ASSUMED_RATE,
        FRACTION,
        "the chance that a critical post stands uncovered",
        ASSUMED_WHY,
    ),
    _default("Days until an interim from outside starts", Decimal(INTERIM_LEAD_DAYS), "days", "what would help most"),
)
