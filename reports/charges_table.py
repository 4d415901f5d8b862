"""How do all ways of charging stand beside each other? A table of one measure: a row a school, a column a policy."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from reports.charges_book import ChargesBook
from reports.charts.chart import Cell, Number, Table
from trustops.charging import Option
from trustops.charging.side_by_side import Indicators
from trustops.quantities.money import pounds
from trustops.quantities.words import number_text, pounds_text


class Shown(StrEnum):
    """What the table shows of each charge; the value is its part of the page's address."""

    CHARGE = "charge"
    PER_PUPIL = "pupil"
    PCT_OF_GAG = "gag"
    AGAINST_USE = "use"
    GAIN = "gain"


LABELS: Mapping[Shown, str] = {
    Shown.CHARGE: "What each pays, £",
    Shown.PER_PUPIL: "A pupil, £",
    Shown.PCT_OF_GAG: "% of GAG",
    Shown.AGAINST_USE: "Against use, £",
    Shown.GAIN: "Gain by a switch, £",
}

MEANINGS: Mapping[Shown, str] = {
    Shown.CHARGE: "What each school pays in the year.",
    Shown.PER_PUPIL: "The charge divided by the school’s pupils.",
    Shown.PCT_OF_GAG: "The charge as a part of the school’s GAG.",
    Shown.AGAINST_USE: "The charge less the cost of what the school uses; above nothing, it pays for others.",
    Shown.GAIN: "What the school would pay less than now; below nothing, more.",
}

LACKING: Mapping[Shown, str] = {
    Shown.CHARGE: "not charged",
    Shown.PER_PUPIL: "pupils not known",
    Shown.PCT_OF_GAG: "GAG not known",
    Shown.AGAINST_USE: "days of use not known for every school",
    Shown.GAIN: "not charged today",
}


class Line(NamedTuple):
    """A school's row: what it has under each way of charging, None where that is not known."""

    urn: str
    name: str
    cells: tuple[Number | None, ...]


@dataclass(frozen=True, slots=True)
class SideBySide:
    """The table of one measure: the ways of charging that can be worked out, and a row of all schools at the foot."""

    shown: Shown
    options: tuple[Option, ...]
    lines: tuple[Line, ...]
    foot_label: str
    foot: tuple[Number | None, ...]

    @property
    def label(self) -> str:
        """What the measure is called."""
        return LABELS[self.shown]

    @property
    def meaning(self) -> str:
        """What the measure is."""
        return MEANINGS[self.shown]

    @property
    def lacking(self) -> str:
        """Why an empty cell is empty."""
        return LACKING[self.shown]

    def as_table(self) -> Table:
        """The same as a file has it."""
        headings = ("URN", "School", *(option.name for option in self.options))
        lines = ((line.urn, line.name, *map(self._cell, line.cells)) for line in self.lines)
        return Table(headings, (*lines, ("", self.foot_label, *map(self._cell, self.foot))))

    def _cell(self, cell: Number | None) -> Cell:
        return Number(self.lacking, None) if cell is None else cell


def side_table(book: ChargesBook, shown: Shown) -> SideBySide:
    """The table of a measure; the ways of charging that cannot be worked out are left out."""
    options = tuple(option for option in book.options if option.charges)
    cell = CELLS[shown]
    schools = [{each.urn: each for each in option.schools} for option in options]
    rows = book.charges.rows if book.charges else ()
    lines = tuple(
        Line(row.member.urn, row.member.name, tuple(cell(each[row.member.urn]) for each in schools)) for row in rows
    )
    label, foot = FEET[shown]
    return SideBySide(shown, options, lines, label, tuple(foot(option) for option in options))


def _money(pence: int | None) -> Number | None:
    """Pence as a cell."""
    return None if pence is None else Number(pounds_text(pounds(pence)), pounds(pence), "£")


def _per_pupil(each: Indicators) -> Number | None:
    return None if each.per_pupil is None else Number(pounds_text(each.per_pupil), each.per_pupil, "£")


def _pct(each: Indicators) -> Number | None:
    return None if each.pct_of_gag is None else Number(f"{number_text(each.pct_of_gag, 2)} %", each.pct_of_gag)


def _summed(figure: Callable[[Indicators], int | None]) -> Callable[[Option], Number | None]:
    """The sum of a figure of every school; None where one is not known."""

    def summed(option: Option) -> Number | None:
        known = [value for each in option.schools if (value := figure(each)) is not None]
        return _money(sum(known)) if len(known) == len(option.schools) else None

    return summed


def _ratio(option: Option) -> Number | None:
    ratio = option.max_min_ratio
    return None if ratio is None else Number(number_text(ratio, 2), ratio)


def _range(option: Option) -> Number | None:
    known = [each.pct_of_gag for each in option.schools if each.pct_of_gag is not None]
    if len(known) < len(option.schools) or not known:
        return None
    return Number(f"{number_text(min(known), 2)}–{number_text(max(known), 2)} %", None)


CELLS: Mapping[Shown, Callable[[Indicators], Number | None]] = {
    Shown.CHARGE: lambda each: _money(each.charge),
    Shown.PER_PUPIL: _per_pupil,
    Shown.PCT_OF_GAG: _pct,
    Shown.AGAINST_USE: lambda each: _money(each.difference),
    Shown.GAIN: lambda each: _money(each.gain),
}

FEET: Mapping[Shown, tuple[str, Callable[[Option], Number | None]]] = {
    Shown.CHARGE: ("All schools", _summed(lambda each: each.charge)),
    Shown.PER_PUPIL: ("Dearest ÷ cheapest", _ratio),
    Shown.PCT_OF_GAG: ("Least to most", _range),
    Shown.AGAINST_USE: ("All schools", _summed(lambda each: each.difference)),
    Shown.GAIN: ("All schools", _summed(lambda each: each.gain)),
}
