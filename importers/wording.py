"""What are the workbook's own words? How each kind of cell is written, for the template's notes and for messages."""

from collections.abc import Mapping

from trustops.models import Kind

GUIDE = "Guide"
"""The sheet of the template that explains the others; an import passes over it."""

REQUIRED_MARK = " *"

SEE_TEMPLATE = "the blank workbook shows the headings of every sheet"

GIVE_UID = "give its UID too (the Group UID in Get Information about Schools)"
"""How a person says which trust of a national file is theirs."""

LEFT_OUT = "leave it out"
"""What a person reads beside the answer that leaves a thing out."""

STATUS_HEADING = "trustops says"
"""The heading of the column that an annotated workbook has more than the person's own."""

WHY_HEADING = "Why it was refused"
"""The heading of the last column of a workbook of refused rows."""

OUR_HEADINGS = frozenset({STATUS_HEADING, WHY_HEADING})
"""Columns that trustops wrote itself: an import passes over them without a word."""

LONGEST_SHOWN = 60
"""How many characters of what a person typed a message shows."""

CUT_SHORT = "…"


def as_shown(text: str) -> str:
    """Words from a file as a message shows them: on one line, cut short, what cannot be seen as a mark that can.

    >>> as_shown("Oak" + chr(10) + "Elm" + chr(0x202E))
    'Oak Elm�'
    """
    short = text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 3] + CUT_SHORT
    if short.isprintable():
        return short
    return "".join(
        each if each.isprintable() else " " if each.isspace() else "\N{REPLACEMENT CHARACTER}" for each in short
    )


HOW_TO_WRITE: Mapping[Kind, str] = {
    Kind.TEXT: "words",
    Kind.REF: "a short code",
    Kind.URN: "six digits",
    Kind.SITE: "a school's URN, or TRUST",
    Kind.DATE: "a date, day first: 01/09/2025",
    Kind.YEAR: "an academic year: 2025/26",
    Kind.MONEY: "pounds and pence",
    Kind.PERCENT: "a percentage: 5%",
    Kind.NUMBER: "a number",
    Kind.WHOLE: "a whole number",
    Kind.YES_NO: "yes or no",
    Kind.CHOICE: "one of the words in the list",
    Kind.LIST: "codes with commas between them",
}
