"""What differs between two versions of a pack, and why? Each figure by cause: new data, corrected data, a changed rule,
a changed assumption, or only another day.

The cause is read off what was kept with both: the rows behind the figure and the import that last wrote each, the
digests of the rules and sums, and the public figures and assumptions. Where several could have moved it, all are named.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from reports.charts import Cell, Number, Table, short_day
from reports.document import Block, Bullets, Paragraph, Section, Subheading
from reports.pack.basis import AREAS, Basis
from reports.pack.boxes import BOXES
from reports.pack.figures import Place, Shown, Shows
from trustops.quantities.words import counted, day_text, listed

ASSUMED = frozenset({"Trust rates", "Scenarios", "Alternatives", "Turnover"})
"""The sheets whose rows are assumptions and not facts."""

MEASURED = frozenset({"KPI values", "KPI targets", "Submissions"})

READS: Mapping[str, tuple[str, ...]] = {
    "What changed since the last meeting": ("kpis", "findings"),
    "KPIs": ("kpis",),
    "Services": ("costing", "agreements"),
    "Finance": ("kpis", "governance", "costing"),
    "Succession": ("succession",),
    "What the board is owed": ("governance",),
    "Improvement": (),
    "Risks": ("findings", "kpis", "governance", "succession", "costing"),
    "How the figures were made": ("costing",),
}
"""Which areas' rules and sums a part rests on; days, years and money are everybody's."""

WORKINGS = "How the figures were made"
COSTED = frozenset({"Services", "Finance", WORKINGS})
MOST, MOST_OF_ONE, MOST_ROWS = 40, 3, 3


class Cause(StrEnum):
    """Why a figure differs, in the order in which they are told."""

    CORRECTED = "corrected data"
    NEW = "new data"
    ASSUMPTION = "changed assumption"
    RULE = "changed rule"
    DAY = "another day"
    UNTRACED = "cause not traced"


@dataclass(frozen=True, slots=True)
class Brought:
    """An import or a save between two versions."""

    id: int
    file: str
    by: str
    at: datetime
    created: int
    changed: int
    deleted: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What is kept of a version: all that it shows, and what it rests on."""

    number: int
    as_of: date
    frozen_on: date
    up_to_import: int | None
    shows: Shows
    basis: Basis


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure in both versions, empty where it is not in one; the causes, and what changed, in words."""

    part: str
    about: str
    of: str
    label: str
    before: str
    after: str
    causes: tuple[Cause, ...]
    what: str
    charted: bool = False


@dataclass(frozen=True, slots=True)
class Differences:
    """All that differs between two versions, and how many figures do not."""

    before: Kept
    after: Kept
    found: tuple[Difference, ...]
    same: int
    words: tuple[str, ...]
    brought: tuple[Brought, ...]

    def by(self, cause: Cause) -> tuple[Difference, ...]:
        """Those whose first cause it is."""
        return tuple(each for each in self.found if each.causes[0] is cause)


def differences(before: Kept, after: Kept, brought: Sequence[Brought]) -> Differences:
    """Every figure that is in one version and not in the other, or says something else there."""
    old = {each.id: each for each in before.shows.figures}
    new = {each.id: each for each in after.shows.figures}
    found = []
    for name in dict.fromkeys((*new, *old)):
        one, other = old.get(name), new.get(name)
        if one is None or other is None or (one.value, one.text) != (other.value, other.text):
            found.append(_difference(before, after, one, other, brought))
    same = len(new) - sum(1 for each in found if each.after)
    return Differences(before, after, tuple(found), same, tuple(_words(before.shows, after.shows)), tuple(brought))


def _difference(
    before: Kept, after: Kept, one: Shown | None, other: Shown | None, brought: Sequence[Brought]
) -> Difference:
    shown = other or one
    assert shown is not None  # noqa: S101 - an id is of one version at least
    why = dict(_why(before, after, one, other, brought)) or {Cause.UNTRACED: ""}
    causes = tuple(sorted(why, key=list(Cause).index))
    what = "; ".join(text for cause in causes if (text := why[cause]))
    texts = (one.text if one else "", other.text if other else "")
    return Difference(shown.part, shown.about, shown.of, shown.label, *texts, causes, what, shown.charted)


def _why(
    before: Kept, after: Kept, one: Shown | None, other: Shown | None, brought: Sequence[Brought]
) -> Iterator[tuple[Cause, str]]:
    shown = other or one
    part = shown.part if shown else ""
    rows = Behind(before.shows.behind(one) if one else (), after.shows.behind(other) if other else ())
    yield from _by_rows(rows, brought)
    if not rows.before and not rows.after:
        yield from _by_any_row(brought)
    costed = part in COSTED and not _measured(rows)
    moved = _assumed_otherwise(before.basis, after.basis) if costed else []
    if moved:
        yield Cause.ASSUMPTION, f"assumed otherwise: {listed(moved[:MOST_ROWS])}"
    areas = [area for area in (*READS.get(part, tuple(AREAS)), "quantities") if _differs(before, after, area)]
    if areas:
        yield Cause.RULE, f"worked out by other rules: {listed([AREAS[area] for area in areas])}"
    if before.as_of != after.as_of and not brought and not areas:
        yield Cause.DAY, f"as of {short_day(after.as_of)} instead of {short_day(before.as_of)}"


def _differs(before: Kept, after: Kept, area: str) -> bool:
    return before.basis.rules.get(area) != after.basis.rules.get(area)


def _assumed_otherwise(before: Basis, after: Basis) -> list[str]:
    """The public figures and assumptions that are not as they were."""
    names = dict.fromkeys((*before.assumptions, *after.assumptions))
    return [name for name in names if before.assumptions.get(name) != after.assumptions.get(name)]


class Behind(NamedTuple):
    """The rows behind a figure in each version."""

    before: tuple[Place, ...]
    after: tuple[Place, ...]


def _measured(rows: Behind) -> bool:
    """Whether all that is behind a figure was measured, and so rests on no assumption."""
    every = (*rows.before, *rows.after)
    return bool(every) and all(row.sheet in MEASURED for row in every)


def _by_rows(rows: Behind, brought: Sequence[Brought]) -> Iterator[tuple[Cause, str]]:
    """What the rows behind the figure say: written again since, come since, or gone."""
    old = {(row.sheet, row.key): row for row in rows.before}
    new = {(row.sheet, row.key): row for row in rows.after}
    since = {each.id: each for each in brought}
    again = [row for key, row in new.items() if key in old and row.import_id != old[key].import_id]
    come = [row for key, row in new.items() if key not in old and row.import_id in since]
    gone = [row for key, row in old.items() if key not in new]
    assumed = [row for row in (*again, *come) if row.sheet in ASSUMED]
    facts = [row for row in again if row.sheet not in ASSUMED]
    fresh = [row for row in come if row.sheet not in ASSUMED]
    if assumed:
        yield Cause.ASSUMPTION, _told(assumed, since)
    if facts:
        yield Cause.CORRECTED, _told(facts, since)
    if fresh:
        yield Cause.NEW, _told(fresh, since)
    if gone and not come and any(each.deleted for each in brought):
        yield Cause.CORRECTED, f"no longer there: {listed([row.words for row in gone[:MOST_ROWS]])}"
    older = [row for key, row in new.items() if key not in old and row.import_id not in since]
    if (older or gone) and not (again or come) and not any(each.deleted for each in brought):
        yield Cause.DAY, "read off another row, which was known before"


def _by_any_row(brought: Sequence[Brought]) -> Iterator[tuple[Cause, str]]:
    """For a figure of which no row can be named: what was written since at all."""
    if any(each.changed or each.deleted for each in brought):
        yield Cause.CORRECTED, "rows were changed since; which of them moved this is not traced"
    elif any(each.created for each in brought):
        yield Cause.NEW, "rows came since; which of them moved this is not traced"


def _told(rows: Sequence[Place], since: Mapping[int, Brought]) -> str:
    said = []
    for row in rows[:MOST_ROWS]:
        by = since.get(row.import_id or 0)
        said.append(f"{row.words}{f' (import {by.id}, {short_day(by.at.date())})' if by else ''}")
    more = f" and {len(rows) - MOST_ROWS} more" if len(rows) > MOST_ROWS else ""
    return "; ".join(said) + more


def _words(before: Shows, after: Shows) -> Iterator[str]:
    for about in dict.fromkeys((*before.words, *after.words)):
        was, now = before.words.get(about), after.words.get(about)
        if was != now:
            box = BOXES.get(about)
            done = "written" if was is None else "taken out" if now is None else "changed"
            yield f"The words of “{box.title if box else about}” were {done}."
    for text in before.exceptions:
        if text not in after.exceptions:
            yield f"No longer on the first page: {text}"
    for text in after.exceptions:
        if text not in before.exceptions:
            yield f"New on the first page: {text}"


# As a part of the pack ----------------------------------------------------------------------------------------------


def differences_section(found: Differences, why: str) -> Section:
    """The page of differences that a further version begins with, after its first page."""
    heading = f"What differs from version {found.before.number}"
    return Section(heading, "Differences", tuple(differences_blocks(found, why)))


def differences_blocks(found: Differences, why: str = "") -> Iterator[Block]:
    """What differs, by cause, then the words, then what was brought in between."""
    before, after = found.before, found.after
    reason = f" The reason that was given: {why.rstrip('.')}." if why else ""
    yield Paragraph(
        f"Version {after.number} takes the place of version {before.number}, which was frozen on "
        f"{day_text(before.frozen_on)} and stays as it is.{reason}"
    )
    yield Paragraph(_summed_up(found))
    for cause in Cause:
        lines = found.by(cause)
        if lines:
            yield Subheading(f"{str(cause).capitalize()}: {counted(len(lines), 'figure')}")
            yield _table(found, lines)
    if found.words:
        yield Subheading("Words")
        yield Bullets(found.words)
    if found.brought:
        yield _brought(found.brought)


def _summed_up(found: Differences) -> str:
    if not found.found:
        return (
            f"No figure differs; {counted(found.same, 'figure is', 'figures are')} as in version {found.before.number}."
        )
    parts = [f"{len(lines)} by {cause}" for cause in Cause if (lines := found.by(cause))]
    return (
        f"{counted(len(found.found), 'figure differs', 'figures differ')}: {listed(parts)}. "
        f"{counted(found.same, 'other is', 'others are')} as in version {found.before.number}."
    )


def _table(found: Differences, lines: Sequence[Difference]) -> Table:
    rows = [*lines_of(lines)]
    left = len(rows) - MOST
    shown: list[tuple[Cell, ...]] = [*rows[:MOST]]
    if left > 0:
        shown.append((f"and {left} more", "", "", ""))
    headings = ("Figure", f"Version {found.before.number}", f"Version {found.after.number}", "What changed")
    return Table(headings, tuple(shown), frozenset({1, 2}), "", (36, 14, 14, 36))


def lines_of(lines: Sequence[Difference]) -> Iterator[tuple[str, str, str, str]]:
    """What differs, before, after and why: a line a figure; of a chart, and of the workings of one thing, one line for
    all where there are more than a few."""
    many: dict[tuple[str, str, str], list[Difference]] = {}
    for each in lines:
        if each.charted or each.part == WORKINGS:
            many.setdefault((each.of if each.charted else each.about, each.part, each.what), []).append(each)
        else:
            yield _row(each)
    for (name, part, what), found in many.items():
        if len(found) <= MOST_OF_ONE:
            yield from (_row(each) for each in found)
        else:
            where = "its workings" if part == WORKINGS else "the chart"
            yield f"{name}: {counted(len(found), 'figure')} of {where}", "—", "—", what


def _row(each: Difference) -> tuple[str, str, str, str]:
    return _named(each), each.before or "—", each.after or "—", each.what


def _named(each: Difference) -> str:
    """What a figure is called: its own label, after what it is about or of."""
    before = " · ".join(part for part in (each.about, each.of) if part) or each.part
    return f"{before}: {each.label}"


def _brought(brought: Sequence[Brought]) -> Table:
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            str(each.id),
            each.file,
            Number(short_day(each.at.date()), each.at.date()),
            str(each.created),
            str(each.changed),
            str(each.deleted),
        )
        for each in brought
    )
    headings = ("Import", "From", "On", "New rows", "Changed", "Deleted")
    return Table(headings, rows, frozenset({3, 4, 5}), "What was brought in between", (10, 42, 16, 12, 10, 10))
