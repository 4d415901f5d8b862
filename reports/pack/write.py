"""Where does a pack go? Written whole or not at all, over its own earlier version and nothing else."""

import re
import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from reports.document import Document
from reports.pack.board import board_pack
from trustops.quantities.errors import TrustopsError
from trustops.quantities.words import listed
from trustops.snapshot import Snapshot

DEFAULT = ("pdf", "xlsx")


def write_pack(snapshot: Snapshot, meeting: str, out: Path, formats: Iterable[str] = DEFAULT) -> list[Path]:
    """Write ``<meeting>-board-pack.pdf`` and its other formats into ``out``, which is made if need be.

    A pack is made again as the facts change, so its own files are replaced. Raises :class:`TrustopsError` for an
    unknown meeting or format, or a folder that cannot be written.
    """
    writers = {name: _writer(name) for name in dict.fromkeys(formats)}
    document = board_pack(snapshot, meeting)
    return save(document, meeting, out, writers)


def save(document: Document, meeting: str, out: Path, writers: Mapping[str, Callable[[Document], bytes]]) -> list[Path]:
    """Each format in its file, moved into place once it is whole."""
    made = {f"{_safe(meeting)}-board-pack.{name}": writer(document) for name, writer in writers.items()}
    try:
        out.mkdir(parents=True, exist_ok=True)
        return [_put(out / name, content) for name, content in made.items()]
    except OSError as error:
        raise TrustopsError(
            f"The pack cannot be written to {out} ({error.strerror}); choose another folder with --out."
        ) from None


def _safe(code: str) -> str:
    """A code as part of a file's name: whatever could lead to another folder becomes a hyphen."""
    return re.sub(r"[^\w-]+", "-", code)


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


def _writer(name: str) -> Callable[[Document], bytes]:
    if name == "pdf":
        from reports.writers.typst_pdf import pdf

        return pdf
    if name == "xlsx":
        from reports.writers.xlsx import xlsx

        return xlsx
    if name == "docx":
        raise TrustopsError("A pack cannot be written as docx yet; choose pdf or xlsx.")
    raise TrustopsError(f"A pack cannot be written as “{name}”; the formats are {listed(DEFAULT)}.")
