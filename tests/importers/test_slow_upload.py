"""Does an upload that is slow or stops half way keep anybody else waiting, or leave anything behind?

A real server is spoken to over a bare socket, as a browser on a bad line would.
"""

import socket
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import pytest
from flask import Flask
from waitress.server import create_server

from tests.admin.conftest import client_as, csrf, made
from tests.importers.gallery.package import good

MOST_SECONDS = 3.0
SLOW = 6


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return made(tmp_path_factory.mktemp("slow-office"))


@pytest.fixture(scope="module")
def port(office: Flask) -> int:
    """The port of a server with fewer threads than there are slow uploads.

    It serves until the tests are over: closed from outside its own thread, it would be told of sockets that are gone.
    """
    server = create_server(office, host="127.0.0.1", port=0, threads=2)
    Thread(target=server.run, daemon=True).start()
    return int(server.effective_port)


def request_of(office: Flask, content: bytes, length: int | None = None) -> bytes:
    """An upload of a workbook as a browser sends it, signed in; ``length`` is what it promises."""
    client = client_as(office, "cfo")
    token = csrf(client)
    cookie = client.get_cookie(office.config["SESSION_COOKIE_NAME"])
    assert cookie is not None
    field = b"--edge\r\nContent-Disposition: form-data; name="
    body = field + b'"csrf_token"\r\n\r\n' + token.encode() + b"\r\n"
    body += field + b'"file"; filename="ours.xlsx"\r\n\r\n' + content + b"\r\n--edge--\r\n"
    head = (
        f"POST /data/upload HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookie.key}={cookie.value}\r\n"
        f"Content-Type: multipart/form-data; boundary=edge\r\nContent-Length: {length or len(body)}\r\n\r\n"
    )
    return head.encode() + body


def kept(office: Flask) -> set[Path]:
    place: Path = office.extensions["trustops"].settings.instance
    return {path for path in (place / "uploads").rglob("*") if path.is_file()}


def answered(port: int) -> float:
    """The seconds that another person's page takes."""
    started = time.monotonic()
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/sign-in", timeout=20) as page:
        assert page.status == 200
    return time.monotonic() - started


@pytest.fixture
def opened(port: int) -> Iterator[Callable[[], socket.socket]]:
    """Connections to the server, each closed in the end."""
    held: list[socket.socket] = []

    def connect() -> socket.socket:
        held.append(socket.create_connection(("127.0.0.1", port), timeout=20))
        return held[-1]

    yield connect
    for each in held:
        each.close()


def test_while_uploads_trickle_in_everybody_else_is_answered(
    office: Flask, port: int, opened: Callable[[], socket.socket]
) -> None:
    whole = request_of(office, good())
    slow = [opened() for _ in range(SLOW)]
    for each in slow:
        each.sendall(whole[:-2000])
    for at in range(5):
        for each in slow:
            each.sendall(whole[-2000 + at : -2000 + at + 1])
        assert answered(port) < MOST_SECONDS
    assert kept(office) == set()


def test_an_upload_that_stops_half_way_leaves_nothing(
    office: Flask, port: int, opened: Callable[[], socket.socket]
) -> None:
    whole = request_of(office, good())
    broken = opened()
    broken.sendall(whole[: len(whole) // 2])
    broken.close()
    time.sleep(0.3)
    assert answered(port) < MOST_SECONDS
    assert kept(office) == set()


def test_an_upload_shorter_than_it_promised_is_refused_in_words(
    office: Flask, port: int, opened: Callable[[], socket.socket]
) -> None:
    whole = request_of(office, good(), length=1_000_000)
    short = opened()
    short.sendall(whole)
    short.shutdown(socket.SHUT_WR)
    reply = short.recv(65_536)
    assert b"Traceback" not in reply
    assert not reply.startswith(b"HTTP/1.1 303")
    assert kept(office) == set()
    assert answered(port) < MOST_SECONDS


def test_the_same_upload_sent_whole_however_slowly_is_taken(office: Flask, opened: Callable[[], socket.socket]) -> None:
    whole = request_of(office, good())
    slow = opened()
    step = len(whole) // 8 + 1
    for at in range(0, len(whole), step):
        slow.sendall(whole[at : at + step])
        time.sleep(0.05)
    assert slow.recv(65_536).startswith(b"HTTP/1.1 303")
    assert len(kept(office)) == 1
