"""What does the workbook of the Academies Accounts Return hold? Its year, its two sheets as records, and its trusts.

The workbook is read by the safe reader, which goes by the cells there are: the file declares 9,347 rows and has 50.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from importers.cells import Bad, ref
from importers.reader import ErrorCell, Row, SheetCells, Uncalculated, Value, Workbook
from importers.reader.grid import letters_of
from importers.sources.files import tidy
from importers.sources.model import Context, Place
from importers.sources.scope import check_same_trust
from importers.sources.told import asks, which_trust
from importers.sources.trust_membership import company_number
from importers.wording import GIVE_UID
from trustops.quantities.errors import TrustopsError
from trustops.quantities.places import ROW
from trustops.quantities.words import listed
from trustops.quantities.years import AcademicYear

INDEX, ACADEMIES, CENTRAL = "Index", "Academies", "CentralServices"
UID, UPIN, COMPANY, TRUST = "UID", "Lead UPIN", "Company Number", "Trust or Company Name"
URN, NAME, PHASE, TYPE, REGION = "URN", "School Name", "Overall Phase", "Type", "Region"
MONTHS, ACADEMY_PUPILS = "Period covered by return", "Number of pupils in academy (FTE)"
TRUST_PUPILS = "Total number of Pupils"
ACADEMY_HEADINGS = (UID, UPIN, COMPANY, TRUST, URN, NAME, PHASE, TYPE, REGION, MONTHS, ACADEMY_PUPILS)
CENTRAL_HEADINGS = (UID, UPIN, COMPANY, TRUST, TRUST_PUPILS)
NOTHING = frozenset(["", "null"])
YEAR = re.compile(r"September (\d{4}) to August (\d{4})", re.ASCII)
ISSUED = re.compile(r"(?:Created|Amended) \d{1,2} \w+ \d{4}", re.ASCII)
TITLE_ROWS = 10
MOST_NEAR = 3
MOST_NAMED = 5
MOST_OFFERED = 100


@dataclass(frozen=True, slots=True)
class Line:
    """A row of one of the sheets: where it stands, and what it holds under each heading (blank ones left out).

    ``letters`` are the sheet's own, of the column under each heading.
    """

    sheet: str
    row: int
    cells: dict[str, Value]
    letters: Mapping[str, str]

    def at(self, **headings: str) -> Place:
        """The place of a fact made of this row, by the heading of each attribute."""
        cells = {attribute: self.cell(heading) for attribute, heading in headings.items()}
        return Place(f"{self.sheet} row {ROW}", cells)

    def cell(self, heading: str) -> str:
        """The cell under a heading, for any row of the sheet."""
        return f"{self.sheet}!{self.letters[heading]}{ROW}"

    def text(self, heading: str) -> str | None:
        """What a cell says, as text, an error as it is shown; None where it is blank or holds no text or number."""
        raw = self.cells.get(heading)
        if raw is None or isinstance(raw, ErrorCell | Uncalculated):
            return raw.text if isinstance(raw, ErrorCell) else None
        found = ref(raw)
        return None if isinstance(found, Bad) else tidy(found)


@dataclass(frozen=True, slots=True)
class Filed:
    """A trust as the return names it; the company number is as Companies House writes it, with its zeros."""

    uid: str
    upin: str
    company: str
    name: str


def one_spaced(heading: object) -> str:
    """A heading with single spaces between its words.

    >>> one_spaced(" Total Income ")
    'Total Income'
    """
    return " ".join(str(heading).split())


def year_of(book: Workbook) -> AcademicYear:
    """The accounting year, 1 September to 31 August, that the sheet *Index* gives; without it nothing can be dated."""
    for text in _texts(book, INDEX):
        found = YEAR.search(text)
        if found and int(found[2]) == int(found[1]) + 1:
            return AcademicYear(int(found[1]))
    raise TrustopsError(
        f"{book.file_name} does not say on its sheet {INDEX} which year it is of (“September 2022 to August 2023”); "
        "download the whole workbook again."
    )


def issued(book: Workbook) -> str:
    """When the return was made and amended, in the publisher's words; empty where it does not say."""
    said = (found for text in _texts(book, INDEX) for found in ISSUED.findall(text))
    return ", ".join(f"{word.lower()} {day}" for word, _, day in (found.partition(" ") for found in said))


def _texts(book: Workbook, name: str) -> Iterator[str]:
    for sheet in book.sheets:
        if sheet.name == name:
            yield from (str(value) for row in sheet.rows for _, value in row.cells())


