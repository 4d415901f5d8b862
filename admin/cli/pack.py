"""The commands about a meeting's board pack: make it, see how ready it is, freeze it, and what was frozen."""

import getpass
import sys
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import click

from admin.cli.common import (
    LOOK,
    FilePath,
    Settings,
    as_json,
    as_of_option,
    emit,
    open_engine,
    pass_settings,
    snapshot_of,
    table,
)

if TYPE_CHECKING:
    from pathlib import Path

    from trustops.store.packs import Frozen

MAKE = "make"


class PackGroup(click.Group):
    """``pack MEETING`` makes a pack; ``pack check MEETING`` and its like do what they are called."""

    def resolve_command(
        self, context: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0] if args and args[0] in self.commands else MAKE
        return name, self.commands[name], args[1:] if name != MAKE or args[:1] == [MAKE] else args

    def parse_args(self, context: click.Context, args: list[str]) -> list[str]:
        # an option before any name is of the command that makes a pack
        if args and args[0].startswith("-") and args[0] not in ("-h", "--help"):
            args = [MAKE, *args]
        return super().parse_args(context, args)


@click.group(cls=PackGroup)
def pack() -> None:
    """Make the board pack of MEETING (a code of the Meetings sheet, like TB-2026-12-10), or ask about one.

    `trustops pack MEETING` writes a PDF and a workbook. It names posts, never people. Making it again replaces it,
    until it is frozen: a frozen pack never changes.
    """


out_option = click.option(
    "--out", type=FilePath(file_okay=False), default="packs", show_default=True, help="The folder to write it to."
)


@pack.command(MAKE)
@click.argument("meeting")
@out_option
@click.option(
    "--format", "formats", default="pdf,xlsx", show_default=True, help="What to write: any of pdf, xlsx and docx."
)
@click.option(
    "--confidential", is_flag=True, help="Write the confidential part too, as a PDF of its own; it names people."
)
@as_of_option
@as_json
@pass_settings
def make(
    settings: Settings, meeting: str, out: "Path", formats: str, confidential: bool, as_of: date, json_: bool
) -> None:
    """Make the pack of MEETING, which is what `trustops pack MEETING` does."""
    from reports.pack import write_confidential, write_pack
    from trustops.store.engine import writing
    from trustops.store.packs import note_pack

    wanted = [name.strip().casefold() for name in formats.split(",") if name.strip()]
    snapshot = snapshot_of(settings, as_of)
    files = write_pack(snapshot, meeting, out, wanted or ("pdf",))
    if confidential:
        files += write_confidential(snapshot, meeting, out)
    with writing(open_engine(settings)) as connection:
        for file in files:
            note_pack(connection, meeting=meeting, as_of=as_of, made_by=getpass.getuser(), content=file.read_bytes())
    if json_:
        emit({"meeting": meeting, "as_of": as_of, "files": files})
        return
    for file in files:
        click.echo(f"Wrote {file}.")


@pack.command()
@click.argument("meeting")
@as_of_option
@as_json
@pass_settings
def check(settings: Settings, meeting: str, as_of: date, json_: bool) -> None:
    """How ready the pack of MEETING is: what is written, sent and up to date, and what is thin.

    Exits 1 while anything lacks.
    """
    from reports.pack.board import pack_document
    from reports.pack.length import length_of
    from reports.pack.meeting import briefing
    from reports.pack.readiness import readiness

    brief = briefing(snapshot_of(settings, as_of), meeting)
    document = pack_document(brief)
    found, length = readiness(brief, document), length_of(brief, document)
    if json_:
        measures = [
            {"name": each.name, "done": each.done, "of": each.of, "lacking": each.lacking} for each in found.measures
        ]
        parts = [
            {
                "heading": each.heading,
                "holds": each.holds,
                "thin": each.thin,
                "faults": [fault.sentence for fault in each.faults],
                "words": each.box.words if each.box else None,
                "budget": each.box.budget if each.box else None,
                "left_out": each.left_out,
                "pages": length.parts.get(each.heading),
            }
            for each in found.parts
        ]
        emit(
            {"meeting": meeting, "as_of": as_of, "percent": found.percent, "measures": measures, "parts": parts}
            | {"pages": length.pages, "papers_pages": length.papers, "page_budget": length.budget}
        )
    else:
        click.echo(found.sentence)
        click.echo()
        click.echo(table([[each.name, each.words, _briefly(each.lacking)] for each in found.measures], right=[1]))
        click.echo()
        click.echo(length.sentence)
        click.echo()
        for part in found.parts:
            where = length.of(part.heading)
            click.echo(f"{part.heading}{f', {where}' if where else ''}: {part.holds}.")
            for line in (*part.thin, *_box_line(part), *(fault.sentence for fault in part.faults)):
                click.echo(f"  {line}")
    if found.done < found.of or found.faults:
        sys.exit(LOOK)


def _briefly(lacking: tuple[str, ...]) -> str:
    more = f"; and {len(lacking) - 3} more" if len(lacking) > 3 else ""
    return f"lacks {'; '.join(lacking[:3])}{more}" if lacking else ""


