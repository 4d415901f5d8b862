"""Is this installation sound? Each check says what it saw, and what to do where something is not right."""

import os
import sqlite3
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, func, select

from trustops.models import SHEETS, Import
from trustops.quantities.errors import TrustopsError
from trustops.quantities.words import counted
from trustops.store.engine import open_database, reading, shown, sqlite_path

OLDEST_PYTHON = (3, 11)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: what it is, whether it is fine, and the sentence."""

    name: str
    fine: bool
    message: str


def examine(url: str) -> list[Check]:
    """Python, the database's place, its version, its soundness, and what it holds."""
    checks = [_python()]
    path = sqlite_path(url)
    if path is not None:
        checks.append(_sqlite())
    try:
        engine = open_database(url)
    except TrustopsError as error:
        return [*checks, Check("Database", False, str(error))]
    checks.append(Check("Database", True, f"{shown(url)} is current."))
    if path is not None:
        checks += [_private(path), _writable(path)]
    with reading(engine) as connection:
        if path is not None:
            checks += _sound(connection)
        checks.append(_holds(connection))
    return checks


def _python() -> Check:
    version = ".".join(map(str, sys.version_info[:3]))
    fine = sys.version_info[:2] >= OLDEST_PYTHON
    return Check("Python", fine, version if fine else f"{version} is too old; trustops needs 3.11 or newer.")


def _sqlite() -> Check:
    return Check("SQLite", True, f"{sqlite3.sqlite_version}, rollback journal, every write flushed to disk.")


def _private(path: Path) -> Check:
    others = stat.S_IMODE(path.stat().st_mode) & (stat.S_IRWXG | stat.S_IRWXO)
    if others and os.name == "posix":
        return Check("Privacy", False, f"Other accounts of this machine may read {path}; run: chmod 600 {path}")
    return Check("Privacy", True, "Only your account may read the database.")


def _writable(path: Path) -> Check:
    fine = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
    said = "The database can be written." if fine else f"{path} or its folder is read-only; imports will be refused."
    return Check("Writing", fine, said)


def _sound(connection: Connection) -> Iterator[Check]:
    said = connection.exec_driver_sql("PRAGMA integrity_check").scalar()
    whole = said == "ok"
    yield Check("Soundness", whole, "Every page is whole." if whole else f"Damaged ({said}); restore your last backup.")
    dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    lost = f"{counted(len(dangling), 'reference leads', 'references lead')} nowhere; restore your last backup."
    yield Check("References", not dangling, lost if dangling else "Every reference leads somewhere.")


def _holds(connection: Connection) -> Check:
    rows = sum(connection.execute(select(func.count()).select_from(model)).scalar_one() for model in SHEETS)
    imports = connection.execute(select(func.count()).select_from(Import)).scalar_one()
    if not rows:
        return Check("Contents", False, "Nothing is in it yet; run `trustops template`, then `trustops import`.")
    return Check("Contents", True, f"{counted(rows, 'row')} from {counted(imports, 'import')}.")