def lines_of(book: Workbook, name: str, needed: Iterable[str]) -> list[Line]:
    """The rows of a sheet under its headings, which must have those that are needed, each once."""
    sheet = next((sheet for sheet in book.sheets if sheet.name == name), None)
    found = _heading_row(sheet) if sheet else None
    if sheet is None or found is None:
        raise TrustopsError(
            f"{book.file_name} has no sheet {name} with the heading {UID} in its first {TITLE_ROWS} rows; "
            "download the whole workbook again."
        )
    headings = [(column, one_spaced(value)) for column, value in found.cells()]
    _check_headings(book.file_name, name, [heading for _, heading in headings], needed)
    letters = {heading: letters_of(column) for column, heading in headings}
    return [_line(name, row, headings, letters) for row in sheet.rows if row.number > found.number]


def _heading_row(sheet: SheetCells) -> Row | None:
    top = [row for row in sheet.rows if row.number <= TITLE_ROWS]
    return next((row for row in top if any(one_spaced(value) == UID for _, value in row.cells())), None)


def _check_headings(file: str, sheet: str, headings: list[str], needed: Iterable[str]) -> None:
    for heading in needed:
        if headings.count(heading) != 1:
            how = "has no column" if heading not in headings else f"has {headings.count(heading)} columns"
            raise TrustopsError(
                f"{file}, sheet {sheet}, {how} “{heading}”, so its figures cannot be told apart; "
                "check that it is the accounts return as published."
            )


def _line(sheet: str, row: Row, headings: list[tuple[int, str]], letters: Mapping[str, str]) -> Line:
    cells = {heading: value for column, heading in headings if (value := row.get(column)) is not None}
    return Line(sheet, row.number, {key: value for key, value in cells.items() if not _blank(value)}, letters)


def _blank(value: Value) -> bool:
    return isinstance(value, str) and value.strip().casefold() in NOTHING


def trusts_in(lines: Iterable[Line]) -> dict[str, Filed]:
    """Every trust that files a return, by UID."""
    found: dict[str, Filed] = {}
    for line in lines:
        uid = line.text(UID)
        if uid and uid not in found:
            company = company_number(line.text(COMPANY) or "") or ""
            found[uid] = Filed(uid, line.text(UPIN) or "", company, line.text(TRUST) or "")
    return found


def asked_for(asked: str | None, context: Context, trusts: dict[str, Filed], file: str) -> Filed:
    """The trust that is wanted, by UID, company number, lead UPIN or name; else the database's own, or the only one."""
    wanted = (asked or context.trust_uid or "").strip()
    alone = not wanted and len(trusts) == 1
    trust = next((each for each in trusts.values() if alone or _is(each, wanted)), None)
    if trust is None and not wanted and len(trusts) <= MOST_OFFERED:
        raise asks(
            f"{file} holds {len(trusts):,} trusts, and trustops is for one; say which is yours: {_some(trusts)}.",
            which_trust("Which trust is yours?", [(each.uid, f"{each.name} ({each.uid})") for each in trusts.values()]),
        )
    if trust is None:
        raise TrustopsError(_no_such_trust(wanted, trusts, file, own=not asked))
    check_same_trust(trust.uid, context)
    return trust


def _is(trust: Filed, wanted: str) -> bool:
    names = {trust.uid, trust.upin, trust.company, trust.company.lstrip("0"), trust.name.casefold()} - {""}
    return wanted.casefold() in names


def _no_such_trust(wanted: str, trusts: dict[str, Filed], file: str, *, own: bool) -> str:
    if not wanted:
        how = f"to bring yours, {GIVE_UID}: {_some(trusts)}"
        return f"{file} holds {len(trusts):,} trusts, and trustops is for one; {how}."
    near = _near(wanted, trusts)
    hint = listed([f"{trust.name} ({trust.uid})" for trust in near])
    meant = f"the nearest {'is' if len(near) == 1 else 'are'} {hint}" if near else "look its UID up in column UID"
    if len(trusts) <= MOST_NAMED:
        meant = f"it has {listed([f'{trust.name} ({trust.uid})' for trust in trusts.values()])}"
    if own:
        return f"{file} has nothing of your trust, whose UID is {wanted} on the Trust sheet; {meant}."
    return f"{file} has no trust whose UID, company number, lead UPIN or name is {wanted}; {meant}."


def _some(trusts: Mapping[str, Filed]) -> str:
    """The first few of the trusts, by name and UID."""
    some = listed([f"{trust.name} ({trust.uid})" for trust in list(trusts.values())[:MOST_NAMED]])
    return some if len(trusts) <= MOST_NAMED else f"such as {some}"


def _near(wanted: str, trusts: Mapping[str, Filed]) -> list[Filed]:
    """The trusts that may be meant: by a part of the name, else by a name or a UID that is nearly the same."""
    names = {trust.name.casefold(): trust for trust in trusts.values()}
    near = [trust for name, trust in names.items() if wanted.casefold() in name][:MOST_NEAR]
    near = near or [names[name] for name in get_close_matches(wanted.casefold(), names, MOST_NEAR)]
    return near or [trusts[uid] for uid in get_close_matches(wanted, trusts, MOST_NEAR, 0.7)]
