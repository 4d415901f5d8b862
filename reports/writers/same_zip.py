"""How is a zipped document the same every time? Its parts in their order, each as of one day, packed alike."""

import zipfile
from datetime import date
from io import BytesIO

EARLIEST = 1980  # a zip knows no day before


def same_zip(content: bytes, day: date) -> bytes:
    """The same parts with the same bytes in the same order, whenever they were packed and on whatever machine."""
    moment = (max(day.year, EARLIEST), day.month, day.day, 0, 0, 0)
    memory = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as given, zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as made:
        for part in given.infolist():
            info = zipfile.ZipInfo(part.filename, moment)
            info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 0, 0
            made.writestr(info, given.read(part), compresslevel=6)
    return memory.getvalue()
