"""Every row of a sheet has one outcome, the one that its counts say."""

from importers.outcomes import Outcome, row_outcomes
from importers.sheets import SheetRows
from trustops.models import School, sheet_of
from trustops.store.write import Change, Comparison


def test_every_row_has_the_outcome_that_the_counts_say() -> None:
    sheet = sheet_of(School)
    numbers = [2, 3, 5, 8, 9]
    read = SheetRows(sheet, sheet.name, ("urn",), {"urn": 0}, [["x"]] * 5, numbers, refused={3, 4}, repeated={4})
    change = Change(1, 1, ("x",), {}, {}, 3)
    compared = Comparison(School, ("urn",), [("x",)], [2], [change], 1)
    assert row_outcomes(read, compared) == {
        2: Outcome.NEW,
        3: Outcome.CHANGED,
        5: Outcome.SAME,
        8: Outcome.REFUSED,
        9: Outcome.REPEATED,
    }
