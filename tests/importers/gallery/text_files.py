"""What if a trust sends CSV or JSON: in any encoding, with any separator, ragged, or in an archive?"""

import json
from functools import partial
from typing import Any

from tests.importers.gallery.case import OAK_AND_ELM, Case, Refused, Rows
from tests.importers.gallery.package import HEADINGS, good
from tests.importers.gallery.package import SCHOOLS as GOOD
from tests.importers.gallery.plain_text import csv_of, records, zipped

FINE = Rows(OAK_AND_ELM)
WELSH = [HEADINGS, (990011, "Tŷ Oak", "primary")]
POUND = [HEADINGS, (990011, "£ – Oak", "primary")]
POUND_ROWS = Rows((("990011", "£ – Oak"),))
HEAD = "URN,Name,Phase\r\n"
OAK, ELM = "990011,Oak,primary\r\n", "990012,Elm,primary\r\n"


def text(body: str, encoding: str = "utf-8") -> bytes:
    return body.encode(encoding)


def mixed() -> bytes:
    """Half of the file in one encoding, half in another, the odd byte far beyond the first pages."""
    rows = "".join(f"{991000 + n},Tŷ {n},primary\r\n" for n in range(4000))
    return (HEAD + rows).encode() + "990011,Caf\u00e9,primary\r\n".encode("cp1252")


def late_cp1252() -> bytes:
    """Plain letters for a hundred thousand bytes, and then one of Windows' own."""
    rows = "".join(f"{991000 + n},School {n},primary\r\n" for n in range(4500))
    return (HEAD + rows).encode() + "990011,Caf\u00e9,primary\r\n".encode("cp1252")


