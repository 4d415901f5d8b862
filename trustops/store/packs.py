"""Which packs were made, which are frozen, and what did the trust know when each was?

A frozen pack is never written to again: what differs is a further version, which says why.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, insert, select

from trustops.models import FrozenFile, FrozenPack, Import, PackMade
from trustops.quantities.errors import TrustopsError
from trustops.quantities.words import day_text
from trustops.store.audit_chain import audit_head, links

FILES = "files"  # where a frozen pack's figures keep the digest of each of its files


class Made(NamedTuple):
    """A file of a pack: its name and its bytes."""

    name: str
    content: bytes


class KeptFile(NamedTuple):
    """A file of a frozen pack, without its bytes."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Frozen:
    """A version of a meeting's pack that never changes again."""

    id: int
    meeting: str
    number: int
    as_of: date
    frozen_at: datetime
    frozen_by: str
    why: str | None
    up_to_import: int | None
    audit_head: str
    files: tuple[KeptFile, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a pack would be frozen: as which version, upon which history, and what the version before was, if any."""

    number: int
    up_to_import: int | None
    audit_head: str
    before: Frozen | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Freezing:
    """A pack as it is to be frozen."""

    meeting: str
    as_of: date
    by: str
    at: datetime
    why: str | None
    figures: Mapping[str, Any]
    files: Sequence[Made]


def note_pack(connection: Connection, *, meeting: str, as_of: date, made_by: str, content: bytes) -> int:
    """Remember that a pack was made of all that is known now, by the digest of its file; its number."""
    statement = insert(PackMade).values(
        meeting=meeting,
        as_of=as_of,
        made_at=datetime.now(UTC),
        made_by=made_by,
        sha256=sha256(content).hexdigest(),
        up_to_import=_latest_import(connection),
    )
    return connection.execute(statement.returning(PackMade.id)).scalar_one()


def _latest_import(connection: Connection) -> int | None:
    return connection.execute(select(func.max(Import.id))).scalar()


def standing(connection: Connection, meeting: str) -> Standing:
    """What a pack frozen now would stand upon."""
    before = frozen_packs(connection, meeting)
    return Standing(
        before[-1].number + 1 if before else 1,
        _latest_import(connection),
        audit_head(connection),
        before[-1] if before else None,
    )


def refuse_without_reason(found: Standing, why: str | None) -> None:
    """Raise one sentence where a pack is frozen already and nobody says why there should be another version."""
    if found.before is not None and not (why or "").strip():
        kept = found.before
        raise TrustopsError(
            f"The pack of {kept.meeting} is frozen as version {kept.number} since {day_text(kept.frozen_at.date())}, "
            f"and a frozen pack never changes; say why it is to be made again, and it becomes version {found.number}."
        )


def freeze(connection: Connection, asked: Freezing, upon: Standing) -> int:
    """Keep a pack for good, all of it or none: the caller holds the transaction. Its version's number.

    ``upon`` is what it was made upon; when somebody has written anything since, nothing is kept and one sentence says
    so. A further version needs a reason.
    """
    now = standing(connection, asked.meeting)
    refuse_without_reason(now, asked.why)
    if (now.number, now.audit_head) != (upon.number, upon.audit_head):
        raise TrustopsError(
            "Somebody wrote to the trust's records while the pack was being made, so nothing was frozen; look at the "
            "pack again, then freeze it."
        )
    row = insert(FrozenPack).values(
        meeting=asked.meeting,
        number=now.number,
        as_of=asked.as_of,
        frozen_at=asked.at,
        frozen_by=asked.by,
        why=(asked.why or "").strip() or None,
        up_to_import=now.up_to_import,
        audit_head=now.audit_head,
        figures=dict(asked.figures) | {FILES: {file.name: sha256(file.content).hexdigest() for file in asked.files}},
    )
    pack = connection.execute(row.returning(FrozenPack.id)).scalar_one()
    connection.execute(insert(FrozenFile), [_kept(pack, file) for file in asked.files])
    for file in asked.files:
        note_pack(connection, meeting=asked.meeting, as_of=asked.as_of, made_by=asked.by, content=file.content)
    return now.number


def _kept(pack: int, file: Made) -> dict[str, Any]:
    digest = sha256(file.content).hexdigest()
    return {"pack_id": pack, "name": file.name, "sha256": digest, "content": file.content}


def frozen_packs(connection: Connection, meeting: str | None = None) -> tuple[Frozen, ...]:
    """The frozen packs of a meeting, or of all, the versions of each in order; without the bytes of their files."""
    columns = [FrozenPack.__table__.columns[name] for name in FROZEN]
    query = select(*columns).order_by(FrozenPack.meeting, FrozenPack.number)
    if meeting is not None:
        query = query.where(FrozenPack.meeting == meeting)
    rows = connection.execute(query).all()
    files = _files(connection, [row.id for row in rows])
    return tuple(Frozen(**row._asdict() | {"frozen_at": _aware(row.frozen_at)}, files=files[row.id]) for row in rows)


FROZEN = ("id", "meeting", "number", "as_of", "frozen_at", "frozen_by", "why", "up_to_import", "audit_head")


def _aware(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment


def _files(connection: Connection, packs: Iterable[int]) -> dict[int, tuple[KeptFile, ...]]:
    wanted = list(packs)
    columns = FrozenFile.__table__.columns
    query = select(columns.pack_id, columns.name, columns.sha256, func.length(columns.content).label("size"))
    found: dict[int, tuple[KeptFile, ...]] = dict.fromkeys(wanted, ())
    for row in connection.execute(query.where(columns.pack_id.in_(wanted)).order_by(columns.id)):
        found[row.pack_id] = (*found[row.pack_id], KeptFile(row.name, row.sha256, row.size))
    return found


def frozen_version(connection: Connection, meeting: str, number: int | None = None) -> Frozen:
    """A version of a meeting's frozen pack, the latest where none is named; raises one sentence where there is none."""
    found = frozen_packs(connection, meeting)
    if not found:
        raise TrustopsError(f"No pack of “{meeting}” is frozen yet; freeze one first.")
    if number is None:
        return found[-1]
    for each in found:
        if each.number == number:
            return each
    versions = " and ".join(str(each.number) for each in found)
    raise TrustopsError(f"The pack of “{meeting}” has no version {number}; it has {versions}.")


def frozen_content(connection: Connection, pack: Frozen, name: str) -> bytes:
    """The bytes of a file of a frozen pack, which must be those that were frozen."""
    columns = FrozenFile.__table__.columns
    query = select(columns.content, columns.sha256).where(columns.pack_id == pack.id, columns.name == name)
    row = connection.execute(query).first()
    if row is None:
        names = ", ".join(each.name for each in pack.files)
        raise TrustopsError(
            f"Version {pack.number} of the pack of {pack.meeting} has no file “{name}”; it has {names}."
        )
    content = bytes(row.content)
    if sha256(content).hexdigest() != row.sha256:
        raise TrustopsError(f"{name} is not what was frozen: somebody changed it in the database; restore a backup.")
    return content


def frozen_figures(connection: Connection, pack: Frozen) -> Mapping[str, Any]:
    """Every figure of a frozen pack, with what it was worked out with."""
    query = select(FrozenPack.__table__.columns.figures).where(FrozenPack.id == pack.id)
    found: Mapping[str, Any] = connection.execute(query).scalar_one()
    return found


@dataclass(frozen=True, slots=True)
class Verified:
    """What a look at the whole history found: its head, and each thing that is not as it was, in a sentence."""

    imports: int
    events: int
    head: str
    packs: int
    files: int
    wrong: tuple[str, ...]
    known: str = ""
    """What is said of the head that was asked about, if one was."""


def verify(connection: Connection, head: str | None = None) -> Verified:
    """Work the whole chain out again, and hold to it the head in each frozen pack and the one asked about, if any."""
    chain = list(links(connection))
    by_import = {link.import_id: link.head for link in chain}
    packs = frozen_packs(connection)
    wrong = [sentence for pack in packs for sentence in _wrong(connection, pack, by_import)]
    known = ""
    if head is not None:
        at = next((link for link in chain if link.head == head.strip().lower()), None)
        if at is None:
            wrong.append(
                f"No point of this history has the head {head.strip()[:64]}: something that was written before it was "
                "changed, added, deleted or moved since, or it is the head of another database."
            )
        else:
            day = f" of {day_text(at.at.date())}" if at.at else ""
            known = f"That head is the history's after import {at.import_id}{day}: all up to there is as it was."
    return Verified(
        imports=len(chain),
        events=sum(link.events for link in chain),
        head=chain[-1].head if chain else audit_head(connection),
        packs=len(packs),
        files=sum(len(pack.files) for pack in packs),
        wrong=tuple(wrong),
        known=known,
    )


def _wrong(connection: Connection, pack: Frozen, heads: Mapping[int, str]) -> Iterable[str]:
    which = f"version {pack.number} of the pack of {pack.meeting}"
    upon = heads.get(pack.up_to_import, "") if pack.up_to_import is not None else audit_head(connection, 0)
    if upon != pack.audit_head:
        yield (
            f"What was written before {which} was frozen is not as it was then: its head was {pack.audit_head}, and "
            f"is {upon or 'gone'} now."
        )
    frozen = frozen_figures(connection, pack).get(FILES)  # packs of before it was kept have none
    if frozen is not None and frozen != {file.name: file.sha256 for file in pack.files}:
        names = ", ".join(sorted(frozen))
        yield f"The files of {which} are not those that were frozen ({names}); somebody added or took one out."
    for file in pack.files:
        try:
            frozen_content(connection, pack, file.name)
        except TrustopsError:
            yield f"{file.name}, of {which}, is not what was frozen."


def brought_between(connection: Connection, after: int | None, up_to: int | None) -> Sequence[Any]:
    """The imports and saves after one and up to another, in order."""
    columns = Import.__table__.columns
    wanted = ("id", "file", "accepted_by", "accepted_at", "created", "changed", "deleted")
    query = select(*(columns[name] for name in wanted)).where(columns.id > (after or 0), columns.id <= (up_to or 0))
    return connection.execute(query.order_by(columns.id)).all()
