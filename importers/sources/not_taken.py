"""Which public files does trustops know and not take? Each with the one sentence that says why, and what to use.

A person who brings such a file is told what it is, rather than that it is no workbook of theirs.
"""

from collections.abc import Callable
from dataclasses import dataclass

from importers.headings import known_sheet
from importers.sources.archive import Part
from importers.sources.files import headings_in, sheets_in
from trustops.quantities.errors import TrustopsError


@dataclass(frozen=True, slots=True)
class NotTaken:
    """A kind of file that is not taken: how its headings or sheets tell it, and the rest of the sentence."""

    is_it: Callable[[frozenset[str]], bool]
    why: str


def _all_of(*headings: str) -> Callable[[frozenset[str]], bool]:
    return lambda found: found >= frozenset(headings)


def _every(start: str) -> Callable[[frozenset[str]], bool]:
    return lambda found: bool(found) and all(name.startswith(start) for name in found)


def _any(start: str) -> Callable[[frozenset[str]], bool]:
    return lambda found: any(name.startswith(start) for name in found)


PARQUET, AREAS = b"PAR1", b"LA and Regions"
PARQUET_ELSE = "is a Parquet file, which trustops does not read; save it as CSV or Excel and import that"
GRANT = (
    "holds the dedicated schools grant by local authority, not by school or trust; a school's own grant goes into GAG "
    "on the School years sheet"
)
INTERACTIVE_TOOL = (
    "holds hundreds of the Local Authority Interactive Tool's measures, which are no KPIs of a trust; type the figures "
    "that your board uses on the Benchmarks sheet, and those of your authority on the Area benchmarks sheet"
)
CSV_FILES = (
    NotTaken(
        _all_of("la_name", "school_phase", "number_schools_with_surplus"),
        "holds the revenue reserves of maintained schools by local authority, not by school, and has no academy in it; "
        "trustops takes a trust's reserves from the Academies Accounts Return",
    ),
    NotTaken(
        _all_of("URN", "LinkURN", "LinkType", "LinkEstablishedDate"),
        "holds which school each academy came from; trustops keeps a school by its present URN alone, so import the "
        "register or the group links",
    ),
    NotTaken(
        _all_of("Academy UPIN", "Academy Trust UPIN", "Academy Name", "LA Establishment Number"),
        "holds the list of academies by UPIN, without a URN to know a school by; import the trust membership or the "
        "group links",
    ),
    NotTaken(
        _all_of("URN", "SurveySectionSectionType", "GIFA", "Block Age"),
        "holds the size and age of each building block, of which trustops has no sheet; record what is done about a "
        "building on the Actions sheet",
    ),
    NotTaken(
        _all_of("Measure_code", "Topic", "Measure", "Polarity", "Data Owner (DO) /Supplier and Contact Details"),
        "describes the measures of the Local Authority Interactive Tool and holds no figures; type the benchmarks that "
        "your board uses on the Benchmarks sheet",
    ),
    NotTaken(
        _all_of("LA Number", "Region", "Short Desc", "Data item", "Years", "LA and Regions", "Values"),
        INTERACTIVE_TOOL,
    ),
)
WORKBOOKS = (
    NotTaken(_every("dsg_budget_"), GRANT),
    NotTaken(_any("Allocations_"), GRANT),
)


def refuse_known(part: Part) -> None:
    """Refuse a file that is known and not taken, in one sentence; any other passes."""
    sheets = sheets_in(part.head)
    if any(known_sheet(sheet) for sheet in sheets):  # a trust's own workbook, whatever else is in it
        return
    if part.head.startswith(PARQUET):
        raise TrustopsError(f"{part.name} {INTERACTIVE_TOOL if AREAS in part.whole() else PARQUET_ELSE}.")
    kinds, found = (WORKBOOKS, sheets) if sheets else (CSV_FILES, headings_in(part.head))
    for kind in kinds:
        if kind.is_it(found):
            raise TrustopsError(f"{part.name} {kind.why}.")
