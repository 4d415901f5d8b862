"""What is known of a public figure? Its values, each from a legal date, with the source and the day it was checked."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

DATA_FOLDER = "trustops/rates/data"


@dataclass(frozen=True, slots=True, kw_only=True)
class RateValue:
    """One value of a figure, from ``from_`` to ``to`` (inclusive; None: until it is changed).

    ``value`` is pounds or a fraction (0.15 is 15 %), as ``unit`` says; ``status`` is ``published`` (read at the
    source), ``transcribed`` (from a copy) or ``derived`` (worked out from a published award, as ``note`` says).
    """

    id: str
    value: Decimal
    unit: str
    from_: date
    to: date | None
    source: str
    legal: str
    status: str
    point: str | None = None
    area: str | None = None
    note: str = ""

    def holds_on(self, day: date) -> bool:
        """Whether the value is in force on the day."""
        return self.from_ <= day and (self.to is None or day <= self.to)

    @property
    def citation(self) -> str:
        """The law or agreement and the place it was read, as a sum cites it."""
        return f"{self.legal} ({self.source})"


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A pay point that no longer exists from a day, and what its holders moved to."""

    point: str
    from_: date
    instead: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One public figure: its whole history in the order of its file, and where to edit it."""

    id: str
    title: str
    unit: str
    legal: str
    checked_on: date
    file: str
    steps: tuple[RateValue, ...]
    withdrawn: tuple[Withdrawn, ...] = ()
    default_area: str | None = None
    note: str = ""

    @property
    def points(self) -> tuple[str, ...]:
        """The pay points it knows, in the order first met; none for a plain rate."""
        return tuple(dict.fromkeys(step.point for step in self.steps if step.point is not None))

    @property
    def areas(self) -> tuple[str, ...]:
        """The pay areas it knows; none where the figure is the same everywhere."""
        return tuple(dict.fromkeys(step.area for step in self.steps if step.area is not None))
