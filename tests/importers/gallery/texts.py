"""What if the words are odd: invisible, endless, forged, or a name that a careless reader takes for nothing?"""

import unicodedata
from functools import partial
from typing import Any

from tests.importers.gallery.case import PEOPLE, Case, Refused, Rows, refused_row
from tests.importers.gallery.package import HEADINGS, Raw, table
from tests.importers.gallery.plain_text import csv_of

KEPT = (
    "NULL", "None", "nan", "n/a", "TRUE", "Jennifer Null", "St Mary's", 'The "Oak"', "Oak, Upper", '=HYPERLINK("http://x","y")',
    "+44 Oak", "@Oak", "-Oak", "=cmd|'/c calc'!A1", "'; DROP TABLE school;--", "<script>alert(1)</script>",
    "{{7*7}}", "%s%n",
    "Ysgol Gŵyr", "Oak 🌳", "👨‍👩‍👧‍👦", "橡树", "007", "1/2", "1E5", "Café",
    "../../etc/passwd", "e" + "\u0301" * 20, "x" * 200,
)  # fmt: skip
CONTROL = ("_x0000_", "_x0001_", "_x001B_[31m", "_x0007_", "_x007F_", "_x0085_")
UNSEEN = ("\ufeff", "\u200b", "\u2060\u200d")
HIDDEN = ("Oak\u202elmx", "Oak\u2066x\u2069", "\u202bOak", "Oak\u2028ERROR", "_xD83D_", *UNSEEN)


def named(value: Any) -> bytes:
    return table([HEADINGS, (990011, value, "primary")])


def cases() -> list[Case]:
    hidden = [*(f"Oak{escape}Elm" for escape in CONTROL), *HIDDEN]
    nothing = "holds nothing that can be seen"
    said = [nothing if text in UNSEEN else "invisible control character" for text in hidden]
    every = [HEADINGS, *((991000 + n, text, "primary") for n, text in enumerate(KEPT))]
    typed = tuple((str(991000 + n), unicodedata.normalize("NFC", text)) for n, text in enumerate(KEPT))
    made = [
        Case("kept.xlsx", partial(table, every), Rows(typed)),
        Case("kept/Schools.csv", partial(csv_of, every), Rows(typed)),
        *(
            Case(f"hidden_{n:02}.xlsx", partial(named, text), refused_row(why))
            for n, (text, why) in enumerate(zip(hidden, said, strict=True))
        ),
        Case("escaped.xlsx", partial(named, "_x005F_x000D_"), Rows((("990011", "_x000D_"),))),
        Case("no_character.xlsx", partial(named, "Oak\ufffe"), Refused("not proper XML")),
    ]
    ada = [("Person", "Name", "Site", "Contract"), ("E001", "Jennifer Null", "TRUST", "support")]
    return [
        *made,
        Case("decomposed.xlsx", partial(named, "Cafe\u0301"), Rows((("990011", "Café"),))),
        Case("trimmed.xlsx", partial(named, "  Oak \u00a0"), Rows((("990011", "Oak"),))),
        Case("spaces_alone.xlsx", partial(named, "   "), refused_row("cell B2 (Name)")),
        Case(
            "forged_line.xlsx",
            partial(named, "Oak\nERROR: all is lost"),
            Rows((("990011", "Oak\nERROR: all is lost"),)),
        ),
        Case("carriage.xlsx", partial(named, "Oak_x000D_\nElm_x000D_"), Rows((("990011", "Oak\nElm"),))),
        Case("halves.xlsx", partial(named, "Oak _xD83C__xDF33_"), Rows((("990011", "Oak 🌳"),))),
        Case("longest.xlsx", partial(named, "x" * 32_768), refused_row("cell B2 (Name)")),
        Case("accents_500.xlsx", partial(named, "e" + "\u0301" * 500), Rows((("990011", "é" + "\u0301" * 499),))),
        Case("number.xlsx", partial(named, 17), Rows((("990011", "17"),))),
        Case("truth.xlsx", partial(named, True), refused_row("is not words")),
        Case("number_17_digits.xlsx", partial(named, 12345678901234567), Rows((("990011", "12345678901234567"),))),
        Case(
            "runs.xlsx",
            partial(named, Raw('<c r="{}" t="inlineStr"><is><r><t>O</t></r><r><t>ak</t></r></is></c>')),
            Rows((("990011", "Oak"),)),
        ),
        Case("null_person.xlsx", partial(table, ada, "People"), Rows((("E001", "Jennifer Null"),)), PEOPLE),
    ]
