"""What does a public file bring? Rows of facts already typed, what was left out and why, and what was wrong.

An adapter is a :class:`Source`: it says whether a file is its own from the name and the first bytes, and reads it.
It knows nothing of the database but what its :class:`Context` tells.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Protocol

from importers.problems import Problem
from trustops.models import Fact
from trustops.quantities.places import ROW
from trustops.quantities.words import counted, listed
from trustops.quantities.years import AcademicYear


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file a fact stands: its row as a whole and each figure of it, by attribute.

    ``{row}`` is in the place of the row's number (see :mod:`trustops.quantities.places`).
    """

    row: str
    cells: Mapping[str, str] = field(default_factory=dict)


def in_line(**headings: str) -> Place:
    """The place of a fact in a table of text, by the heading of each attribute.

    >>> in_line(value="PERCTOT").cells
    {'value': 'line {row}, “PERCTOT”'}
    """
    return _under(f"line {ROW}", headings)


def in_record(**keys: str) -> Place:
    """The place of a fact in a JSON list, by the key of each attribute."""
    return _under(f"record {ROW}", keys)


def _under(row: str, headings: Mapping[str, str]) -> Place:
    return Place(row, {attribute: f"{row}, “{heading}”" for attribute, heading in headings.items()})


IN_A_LINE = in_line()


@dataclass(frozen=True, slots=True)
class Context:
    """What a source may ask of the trust that it is brought to.

    ``trust_uid`` is the Group UID on its Trust sheet, ``member_urns`` the schools that its Relations name,
    ``known_urns`` every school and ``known_kpis`` every KPI there is; ``known_pupils`` are the schools and academic
    years whose pupils are known, ``joined`` its members of today and the days they joined, and ``areas`` the local
    authorities that its schools are in. ``told`` is what a person said of the file (see :mod:`importers.sources.told`).
    """

    trust_uid: str | None = None
    member_urns: frozenset[str] = frozenset()
    known_urns: frozenset[str] = frozenset()
    known_kpis: frozenset[str] = frozenset()
    known_pupils: frozenset[tuple[str, str]] = frozenset()
    joined: frozenset[tuple[str, date]] = frozenset()
    areas: frozenset[str] = frozenset()
    told: Mapping[str, str] = field(default_factory=dict)

    @property
    def year(self) -> AcademicYear | None:
        """The academic year that a person said the file is of."""
        return AcademicYear.parse(self.told["year"]) if "year" in self.told else None


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One fact: its model, its values by attribute (None: unknown), and its line or record in the file, from 1.

    An attribute that is not among the values is left as it stands. ``at`` says where in the file it was read.
    """

    model: type[Fact]
    values: dict[str, object]
    row: int
    at: Place = IN_A_LINE


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What a file has and trustops did not take, with the reason and a few examples, or with all that it is about.

    >>> LeftOut("school", "it has no phase", 1, ("100001",)).message
    '1 school was left out: it has no phase (100001).'
    """

    noun: str
    reason: str
    count: int
    examples: tuple[str, ...] = ()
    names_all: bool = False

    @property
    def message(self) -> str:
        """The whole sentence."""
        whole = self.names_all or self.count <= len(self.examples)
        examples = f" ({'' if whole else 'such as '}{listed(self.examples)})"
        number = counted(self.count, f"{self.noun} was left out", f"{self.noun}s were left out")
        return f"{number}: {self.reason}{examples if self.examples else ''}."


@dataclass(frozen=True, slots=True)
class SourceRead:
    """What was read of one file; a problem of severity *error* means that its row is not among ``rows``."""

    source: str
    rows: Sequence[SourceRow]
    left_out: Sequence[LeftOut] = field(default=())
    problems: Sequence[Problem] = field(default=())


class Reads(Protocol):
    """How a source reads: all of the file, or with ``trust_uid`` only that trust's schools.

    Raises :class:`~trustops.quantities.errors.TrustopsError` where the file as a whole will not do.
    """

    def __call__(self, path: Path, *, trust_uid: str | None, context: Context) -> SourceRead: ...


@dataclass(frozen=True, slots=True)
class Source:
    """A kind of public file: its id (for ``--as``), its title, what it brings, how it is known and how it is read.

    ``recognises`` is asked with the first bytes and the name of the file, or of each file in a zip.
    """

    id: str
    title: str
    takes: str
    recognises: Callable[[bytes, str], bool]
    read: Reads


Record = Mapping[str, object]
