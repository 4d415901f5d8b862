"""What if a cell holds an error, or a formula whose answer is not there?"""

from collections.abc import Callable
from functools import partial

from tests.importers.gallery.case import PRICES, SCHOOLS, YEARS, Case, Facts, Refused, Rows, refused_row
from tests.importers.gallery.package import HEADINGS, Raw, shown, table, workbook_part

ERRORS = (
    "#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA", "#SPILL!", "#CALC!"
)  # fmt: skip
NOT_A_VALUE = "is an error, not a value"


def price(value: object, changed: dict[str, str] | None = None) -> bytes:
    """One service with this cell as its price."""
    return table([("Service", "Name", "Price per day"), ("GAL", "Gallery", value)], "Services", changed)


def named(value: object) -> bytes:
    """One school with this cell as its name."""
    return table([HEADINGS, (990011, value, "primary")])


def pupils(value: object) -> bytes:
    """One school's year with this cell as its pupils."""
    return table([("URN", "Year", "Pupils"), (990001, "2025/26", value)], "School years")


def errors(made: Callable[[str], object]) -> bytes:
    """A school for each error, which is its name."""
    return table([HEADINGS, *((991000 + n, made(error), "primary") for n, error in enumerate(ERRORS))])


def slug(error: str) -> str:
    return "".join(letter.lower() for letter in error if letter.isalnum())


def formula(inside: str, kind: str = "") -> Raw:
    return Raw(f'<c r="{{}}"{f" t={chr(34)}{kind}{chr(34)}" if kind else ""}>{inside}</c>')


def cases() -> list[Case]:
    recalculating = {
        "xl/workbook.xml": workbook_part('name="Services" sheetId="1" r:id="r1"', more='<calcPr fullCalcOnLoad="1"/>')
    }
    stored = Rows((("GAL", 27_500),))

    def one(file: str, value: object, expected: Rows | Refused, facts: Facts = PRICES) -> Case:
        make = {PRICES: price, SCHOOLS: named, YEARS: pupils}[facts]
        return Case(f"{file}.xlsx", partial(make, value), expected, facts)

    every = Rows((), len(ERRORS), tuple(f"cell B{n}…“{error}” {NOT_A_VALUE}" for n, error in enumerate(ERRORS, 2)))
    ways: list[tuple[Callable[[str], object], Facts]] = [
        (lambda error: formula(f"<f>1/0</f><v>{error}</v>", "e"), SCHOOLS),
        (lambda error: formula(f"<v>{error}</v>", "e"), SCHOOLS),
        (str, SCHOOLS),
    ]
    return [
        *(one(f"error_{slug(e)}", formula(f"<v>{e}</v>", "e"), refused_row(f"“{e}” {NOT_A_VALUE}")) for e in ERRORS),
        *(Case(f"errors_{n}.xlsx", partial(errors, made), every, facts) for n, (made, facts) in enumerate(ways)),
        one("no_answer", formula("<f>1+1</f>"), refused_row("a formula whose result was never stored")),
        one("empty_answer", formula("<f>1+1</f><v></v>"), refused_row("never stored")),
        one("closed_answer", formula("<f>1+1</f><v/>"), refused_row("never stored")),
        one("no_answer_text", formula("<f>A1&amp;B1</f>", "str"), Rows((("GAL", None),))),
        one("no_answer_error", formula("<f>1/0</f>", "e"), refused_row("never stored")),
        one("no_answer_name", formula("<f>A1</f>"), refused_row("cell B2 (Name)"), SCHOOLS),
        one("blank_answer_name", formula("<f>A1</f><v></v>", "str"), refused_row("cell B2 (Name)"), SCHOOLS),
        one("shared", formula('<f t="shared" ref="C2:C9" si="0">1</f><v>275</v>'), stored),
        one("shared_follower", formula('<f t="shared" si="0"/><v>275</v>'), stored),
        one("array", formula('<f t="array" ref="C2">SUM(1)</f><v>275</v>'), stored),
        one("other_book", formula("<f>[1]Prices!A1</f><v>275</v>"), stored),
        one("text_answer", formula("<f>A1</f><v>£275</v>", "str"), stored),
        one("true_answer", formula("<f>1=1</f><v>1</v>", "b"), refused_row("cell C2")),
        Case(
            "recalculating_zero.xlsx",
            partial(price, formula("<f>1+1</f><v>0</v>"), recalculating),
            refused_row("never stored"),
            PRICES,
        ),
        Case(
            "recalculating_value.xlsx",
            partial(price, formula("<f>1+1</f><v>275</v>"), recalculating),
            Rows((("GAL", 27_500),), 0, "asks Excel to recalculate"),
            PRICES,
        ),
        one("unknown_type", formula("<v>5</v>", "zz"), Refused("cell C2")),
        one("number_of_words", formula("<v>five</v>"), Refused("cell C2")),
        one("number_nan", formula("<v>NaN</v>"), Refused("cell C2")),
        one("number_inf", formula("<v>INF</v>"), Refused("cell C2")),
        one("number_beyond", formula("<v>1e999</v>"), Refused("cell C2")),
        one("number_comma", formula("<v>1,5</v>"), Refused("cell C2")),
        one("number_hex", formula("<v>0x10</v>"), Refused("cell C2")),
        one("number_arabic", formula("<v>٢٧٥</v>"), Refused("cell C2")),
        one("number_json", formula('<v>1],"x":[2</v>'), Refused("cell C2")),
        one("true_two", formula("<v>2</v>", "b"), Refused("cell C2")),
        one("text_index", formula("<v>7</v>", "s"), Refused("cell C2")),
        one("text_index_negative", formula("<v>-1</v>", "s"), Refused("cell C2")),
        one("text_index_fraction", formula("<v>0.0</v>", "s"), Refused("cell C2")),
        one("style_unknown", shown(275, 9_999), stored),
        one("exponent", formula("<v>2.75E+2</v>"), stored),
        one("leading_zeros", formula("<v>00275</v>"), stored),
        one("many_places", formula("<v>275.00000000000006</v>"), stored),
        one("blank_pupils", formula("<v></v>"), Rows((("990001", None),)), YEARS),
        one("half_pupil", 12.5, refused_row("not a whole number"), YEARS),
        one("error_pupils", formula("<v>#N/A</v>", "e"), refused_row("cell C2"), YEARS),
    ]
