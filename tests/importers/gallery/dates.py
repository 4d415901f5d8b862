"""How may a day be written, and how not? Typed, stored under a date format, and counted from 1904."""

from datetime import date
from functools import partial
from typing import Any

from tests.importers.gallery.case import STARTS, Case, Refused, Rows, Table
from tests.importers.gallery.numbers import both
from tests.importers.gallery.numbers import expected_of as kept_or_refused
from tests.importers.gallery.package import BOOK, DAY, MOMENT, Raw, shown, table, workbook_part

FIRST = date(2025, 9, 1)
TYPED: dict[str, date | str] = {
    "01/09/2025": FIRST, "1/9/2025": FIRST, "01.09.2025": FIRST, "01-09-2025": FIRST, "2025-09-01": FIRST,
    "1 Sep 2025": FIRST, "1 September 2025": FIRST, "1st Sept 2025": FIRST, "1-Sep-2025": FIRST, " 01/09/2025 ": FIRST,
    "03/04/2026": date(2026, 4, 3), "31/12/2025": date(2025, 12, 31), "29/02/2024": date(2024, 2, 29),
    "12/31/2025": "a day that does not exist", "30/02/2026": "a day that does not exist",
    "29/02/2025": "a day that does not exist", "31/04/2026": "a day that does not exist",
    "00/01/2026": "a day that does not exist", "01/00/2026": "a day that does not exist",
    "2025-13-01": "a day that does not exist", "01/09/25": "is not a date", "1 Sep 25": "is not a date",
    "2025/26": "is not a date", "Sep 2025": "is not a date", "September 1, 2025": "is not a date",
    "20250901": "is not a date",
    "45901": "", "soon": "is not a date", "1 Octember 2025": "is not a date", "1 Ju 2025": "is not a date",
    "01/09/2025 14:30": "", "2025-09-01T00:00:00": "", "٠١/٠٩/٢٠٢٥": "is not a date", "01/09/20255": "is not a date",
    "01\\09\\2025": "is not a date", "32 Sep 2025": "a day that does not exist",
}  # fmt: skip
STORED: dict[str, tuple[Any, date | str]] = {
    "serial": (shown(45901, DAY), FIRST),
    "serial_moment_midnight": (shown(45901, MOMENT), FIRST),
    "serial_plain": (45901, "is a number, not a date"),
    "serial_zero": (shown(0, DAY), ""),
    "serial_60": (shown(60, DAY), "29/02/1900"),
    "serial_negative": (shown(-1, DAY), "########"),
    "serial_beyond": (shown(2_958_466, DAY), "########"),
    "serial_huge": (shown("1E+300", DAY), "########"),
    "serial_time": (shown("45901.99999", MOMENT), "time of day"),
    "serial_clock": (shown("0.5", MOMENT), ""),
    "iso": (Raw('<c r="{}" t="d"><v>2025-09-01</v></c>'), FIRST),
    "iso_midnight": (Raw('<c r="{}" t="d"><v>2025-09-01T00:00:00</v></c>'), FIRST),
    "iso_wrong": (Raw('<c r="{}" t="d"><v>2025-02-30</v></c>'), ""),
    "iso_words": (Raw('<c r="{}" t="d"><v>soon</v></c>'), ""),
    "truth": (True, ""),
}


HEAD = ("Person", "Name", "Site", "Contract", "Started")


def started(*cells: Any) -> Table:
    """A person for each cell, who began on the day that it says."""
    return [HEAD, *((f"E{n:02}", f"Ada {n}", "TRUST", "support", cell) for n, cell in enumerate(cells))]


def expected_of(*days: date | str) -> Rows:
    return kept_or_refused("E", {f"E{n:02}": day for n, day in enumerate(days)})


def counted_from_1904(cell: Any, flag: str = "1") -> bytes:
    book = workbook_part('name="People" sheetId="1" r:id="r1"', before=f'<workbookPr date1904="{flag}"/>')
    return table(started(cell), "People", {BOOK: book})


def cases() -> list[Case]:
    def counted(name: str, cell: Any, flag: str) -> Case:
        return Case(f"{name}.xlsx", partial(counted_from_1904, cell, flag), expected_of(FIRST), STARTS)

    held, days = zip(*STORED.values(), strict=True)
    wrong = partial(table, started(shown("1/9/2025", DAY)), "People")
    return [
        *both("typed", "People", started(*TYPED), expected_of(*TYPED.values()), STARTS),
        Case("stored.xlsx", partial(table, started(*held), "People"), expected_of(*days), STARTS),
        *(
            Case(f"stored_{name}.xlsx", partial(table, started(cell), "People"), expected_of(day), STARTS)
            for name, (cell, day) in STORED.items()
        ),
        counted("from_1904", shown(44439, DAY), "1"),
        counted("from_1904_true", shown(44439, DAY), "true"),
        counted("not_from_1904", shown(45901, DAY), "0"),
        Case("not_xml_number.xlsx", wrong, Refused("cell E2"), STARTS),
    ]
