"""What if the headings are odd: renamed, twice, looking alike, far down, or in another order?"""

from functools import partial
from typing import Any

from tests.importers.gallery.case import OAK_AND_ELM, Case, Refused, Rows
from tests.importers.gallery.package import (
    BOOK,
    BOOK_RELATIONS,
    HEADINGS,
    SCHOOLS,
    Raw,
    good,
    parts_of,
    rows,
    table,
    workbook_part,
    worksheet,
)

FINE = Rows(OAK_AND_ELM)
DATA = SCHOOLS[1:]
TWICE = Refused("second column")
OTHER_LETTERS = Refused("written with other letters")
BOTH = Rows((("990012", "Elm"),), 2, "has the same key as row 2 of sheet")


def headed(*head: Any) -> bytes:
    """The schools under other headings; a heading more has a column of its own."""
    return table([head, *((*row, *["x"] * (len(head) - 3)) for row in DATA)])


def below(*above: tuple[Any, ...]) -> bytes:
    return table([*above, *SCHOOLS])


def two_tabs(second: str) -> bytes:
    """The schools on two tabs whose names mean one sheet."""
    links = str(parts_of()[BOOK_RELATIONS]).replace(
        "</Relationships>", '<Relationship Id="r4" Type="x/worksheet" Target="worksheets/sheet2.xml"/></Relationships>'
    )
    return good(
        {
            BOOK: workbook_part('name="Schools" sheetId="1" r:id="r1"', f'name="{second}" sheetId="2" r:id="r4"'),
            BOOK_RELATIONS: links,
            "xl/worksheets/sheet2.xml": worksheet(rows([HEADINGS, (990011, "Another", "primary")])),
        }
    )


def cases() -> list[Case]:
    def one(file: str, expected: Refused | Rows, *head: Any) -> Case:
        return Case(f"{file}.xlsx", partial(headed, *head), expected)

    left_out = Rows(OAK_AND_ELM, 0, "cell D1")
    return [
        one("starred", FINE, "URN *", "Name *", "Phase *"),
        one("shouted", FINE, "URN", "NAME", "PHASE"),
        one("alias", FINE, "URN", "School name", "Phase"),
        one("spaces", FINE, " U R N ", "  Name\u00a0", "Phase\t"),
        one("zero_width", FINE, "UR\u200bN", "Name\ufeff", "Phase"),
        one("lines", FINE, "URN", "School\nname", "Phase"),
        one("hyphens", FINE, "URN", "School-name", "Phase"),
        one("wide_letters", FINE, "ＵＲＮ", "Name", "Phase"),
        one("twin", TWICE, *HEADINGS, "Name"),
        one("twin_by_case", TWICE, *HEADINGS, "NAME"),
        one("twin_by_space", TWICE, *HEADINGS, "Na me"),
        one("twin_by_alias", TWICE, *HEADINGS, "School"),
        one("twin_required", TWICE, *HEADINGS, "URN"),
        one("cyrillic", OTHER_LETTERS, "URN", "Nаme", "Phase"),
        one("greek", OTHER_LETTERS, "URN", "Name", "Ρhase"),
        one("cyrillic_twin", OTHER_LETTERS, *HEADINGS, "Nаme"),
        one("joiner", OTHER_LETTERS, "URN", "Na\u2060me", "Phase"),
        one("right_to_left", Refused("has no Name"), "URN", "\u202eemaN", "Phase"),
        one("extra", left_out, *HEADINGS, "Favourite colour"),
        one("number", left_out, *HEADINGS, 2025),
        one("truth", left_out, *HEADINGS, True),
        one("error", left_out, *HEADINGS, Raw('<c r="{}" t="e"><v>#REF!</v></c>')),
        one("dunder", left_out, *HEADINGS, "__class__"),
        one("statement", left_out, *HEADINGS, "'); DROP TABLE school;--"),
        one("markup", left_out, *HEADINGS, "<script>alert(1)</script>"),
        one("forged", left_out, *HEADINGS, "x\nERROR all is lost"),
        one("long", left_out, *HEADINGS, "x" * 30_000),
        one("blank", left_out, *HEADINGS, None),
        one("spaces_alone", left_out, *HEADINGS, "   "),
        one("near", left_out, *HEADINGS, "Regoin"),
        one("missing_name", Refused("has no Name"), "URN", "Title of it", "Phase"),
        one("missing_all", Refused("none of its headings"), "a", "b", "c"),
        Case("reordered.xlsx", partial(table, [HEADINGS[::-1], *(row[::-1] for row in DATA)]), FINE),
        Case("no_headings.xlsx", partial(table, DATA), Refused("none of its headings")),
        Case("row_7.xlsx", partial(below, ("Our schools",), (), (), ("as at", "1 September"), (), ()), FINE),
        Case("row_40.xlsx", partial(below, *[("note",)] * 39), FINE),
        Case("row_99.xlsx", partial(below, *[("note",)] * 98), Refused("none of its headings")),
        Case(
            "twice_down.xlsx",
            partial(table, [HEADINGS, *DATA, HEADINGS, (990013, "Ash", "primary")]),
            Refused("look like its headings"),
        ),
        Case("merged.xlsx", partial(table, [("School", None, None), ("URN", "Name", "Phase"), *DATA]), FINE),
        Case("two_tabs_space.xlsx", partial(two_tabs, "Schools "), BOTH),
        Case("two_tabs_case.xlsx", partial(two_tabs, "SCHOOLS"), Refused("twice")),
        Case("two_tabs_hyphen.xlsx", partial(two_tabs, "Scho-ols"), BOTH),
        Case("tab_forged.xlsx", partial(two_tabs, "Pay&#10;ERROR&#x202e;"), Rows(OAK_AND_ELM, 0, "Sheet Pay")),
    ]
