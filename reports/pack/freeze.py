"""How is a pack frozen? Made whole upon one state of the records, then kept with all its files in one transaction.

A frozen pack never changes. What turns out otherwise is a further version, which needs a reason and begins with a page
of what differs from the one before, by cause.
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Engine

from reports.document import Document
from reports.pack.basis import Basis, basis_of
from reports.pack.board import pack_document
from reports.pack.boxes import narratives, people_known
from reports.pack.children import faults
from reports.pack.confidential import confidential_document
from reports.pack.differences import Brought, Differences, Kept, differences, differences_section
from reports.pack.edition import Edition
from reports.pack.figures import Shows, shows
from reports.pack.meeting import Briefing, briefing
from reports.pack.write import CONFIDENTIAL_PART, FORMATS, file_name, writer_of
from trustops.quantities.errors import TrustopsError
from trustops.store.engine import reading, writing
from trustops.store.load import load
from trustops.store.packs import (
    Freezing,
    Frozen,
    Made,
    Standing,
    brought_between,
    freeze,
    frozen_figures,
    frozen_version,
    refuse_without_reason,
    standing,
)


def freeze_pack(engine: Engine, meeting: str, as_of: date, *, by: str, at: datetime, why: str | None = None) -> Frozen:
    """Freeze the pack of a meeting as of a day: PDF, workbook and Word document, and its confidential part if any.

    Raises one sentence, and keeps nothing, where there is no such meeting, where it is frozen already and no reason is
    given for another version, where its words name somebody, and where somebody wrote meanwhile.
    """
    with reading(engine) as connection:
        snapshot = load(connection, as_of)
        brief = briefing(snapshot, meeting)
        upon = standing(connection, meeting)
        refuse_without_reason(upon, why)
        earlier = kept_of(connection, upon.before) if upon.before else None
        between = brought_between(connection, earlier.up_to_import if earlier else None, upon.up_to_import)
    reason = (why or "").strip() if upon.before else ""
    edition = Edition(upon.number, at, upon.audit_head, reason)
    basis = basis_of(snapshot)
    document = pack_document(brief, edition, basis)
    refuse_names(brief, document)
    shown = shows(document, snapshot)
    if earlier is not None:
        now = _kept_now(upon, as_of, at, shown, basis)
        found = differences(earlier, now, [_brought(row) for row in between])
        document = pack_document(brief, edition, basis, differences_section(found, reason))
    files = [*_files(document, meeting, upon.number), *_confidential(brief, edition, meeting, upon.number)]
    asked = Freezing(
        meeting=meeting, as_of=as_of, by=by, at=at, why=why, figures=shown.kept() | basis.kept(), files=files
    )
    with writing(engine) as connection:
        number = freeze(connection, asked, upon)
        return frozen_version(connection, meeting, number)


def refuse_names(brief: Briefing, document: Document) -> None:
    """Raise one sentence where the words of a box name somebody, for a pack that is sent cannot be called back."""
    known = people_known(brief)
    for section in document.sections:
        for box in narratives(section.blocks):
            for fault in faults(box.about, box.text, known):
                if fault.named:
                    raise TrustopsError(f"The pack was not frozen. “{box.title}”: {fault.sentence}")


def _files(document: Document, meeting: str, number: int) -> Iterator[Made]:
    for name in FORMATS:
        yield Made(file_name(meeting, name, number), writer_of(name)(document))


def _confidential(brief: Briefing, edition: Edition, meeting: str, number: int) -> Iterator[Made]:
    document = confidential_document(brief, edition)
    if document is not None:
        yield Made(file_name(meeting, "pdf", number, part=CONFIDENTIAL_PART), writer_of("pdf")(document))


def differences_between(connection: Connection, meeting: str, number: int | None = None) -> Differences:
    """What differs between a frozen version, the latest where none is named, and the one before it."""
    after = frozen_version(connection, meeting, number)
    if after.number == 1:
        raise TrustopsError(f"Version 1 of the pack of {meeting} is the first, so there is none that it differs from.")
    before = frozen_version(connection, meeting, after.number - 1)
    rows = brought_between(connection, before.up_to_import, after.up_to_import)
    return differences(kept_of(connection, before), kept_of(connection, after), [_brought(row) for row in rows])


def kept_of(connection: Connection, pack: Frozen) -> Kept:
    """What was kept with a frozen pack."""
    told = frozen_figures(connection, pack)
    return Kept(
        number=pack.number,
        as_of=pack.as_of,
        frozen_on=pack.frozen_at.date(),
        up_to_import=pack.up_to_import,
        shows=Shows.of(told),
        basis=Basis.of(told),
    )


def _kept_now(upon: Standing, as_of: date, at: datetime, shown: Shows, basis: Basis) -> Kept:
    # through JSON's own kinds, as the version before has been
    return Kept(
        number=upon.number,
        as_of=as_of,
        frozen_on=at.date(),
        up_to_import=upon.up_to_import,
        shows=Shows.of(shown.kept()),
        basis=basis,
    )


def _brought(row: Any) -> Brought:
    return Brought(row.id, row.file, row.accepted_by, row.accepted_at, row.created, row.changed, row.deleted)
