"""What is in a meeting's pack, what is thin, who writes what, and what was frozen? The pack builder."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple

from flask import Response, abort, flash, g, redirect, request, url_for
from sqlalchemy import Connection, select
from werkzeug.wrappers import Response as Answered

from admin.downloads import XLSX, as_file
from admin.pages import TrustopsView, expose
from admin.security.policy import EXECUTIVE
from admin.security.signed_in import engine_of_app
from admin.views.pack_words import Words, save_words, words_of
from reports.document import Block, Document, Narrative
from reports.pack.board import pack_document
from reports.pack.boxes import CONFIDENTIAL, box_of
from reports.pack.children import Fault
from reports.pack.confidential import confidential_document, has_confidential_part
from reports.pack.differences import differences_blocks
from reports.pack.freeze import differences_between, freeze_pack
from reports.pack.length import length_of
from reports.pack.meeting import Briefing, briefing
from reports.pack.readiness import Part, readiness
from reports.pack.write import (
    CONFIDENTIAL_PART,
    FORMATS,
    NOTHING_CONFIDENTIAL,
    file_name,
    is_confidential_part,
    writer_of,
)
from trustops.governance.committees import committee_name
from trustops.models import Commentary, Committee, Meeting
from trustops.quantities.errors import TrustopsError
from trustops.quantities.words import listed
from trustops.snapshot import Snapshot
from trustops.store.earlier import ever_assessed
from trustops.store.engine import reading, writing
from trustops.store.load import load
from trustops.store.packs import Frozen, frozen_content, frozen_packs, frozen_version, note_pack

UNPROCESSABLE = 422
LETTERS_OF_A_LINE = 72
MIMETYPES = {
    "pdf": "application/pdf",
    "xlsx": XLSX,
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


class Field(NamedTuple):
    """A box as the page has it: its words, the state of its row, and what is wrong with them."""

    box: Narrative
    state: str
    faults: tuple[Fault, ...]

    @property
    def id(self) -> str:
        return f"box-{self.box.about}"

    @property
    def rows(self) -> int:
        """How many lines the box shows: all that is written in it, up to a screen of them."""
        written = sum(1 + len(line) // LETTERS_OF_A_LINE for line in self.box.text.splitlines())
        return min(max(written + 1, 3 if self.box.budget < 100 else 5), 20)


class Page(NamedTuple):
    """A part of the pack with its fields."""

    part: Part
    own: Field | None
    others: tuple[Field, ...]

    @property
    def thin(self) -> bool:
        """Whether anything of it lacks: what is said of it, or words in a box."""
        boxes = (self.own, *self.others)
        return bool(self.part.thin) or any(field is not None and not field.box.text for field in boxes)


@dataclass(frozen=True, slots=True)
class Line:
    """A meeting in the list of packs."""

    meeting: Meeting
    name: str
    frozen: tuple[Frozen, ...]
    confidential: bool


class PacksView(TrustopsView):
    """Every pack; one, with its boxes, how ready it is, and its frozen versions."""

    title = "Packs"
    place = "packs"
    address = "/board/packs"
    part_of = "board"

    @expose("/")
    def index(self) -> str:
        snapshot = self.snapshot()
        with reading(engine_of_app()) as connection:
            kept = frozen_packs(connection)
        lines = [_line(snapshot, row, kept) for row in snapshot.all(Meeting)]
        coming = sorted((line for line in lines if line.meeting.on_date >= self.as_of), key=_by_day)
        return self.show(
            "packs.html",
            coming=coming,
            frozen=sorted((line for line in lines if line.frozen), key=_by_day, reverse=True),
            may_write=self.may("packs.write", "POST"),
        )

    @expose("/<meeting>")
    def one(self, meeting: str) -> str:
        return self._page(meeting)

    @expose("/<meeting>/write", "POST")
    def write(self, meeting: str) -> str | Answered | tuple[str, int]:
        words = words_of(dict(request.form))
        with writing(engine_of_app()) as connection:
            said = save_words(connection, self.user, meeting, words, self.as_of)
        if not said.kept:
            return self._page(meeting, typed=words, wrong=said.sentence), UNPROCESSABLE
        flash(said.sentence)
        return redirect(url_for(".one", meeting=meeting) + f"#box-{words.about}", 303)

    @expose("/<meeting>/make", "POST")
    def make(self, meeting: str) -> Response:
        kind = request.form.get("format", "pdf")
        if kind not in FORMATS:
            raise TrustopsError(f"A pack is made as {listed(FORMATS)}; go back and choose one of them.")
        snapshot = self._whole()
        brief = briefing(snapshot, meeting)
        confidential = request.form.get("part") == CONFIDENTIAL_PART
        document = self._confidential(brief) if confidential else pack_document(brief)
        if confidential:
            self.note_named()
        content = writer_of(kind)(document)
        with writing(engine_of_app()) as connection:
            note_pack(connection, meeting=meeting, as_of=self.as_of, made_by=self.user.name, content=content)
        name = file_name(meeting, kind, part=CONFIDENTIAL_PART) if confidential else file_name(meeting, kind)
        return as_file(content, name, MIMETYPES[kind])

    @expose("/<meeting>/freeze", "POST")
    def freeze(self, meeting: str) -> Answered | tuple[str, int]:
        if request.form.get("sure") != "yes":
            return self._page(meeting, wrong="Nothing was frozen: tick that you have looked at the pack first."), 422
        why = request.form.get("why", "").strip()[:500]
        try:
            kept = freeze_pack(
                engine_of_app(), meeting, self.as_of, by=self.user.name, at=datetime.now(UTC), why=why or None
            )
        except TrustopsError as error:
            if self._known(meeting):
                return self._page(meeting, wrong=str(error)), UNPROCESSABLE
            raise
        flash(f"Version {kept.number} is frozen. It stays as it is for good; its files are below.")
        return redirect(url_for(".one", meeting=meeting) + "#frozen", 303)

    @expose("/<meeting>/<int:number>/<called>")
    def file(self, meeting: str, number: int, called: str) -> Response:
        with reading(engine_of_app()) as connection:
            kept = frozen_version(connection, meeting, number)
            if not self._may_have(meeting, called):
                abort(403)
            content = frozen_content(connection, kept, called)
        if is_confidential_part(called):
            self.note_named()
        return as_file(content, called, MIMETYPES.get(called.rpartition(".")[2], "application/octet-stream"))

    @expose("/<meeting>/<int:number>/differences")
    def differences(self, meeting: str, number: int) -> str:
        if not self._may_read(meeting):
            abort(403)
        with reading(engine_of_app()) as connection:
            found = differences_between(connection, meeting, number)
            kept = frozen_version(connection, meeting, number)
        blocks = tuple(differences_blocks(found, kept.why or ""))
        return self.show(
            "pack_differences.html", meeting=meeting, number=number, blocks=[(_kind(block), block) for block in blocks]
        )

    def _page(self, meeting: str, typed: Words | None = None, wrong: str = "") -> str:
        """The builder for those who make packs; for others the versions that are frozen, and no draft."""
        builds = self.may("packs.write", "POST")
        snapshot = self._whole() if builds else self.snapshot()
        brief = briefing(snapshot, meeting)
        if not self._may_read(meeting):
            abort(403)
        with reading(engine_of_app()) as connection:
            kept = frozen_packs(connection, meeting)
            states = _states(connection, meeting) if builds else {}
        document = pack_document(brief) if builds else None
        found = readiness(brief, document) if document else None
        secret = has_confidential_part(brief) and self.user.sight.readiness
        return self.show(
            "pack.html",
            brief=brief,
            found=found,
            length=length_of(brief, document) if document else None,
            pages=[_page_of(part, states, typed) for part in found.parts] if found else [],
            secret_box=_field(box_of(brief, CONFIDENTIAL.about), (), states, typed) if builds else None,
            kept=kept,
            theirs={file.name for each in kept for file in each.files if self._may_have(meeting, file.name)},
            builds=builds,
            wrong=wrong,
            formats=FORMATS,
            secret=secret,
            may_freeze=self.may("packs.freeze", "POST"),
            next_version=len(kept) + 1,
            few=[fault for fault in found.faults if not fault.named] if found else [],
            named=[fault for fault in found.faults if fault.named] if found else [],
        )

    def _whole(self) -> Snapshot:
        """Everything known, people's names too: a pack names nobody, and can only be held to that by who knows them."""
        with reading(engine_of_app()) as connection:
            return load(connection, self.as_of)

    def _known(self, meeting: str) -> bool:
        return self.snapshot().one(Meeting, meeting) is not None

    def _may_read(self, meeting: str) -> bool:
        """Whether this person may have a meeting's pack at all: a confidential committee's is not every trustee's."""
        row = self.snapshot().one(Meeting, meeting)
        committee = self.snapshot().one(Committee, row.committee) if row else None
        return not (committee and committee.confidential) or bool(self.user.held & EXECUTIVE)

    def _may_have(self, meeting: str, name: str) -> bool:
        """Whether this person may have a file: the confidential part is for those who may see readiness, and not for
        those of whom it tells."""
        if not self._may_read(meeting):
            return False
        if not is_confidential_part(name):
            return True
        return self.user.sight.readiness and not self._told_of()

    def _told_of(self) -> bool:
        """Whether anything was ever assessed of this person: a pack may be older than what stands, whatever the day."""
        person = self.user.person
        if person is None:
            return False
        if "told_of" not in g:
            with reading(engine_of_app()) as connection:
                g.told_of = ever_assessed(connection, person)
        return bool(g.told_of)

    def _confidential(self, brief: Briefing) -> Document:
        if not self.user.sight.readiness:
            abort(403)
        document = confidential_document(brief, not_about=self.user.person)
        if document is None:
            raise TrustopsError(NOTHING_CONFIDENTIAL.format(meeting=brief.meeting.meeting))
        return document


