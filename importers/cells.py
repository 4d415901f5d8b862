"""What does a cell say? From what a spreadsheet holds to a typed value, or to why it will not do; never a guess.

A converter takes the raw cell (text, number, :class:`Percent`, date, error …) and returns the value, or a
:class:`Bad` that says what is wrong and what to do. Blank cells never come here.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from difflib import get_close_matches
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any

from importers.reader import ErrorCell, Percent, Uncalculated
from trustops.models import TRUST_SITE, Kind, SheetColumn
from trustops.quantities.errors import TrustopsError
from trustops.quantities.money import pence
from trustops.quantities.years import AcademicYear


@dataclass(frozen=True, slots=True)
class Bad:
    """Why a cell will not do (``“x” {why}``), and what to do about it."""

    code: str
    why: str
    mend: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A figure that its publisher kept back, with the mark that says so; never zero."""

    mark: str


@dataclass(frozen=True, slots=True)
class AsPercent:
    """A KPI's value written as a percentage: right for a KPI in percent, a question for any other."""

    value: Decimal


Converter = Callable[[Any], Any]

MARKS = frozenset(
    ["supp", "c", "z", "x", ":", "~", "low", "..", ".", "k", "u", "na", "ne", "np", "lowcov", "sp", "*", "—"]
)
SPACES = re.compile(r"[\s\u00a0\u2007\u202f\u200b\ufeff]+")
# In a number a space stands only where a thousands comma could: “12 34” is two numbers, or a slip, but not 1234.
SPACES_OF_NUMBER = re.compile(rf"(?<!\d){SPACES.pattern}|{SPACES.pattern}(?:(?!\d)|(?=\d{{3}}(?!\d)))")
ERROR_WORDS = re.compile(
    r"#(?:NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!|N/A|GETTING_DATA|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|BUSY!|UNKNOWN!)"
    r"|Err:\d{3}",
    re.IGNORECASE,
)
PLAIN_NUMBER = re.compile(r"[+-]?(\d+(\.\d+)?|\d{1,3}(,\d{3})+(\.\d+)?|\.\d+)", re.ASCII)
CONTINENTAL = re.compile(r"[+-]?\d{1,3}(\.\d{3})*,\d{1,2}", re.ASCII)
DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)
ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
DAY_IN_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ -]([A-Za-z]{3,9})\.?[ ,-]*(\d{4})", re.ASCII)
LONG_YEAR = re.compile(r"(\d{4})[/–-](?:(\d{2})|(\d{4}))", re.ASCII)
MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
NO_VALUE = Bad("cell.error", "is an error, not a value", "mend the formula in the workbook, or type the value")
UNCALCULATED = Bad(
    "cell.uncalculated",
    "is a formula whose result was never stored",
    "open the workbook in Excel, save it, and import it again",
)


def converter(column: SheetColumn) -> Converter:
    """The converter of a column, from its kind."""
    if column.choices:
        return _choice_converter(column.choices)
    if column.in_kpi_unit:
        return kpi_figure if column.mark_in else kpi_number
    return OF_KIND[column.kind]


def unusable(raw: object) -> Bad | None:
    """Errors and uncalculated formulas are refused whatever the column; so is an error that was saved as text."""
    if isinstance(raw, ErrorCell) or (isinstance(raw, str) and ERROR_WORDS.fullmatch(raw.strip())):
        return NO_VALUE
    return UNCALCULATED if isinstance(raw, Uncalculated) else None


def exact(number: float) -> Decimal:
    """A stored number as it is shown: to the 15 digits that a spreadsheet keeps, so 0.1 + 0.2 is 0.3.

    >>> exact(0.30000000000000004)
    Decimal('0.3')
    """
    return Decimal(f"{number:.15g}") if isinstance(number, float) else Decimal(number)


def squeezed(text: str) -> str:
    """Text without any space, ordinary or not."""
    return SPACES.sub("", text)


def squeezed_number(text: str) -> str:
    """A number without the spaces that may stand in it; any other space is left, so that it is no number.

    >>> squeezed_number(" £ 1 234.50 "), squeezed_number("12 34")
    ('£1234.50', '12 34')
    """
    return SPACES_OF_NUMBER.sub("", text)


def amount(raw: object) -> int | Bad:
    """Pounds as whole pence.

    >>> amount("(£1,234.50)"), amount(275)
    (-123450, 27500)
    """
    number = _typed_amount(raw) if isinstance(raw, str) else _stored_number(raw, "an amount")
    if isinstance(number, Bad):
        return number
    try:
        return pence(number)
    except TrustopsError:
        return Bad("cell.finer_than_a_penny", "is finer than a penny", "round it to pounds and pence")