def cases() -> list[Case]:
    def csv(name: str, expected: Refused | Rows, make: Any, ending: str = "csv") -> Case:
        return Case(f"{name}/Schools.{ending}", make, expected)

    far = tuple((str(991000 + n), f"School {n}") for n in range(4500))
    objects = records(GOOD)
    bad_json = Refused("JSON")
    return [
        csv("utf_8", FINE, partial(csv_of, GOOD)),
        csv("mark", FINE, partial(csv_of, GOOD, "utf-8-sig")),
        csv("utf_16", FINE, partial(csv_of, GOOD, "utf-16")),
        csv("utf_16_tab", FINE, partial(csv_of, GOOD, "utf-16", "\t")),
        csv("utf_16_big", FINE, lambda: b"\xfe\xff" + csv_of(GOOD, "utf-16-be")),
        csv("utf_16_unmarked", FINE, partial(csv_of, GOOD, "utf-16-le")),
        csv("cp1252", POUND_ROWS, partial(csv_of, POUND, "cp1252")),
        csv("utf_8_letters", Rows((("990011", "Tŷ Oak"),)), partial(csv_of, WELSH)),
        csv("late_cp1252", Rows((*far, ("990011", "Café"))), late_cp1252),
        csv("mixed", Refused("mixes two ways of writing letters"), mixed),
        csv("cut_letter", Refused("UTF-8"), lambda: csv_of(WELSH, "utf-8-sig")[:30] + b"\xc5"),
        csv("odd_utf_16", Refused("UTF-16"), lambda: csv_of(GOOD, "utf-16") + b"\n"),
        csv("utf_32", Refused("line 1"), partial(csv_of, GOOD, "utf-32")),
        csv("no_encoding", Refused("line 2"), lambda: text(HEAD) + b"990011,\x81\x8d,primary\r\n"),
        csv("semicolons", FINE, partial(csv_of, GOOD, "utf-8", ";")),
        csv("tabs", FINE, partial(csv_of, GOOD, "utf-8", "\t")),
        csv("tabs", FINE, partial(csv_of, GOOD, "utf-8", "\t"), "tsv"),
        csv("said_semicolon", FINE, partial(csv_of, GOOD, "utf-8", ";", before="sep=;\r\n")),
        csv("said_bar", FINE, partial(csv_of, GOOD, "utf-8", "|", before="sep=|\r\n")),
        csv("line_feeds", FINE, partial(csv_of, GOOD, end="\n")),
        csv("carriage_returns", FINE, partial(csv_of, GOOD, end="\r")),
        csv("no_last_end", FINE, lambda: csv_of(GOOD)[:-2]),
        csv("ends_with_sub", Rows(OAK_AND_ELM, 1, "cell A4"), lambda: csv_of(GOOD) + b"\x1a"),
        csv("blank_lines", FINE, lambda: text(f"\r\n\r\n{HEAD}\r\n{OAK}\r\n\r\n{ELM}\r\n")),
        csv("title_above", FINE, lambda: text(f"Our schools,,\r\nas at 1 September,,\r\n{HEAD}{OAK}{ELM}")),
        csv("quoted", FINE, lambda: text(f'"URN","Name","Phase"\r\n"990011","Oak","primary"\r\n{ELM}')),
        csv(
            "quote_inside",
            Rows((("990011", 'The "Oak"'),)),
            partial(csv_of, [HEADINGS, (990011, 'The "Oak"', "primary")]),
        ),
        csv("open_quote", Refused("at line"), lambda: text(f'{HEAD}990011,"Oak,primary\r\n{ELM}')),
        csv("loose_quote", Refused("line 2"), lambda: text(f'{HEAD}990011,"Oak" x,primary\r\n')),
        csv("nul", Refused("NUL character on line 2"), lambda: text(f"{HEAD}990011,O\0ak,primary\r\n")),
        csv("control", Rows((), 1, "cell B2"), lambda: text(f"{HEAD}990011,O\x07ak,primary\r\n")),
        csv("ragged_short", Rows((("990011", "Oak"),), 1, "C3"), lambda: text(f"{HEAD}{OAK}990012,Elm\r\n")),
        csv(
            "ragged_long",
            Rows((("990011", "Oak"),), 1, "row 3"),
            lambda: text(f"{HEAD}{OAK}990012,Elm,Upper,primary\r\n"),
        ),
        csv("ragged_blank", FINE, lambda: text(f"{HEAD}990011,Oak,primary,,,\r\n{ELM}")),
        csv("slipped", Rows((("990011", "Oak"),), 1, "row 3"), lambda: text(f"{HEAD}{OAK}990012,Elm,primary,x\r\n")),
        csv("long_field", Rows((), 1, "cell B2 (Name)"), lambda: text(f"{HEAD}990011,{'x' * 120_000},primary\r\n")),
        csv("longer_field", Refused("line 2"), lambda: text(f"{HEAD}990011,{'x' * 200_000},primary\r\n")),
        csv("columns_100000", Refused("columns"), lambda: text(HEAD.strip() + ",x" * 100_000 + "\r\n" + OAK)),
        csv("commas", Refused(""), lambda: b"," * 99_999),
        csv("quotes", Refused(""), lambda: b'"' * 99_999),
        csv("ends", Refused("is an empty"), lambda: b"\r\n" * 50_000),
        csv("headings_alone", Refused("no rows under them"), lambda: text(HEAD)),
        csv("empty", Refused("is empty (0 bytes)"), bytes),
        csv("other", Refused("URN"), lambda: text("Colour,Shape\r\nred,round\r\n")),
        csv("page", Refused("is a web page"), lambda: b"<html><body>Sign in</body></html>"),
        csv("picture", Refused("is a PDF or a picture"), lambda: b"\x89PNG\r\n\x1a\n" + bytes(99)),
        csv("really_a_workbook", FINE, good),
        csv("errors", Rows((), 1, "is an error, not a value"), lambda: text(f"{HEAD}990011,#REF!,primary\r\n")),
        csv("calc_error", Rows((), 1, "is an error, not a value"), lambda: text(f"{HEAD}990011,Err:502,primary\r\n")),
        Case("told_by_headings.csv", partial(csv_of, GOOD), FINE),
        Case(
            "unknown_table.csv",
            partial(csv_of, [("Colour", "Shape"), ("red", "round")]),
            Refused("is no public file that trustops knows"),
        ),
        csv("list", FINE, lambda: json.dumps(objects).encode(), "json"),
        csv("indented", FINE, lambda: b"\xef\xbb\xbf" + json.dumps(objects, indent=2).encode(), "json"),
        csv("by_sheet", FINE, lambda: json.dumps({"Schools": objects}).encode(), "json"),
        csv("json_torn", bad_json, lambda: json.dumps(objects).encode()[:-9], "json"),
        csv("json_twins", bad_json, lambda: b'[{"URN":990011,"URN":990012,"Name":"Oak","Phase":"primary"}]', "json"),
        csv("json_nan", bad_json, lambda: b'[{"URN":NaN,"Name":"Oak","Phase":"primary"}]', "json"),
        csv("json_deep", bad_json, lambda: b"[" * 200_000, "json"),
        csv("json_nested", Refused("item 1"), lambda: b'[{"URN":{"a":1},"Name":"Oak","Phase":"primary"}]', "json"),
        csv("json_word", bad_json, lambda: b'"Schools"', "json"),
        csv("json_numbers", Refused("object"), lambda: b"[1,2,3]", "json"),
        csv("json_empty", Refused(""), lambda: b"[]", "json"),
        csv(
            "json_big_number",
            Refused("cell A2"),
            lambda: b'[{"URN":1' + b"0" * 5000 + b',"Name":"Oak","Phase":"primary"}]',
            "json",
        ),
        csv(
            "json_lone_surrogate",
            Rows((), 1, "cell B2"),
            lambda: b'[{"URN":990011,"Name":"O\\ud83dak","Phase":"primary"}]',
            "json",
        ),
        csv(
            "json_nul",
            Rows((), 1, "cell B2"),
            lambda: b'[{"URN":990011,"Name":"O\\u0000ak","Phase":"primary"}]',
            "json",
        ),
        csv("json_null", FINE, lambda: json.dumps([{**each, "Region": None} for each in objects]).encode(), "json"),
        Case("zipped_csv.zip", lambda: zipped({"Schools.csv": csv_of(GOOD)}), FINE),
        Case("zipped_json.zip", lambda: zipped({"Schools.json": json.dumps(objects).encode()}), FINE),
        Case("zipped_book.zip", lambda: zipped({"ours.xlsx": good()}), FINE),
        Case(
            "zipped_shadow.zip",
            lambda: zipped({"Schools.csv": csv_of(GOOD), "__MACOSX/._Schools.csv": b"\0\5\x16"}),
            FINE,
        ),
        Case(
            "zipped_books.zip", lambda: zipped({"a.xlsx": good(), "b.xlsx": good()}), Refused("more than one workbook")
        ),
        Case(
            "zipped_twice.zip",
            lambda: zipped({"inner.zip": zipped({"Schools.csv": csv_of(GOOD)})}),
            Refused("zip archive"),
        ),
        Case("zipped_book_in_book.zip", lambda: zipped({"a.xlsx": zipped({"b.xlsx": good()})}), Refused("")),
        Case("zipped_bomb.zip", lambda: zipped({"Schools.csv": text(HEAD + OAK * 2_000_000)}), Refused("too large")),
        Case("zipped_many.zip", lambda: zipped({f"{n}.csv": b"a,b\r\n" for n in range(6_000)}), Refused("parts")),
        Case("zipped_above.zip", lambda: zipped({"../Schools.csv": csv_of(GOOD)}), Refused("outside itself")),
        Case("zipped_book.xlsx", lambda: zipped({"ours.xlsx": good()}), Refused("zip archive")),
    ]
