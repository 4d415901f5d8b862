"""What did each extra day in school cost? The days that pupils gained since a service began, against its net cost."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from trustops.costing.capacity import SCHOOL_DAYS
from trustops.quantities.errors import TrustopsError
from trustops.quantities.money import penny
from trustops.quantities.words import amount_text, counted, number_text, percent_text
from trustops.quantities.working import Line, Working

SESSIONS_A_DAY = 2  # a morning and an afternoon


@dataclass(frozen=True, slots=True)
class Attendance:
    """A school's pupils, and the percentage of sessions that they attended before a service began and since."""

    name: str
    pupils: int
    before: Decimal
    since: Decimal
    source: str = ""

    @property
    def possible(self) -> Decimal:
        """The sessions of a year: pupils × 190 school days × 2."""
        return self.pupils * SCHOOL_DAYS * SESSIONS_A_DAY

    @property
    def gained(self) -> Decimal:
        """The sessions of a year that are attended and were not, to the session; below zero, that are lost."""
        return (self.possible * (self.since - self.before) / 100).quantize(Decimal(1), ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Impact:
    """The days of pupils gained in a year, and net pounds for each; None where none was gained."""

    pupil_days: Decimal
    cost_of_one: Decimal | None
    working: Working


def impact(net_cost: Decimal, schools: Iterable[Attendance]) -> Impact:
    """Net cost of the year ÷ (sessions gained ÷ 2): 1,200 pupils from 95.5 % to 97 % are 6,840 sessions, 3,420 days.

    What happened together, never proof: read it beside what attendance did everywhere in the same time. Raises
    TrustopsError where no school is given.

    >>> found = impact(Decimal("16905.09"), [Attendance("Founder", 1200, Decimal("95.5"), Decimal(97))])
    >>> found.pupil_days, found.cost_of_one
    (Decimal('3420'), Decimal('4.94'))
    """
    known = tuple(schools)
    if not known:
        raise TrustopsError(
            "No school has both its pupils on the School years sheet and its attendance before and since, so the days "
            "that pupils gained are not known."
        )
    sessions = sum((each.gained for each in known), Decimal(0))
    days = (sessions / SESSIONS_A_DAY).normalize() + 0
    each_day = penny(net_cost / days) if days > 0 else None
    return Impact(days, each_day, Working.of("Cost of an extra day in school", _lines(net_cost, known, days, each_day)))


def _lines(
    net_cost: Decimal, schools: tuple[Attendance, ...], days: Decimal, each_day: Decimal | None
) -> Iterator[Line]:
    for each in schools:
        moved = f"({percent_text(each.since, 2)} − {percent_text(each.before, 2)})"
        how = f"{counted(each.pupils, 'pupil')} × {number_text(SCHOOL_DAYS)} days × {SESSIONS_A_DAY} × {moved}"
        yield Line(f"Sessions gained in a year, {each.name}", each.gained, how, each.source, "sessions")
    yield Line("Days of pupils gained in a year", days, f"the sessions above ÷ {SESSIONS_A_DAY}", unit="days")
    yield Line("Net cost to the trust's schools", net_cost, "total cost − income from clients")
    how = f"{amount_text(net_cost)} ÷ {number_text(days)}" if each_day is not None else "no day was gained"
    yield Line("Net cost of an extra day in school", each_day, how, unit="£ a day")
