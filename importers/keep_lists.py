"""Which drop-down lists would openpyxl lose? Those whose words stand on another sheet: Excel keeps them apart, as an
extension of the sheet that openpyxl does not know. They are taken out of the given file and put into the made one.

Part of the marking process (see ``marking.py``), under its limits.
"""

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from defusedxml.ElementTree import fromstring
from openpyxl.reader.excel import ExcelReader

from importers.marking import leads_elsewhere

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LISTS = "{CCE6A557-97BC-4B89-ADB6-D9C93CAAB3DF}"  # what Excel calls the extension that holds them
PREFIXES = {
    "main": MAIN,
    "x14": "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main",
    "xm": "http://schemas.microsoft.com/office/excel/2006/main",
}


def lists_in(path: Path) -> dict[str, bytes]:
    """The drop-down lists of each sheet that has such, by the sheet's name, as the XML of an ``extLst``."""
    reader = ExcelReader(str(path))
    reader.read_manifest()
    reader.read_workbook()
    with reader.archive as parts:
        sheets = [(sheet.name, parts.read(rel.target)) for sheet, rel in reader.parser.find_sheets()
                  if rel.target in reader.valid_files]  # fmt: skip
    found = ((name, _lists(data)) for name, data in sheets if LISTS.encode() in data.upper())
    return {name: lists for name, lists in found if lists}


def _lists(data: bytes) -> bytes:
    """The extension alone, without lists from other workbooks, which are let go, and without marks of revision, whose
    meaning is declared elsewhere in the sheet."""
    kept = ElementTree.Element(f"{{{MAIN}}}extLst")
    for extension in fromstring(data).findall(f"{{{MAIN}}}extLst/{{{MAIN}}}ext"):
        if str(extension.get("uri")).upper() == LISTS and _without_far_lists(extension):
            kept.append(extension)
    for element in kept.iter():
        for name in [name for name in element.attrib if name.startswith("{")]:
            del element.attrib[name]
    for prefix, namespace in PREFIXES.items():
        ElementTree.register_namespace(prefix, namespace)
    return ElementTree.tostring(kept) if len(kept) else b""


def _without_far_lists(extension: ElementTree.Element) -> bool:
    """Whether lists are left when those whose words stand in another workbook are gone."""
    for group in extension:
        for one in [one for one in group if any(map(leads_elsewhere, one.itertext()))]:
            group.remove(one)
        group.set("count", str(len(group)))
    return any(len(group) for group in extension)


def put_back(path: Path, pages: Sequence[Any], lists: Mapping[str, bytes]) -> None:
    """Put the lists into the sheets of the workbook that openpyxl made of these pages, each at its very end."""
    ends = {page.path.lstrip("/"): lists[page.title] for page in pages if page.title in lists}
    whole = path.with_suffix(".whole")
    with zipfile.ZipFile(path) as made, zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as again:
        for name in made.namelist():
            data = made.read(name)
            again.writestr(name, _ended(data, ends[name]) if name in ends else data)
    whole.replace(path)


def _ended(sheet: bytes, lists: bytes) -> bytes:
    head, end, tail = sheet.rpartition(b"</worksheet>")
    return head + lists + end + tail
