"""The commands that serve the back office in the browser, and do its long work beside it."""

import os
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from admin.cli.common import Settings, as_json, emit, open_engine, pass_settings

if TYPE_CHECKING:
    from socket import socket

    from admin.settings import AppSettings

LOOK_EVERY = 1.0
LARGEST_TAKEN = 512 * 1024 * 1024
"""More than the application accepts, so that what is too large is refused in its words and not by a cut line."""


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), default=5000, show_default=True, help="The port to listen on.")
@as_json
@pass_settings
def serve(settings: Settings, host: str, port: int, json_: bool) -> None:
    """Serve the back office; the first time, print the one-time link that makes the first account."""
    from admin.settings import settings_from

    serve_office(settings_from(os.environ, settings.instance, settings.url), host, port, as_json=json_)


@click.command()
@click.option("--once", is_flag=True, help="Do what waits, then stop.")
@as_json
@pass_settings
def worker(settings: Settings, once: bool, json_: bool) -> None:
    """Do the long work that the back office was asked for, beside it (set TRUSTOPS_WORKER=apart for the server)."""
    import socket

    from importers.work import Worker
    from trustops.quantities.words import counted

    hand = Worker(open_engine(settings), settings.instance, f"{socket.gethostname()}:{os.getpid()}"[:80])
    if not once and not json_:
        click.echo("Waiting for work; stop with Ctrl-C.")
    done = 0
    try:
        while True:
            while hand.run_next():
                done += 1
            if once:
                break
            hand.sweep()
            time.sleep(LOOK_EVERY)
    except KeyboardInterrupt:
        pass
    if json_:
        emit({"jobs": done})
    else:
        click.echo(f"Stopped after {counted(done, 'job')}.")


def serve_office(settings: "AppSettings", host: str, port: int, *, as_json: bool = False) -> None:
    """Serve until stopped; a port that is taken, or may not be, is one plain sentence."""
    from waitress.server import create_server

    from admin.app import create_app
    from admin.security.accounts import first_account_link

    app = create_app(settings)
    listening = socket_at(host, port)
    server = create_server(app, sockets=[listening], threads=8, ident="", max_request_body_size=LARGEST_TAKEN)
    address = address_of(settings, host, port)
    token = first_account_link(app.extensions["trustops"].engine, datetime.now(UTC))
    app.extensions["trustops"].desk.wake()  # work that was begun when the server last stopped goes on
    say(address, f"{address}/welcome/{token}" if token else None, as_json=as_json)
    try:
        server.run()
    except KeyboardInterrupt:
        pass
    finally:
        server.close()
        if not as_json:
            click.echo("Stopped.")


def socket_at(host: str, port: int) -> "socket":
    """A socket that listens at an address; raises one plain sentence when it is taken."""
    from socket import AF_INET, AF_INET6, SO_REUSEADDR, SOL_SOCKET, socket

    from trustops.quantities.errors import TrustopsError

    listening = socket(AF_INET6 if ":" in host else AF_INET)
    listening.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(64)
    except OSError as error:
        listening.close()
        raise TrustopsError(
            f"{host}:{port} cannot be used ({error.strerror or error}); something else may be using it: "
            f"stop that, or choose another port with --port {port + 1 if port < 65535 else port - 1}."
        ) from None
    return listening


def address_of(settings: "AppSettings", host: str, port: int) -> str:
    """What people type in their browser: the name that trustops was given, else where it listens."""
    if settings.production:
        return f"https://{settings.hosts[0]}"
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def say(address: str, link: str | None, *, as_json: bool) -> None:
    """Print where the back office is and, when nobody has an account yet, the link that makes the first one."""
    if as_json:
        emit({"address": address, "first_account": link})
        return
    click.echo(f"The back office is at {address}; stop it with Ctrl-C.")
    if link is not None:
        click.echo(f"Nobody has an account yet. Within the hour, open this link once to make the first:\n{link}")