def _box_line(part: Any) -> list[str]:
    return [f"{part.box.title}: {part.box.said}"] if part.box is not None and part.box.said else []


@pack.command()
@click.argument("meeting")
@click.option("--why", help="Why there is to be another version; needed where the pack is frozen already.")
@as_of_option
@as_json
@pass_settings
def freeze(settings: Settings, meeting: str, why: str | None, as_of: date, json_: bool) -> None:
    """Freeze the pack of MEETING: all its files are kept as they are, for good, with every figure and where it is from.

    A frozen pack never changes. Freezing again makes another version, which needs a reason and begins with what
    differs, and why.
    """
    from reports.pack.freeze import freeze_pack

    kept = freeze_pack(open_engine(settings), meeting, as_of, by=getpass.getuser(), at=datetime.now(UTC), why=why)
    if json_:
        emit(_told(kept))
        return
    click.echo(f"Frozen: version {kept.number} of the pack of {kept.meeting}, as of {kept.as_of}.")
    click.echo(f"Audit head: {kept.audit_head}")
    click.echo(table([[file.name, f"{file.size:,} bytes", file.sha256] for file in kept.files], right=[1]))


@pack.command("list")
@click.argument("meeting", required=False)
@as_json
@pass_settings
def list_(settings: Settings, meeting: str | None, json_: bool) -> None:
    """The packs that are frozen, of MEETING or of all."""
    from trustops.store.engine import reading
    from trustops.store.packs import frozen_packs

    with reading(open_engine(settings)) as connection:
        found = frozen_packs(connection, meeting)
    if json_:
        emit({"packs": [_told(each) for each in found]})
        return
    if not found:
        click.echo("No pack is frozen yet.")
        return
    rows = [
        [each.meeting, str(each.number), f"{each.frozen_at:%Y-%m-%d}", each.frozen_by, each.why or ""] for each in found
    ]
    click.echo(table(rows, ("Meeting", "Version", "Frozen", "By", "Why"), right=[1]))


version_option = click.option("--version", "number", type=int, help="Which version; the latest unless it is said.")


@pack.command()
@click.argument("meeting")
@version_option
@click.option("--out", type=FilePath(file_okay=False), help="Write its files into this folder.")
@as_json
@pass_settings
def show(settings: Settings, meeting: str, number: int | None, out: "Path | None", json_: bool) -> None:
    """A frozen pack of MEETING: when and by whom, its digests, and its files just as they were frozen with --out."""
    from reports.pack.write import save
    from trustops.store.engine import reading
    from trustops.store.packs import frozen_content, frozen_version

    with reading(open_engine(settings)) as connection:
        kept = frozen_version(connection, meeting, number)
        contents = {file.name: frozen_content(connection, kept, file.name) for file in kept.files} if out else {}
    written = save(contents, out) if out else []
    if json_:
        emit(_told(kept) | {"written": written})
        return
    reason = f" Why: {kept.why}" if kept.why else ""
    when = f"frozen {kept.frozen_at:%Y-%m-%d %H:%M} UTC by {kept.frozen_by}"
    click.echo(f"Version {kept.number} of the pack of {kept.meeting}, as of {kept.as_of}, {when}.{reason}")
    click.echo(f"Audit head: {kept.audit_head}")
    click.echo(table([[file.name, f"{file.size:,} bytes", file.sha256] for file in kept.files], right=[1]))
    for file in written:
        click.echo(f"Wrote {file}.")


@pack.command("differences")
@click.argument("meeting")
@version_option
@as_json
@pass_settings
def differences_(settings: Settings, meeting: str, number: int | None, json_: bool) -> None:
    """What differs between a frozen version of MEETING's pack and the one before, by cause."""
    from reports.pack.differences import Cause, lines_of
    from reports.pack.freeze import differences_between
    from trustops.store.engine import reading

    with reading(open_engine(settings)) as connection:
        found = differences_between(connection, meeting, number)
    if json_:
        lines = [
            {
                "part": each.part,
                "of": each.of,
                "figure": each.label,
                "before": each.before,
                "after": each.after,
                "causes": [str(cause) for cause in each.causes],
                "what": each.what,
            }
            for each in found.found
        ]
        versions = {"before": found.before.number, "after": found.after.number}
        emit({"meeting": meeting, **versions, "same": found.same, "differences": lines, "words": found.words})
        return
    click.echo(f"Version {found.after.number} beside version {found.before.number}: {len(found.found)} figures differ.")
    for cause in Cause:
        for name, before, after, what in lines_of(found.by(cause)):
            moved = f": {before} → {after}" if before != after else ""
            click.echo(f"{cause}: {name}{moved} ({what})")
    for line in found.words:
        click.echo(line)


def _told(kept: "Frozen") -> dict[str, Any]:
    return {
        "meeting": kept.meeting,
        "version": kept.number,
        "as_of": kept.as_of,
        "frozen_at": kept.frozen_at.isoformat(),
        "frozen_by": kept.frozen_by,
        "why": kept.why,
        "audit_head": kept.audit_head,
        "files": [{"name": file.name, "sha256": file.sha256, "bytes": file.size} for file in kept.files],
    }
