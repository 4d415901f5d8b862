"""Whose schools are wanted of a national file: everyone's, or one trust's?"""

from collections.abc import Iterable

from importers.problems import Problem, Severity
from importers.sources.model import Context
from trustops.quantities.errors import TrustopsError
from trustops.quantities.words import counted, listed

MOST_NAMED = 20


def check_same_trust(trust_uid: str, context: Context) -> None:
    """One database holds one trust; another one's UID is refused."""
    if context.trust_uid is not None and context.trust_uid != trust_uid:
        raise TrustopsError(
            f"What is here is of the trust with the UID {context.trust_uid}, not {trust_uid}; leave the UID out, or "
            "give another trust a trustops of its own."
        )


def wanted_urns(trust_uid: str | None, context: Context) -> frozenset[str] | None:
    """The URNs of the trust's schools as the database knows them; None when everyone's are wanted."""
    if trust_uid is None:
        return None
    check_same_trust(trust_uid, context)
    if context.trust_uid is None or not context.member_urns:
        raise TrustopsError(
            f"It is not known yet which schools trust {trust_uid} has; "
            f"import the trust membership file with the UID {trust_uid} first, and then this file again."
        )
    return context.member_urns


def not_in_file(wanted: frozenset[str] | None, found: Iterable[str], why: str) -> list[Problem]:
    """A note that names the trust's schools of which the file says nothing; no note when it has them all."""
    absent = sorted((wanted or frozenset()).difference(found))
    if not absent or wanted is None:
        return []
    named = absent[:MOST_NAMED] + ([f"{len(absent) - MOST_NAMED} more"] if len(absent) > MOST_NAMED else [])
    schools = counted(len(wanted), "school")
    message = f"The file has nothing on {len(absent)} of the trust's {schools} ({listed(named)}): {why}."
    return [Problem("source.school_absent", Severity.NOTE, "", "", None, "", "", "", message)]


def refused(sheet: str, row: int, column: str, found: object, expected: str, why: str) -> Problem:
    """The problem of a record that cannot be taken, in one sentence."""
    seen = "" if found is None else str(found)
    shown = seen if len(seen) <= 60 else seen[:57] + "…"
    place = f"Row {row} of the file, {column}" if column else f"Row {row} of the file"
    message = f"{place}: {f'“{shown}” ' if shown else ''}{why}; tell its publisher, or correct it in the file."
    return Problem("source.unusable_row", Severity.ERROR, sheet, "", row, column, shown, expected, message)
