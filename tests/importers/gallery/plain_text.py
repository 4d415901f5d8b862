"""How do programs write tables as text? CSV with any separator and encoding, JSON, and either in an archive."""

import csv
import io
import zipfile
from typing import Any

from tests.importers.gallery.case import Table


def csv_of(values: Table, encoding: str = "utf-8", separator: str = ",", end: str = "\r\n", before: str = "") -> bytes:
    """A table as CSV."""
    held = io.StringIO()
    held.write(before)
    csv.writer(held, delimiter=separator, lineterminator=end).writerows(values)
    return held.getvalue().encode(encoding)


def zipped(files: dict[str, bytes]) -> bytes:
    """Files in an archive."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in files.items():
            archive.writestr(name, body)
    return held.getvalue()


def records(values: Table) -> list[dict[str, Any]]:
    """A table as the objects that JSON holds."""
    head, *rows = values
    return [dict(zip(head, row, strict=True)) for row in rows]
