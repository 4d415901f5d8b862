"""How is what an import changes said? Each field before and after in words, and of people only to those who may see."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from admin.security.sight import ASSESSED, Sight
from importers.problems import Problem, Severity
from importers.report import DELETED, THE_ROW, THERE, FieldChange, ImportReport, ProblemGroup, SheetReport
from trustops.models import SHEETS, Kind, Sheet, SheetColumn, sheet_of
from trustops.quantities.money import pounds
from trustops.quantities.places import BETWEEN
from trustops.quantities.words import counted, day_text, number_text, pounds_text
from trustops.store.audit import told_rows
from trustops.store.remove import key_words

MOST = 200
WITHHELD = "withheld"
ABOUT_SOMEBODY = "a row about a person"


class Difference(NamedTuple):
    """One field of one row, before and after, in words."""

    sheet: str
    row: str
    column: str
    before: str
    after: str


class KindShown(NamedTuple):
    """The problems of one kind: how much they matter, on which sheet, in what, how many, and the first of them."""

    slug: str
    kind: str
    word: str
    sheet: str
    title: str
    number: int
    problems: tuple[Problem, ...]

    @property
    def where(self) -> str:
        """What these problems are about, in words."""
        return f"{self.sheet}, {self.title}" if self.sheet else self.title.capitalize()


PROBLEM_WORDS = {
    Severity.ERROR: ("act", "Refused"),
    Severity.WARNING: ("watch", "Check"),
    Severity.NOTE: ("note", "Note"),
}


def sheet_sentence(report: SheetReport) -> str:
    """What a sheet's rows come to.

    >>> sheet_sentence(SheetReport("Posts", 6, 3, 2, 0, 1))
    'Posts: 3 new, 2 changed, 1 refused'
    """
    said = [f"{number:,} {word}" for number, word in _counts(report) if number]
    return f"{report.sheet}: {', '.join(said) if said else 'no rows'}"


def _counts(report: SheetReport) -> tuple[tuple[int, str], ...]:
    return (
        (report.new, "new"),
        (report.changed, "changed"),
        (report.same, "just as they are"),
        (report.refused, "refused"),
        (report.deleted, "to delete"),
    )


def import_words(report: ImportReport) -> str:
    """What the one button will do.

    >>> posts = SheetReport("Posts", 6, 3, 2, 1, 0)
    >>> import_words(ImportReport("a.xlsx", "", "workbook", (posts,), (), (), False, None))
    'Import 5 rows'
    >>> gone = SheetReport("Duties", 6, 0, 0, 6, 0, deleted=2)
    >>> import_words(ImportReport("a.xlsx", "", "workbook", (gone,), (), (), False, None))
    'Delete 2 rows'
    """
    rows = sum(sheet.new + sheet.changed for sheet in report.sheets)
    if report.deleted and not rows:
        return f"Delete {counted(report.deleted, 'row')}"
    if report.deleted:
        return f"Import {counted(rows, 'row')} and delete {report.deleted:,}"
    if report.refused:
        return f"Import the {counted(rows, 'good row')} and leave out the {report.refused:,} refused"
    return f"Import {counted(rows, 'row')}"


def differences(changes: Iterable[FieldChange], sight: Sight) -> list[Difference]:
    """The changes in words for somebody who may be shown so much.

    Of what was assessed not even which columns would change: whoever may not see it could find it out by guesses.
    """
    told = (change for change in changes if change.sheet != ASSESSED or sight.readiness)
    return [_difference(change, sight) for change in told]


def _difference(change: FieldChange, sight: Sight) -> Difference:
    sheet = sheet_named(change.sheet)
    column = next((each for each in sheet.columns if each.label == change.column), None) if sheet else None
    key = change.key.split(BETWEEN)
    row = change.key if sheet and sight.names_row(sheet, key) else ABOUT_SOMEBODY
    if change.column == THE_ROW:
        return Difference(change.sheet, row, THE_ROW, str(change.before), str(change.after))
    if sheet is None or column is None or not sight.shows(sheet, column, key):
        return Difference(change.sheet, row, change.column, WITHHELD, WITHHELD)
    return Difference(change.sheet, row, change.column, shown(column, change.before), shown(column, change.after))


ROW_WORDS = {"deleted": (THERE, DELETED), "restored": ("not there", "brought back")}


def recorded(sheet_name: str, what: str, detail: Mapping[str, Any], sight: Sight) -> list[Difference]:
    """What an audit event kept of rows changed, deleted or brought back, for somebody who may be shown so much."""
    sheet = sheet_named(sheet_name)
    if sheet is None:
        return []
    columns = {column.name: column for column in sheet.columns}
    found = []
    for row in told_rows(sheet, detail):
        key = tuple(row["key"].values())
        named = key_words(key, sheet.name) if sight.names_row(sheet, key) else ABOUT_SOMEBODY
        if "after" not in row:
            found.append(Difference(sheet_name, named, THE_ROW, *ROW_WORDS[what]))
            continue
        for name, after in row["after"].items():
            column = columns.get(name)
            if column is None:
                continue
            may = sight.shows(sheet, column, key)
            before = shown(column, row["before"].get(name)) if may else WITHHELD
            found.append(Difference(sheet_name, named, column.label, before, shown(column, after) if may else WITHHELD))
    return found


def sheet_named(name: str) -> Sheet | None:
    """The sheet of a name, or None: an old event may tell of one that is no more."""
    return next((sheet_of(model) for model in SHEETS if sheet_of(model).name == name), None)


def shown(column: SheetColumn, value: Any) -> str:
    """A value as a person writes it; an audit event keeps numbers and days as text.

    >>> from trustops.models import Post
    >>> shown(sheet_of(Post).column("hours"), Decimal("30.0")), shown(sheet_of(Post).column("hours"), None)
    ('30', 'empty')
    """
    if value is None or value in ((), [], ""):
        return "empty"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple | list):
        return ", ".join(str(each) for each in value)
    return _figure(column, value) if column.kind in FIGURES else str(value)


FIGURES = (Kind.MONEY, Kind.PERCENT, Kind.NUMBER, Kind.WHOLE, Kind.DATE)


def _figure(column: SheetColumn, value: Any) -> str:
    try:
        if column.kind is Kind.DATE:
            return day_text(value if isinstance(value, date) else date.fromisoformat(str(value)))
        if column.kind is Kind.MONEY:
            return pounds_text(pounds(int(value)))
        number = Decimal(str(value))
    except (ValueError, InvalidOperation):
        return str(value)
    return f"{number_text(number * 100)} %" if column.kind is Kind.PERCENT else number_text(number)


def kinds_of(groups: Iterable[ProblemGroup]) -> list[KindShown]:
    """The problems kind by kind, the worst first; the slug is the part of the address that shows one kind alone."""
    shown = [
        KindShown(
            slug=f"{group.code}~{group.sheet}~{group.column}",
            kind=PROBLEM_WORDS[group.severity][0],
            word=PROBLEM_WORDS[group.severity][1],
            sheet=group.sheet,
            title=group.column or ABOUT.get(group.code) or ABOUT.get(group.code.partition(".")[0], "other things"),
            number=group.count,
            problems=group.examples,
        )
        for group in groups
    ]
    return sorted(shown, key=lambda each: ("act", "watch", "note").index(each.kind))


ABOUT = {
    "heading": "headings",
    "sheet": "the sheet",
    "workbook": "the file",
    "source": "what was left out",
    "source.does_not_add_up": "what does not add up",
    "source.no_central_services": "central services",
    "source.school_absent": "schools that it lacks",
    "row": "rows",
    "file": "the file",
}
