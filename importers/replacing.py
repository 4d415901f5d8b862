"""May this file take the place of whole sheets? What it does not bring would be deleted, so each doubt stops it."""

from collections import Counter
from collections.abc import Iterable, Sequence

from importers.headings import known_sheet
from importers.report import SheetReport
from importers.sheets import SheetRows
from trustops.quantities.errors import TrustopsError
from trustops.quantities.words import counted


def sheets_to_replace(names: Iterable[str], brought: Sequence[SheetRows]) -> frozenset[str]:
    """The declared names of the sheets to replace; each must be known, and be one tab of the file."""
    tabs = Counter(read.sheet.name for read in brought)
    found: set[str] = set()
    for name in sorted(names):
        sheet = known_sheet(name)
        if sheet is None:
            raise TrustopsError(
                f"“{name}” is not a sheet that trustops knows, so it cannot be replaced; check its name."
            )
        if not tabs[sheet.name]:
            raise TrustopsError(
                f"The file has no sheet {sheet.name}, so nothing can take its place; leave it as it is."
            )
        if tabs[sheet.name] > 1:
            raise TrustopsError(
                f"The file has {tabs[sheet.name]} tabs for the sheet {sheet.name}, and each would delete the other's "
                "rows; put them on one tab to replace the sheet."
            )
        found.add(sheet.name)
    return frozenset(found)


def check_confirmed(reports: Sequence[SheetReport], replaced: frozenset[str], confirmed: int | None) -> None:
    """Refuse to delete another number of rows than the person was shown, or to take only some of a sheet's rows."""
    for report in reports:
        if report.sheet in replaced and report.refused:
            raise TrustopsError(
                f"Sheet {report.sheet} is to be replaced, but {counted(report.refused, 'row')} of it cannot be taken, "
                "and what they stand for would be deleted; correct them, or do not replace the sheet."
            )
    deleted = sum(report.deleted for report in reports)
    if deleted != (confirmed or 0):
        shown = "no number was confirmed" if confirmed is None else f"{confirmed:,} was confirmed"
        raise TrustopsError(
            f"The import would delete {counted(deleted, 'row')}, but {shown}, so nothing was changed; look at the "
            "preview again, and confirm the number that it shows."
        )
