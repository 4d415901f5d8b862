"""What if a row names what is unknown, says a thing twice, or is no row at all?"""

from functools import partial
from typing import Any

from tests.importers.gallery.case import OAK_AND_ELM, SCHOOLS, YEARS, Case, Rows, Stored, refused_row
from tests.importers.gallery.package import HEADINGS, PERCENT, Raw, shown, table

HEAD = ("URN", "Year", "Pupils")
KNOWN: Stored = (("990001", 100),)
OF_URN: dict[str, tuple[Any, Rows]] = {
    "number": (990001, Rows(KNOWN)),
    "typed": ("990001", Rows(KNOWN)),
    "spaces": (" 990001 ", Rows(KNOWN)),
    "whole_fraction": (Raw('<c r="{}"><v>990001.0</v></c>'), Rows(KNOWN)),
    "no_break": ("\u00a0990001", Rows(KNOWN)),
    "half": (990001.5, refused_row("cell A2")),
    "five": (99001, refused_row("cell A2")),
    "ten": (9900010000, refused_row("cell A2")),
    "letter_o": ("99OOO1", refused_row("cell A2")),
    "gap": ("990 001", refused_row("cell A2")),
    "comma": ("990,001", refused_row("cell A2")),
    "arabic": ("٩٩٠٠٠١", refused_row("cell A2")),
    "wide": ("９９０００１", refused_row("cell A2")),
    "negative": (-990001, refused_row("cell A2")),
    "percent": (shown(990001, PERCENT), refused_row("cell A2")),
    "laestab": ("919/4000", refused_row("cell A2")),
    "laestab_digits": (9194000, refused_row("cell A2")),
    "name": ("Founder", refused_row("cell A2")),
    "unknown": (100001, refused_row("is not on the Schools sheet")),
    "near": (990011, refused_row("did you mean 990001")),
    "blank": (None, refused_row("cell A2")),
    "trust": ("TRUST", refused_row("cell A2")),
    "truth": (True, refused_row("cell A2")),
    "hidden_mark": ("99\u200b0001", refused_row("cell A2")),
    "zero_first": ("0990001", refused_row("cell A2")),
}


def year_of(urn: Any) -> bytes:
    return table([HEAD, (urn, "2025/26", 100)], "School years")


def schools(*rows: tuple[Any, ...]) -> bytes:
    return table([HEADINGS, *rows])


def cases() -> list[Case]:
    oak, elm = (990011, "Oak", "primary"), (990012, "Elm", "primary")
    many = [(991000 + n, f"School {n}", "primary") for n in range(99)]
    ninety_nine = tuple((str(urn), name) for urn, name, _ in many)
    return [
        *(Case(f"urn_{name}.xlsx", partial(year_of, urn), expected, YEARS) for name, (urn, expected) in OF_URN.items()),
        Case("same_row_twice.xlsx", partial(schools, oak, oak, elm), Rows(OAK_AND_ELM)),
        Case(
            "same_row_3000_times.xlsx",
            partial(schools, *[oak] * 3_000),
            Rows((("990011", "Oak"),), 0, "rows 2, 4, 5 and 2,996 more"),
        ),
        Case(
            "contradicting.xlsx",
            partial(schools, oak, (990011, "Ash", "primary"), elm),
            Rows((("990012", "Elm"),), 2, "same key as row"),
        ),
        Case(
            "one_bad_of_100.xlsx",
            partial(schools, *many, (12, "Bad", "primary")),
            Rows(ninety_nine, 1, "cell A101"),
            SCHOOLS,
        ),
        Case("total_row.xlsx", partial(schools, oak, elm, ("Total", 2, None)), Rows(OAK_AND_ELM, 1, "cell A4")),
        Case(
            "aggregate_row.xlsx",
            partial(schools, ("NAT", "England", "primary"), oak, elm),
            Rows(OAK_AND_ELM, 1, "cell A2"),
        ),
        Case("blank_rows_between.xlsx", partial(schools, oak, (), (), elm), Rows(OAK_AND_ELM)),
        Case(
            "footnote.xlsx",
            partial(schools, oak, elm, (), ("Source: our own records",)),
            Rows(OAK_AND_ELM, 1, "cell A5"),
        ),
        Case("spaces_row.xlsx", partial(schools, oak, elm, (" ", " ", " ")), Rows(OAK_AND_ELM, 1, "cell A4")),
        Case(
            "unknown_phase.xlsx",
            partial(schools, oak, elm, (990013, "Ash", "Primry")),
            Rows(OAK_AND_ELM, 1, "did you mean primary"),
        ),
        Case("phase_number.xlsx", partial(schools, oak, elm, (990013, "Ash", 1)), Rows(OAK_AND_ELM, 1, "cell C4")),
        Case(
            "key_by_case.xlsx",
            partial(table, [("Service", "Name"), ("gal", "One"), ("GAL", "Two")], "Services"),
            Rows(),
        ),
    ]