def _typed_amount(text: str) -> Decimal | Bad:
    bare = squeezed_number(text)
    negative = bare.startswith("(") and bare.endswith(")")
    bare = bare[1:-1] if negative else bare
    sign, bare = ("-", bare[1:]) if bare[:1] in ("-", "−") else ("", bare)
    bare = bare.removeprefix("£")
    number = _typed_number(sign + bare, "an amount")
    return -number if negative and isinstance(number, Decimal) else number


def _typed_number(bare: str, wanted: str) -> Decimal | Bad:
    bare = bare.replace("−", "-")
    if PLAIN_NUMBER.fullmatch(bare):
        return Decimal(bare.replace(",", ""))
    if CONTINENTAL.fullmatch(bare):
        meant = bare.replace(".", " ").replace(",", ".").replace(" ", ",")
        return Bad("cell.continental", "has its comma and point the other way round", f"if {meant} is meant, type that")
    return Bad("cell.not_a_number", f"is not {wanted}", "type it in digits, like 1234.50")


def _stored_number(raw: object, wanted: str) -> Decimal | Bad:
    if isinstance(raw, bool):
        return Bad("cell.not_a_number", f"is yes or no, not {wanted}", "type it in digits")
    if isinstance(raw, int | float):
        return exact(raw)
    if isinstance(raw, Percent):
        return Bad("cell.not_a_number", f"is a percentage, not {wanted}", "type the figure without the % sign")
    return Bad(
        "cell.not_a_number", f"is a date or time, not {wanted}", "type the figure, and format the cell as a number"
    )


def number(raw: object) -> Decimal | Bad:
    """A number; a percentage is its fraction.

    >>> number("20%"), number("1,000")
    (Decimal('0.2'), Decimal('1000'))
    """
    if isinstance(raw, Percent):
        return exact(raw.value)
    if isinstance(raw, str):
        bare = squeezed_number(raw)
        if bare.endswith("%"):
            value = _typed_number(bare[:-1], "a number")
            return value if isinstance(value, Bad) else value.scaleb(-2).normalize() + 0
        return _typed_number(bare, "a number")
    return _stored_number(raw, "a number")


def percent(raw: object) -> Decimal | Bad:
    """A share of one; a bare number of one or more is a question, not a guess.

    >>> percent("5%"), percent(0.05)
    (Decimal('0.05'), Decimal('0.05'))
    """
    value = number(raw)
    written = isinstance(raw, Percent) or (isinstance(raw, str) and "%" in raw)
    if isinstance(value, Decimal) and abs(value) >= 1 and not written:
        return Bad("cell.which_percent", "may mean percent or times", f"write {value}% if {value} % is meant")
    return value


def kpi_number(raw: object) -> Decimal | AsPercent | Bad:
    """A number in its KPI's unit; a percentage is kept as one until the KPI's unit is known.

    >>> kpi_number("93.1%"), kpi_number(93.1)
    (AsPercent(value=Decimal('93.1')), Decimal('93.1'))
    """
    value = number(raw)
    if isinstance(value, Decimal) and (isinstance(raw, Percent) or (isinstance(raw, str) and "%" in raw)):
        return AsPercent(value.scaleb(2).normalize() + 0)
    return value


def kpi_figure(raw: object) -> Decimal | AsPercent | Mark | Bad:
    """A KPI's value, or the mark of one that is not published.

    >>> kpi_figure("SUPP")
    Mark(mark='SUPP')
    """
    if isinstance(raw, str) and raw.strip().casefold() in MARKS:
        return Mark(raw.strip())
    return kpi_number(raw)


def whole(raw: object) -> int | Bad:
    """A whole number.

    >>> whole("12"), whole(12.0)
    (12, 12)
    """
    value = _typed_number(squeezed_number(raw), "a number") if isinstance(raw, str) else _stored_number(raw, "a number")
    if isinstance(value, Decimal) and value != value.to_integral_value():
        return Bad("cell.not_whole", "is not a whole number", "round it")
    return value if isinstance(value, Bad) else int(value)


def day(raw: object) -> date | Bad:
    """A day, day first in text.

    >>> day("01/09/2025"), day("1 Sep 2025"), day("2025-09-01")
    (datetime.date(2025, 9, 1), datetime.date(2025, 9, 1), datetime.date(2025, 9, 1))
    """
    if isinstance(raw, datetime):
        at_midnight = raw.time() == datetime.min.time()
        return raw.date() if at_midnight else Bad("cell.time_of_day", "has a time of day in it", "type the day alone")
    if isinstance(raw, date):
        return raw
    if not isinstance(raw, str):
        return Bad(
            "cell.not_a_date", "is a number, not a date", "format the cell as a date, or type it like 01/09/2025"
        )
    return _typed_day(" ".join(raw.split()))


