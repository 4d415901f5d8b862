"""When might each person be gone? For every day ahead the chance, from the rate of their role and what is agreed.

The chance to be gone t months from now is 1 − (1 − q)^(t ÷ 12), where q is the yearly rate of the person's post; of
several posts the highest counts. Months are those of the calendar, a day within one being its share of it. From the
day after an agreed last day, or the day that a person has said themselves, it is 1. People leave independently of
one another. Nobody new is hired, and whoever is ready now stays so: the answer says how long the cover lasts alone.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from trustops.models import Holder, Person, Post
from trustops.quantities.errors import TrustopsError
from trustops.quantities.years import add_months
from trustops.snapshot import Snapshot
from trustops.succession.turnover import ASSUMED_RATE, ASSUMED_WHY, TurnoverRate, turnover_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Curve = NDArray[np.float64]

HORIZONS = (12, 24, 36)
"""The months ahead that are asked about."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """Why a person's chance is what it is: the rate, whose role's it is, and the last day where one is known."""

    turnover: TurnoverRate
    last_day: date | None = None


@dataclass(frozen=True)
class Departures:
    """The days ahead, and for each person the chance to be gone by each; day 1 is tomorrow.

    ``ends`` gives the number of days of each horizon, the longest being as many as each curve has. Where ``known`` is
    false the answer is for those who may not see people's files; ``held`` are the rates of the posts people hold.
    """

    as_of: date
    ends: Mapping[int, int]
    leaving: Mapping[str, Leaving]
    known: bool = True
    held: Mapping[tuple[str, str], TurnoverRate] = field(default_factory=dict)

    @property
    def days(self) -> int:
        """How many days ahead are asked about in all."""
        return max(self.ends.values(), default=0)

    @cached_property
    def years(self) -> "Curve":
        """How many years each day is away, by the calendar's months."""
        import numpy as np

        found: list[float] = []
        for month in range(max(self.ends, default=0)):
            length = (add_months(self.as_of, month + 1) - add_months(self.as_of, month)).days
            found += [(month + day / length) / 12 for day in range(1, length + 1)]
        return np.array(found)

    @cached_property
    def _curves(self) -> "dict[tuple[Decimal, date | None], Curve]":
        return {}

    def gone(self, person: str) -> "Curve":
        """The chance that a person is gone by each day; of somebody unknown, at the assumed rate."""
        if person not in self._of_person:
            self._of_person[person] = self._curve(self.leaving.get(person) or NEWCOMER)
        return self._of_person[person]

    @cached_property
    def _of_person(self) -> "dict[str, Curve]":
        return {}

    def nobody(self, people: Iterable[str], post: str = "") -> "Curve":
        """The chance by each day that none of these people is left for a post, each gone independently.

        Where people's files are not for the reader a holder counts at the rate of the post and everybody else at the
        assumed one, whoever they are: else the figure would tell what a successor does today.
        """
        import numpy as np

        curve: Curve = np.ones(self.days)
        for person in people:
            unnamed = Leaving(self.held.get((post, person), NEWCOMER.turnover))
            curve = curve * (self.gone(person) if self.known else self._curve(unnamed))
        return curve

    def _curve(self, leaving: Leaving) -> "Curve":
        import numpy as np

        key = (leaving.turnover.rate, leaving.last_day)
        if key not in self._curves:
            curve = 1.0 - np.power(1.0 - float(leaving.turnover.rate), self.years)
            if leaving.last_day is not None:
                curve[max(0, (leaving.last_day - self.as_of).days) :] = 1.0
            self._curves[key] = curve
        return self._curves[key]

    def day(self, number: int) -> date:
        """The date of a day by its number."""
        return self.as_of + timedelta(days=number)


def departures(
    snapshot: Snapshot, people: Iterable[str], *, known: bool = True, months: Sequence[int] = HORIZONS
) -> Departures:
    """The chances of these people from the snapshot's day on.

    ``known=False`` is for those who may not see people's files, so that nothing about a person can be read off the
    answer: agreed last days and what people said of themselves are left out, and who holds no critical post counts
    at the assumed rate, whatever they do today.

    >>> found = departures(Snapshot.of(date(2026, 11, 29), []), ["P1"])
    >>> found.ends, round(float(found.gone("P1")[365 - 1]), 4), round(float(found.gone("P1")[-1]), 4)
    ({12: 365, 24: 731, 36: 1096}, 0.12, 0.3185)
    """
    for month in months:
        if month < 1:
            raise TrustopsError(f"{month} months is no time ahead; ask for at least 1 month.")
    holdings = defaultdict(list)
    for row in snapshot.holders:
        holdings[row.person].append(row)
    ends = {month: (add_months(snapshot.as_of, month) - snapshot.as_of).days for month in sorted(months)}
    found = {person: _leaving(snapshot, person, holdings.get(person, []), known=known) for person in people}
    held = {(row.post, person): turnover_of(snapshot, row.post) for person in found for row in holdings.get(person, [])}
    return Departures(snapshot.as_of, ends, found, known, held)


NEWCOMER = Leaving(TurnoverRate(ASSUMED_RATE, ASSUMED_WHY))
"""Somebody who is still to be found: their role is not known, so the assumed rate counts."""


def _leaving(snapshot: Snapshot, person: str, held: Sequence[Holder], *, known: bool) -> Leaving:
    told = [row.post for row in held if known or _is_critical(snapshot, row.post)]
    rates = [_checked(turnover_of(snapshot, post)) for post in told] or [NEWCOMER.turnover]
    return Leaving(max(rates, key=lambda each: each.rate), _last_day(snapshot, person, held) if known else None)


def _is_critical(snapshot: Snapshot, post: str) -> bool:
    row = snapshot.one(Post, post)
    return row is not None and row.critical is not None


def _last_day(snapshot: Snapshot, person: str, held: Sequence[Holder]) -> date | None:
    """The first of: the agreed last day, the day they said themselves, the end of all that they hold.

    An intention whose day has passed is not used: the person is still here.
    """
    row = snapshot.one(Person, person)
    told = (row.leaving, row.intends_to_leave) if row else ()
    ends = [each.to_date for each in held]
    last = max((day for day in ends if day is not None), default=None) if all(ends) else None
    return min((day for day in (*told, last) if day is not None and day >= snapshot.as_of), default=None)


def _checked(found: TurnoverRate) -> TurnoverRate:
    if not 0 <= found.rate <= 1:
        raise TrustopsError(
            f"{found.source}: a rate of {found.rate} is no share of a role's holders; "
            "give it from 0 to 100 % on the Turnover sheet."
        )
    return found
