"""Which lines of a national CSV of schools are wanted? Those of known schools, never an aggregate, each with its URN.

A file by school often has England's or an authority's own line among the schools': it is counted and said, and never
taken for a school.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from importers.cells import MARKS
from importers.problems import Problem
from importers.sources.archive import Part
from importers.sources.files import csv_records, tidy
from importers.sources.measures import Figure
from importers.sources.model import LeftOut
from importers.sources.scope import refused
from trustops.schemas.checks import not_a_urn

URN = "URN"
MOST_NAMED = 5

CsvLine = tuple[int, dict[str, str] | None]
SchoolLine = tuple[int, str, dict[str, str]]


@dataclass(slots=True)
class SchoolLines:
    """The wanted lines of a file as they are read, with the counts of the others and what was wrong.

    ``is_aggregate`` tells a line that is no school's; ``sheet`` is the one that problems are counted for.
    """

    part: Part
    wanted: frozenset[str]
    sheet: str
    is_aggregate: Callable[[dict[str, str]], bool]
    urns: set[str] = field(default_factory=set)
    others: list[str] = field(default_factory=list)
    aggregates: list[str] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def lines(self, of: Iterable[CsvLine] | None = None) -> Iterator[SchoolLine]:
        """The number, the URN and the cells of each wanted school's line: of the file's own, or of those given."""
        for number, record in csv_records(self.part) if of is None else of:
            if record is None:
                self.refuse(number, "", None, "a cell for each heading", "the line has not as many cells as headings")
            elif self.is_aggregate(record):
                self.aggregates.append(tidy(record[URN]) or f"line {number}")
            elif urn := self._urn(number, record):
                self.urns.add(urn)
                yield number, urn, record

    def _urn(self, number: int, record: dict[str, str]) -> str | None:
        urn = tidy(record[URN])
        if urn is None or not_a_urn(urn):
            why = "is not a URN, which has six digits" if urn else "the URN is missing"
            self.refuse(number, URN, urn, "six digits", why)
        elif urn not in self.wanted:
            self.others.append(urn)
        else:
            return urn
        return None

    def figure(self, line: SchoolLine, heading: str, *, signed: bool = False) -> Figure | None:
        """The number in a cell, exact and without its ``%``, or the mark of one not published; None where neither.

        Only a ``signed`` one may be below zero.
        """
        number, urn, record = line
        text = tidy(record.get(heading))
        if text is None:
            self.empty.append(f"{heading} of {urn}")
            return None
        if text.casefold() in MARKS:
            return Figure(None, not_published=text)
        minus = signed and text.startswith("-")
        found = exact_figure(text[1:] if minus else text)
        if found is None:
            self.refuse(number, heading, text, "a number, or a mark", "is not a number, and no mark of one held back")
            return None
        return Figure(-found if minus else found)

    def percentage(self, line: SchoolLine, heading: str) -> Figure | None:
        """A figure that is a share of a whole, in percent; more than 100 is refused."""
        figure = self.figure(line, heading)
        if figure is None or figure.value is None or figure.value <= 100:
            return figure
        self.refuse(line[0], heading, tidy(line[2][heading]), "a percentage", "is not a percentage from 0 to 100")
        return None

    def refuse(self, number: int, heading: str, found: str | None, expected: str, why: str) -> None:
        """Say what is wrong with a line, which then makes no row of what leans on it."""
        self.problems.append(refused(self.sheet, number, heading, found, expected, why))

    def left_out(self, *, asked_for_trust: bool) -> list[LeftOut]:
        """What made no row, with the reason; other trusts' schools need none."""
        unknown = [] if asked_for_trust else list(dict.fromkeys(self.others))  # a school has a line for each year
        said = [
            ("line", "an aggregate, not a school's, so that nothing is counted twice", self.aggregates),
            ("school", "not known here yet; import the national register first", unknown),
            ("figure", "the cell is blank, which is not zero, so it stays a gap", self.empty),
        ]
        return [LeftOut(noun, why, len(of), tuple(of[:MOST_NAMED])) for noun, why, of in said if of]


def exact_figure(text: str) -> Decimal | None:
    """A number of a public CSV file, with or without ``%``; None for anything else.

    >>> exact_figure("21.80%"), exact_figure("1336"), exact_figure("1e5")
    (Decimal('21.8'), Decimal('1336'), None)
    """
    bare = text.removesuffix("%")
    whole, point, rest = bare.partition(".")
    if not (whole.isascii() and whole.isdigit() and (not point or (rest.isascii() and rest.isdigit()))):
        return None
    figure = Decimal(bare)
    return figure.quantize(Decimal(1)) if figure == figure.to_integral_value() else figure.normalize()