def _typed_day(text: str) -> date | Bad:
    if match := DAY_FIRST.fullmatch(text):
        parts = int(match[3]), int(match[2]), int(match[1])
    elif match := ISO_DAY.fullmatch(text):
        parts = int(match[1]), int(match[2]), int(match[3])
    elif (match := DAY_IN_WORDS.fullmatch(text)) and (month := _month(match[2])):
        parts = int(match[3]), month, int(match[1])
    else:
        return Bad("cell.not_a_date", "is not a date", "type it day first, like 01/09/2025")
    try:
        return date(*parts)
    except ValueError:
        return Bad("cell.no_such_day", "is a day that does not exist", "type it day first, like 01/09/2025")


def _month(word: str) -> int | None:
    """The month that a word begins, by its first three letters or more (Sep, Sept, September)."""
    lower = word.casefold()
    return next((place for place, month in enumerate(MONTHS, start=1) if month.startswith(lower)), None)


def year(raw: object) -> str | Bad:
    """An academic year.

    >>> year("2025-26"), year("2025/2026")
    ('2025/26', '2025/26')
    """
    wrong = Bad("cell.not_a_year", "is not an academic year", "type it as text, like 2025/26")
    match = LONG_YEAR.fullmatch(squeezed(raw)) if isinstance(raw, str) else None
    if match is None:
        return wrong
    written = str(AcademicYear(int(match[1])))
    return written if written.endswith("/" + (match[2] or match[3][2:])) else wrong


def words(raw: object) -> str | Bad:
    """Text, composed and trimmed; a whole number is its digits.

    >>> words("  Ada  "), words(17.0)
    ('Ada', '17')
    """
    if isinstance(raw, str):
        return unicodedata.normalize("NFC", raw.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if isinstance(raw, bool | date | time | Percent):
        return Bad("cell.not_words", "is not words", "type it as text, with an apostrophe before it")
    return format(exact(raw), "f") if isinstance(raw, int | float) else str(raw)


def ref(raw: object) -> str | Bad:
    """A short code: trimmed, its case kept."""
    value = words(raw)
    return " ".join(value.split()) if isinstance(value, str) else value


def site(raw: object) -> str | Bad:
    """A URN, or TRUST in any case."""
    value = ref(raw)
    return TRUST_SITE if isinstance(value, str) and value.casefold() == TRUST_SITE.casefold() else value


def refs(raw: object) -> tuple[str, ...] | Bad:
    """Codes with commas between them.

    >>> refs("ATT01, ATT03,")
    ('ATT01', 'ATT03')
    """
    value = words(raw)
    return value if isinstance(value, Bad) else tuple(" ".join(x.split()) for x in value.split(",") if x.strip())


def yes_no(raw: object) -> bool | Bad:
    """
    >>> yes_no("Yes"), yes_no(False)
    (True, False)
    """
    if isinstance(raw, bool):
        return raw
    word = raw.strip().casefold() if isinstance(raw, str) else ""
    if word in ("yes", "y", "true"):
        return True
    return False if word in ("no", "n", "false") else Bad("cell.not_yes_no", "is neither yes nor no", "type yes or no")


@lru_cache(maxsize=4_096)
def loosely(word: str) -> str:
    """A word as choices and headings are matched: without case, spaces, hyphens or stars.

    >>> loosely("All-Through"), loosely("ready in 2 - 3 years")
    ('allthrough', 'readyin23years')
    """
    return re.sub(r"[\s\u00a0\u200b\ufeff_*‐-―−-]+", "", unicodedata.normalize("NFKC", word)).casefold()


@cache
def _choice_converter(choices: type[StrEnum]) -> Converter:
    known = {loosely(choice.value): choice for choice in choices} | {loosely(choice.name): choice for choice in choices}

    def choice(raw: object) -> StrEnum | Bad:
        word = loosely(str(raw))
        if word in known:
            return known[word]
        near = get_close_matches(word, known, 1)
        meant = f"did you mean {known[near[0]].value}? " if near else ""
        return Bad("cell.not_a_choice", "is not one of the choices", f"{meant}choose from: {', '.join(choices)}")

    return choice


OF_KIND: dict[Kind, Converter] = {
    Kind.TEXT: words,
    Kind.REF: ref,
    Kind.URN: ref,
    Kind.SITE: site,
    Kind.DATE: day,
    Kind.YEAR: year,
    Kind.MONEY: amount,
    Kind.PERCENT: percent,
    Kind.NUMBER: number,
    Kind.WHOLE: whole,
    Kind.YES_NO: yes_no,
    Kind.LIST: refs,
}
