"""What does this workbook, CSV or JSON file hold? Read by a child process that can be killed, so that no file hurts us.

The child runs with the standard library alone (``-I -S``), its memory, processor time and file writing limited; it
gets the open file, never a name, and answers in JSON. Whatever becomes of it, the caller gets a workbook or one
plain sentence.
"""

import json
import os
import signal
import subprocess
import sys
from dataclasses import asdict, replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from threading import Timer
from typing import Any, BinaryIO, cast

from importers.reader.decode import sheets
from importers.reader.model import Limits, SheetCells, Unreadable, Workbook

_HERE = Path(__file__).parent
# The two packages are given to the child as bare folders, so that their __init__ files, which import the product,
# are not run: what the child loads is the standard library and the modules that say "Part of the child process".
_START = """
import sys, types
for name, folder in (("importers", sys.argv[2]), ("importers.reader", sys.argv[3])):
    sys.modules[name] = package = types.ModuleType(name)
    package.__path__ = [folder]
from importers.reader.child import main
main()
"""
_TOO_LONG = "took too long to read, so reading was stopped: delete unused rows, columns and formats, or split it"
_TOO_MUCH = "needed too much memory, so reading was stopped: delete unused rows, columns and formats, or split it"
_TEXT = {"csv": 1, "tsv": 1, "txt": 1, "json": 2}  # as the child knows them
_CHUNK = 1024 * 1024


def read_workbook(path: Path, *, limits: Limits | None = None) -> Workbook:
    """The workbook in an .xlsx, .xlsm or .ods file, or a CSV or JSON file as one, by itself or in a .zip.

    Anything else raises :class:`Unreadable` with one sentence. The sheet of a CSV file is named as the file is.
    """
    return start_reading(path, limits=limits).result()


def start_reading(path: Path, *, limits: Limits | None = None) -> "Reading":
    """Begin to read a workbook in another process, so that the caller can get on with something else meanwhile."""
    limits = limits or Limits()
    name = _printable(path.name)
    try:
        file = _open(path, name)
    except FileNotFoundError:
        raise Unreadable(f"There is no file “{name}” in {path.parent}: check its name and folder.") from None
    except ValueError:  # a NUL in the name
        raise Unreadable(f"“{name}” is not a name that a file can have: check it.") from None
    except OSError as error:
        reason = (error.strerror or "unknown error").lower()
        raise Unreadable(f"“{name}” cannot be opened ({reason}): check its name and who may read it.") from None
    try:
        _judge(file, name, limits)
        return Reading(file, name, limits)
    except BaseException:
        file.close()
        raise


class Reading:
    """A workbook that is being read by another process."""

    def __init__(self, file: BinaryIO, name: str, limits: Limits) -> None:
        self._file = file
        self._name = name
        self._limits = limits
        self._late = False
        told = asdict(limits) | {"text": _text_of(name), "archive": _ending(name) == "zip"}
        arguments = [json.dumps(told), str(_HERE.parent), str(_HERE)]
        self._child = subprocess.Popen(  # noqa: S603  this interpreter and our own text, nothing of the file's
            [sys.executable, "-I", "-S", "-c", _START, *arguments],
            stdin=file,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={},
        )
        self._clock = Timer(limits.seconds, self._give_up)
        self._clock.daemon = True
        self._clock.start()

    def result(self) -> Workbook:
        """The workbook, waiting for it as long as the limits allow; to be asked for once."""
        try:
            digest = _digest(self._file)
            answer, lines = self._answer()
            found = tuple(self._named(sheet) for sheet in sheets(answer, lines))
            return Workbook(self._name, digest, found, answer["date_1904"], tuple(answer["notes"]), answer["kind"])
        except (KeyError, IndexError, TypeError, ValueError, MemoryError):
            raise self._unreadable("could not be read: open it in Excel, save it as a new .xlsx and try that") from None
        finally:
            self.close()

    def close(self) -> None:
        """Stop the other process, if it still runs, and let go of the file."""
        self._clock.cancel()
        if self._child.poll() is None:
            self._child.kill()
        if self._child.stdout is not None:
            self._child.stdout.close()
        self._child.wait()
        self._file.close()

    def _give_up(self) -> None:
        self._late = True
        self._child.kill()

    def _answer(self) -> tuple[dict[str, Any], BinaryIO]:
        """The head of the child's answer, and its lines of rows."""
        assert self._child.stdout is not None  # noqa: S101  it was asked for above
        answer = self._child.stdout.read(self._limits.answer_bytes + 1)
        if len(answer) > self._limits.answer_bytes:
            raise self._unreadable(_TOO_MUCH)
        code = self._child.wait()
        if self._late or code in (-signal.SIGXCPU, -signal.SIGKILL):
            raise self._unreadable(_TOO_LONG)
        if code != 0 or not answer:
            raise self._unreadable(_TOO_MUCH)
        lines = BytesIO(answer)
        told = cast(dict[str, Any], json.loads(lines.readline()))
        if "refused" in told:
            raise self._unreadable(str(told["refused"]))
        if "spent" in told:
            raise self._unreadable(_TOO_MUCH)
        return told, lines

    def _named(self, sheet: SheetCells) -> SheetCells:
        """A sheet without a name of its own is named as its file is."""
        return sheet if sheet.name else replace(sheet, name=self._name.rpartition(".")[0] or self._name)

    def _unreadable(self, why: str) -> Unreadable:
        return Unreadable(f"“{self._name}” {why}.")


