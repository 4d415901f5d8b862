"""What does the web page do with an upload that is named, sized or sent to harm? A refusal in words, no file left."""

import html
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from admin.app import LARGEST_REQUEST
from admin.views.uploads import safe_name
from tests.admin.conftest import client_as, csrf, made
from tests.importers.gallery.package import good

NAMES = {
    "../../x": "x",
    "..\\..\\x.xlsx": "x.xlsx",
    "/etc/cron.d/evil": "evil",
    "C:\\Users\\Ada\\ours.xlsx": "ours.xlsx",
    "a\0b.xlsx": "ab.xlsx",
    "x" * 300 + ".xlsx": "x" * 95 + ".xlsx",
    "CON": "CON",
    "nul.xlsx": "nul.xlsx",
    "gnp\u202exslx.exe": "gnpxslx.exe",
    "bell\aERROR.xlsx": "bellERROR.xlsx",
    ".htaccess": "htaccess",
    "..": "upload",
    " . ": "upload",
    '<script>alert("1")</script>.xlsx': "script.xlsx",
}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return made(tmp_path_factory.mktemp("upload-office"))


@pytest.fixture
def folder(office: Flask) -> Iterator[Path]:
    """The folder of waiting uploads, which is as it was when the test is over."""
    place: Path = office.extensions["trustops"].settings.instance
    before = files_in(place)
    yield place
    assert files_in(place) == before


def files_in(place: Path) -> set[Path]:
    """The files there but those of databases, which are written to meanwhile: ours, and the tests' PostgreSQL."""
    found = {path for path in place.rglob("*") if path.is_file() and not path.name.startswith("trustops.db")}
    return {path for path in found if not any(part.startswith("postgresql") for part in path.parts)}


def send(office: Flask, content: bytes, name: str, kind: str = "application/octet-stream") -> TestResponse:
    client = client_as(office, "cfo")
    head = f'--edge\r\nContent-Disposition: form-data; name="file"; filename="{name.replace(chr(34), "%22")}"\r\n'
    body = f"{head}Content-Type: {kind}\r\n\r\n".encode() + content + b"\r\n--edge--\r\n"
    token = {"X-CSRFToken": csrf(client)}
    return client.post("/data/upload", data=body, content_type="multipart/form-data; boundary=edge", headers=token)


@pytest.mark.parametrize(("typed", "kept"), NAMES.items())
def test_a_name_is_kept_without_its_harm(typed: str, kept: str) -> None:
    assert safe_name(typed) == kept
    assert "/" not in safe_name(typed)
    assert safe_name(typed).isprintable()


@pytest.mark.parametrize("name", [*NAMES, "🌳" * 120 + ".xlsx"])
def test_a_file_of_any_name_is_taken_into_the_folder_of_uploads(office: Flask, name: str) -> None:
    place: Path = office.extensions["trustops"].settings.instance
    before = files_in(place.parent)
    answer = send(office, good(), name)
    assert answer.status_code == 303, html.unescape(answer.text)[-900:]
    new = {path.relative_to(place).parts[0] for path in files_in(place.parent) - before}
    assert new <= {"uploads", "jobs"}


@pytest.mark.parametrize("kind", ["text/html", "image/svg+xml", "application/x-php", "", "multipart/mixed", "x" * 500])
def test_the_type_that_a_browser_claims_is_not_believed(office: Flask, kind: str) -> None:
    assert send(office, good(), "ours.xlsx", kind).status_code == 303


def test_a_byte_more_than_the_most_is_refused_at_once(office: Flask, folder: Path) -> None:
    started = time.monotonic()
    answer = send(office, bytes(LARGEST_REQUEST + 1), "ours.xlsx")
    assert answer.status_code == 413
    assert time.monotonic() - started < 2


def test_ten_thousand_parts_of_a_form_are_refused(office: Flask, folder: Path) -> None:
    client = client_as(office, "cfo")
    part = '--edge\r\nContent-Disposition: form-data; name="field"\r\n\r\nx\r\n'
    form = (part * 10_000 + "--edge--\r\n").encode()
    token = {"X-CSRFToken": csrf(client)}
    started = time.monotonic()
    answer = client.post("/data/upload", data=form, content_type="multipart/form-data; boundary=edge", headers=token)
    assert answer.status_code in (400, 413)
    assert "Traceback" not in answer.text
    assert time.monotonic() - started < 3


def test_a_body_that_is_no_form_is_refused(office: Flask, folder: Path) -> None:
    client = client_as(office, "cfo")
    for body, kind in (
        (b"--x", "multipart/form-data; boundary=x"),
        (b"\0" * 99, "multipart/form-data"),
        (b"{}", "text/json"),
    ):
        answer = client.post("/data/upload", data=body, content_type=kind, headers={"X-CSRFToken": csrf(client)})
        assert answer.status_code in (400, 413, 422)
        assert "Traceback" not in answer.text
