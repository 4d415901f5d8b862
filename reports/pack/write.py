"""Where does a pack go? Written whole or not at all, over its own earlier version and nothing else."""

import re
import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from reports.document import Document
from reports.pack.board import board_pack
from reports.pack.confidential import confidential_document
from reports.pack.meeting import briefing
from trustops.quantities.errors import TrustopsError
from trustops.quantities.words import listed
from trustops.snapshot import Snapshot

FORMATS = ("pdf", "xlsx", "docx")
DEFAULT = ("pdf", "xlsx")
CONFIDENTIAL_PART = "confidential"
NOTHING_CONFIDENTIAL = (
    "{meeting} has no confidential part: its committee is not marked confidential on the Committees sheet, and nothing "
    "is written under “confidential” for it."
)


def write_pack(snapshot: Snapshot, meeting: str, out: Path, formats: Iterable[str] = DEFAULT) -> list[Path]:
    """Write ``<meeting>-board-pack.pdf`` and its other formats into ``out``, which is made if need be.

    A pack is made again as the facts change, so its own files are replaced. Raises :class:`TrustopsError` for an
    unknown meeting or format, or a folder that cannot be written.
    """
    writers = {name: writer_of(name) for name in dict.fromkeys(formats)}
    document = board_pack(snapshot, meeting)
    return save({file_name(meeting, name): writer(document) for name, writer in writers.items()}, out)


def write_confidential(snapshot: Snapshot, meeting: str, out: Path) -> list[Path]:
    """Write ``<meeting>-confidential.pdf``, which may name people; raises TrustopsError where nothing is."""
    document = confidential_document(briefing(snapshot, meeting))
    if document is None:
        raise TrustopsError(NOTHING_CONFIDENTIAL.format(meeting=meeting))
    return save({file_name(meeting, "pdf", part=CONFIDENTIAL_PART): writer_of("pdf")(document)}, out)


def save(made: Mapping[str, bytes], out: Path) -> list[Path]:
    """Each file under its name, moved into place once it is whole."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        return [_put(out / name, content) for name, content in made.items()]
    except OSError as error:
        raise TrustopsError(
            f"The pack cannot be written to {out} ({error.strerror}); choose another folder with --out."
        ) from None


def file_name(meeting: str, kind: str, number: int | None = None, *, part: str = "board-pack") -> str:
    """What a file of a pack is called; whatever of the code could lead to another folder becomes a hyphen.

    >>> file_name("TB/1", "pdf"), file_name("TB1", "docx", 2), file_name("PC1", "pdf", 1, part="confidential")
    ('TB-1-board-pack.pdf', 'TB1-v2-board-pack.docx', 'PC1-v1-confidential.pdf')
    """
    safe = re.sub(r"[^\w-]+", "-", meeting)
    return "-".join(each for each in (safe, f"v{number}" if number else "", part) if each) + f".{kind}"


def is_confidential_part(name: str) -> bool:
    """Whether a file of a frozen pack is its confidential part."""
    return name.rpartition(".")[0].endswith(f"-{CONFIDENTIAL_PART}")


def _put(path: Path, content: bytes) -> Path:
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".pack-", delete=False) as file:
        file.write(content)
    whole = Path(file.name)
    try:
        whole.chmod(0o644)  # a temporary file is for its maker alone
        whole.replace(path)
    except OSError:
        whole.unlink(missing_ok=True)
        raise
    return path


def writer_of(name: str) -> Callable[[Document], bytes]:
    """The writer of a format, loaded only when it is asked for; raises TrustopsError naming those there are."""
    if name == "pdf":
        from reports.writers.typst_pdf import pdf

        return pdf
    if name == "xlsx":
        from reports.writers.xlsx import xlsx

        return xlsx
    if name == "docx":
        from reports.writers.docx import docx

        return docx
    raise TrustopsError(f"A pack cannot be written as “{name}”; the formats are {listed(FORMATS)}.")
