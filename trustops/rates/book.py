"""What was the rate on that day? All public figures together, asked by id and day; unknown is said, never guessed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from trustops.quantities.errors import TrustopsError, UnknownFigure
from trustops.quantities.words import day_text, listed
from trustops.rates.files import published_figures
from trustops.rates.model import Figure, RateValue


class RateBook:
    """Every figure the library knows; immutable, and the same for every caller.

    >>> RateBook.published().on(date(2025, 9, 1)).value("employer_ni_rate").value
    Decimal('0.15')
    """

    __slots__ = ("_figures", "_history")

    def __init__(self, figures: Iterable[Figure]) -> None:
        self._figures = {figure.id: figure for figure in figures}
        self._history: dict[tuple[str, str | None, str | None], tuple[RateValue, ...]] = {}
        for figure in self._figures.values():
            for step in figure.steps:
                key = (figure.id, step.point, step.area)
                self._history[key] = (*self._history.get(key, ()), step)

    @staticmethod
    def published() -> "RateBook":
        """The figures packaged with the library, read once."""
        return _published()

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure with its steps, sources and checked-on day, by id."""
        return tuple(self._figures[rate_id] for rate_id in sorted(self._figures))

    def figure(self, rate_id: str) -> Figure:
        """The figure of that id; raises TrustopsError naming the ids there are."""
        if rate_id not in self._figures:
            raise TrustopsError(f"There is no rate called “{rate_id}”; the rates are {listed(sorted(self._figures))}.")
        return self._figures[rate_id]

    def on(self, day: date) -> "RatesOnDay":
        """The figures as they stood on the day."""
        return RatesOnDay(self, day)

    def history(self, rate_id: str, point: str | None = None, *, area: str | None = None) -> tuple[RateValue, ...]:
        """The figure's values in date order; empty where it has no such point or area."""
        figure = self.figure(rate_id)
        named = None if point is None else _point_name(point)
        return self._history.get((rate_id, named, area or figure.default_area), ())

    def announced_by(
        self, day: date, rate_id: str, point: str | None = None, *, area: str | None = None
    ) -> RateValue | None:
        """The newest value whose first day is not after ``day``, even where it is no longer known to hold."""
        return max(
            (step for step in self.history(rate_id, point, area=area) if step.from_ <= day),
            key=lambda step: step.from_,
            default=None,
        )


@dataclass(frozen=True, slots=True)
class RatesOnDay:
    """The figures as they stood on one day."""

    book: RateBook
    day: date

    def value(self, rate_id: str, point: str | None = None, *, area: str | None = None) -> RateValue:
        """The value in force, with its unit, dates, legal basis and source.

        ``point`` is a pay point (``17``, ``SCP 17``, ``M6``); ``area`` a pay area, the figure's own default when
        left out. Raises UnknownFigure, naming the figure as the Rules page lists it with its file, before the first
        step, after the last day a value is known for, and for a pay point that does not exist or was withdrawn.

        >>> RateBook.published().on(date(2025, 9, 1)).value("njc_points", "17").value
        Decimal('31022')
        >>> RateBook.published().on(date(2026, 9, 1)).value("njc_points", "17")
        Traceback (most recent call last):
        trustops.quantities.errors.UnknownFigure: The NJC pay point 17 is not known on 1 September 2026: \
the published figures (njc_points, on the Rules page) end on 31 March 2026; add the new award to them, or give the \
trust an assumption on the Trust rates sheet.
        """
        announced = self.book.announced_by(self.day, rate_id, point, area=area)
        self._refuse_withdrawn(rate_id, point)
        if announced is None or not announced.holds_on(self.day):
            raise self._unknown(rate_id, point, area)
        return announced

    def _refuse_withdrawn(self, rate_id: str, point: str | None) -> None:
        figure = self.book.figure(rate_id)
        for gone in figure.withdrawn:
            if point is not None and gone.point == _point_name(point) and gone.from_ <= self.day:
                advice = f"it was withdrawn from {day_text(gone.from_)}; move the post to {gone.instead}"
                raise UnknownFigure(f"{figure.title} {gone.point}", f"on {day_text(self.day)}", advice)

    def _unknown(self, rate_id: str, point: str | None, area: str | None) -> UnknownFigure:
        figure = self.book.figure(rate_id)
        name = " ".join(part for part in (figure.title, point and _point_name(point), area and f"({area})") if part)
        when = f"on {day_text(self.day)}"
        steps = self.book.history(rate_id, point, area=area)
        if not steps:
            return UnknownFigure(name, when, _where_missing(figure, point))
        if self.day < steps[0].from_:
            begin = f"the published figures ({_listed(figure)}) begin on {day_text(steps[0].from_)}"
            advice = f"{begin}; add the earlier value to them"
            return UnknownFigure(name, when, advice)
        return UnknownFigure(name, when, self._where_run_out(figure, steps))

    def _where_run_out(self, figure: Figure, steps: tuple[RateValue, ...]) -> str:
        held = [step.to for step in steps if step.to is not None and step.to < self.day]
        new = "the new award to them, or give the trust an assumption on the Trust rates sheet"
        return (
            f"the published figures ({_listed(figure)}) end on {day_text(max(held))}; "
            f"add {new if figure.points else 'the new value to them, with its source'}"
        )


def _where_missing(figure: Figure, point: str | None) -> str:
    """What to do where the figure has nothing under that point and area, on any day."""
    if figure.points and point is None:
        return f"{figure.id} is a table of pay points; say which point the post is on"
    areas = f" in {listed(figure.areas)}" if figure.areas else ""
    known = f"the points {figure.points[0]} to {figure.points[-1]}{areas}" if figure.points else "one value a day"
    return f"the published figures ({_listed(figure)}) hold {known}; correct the post's spine point, or add it to them"


def _listed(figure: Figure) -> str:
    """What a figure is called on the page that says its file and source."""
    return f"{figure.id}, on the Rules page"


def _point_name(point: str) -> str:
    """``SCP 17`` and ``17`` are the same point, as are ``m6`` and ``M6``."""
    text = " ".join(point.split())
    bare = text.upper().removeprefix("SCP").strip()
    return bare.replace("MIN", "min").replace("MAX", "max") if bare.startswith("LP") else bare


@cache
def _published() -> RateBook:
    return RateBook(published_figures())
