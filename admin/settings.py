"""How is the back office set up? By the environment, and by nothing that could be forgotten in the code.

In production a secret that is missing or could be guessed stops the start, in one sentence. On one's own machine a
random secret is made once and kept in the instance folder, where only that account may read it.
"""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from trustops.quantities.errors import TrustopsError
from trustops.store.engine import default_url

SHORTEST_SECRET = 32
FEWEST_CHARACTERS = 10
"""A secret with fewer different characters than this was typed by hand."""

GUESSABLE = ("secret", "changeme", "change-me", "password", "development", "trustops", "example")
LOCAL_HOSTS = ("127.0.0.1", "localhost", "[::1]")
HOW_TO_MAKE_ONE = "make one with: python3 -c 'import secrets; print(secrets.token_urlsafe(48))'"


@dataclass(frozen=True, slots=True)
class AppSettings:
    """Everything that the back office is told from outside.

    ``hosts`` are the names that it answers to; ``proxies`` how many reverse proxies stand before it, whose word on
    the caller's address and on https is then believed. ``secret_key`` never shows in a representation.
    ``works_inside`` is whether the server itself does the long work; else `trustops worker` does it beside it.
    """

    database_url: str
    instance: Path
    secret_key: str = field(repr=False)
    production: bool = False
    hosts: tuple[str, ...] = LOCAL_HOSTS
    proxies: int = 0
    works_inside: bool = True


def settings_from(environment: Mapping[str, str], instance: Path, database_url: str | None = None) -> AppSettings:
    """The settings of an environment; raises one plain sentence where it is not fit to start with."""
    production = _production(environment.get("TRUSTOPS_ENV", "local"))
    typed = environment.get("TRUSTOPS_SECRET_KEY", "")
    secret = checked_secret(typed) if production or typed else kept_secret(instance)
    hosts = tuple(host.strip() for host in environment.get("TRUSTOPS_HOSTS", "").split(",") if host.strip())
    if production and (not hosts or "*" in "".join(hosts)):
        raise TrustopsError(
            "In production TRUSTOPS_HOSTS must name the addresses that people type, like board.ourtrust.org.uk, "
            "with no star; set it and start again."
        )
    return AppSettings(
        database_url=database_url or environment.get("TRUSTOPS_DATABASE_URL") or default_url(instance),
        instance=instance,
        secret_key=secret,
        production=production,
        hosts=hosts or LOCAL_HOSTS,
        proxies=_proxies(environment.get("TRUSTOPS_PROXIES", "0")),
        works_inside=_works_inside(environment.get("TRUSTOPS_WORKER", "inside")),
    )


def _production(typed: str) -> bool:
    if typed not in ("production", "local"):
        raise TrustopsError(f"TRUSTOPS_ENV is “{typed}”; set it to production, or to local for your own machine.")
    return typed == "production"


def _works_inside(typed: str) -> bool:
    if typed not in ("inside", "apart"):
        raise TrustopsError(
            f"TRUSTOPS_WORKER is “{typed}”; set it to inside, or to apart where `trustops worker` runs beside the "
            "server."
        )
    return typed == "inside"


def _proxies(typed: str) -> int:
    if not typed.isdigit():
        raise TrustopsError(f"TRUSTOPS_PROXIES is “{typed}”; set it to how many proxies stand before trustops, like 1.")
    return int(typed)


def checked_secret(secret: str) -> str:
    """The secret, if nobody could guess it; else one sentence that says how to make one.

    >>> checked_secret("changeme")
    Traceback (most recent call last):
    ...
    trustops.quantities.errors.TrustopsError: TRUSTOPS_SECRET_KEY is too short (8 of at least 32 characters); \
make one with: python3 -c 'import secrets; print(secrets.token_urlsafe(48))'
    """
    if not secret:
        raise TrustopsError(f"In production TRUSTOPS_SECRET_KEY must be set; {HOW_TO_MAKE_ONE}")
    if len(secret.encode()) < SHORTEST_SECRET:
        raise TrustopsError(
            f"TRUSTOPS_SECRET_KEY is too short ({len(secret)} of at least {SHORTEST_SECRET} characters); "
            f"{HOW_TO_MAKE_ONE}"
        )
    if len(set(secret)) < FEWEST_CHARACTERS or any(word in secret.casefold() for word in GUESSABLE):
        raise TrustopsError(f"TRUSTOPS_SECRET_KEY could be guessed; {HOW_TO_MAKE_ONE}")
    return secret


def kept_secret(instance: Path) -> str:
    """This machine's own secret, made at random the first time and readable by this account alone."""
    path = instance / "secret.key"
    try:
        instance.mkdir(parents=True, exist_ok=True)
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return checked_secret(path.read_text(encoding="ascii").strip())
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48))
        return path.read_text(encoding="ascii")
    except OSError as error:
        raise TrustopsError(
            f"{path} cannot be used ({error.strerror}); let this account write {instance}, or set TRUSTOPS_SECRET_KEY."
        ) from None