def _open(path: Path, name: str) -> BinaryIO:
    """The file, opened without waiting (a named pipe would wait for ever), and known to be one with something in it."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    about = os.fstat(descriptor)
    if S_ISREG(about.st_mode) and about.st_size:
        return cast(BinaryIO, os.fdopen(descriptor, "rb", buffering=0))
    os.close(descriptor)
    if S_ISDIR(about.st_mode):
        raise Unreadable(f"“{name}” is a folder, not a file: name the .xlsx file inside it.")
    if S_ISREG(about.st_mode):
        raise Unreadable(f"“{name}” is empty (0 bytes), so there is nothing to read: save or fetch it again.")
    raise Unreadable(f"“{name}” is not an ordinary file: copy the workbook to a folder and name that copy.")


def _judge(file: BinaryIO, name: str, limits: Limits) -> None:
    """Refuse what is plainly no workbook by its size and its first bytes; the file's position is left alone."""
    size = os.fstat(file.fileno()).st_size
    if size > limits.file_bytes:
        raise Unreadable(
            f"“{name}” is {size // 1_048_576:,} MB, more than the {limits.file_bytes // 1_048_576:,} MB that can be "
            "read: delete unused rows, columns and pictures, or split it."
        )
    head = os.pread(file.fileno(), 4096, 0)
    why = _why_not(head, file, is_text=_text_of(name) > 0)
    if why:
        raise Unreadable(f"“{name}” {why}.")


def _why_not(head: bytes, file: BinaryIO, *, is_text: bool) -> str:
    """Why a file that begins so is no workbook that can be read; empty when it may be one."""
    if head.startswith(b"PK\x03\x04"):
        return ""
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        if _holds(file, "EncryptedPackage".encode("utf-16-le")):
            return "is protected by a password: remove the password in Excel and save it again as .xlsx"
        return "is in the old Excel format (.xls): open it in Excel and save it as .xlsx"
    if head.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")):
        return "is a PDF or a picture, not a workbook: choose the .xlsx file"
    if head.lstrip(b"\xef\xbb\xbf \r\n\t")[:5].lower() in (b"<html", b"<!doc"):
        return "is a web page, not a workbook: download the file itself, or open it in Excel and save it as .xlsx"
    if is_text:
        return ""
    if b"\0" not in head or head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "holds plain text, such as a CSV file, not a workbook: open it in Excel and save it as .xlsx"
    return "is not an Excel workbook, or is damaged: open it in Excel and save it as .xlsx"


def _ending(name: str) -> str:
    return name.rpartition(".")[2].lower()


def _text_of(name: str) -> int:
    """Whether a file's name says that it is text: 1 CSV, 2 JSON, 0 neither."""
    return _TEXT.get(_ending(name), 0)


def _holds(file: BinaryIO, wanted: bytes) -> bool:
    """Whether the file holds these bytes, read a piece at a time with the ends of pieces seen together."""
    at = 0
    while piece := os.pread(file.fileno(), _CHUNK, at):
        if wanted in piece:
            return True
        at += max(len(piece) - len(wanted), 1)
    return False


def _digest(file: BinaryIO) -> str:
    """The SHA-256 of the file, read beside the child without moving the position that both share."""
    digest, at = sha256(), 0
    while piece := os.pread(file.fileno(), _CHUNK, at):
        digest.update(piece)
        at += len(piece)
    return digest.hexdigest()


def _printable(name: str) -> str:
    return "".join(letter if letter.isprintable() else "?" for letter in name)[:200]
