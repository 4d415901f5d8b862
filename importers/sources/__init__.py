"""Which public files does trustops know? Each adapter here, and how a file finds its own."""

from pathlib import Path

from importers.sources import (
    absence_by_reason,
    absence_table,
    academies_accounts_return,
    england_absence,
    exclusions,
    gias_register,
    gias_table,
    group_links,
    key_stage_4,
    pupil_premium,
    pupil_teacher_ratio,
    school_absence,
    school_census,
    special_needs,
    trust_membership,
)
from importers.sources.archive import parts_of
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
    special_needs.SOURCE,
    pupil_premium.SOURCE,
    school_absence.SOURCE,
    absence_table.SOURCE,
    exclusions.SOURCE,  # before the absence by reason, which may be in one zip with it to tell its schools by
    absence_by_reason.SOURCE,
    england_absence.SOURCE,
    key_stage_4.SOURCE,
    pupil_teacher_ratio.SOURCE,
)


def recognise(path: Path, as_source: str | None) -> Source | None:
    """The source that a file belongs to, or the one named; None for a file that is no public data trustops knows.

    A file is known by the headings or keys that it starts with, itself or in a zip, never by its name alone; one that
    is known and not taken raises the sentence that says why.
    """
    if as_source is not None:
        return named(as_source)
    parts = parts_of(path)
    for source in SOURCES:
        if any(source.recognises(part.head, part.name) for part in parts):
            return source
    for part in parts:
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
