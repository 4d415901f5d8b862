"""Which figures are in a pack, and where is each from? Every number of it with the rows it was read off.

Kept with a frozen pack as JSON, so that a later version can say what differs and why.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from reports.charts.chart import Number, Table, cell_text
from reports.document import Document, Figure, Ledger, Narrative, Statuses, Subheading
from reports.writers.ledger import ledger_table
from trustops.models import SHEETS, sheet_of
from trustops.quantities.working import parts_of
from trustops.snapshot import Snapshot
from trustops.store.audit import plain

AMOUNT = "Amount"  # the heading of a column whose figures are each called by the cell beside them
MODELS = {sheet_of(model).name: model for model in SHEETS}


@dataclass(frozen=True, slots=True)
class Place:
    """A row behind a figure: its sheet and key, the import that last wrote it, and where it stands, in words."""

    sheet: str
    key: tuple[Any, ...]
    import_id: int | None
    words: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure as a pack shows it: in which part, about what, of which table or chart, which one; its words, value and
    unit, and the rows that it was itself read off."""

    id: str
    part: str
    about: str = ""
    of: str = ""
    label: str = ""
    text: str = ""
    value: str = ""
    unit: str = ""
    rows: tuple[Place, ...] = ()
    charted: bool = False


@dataclass(frozen=True)
class Shows:
    """All that a pack shows: its figures, and the words of its boxes and of its first page."""

    figures: tuple[Shown, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    exceptions: tuple[str, ...] = ()

    def behind(self, each: Shown) -> tuple[Place, ...]:
        """The rows behind a figure: its own; for one that only follows from others, theirs of the same table or chart,
        or else of all that is about the same."""
        return each.rows or self._together.get((each.part, each.of)) or self._together.get((each.part, each.about), ())

    @cached_property
    def _together(self) -> Mapping[tuple[str, str], tuple[Place, ...]]:
        found: dict[tuple[str, str], dict[Any, Place]] = defaultdict(dict)
        for each in self.figures:
            for name in {each.of, each.about}:
                found[each.part, name] |= {(row.sheet, row.key): row for row in each.rows}
        return {name: tuple(rows.values()) for name, rows in found.items()}

    def kept(self) -> dict[str, Any]:
        """As JSON keeps it."""
        return {
            "figures": [_kept(each) for each in self.figures],
            "words": dict(self.words),
            "exceptions": list(self.exceptions),
        }

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> "Shows":
        """As it was kept."""
        figures = tuple(_shown(each) for each in kept.get("figures", ()))
        return cls(figures, dict(kept.get("words", {})), tuple(kept.get("exceptions", ())))


def shows(document: Document, snapshot: Snapshot) -> Shows:
    """Every figure of a document, in the order in which it is read."""
    made = tuple(_numbered(_figures(document, snapshot)))
    words = {box.about: box.text for box in document.blocks() if isinstance(box, Narrative) and box.text}
    first = document.sections[0].blocks if document.sections else ()
    exceptions = tuple(one.text for block in first if isinstance(block, Statuses) for one in block.items)
    return Shows(made, words, exceptions)


def _figures(document: Document, snapshot: Snapshot) -> Iterator[Shown]:
    for section in document.sections:
        about = ""
        for block in section.blocks:
            if isinstance(block, Subheading):
                about = block.text
            elif isinstance(block, Ledger):
                made = ledger_table(block.working)
                yield from _cells(snapshot, Shown("", section.heading, about, made.caption), made, source=True)
            elif isinstance(block, Table):
                yield from _cells(snapshot, Shown("", section.heading, about, block.caption), block)
            elif isinstance(block, Figure):
                within = Shown("", section.heading, about, block.chart.title, charted=True)
                yield from _cells(snapshot, within, block.chart.table)


def _cells(snapshot: Snapshot, within: Shown, table: Table, *, source: bool = False) -> Iterator[Shown]:
    """The numbers of a table; in a ledger the last column says where its line is from."""
    for row in table.rows:
        first = cell_text(row[0])
        for place, (heading, cell) in enumerate(zip(table.headings, row, strict=True)):
            if not isinstance(cell, Number) or cell.value is None:
                continue
            beside = cell_text(row[max(place - 1, 0)]) if heading == AMOUNT and not source else first
            origin = row[-1] if source and isinstance(row[-1], str) else cell.origin
            yield replace(
                within,
                label=beside if heading in (table.headings[0], AMOUNT) else f"{first}, {heading}",
                text=cell.text,
                value=_value(cell.value),
                unit=cell.unit,
                rows=tuple(_places(snapshot, origin)),
            )


def _value(value: Decimal | date) -> str:
    return value.isoformat() if isinstance(value, date) else format(value, "f")


def _places(snapshot: Snapshot, origin: str) -> Iterator[Place]:
    for part in parts_of(origin):
        sheet, key = getattr(part, "sheet", ""), getattr(part, "key", ())
        model = MODELS.get(sheet)
        if model is not None:
            row: Any = snapshot.one(model, *key)
            yield Place(
                sheet, tuple(plain(each) for each in key), row.import_id if row is not None else None, str(part)
            )


def _numbered(figures: Iterator[Shown]) -> Iterator[Shown]:
    """Each with an id: its part, of what and which; those that are called alike are counted."""
    seen: Counter[str] = Counter()
    for each in figures:
        name = "/".join((each.part, each.about, each.of, each.label))
        seen[name] += 1
        number = f" ({seen[name]})" if seen[name] > 1 else ""
        yield replace(each, id=name + number)


def _kept(each: Shown) -> dict[str, Any]:
    """A figure as JSON, without what is empty."""
    told: dict[str, Any] = {
        "id": each.id,
        "part": each.part,
        "about": each.about,
        "of": each.of,
        "label": each.label,
        "text": each.text,
        "value": each.value,
        "unit": each.unit,
        "charted": each.charted,
        "rows": [[row.sheet, list(row.key), row.import_id, row.words] for row in each.rows],
    }
    return {name: value for name, value in told.items() if value}


def _shown(kept: Mapping[str, Any]) -> Shown:
    rows = tuple(
        Place(sheet, tuple(tuple(each) if isinstance(each, list) else each for each in key), import_id, words)
        for sheet, key, import_id, words in kept.get("rows", ())
    )
    return Shown(
        id=kept["id"],
        part=kept.get("part", ""),
        about=kept.get("about", ""),
        of=kept.get("of", ""),
        label=kept.get("label", ""),
        text=kept.get("text", ""),
        value=kept.get("value", ""),
        unit=kept.get("unit", ""),
        rows=rows,
        charted=kept.get("charted", False),
    )
