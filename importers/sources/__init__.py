"""Which public files does trustops know? Each adapter here, and how a file finds its own."""

from pathlib import Path

from importers.sources import (
    academies_accounts_return,
    gias_register,
    gias_table,
    group_links,
    pupil_premium,
    school_absence,
    school_census,
    trust_membership,
)
from importers.sources.files import parts_of
from importers.sources.model import Context, LeftOut, Source, SourceRead, SourceRow
from importers.sources.not_taken import refuse_known
from trustops.quantities.errors import TrustopsError
from trustops.quantities.words import listed

SOURCES: tuple[Source, ...] = (
    gias_register.SOURCE,
    gias_table.SOURCE,
    trust_membership.SOURCE,
    group_links.SOURCE,
    academies_accounts_return.SOURCE,
    school_census.SOURCE,
    pupil_premium.SOURCE,
    school_absence.SOURCE,
)


def recognise(path: Path, as_source: str | None) -> Source | None:
    """The source that a file belongs to, or the one named; None for a file that is no public data trustops knows.

    A file is known by the headings or keys that it starts with, itself or in a zip, never by its name alone; one that
    is known and not taken raises the sentence that says why.
    """
    if as_source is not None:
        return named(as_source)
    for part in parts_of(path):
        for source in SOURCES:
            if source.recognises(part.head, part.name):
                return source
        refuse_known(part)
    return None


def named(source_id: str) -> Source:
    """The source with an id; an unknown one is a sentence that lists them all."""
    for source in SOURCES:
        if source.id == source_id:
            return source
    known = listed([source.id for source in SOURCES])
    raise TrustopsError(f"“{source_id}” is not a source that trustops knows; the sources are {known}.")


__all__ = ["SOURCES", "Context", "LeftOut", "Source", "SourceRead", "SourceRow", "named", "recognise"]
