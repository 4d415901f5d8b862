"""What are the workbook's own words? How each kind of cell is written, for the template's notes and for messages."""

from collections.abc import Mapping

from trustops.models import Kind

GUIDE = "Guide"
"""The sheet of the template that explains the others; an import passes over it."""

REQUIRED_MARK = " *"

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
