"""What if the sheet lies about its size, or its cells stand far apart, out of order or twice?"""

from collections.abc import Iterator
from functools import partial

from tests.importers.gallery.case import OAK_AND_ELM, Case, Refused, Rows
from tests.importers.gallery.package import HEADINGS, SCHOOLS, cell, rows, sheet_of, table

FINE = Rows(OAK_AND_ELM)
GOOD = rows(SCHOOLS)
OAK = f"{cell('A2', 990011)}{cell('B2', 'Oak')}{cell('C2', 'primary')}"
ELM = f"{cell('A3', 990012)}{cell('B3', 'Elm')}{cell('C3', 'primary')}"
HEAD = rows([HEADINGS])
NO_PLACE = Refused("no place in a sheet")


def with_dimension(reference: str) -> bytes:
    return sheet_of(GOOD, before=f'<dimension ref="{reference}"/>')


def blank_rows(count: int) -> bytes:
    """A sheet whose rows go on, formatted and empty, as a filled column of colour leaves them."""
    pieces: Iterator[str] = (f'<row r="{n}"><c r="A{n}" s="1"/><c r="B{n}" s="1"/></row>' for n in range(4, count + 4))
    return sheet_of(GOOD + "".join(pieces))


def wide(count: int) -> bytes:
    """As many columns as a sheet can have, all of them headed."""
    head = (*HEADINGS, *(f"Extra {n}" for n in range(count - 3)))
    return table([head, *SCHOOLS[1:]])


def cases() -> list[Case]:
    return [
        *(
            Case(f"dimension_{n}.xlsx", partial(with_dimension, reference), FINE)
            for n, reference in enumerate(["A1:XFD1048576", "A1:A1", "A1", "!!", "", "A1:ZZZ9", "C3:A1", "A1:A9999999"])
        ),
        Case(
            "stray_XFD1.xlsx",
            partial(sheet_of, GOOD.replace("</row>", cell("XFD1", "x") + "</row>", 1)),
            Rows(OAK_AND_ELM, 0, "XFD1"),
        ),
        Case(
            "stray_XFD3.xlsx", partial(sheet_of, GOOD[:-6] + cell("XFD3", "x") + "</row>"), Rows(OAK_AND_ELM, 0, "XFD")
        ),
        Case(
            "stray_A1048576.xlsx",
            partial(sheet_of, GOOD + f'<row r="1048576">{cell("A1048576", "x")}</row>'),
            Rows(OAK_AND_ELM, 1, "cell A1048576"),
        ),
        Case(
            "stray_corner.xlsx",
            partial(sheet_of, GOOD + f'<row r="1048576">{cell("XFD1048576", "x")}</row>'),
            Rows(OAK_AND_ELM, 1, "1048576"),
        ),
        Case("gap.xlsx", partial(sheet_of, HEAD + rows(SCHOOLS[1:2], 500_000) + rows(SCHOOLS[2:], 900_000)), FINE),
        Case("beyond_columns.xlsx", partial(sheet_of, GOOD[:-6] + cell("XFE3", "x") + "</row>"), NO_PLACE),
        Case("beyond_rows.xlsx", partial(sheet_of, GOOD + f'<row r="1048577">{cell("A1048577", 1)}</row>'), NO_PLACE),
        Case("row_zero.xlsx", partial(sheet_of, '<row r="0"/>' + GOOD), NO_PLACE),
        Case("row_negative.xlsx", partial(sheet_of, '<row r="-1"/>' + GOOD), NO_PLACE),
        Case("row_huge.xlsx", partial(sheet_of, GOOD + '<row r="99999999999999999999"/>'), NO_PLACE),
        Case("row_words.xlsx", partial(sheet_of, GOOD + '<row r="four"/>'), NO_PLACE),
        Case("cell_lower.xlsx", partial(sheet_of, GOOD + '<row r="4"><c r="a4"><v>1</v></c></row>'), NO_PLACE),
        Case("cell_absolute.xlsx", partial(sheet_of, GOOD + '<row r="4"><c r="$A$4"><v>1</v></c></row>'), NO_PLACE),
        Case("cell_blank_place.xlsx", partial(sheet_of, GOOD + '<row r="4"><c r=""><v>1</v></c></row>'), NO_PLACE),
        Case(
            "cell_other_row.xlsx", partial(sheet_of, GOOD + f'<row r="4">{cell("A5", 1)}</row>'), Refused("A5 in row 4")
        ),
        Case(
            "cell_twice.xlsx",
            partial(sheet_of, HEAD + f'<row r="2">{OAK}{cell("A2", 990099)}</row>'),
            Refused("two cells A2"),
        ),
        Case(
            "cell_twice_alike.xlsx",
            partial(sheet_of, HEAD + f'<row r="2">{OAK}{cell("A2", 990011)}</row>'),
            Refused("two cells A2"),
        ),
        Case("row_twice.xlsx", partial(sheet_of, GOOD + f'<row r="3">{cell("D3", 1)}</row>'), Refused("row 3")),
        Case("rows_backwards.xlsx", partial(sheet_of, f'<row r="3">{ELM}</row><row r="2">{OAK}</row>{HEAD}'), FINE),
        Case(
            "cells_backwards.xlsx",
            partial(
                sheet_of,
                HEAD
                + f'<row r="2">{cell("C2", "primary")}{cell("B2", "Oak")}'
                + f'{cell("A2", 990011)}</row><row r="3">{ELM}</row>',
            ),
            FINE,
        ),
        Case("no_places.xlsx", partial(sheet_of, GOOD.replace(" r=", " q=")), FINE),
        Case("no_row_numbers.xlsx", partial(sheet_of, GOOD.replace("<row r=", "<row q=")), FINE),
        Case("row_hidden.xlsx", partial(sheet_of, GOOD.replace('<row r="3"', '<row r="3" hidden="1"')), FINE),
        Case("blank_rows_1m.xlsx", partial(blank_rows, 1_000_000), FINE),
        Case("blank_rows_200k.xlsx", partial(blank_rows, 200_000), FINE),
        Case("columns_16384.xlsx", partial(wide, 16_384), Refused("a row of headings has at most 500")),
        Case("columns_400.xlsx", partial(wide, 400), Rows(OAK_AND_ELM, 0, "Extra 396")),
    ]