def _by_day(line: Line) -> Any:
    return line.meeting.on_date, line.meeting.meeting


def _line(snapshot: Snapshot, row: Meeting, kept: tuple[Frozen, ...]) -> Line:
    committee = snapshot.one(Committee, row.committee)
    theirs = tuple(each for each in kept if each.meeting == row.meeting)
    return Line(row, committee_name(snapshot, row.committee), theirs, bool(committee and committee.confidential))


def _states(connection: Connection, meeting: str) -> dict[str, str]:
    """The state of each row of the meeting's words, which a form carries back."""
    columns = Commentary.__table__.columns
    wanted = (columns.about, columns.id, columns.version, columns.created_in)
    rows = connection.execute(select(*wanted).where(columns.meeting == meeting))
    return {row.about: f"{row.id}-{row.version}-{row.created_in}" for row in rows}


def _page_of(part: Part, states: dict[str, str], typed: Words | None) -> Page:
    own = _field(part.box, part.faults, states, typed) if part.box else None
    return Page(part, own, tuple(_field(box, part.faults, states, typed) for box in part.others))


def _field(box: Narrative, faults: tuple[Fault, ...], states: dict[str, str], typed: Words | None) -> Field:
    """A box with its words, or with what was typed into it and not kept."""
    shown = box
    if typed is not None and typed.about == box.about:
        shown = Narrative(box.about, box.title, box.asks, box.budget, typed.text, box.by)
    theirs = tuple(fault for fault in faults if fault.about == box.about)
    return Field(shown, states.get(box.about, "0-0-0"), theirs)


def _kind(block: Block) -> str:
    return type(block).__name__.casefold()
