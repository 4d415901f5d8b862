"""What is written down about signing in? One line an event, with who, what and from where, and never a secret."""

import logging

from flask import request

from admin.security.errors import request_id

log = logging.getLogger("trustops.security")


def note(what: str, who: str, *, by: str = "") -> None:
    """Write an event down: whose account, and who did it where that is somebody else.

    Control characters in what was typed cannot start a line of their own.
    """
    doer = f" by {plainly(by)}" if by else ""
    log.info("%s %s: %s%s from %s", request_id(), what, plainly(who), doer, request.remote_addr)


def plainly(text: str) -> str:
    """Text as it may stand in a log: short, and on one line.

    >>> plainly("a@b.example\\nsigned in: root")
    'a@b.example?signed in: root'
    """
    return "".join(letter if letter.isprintable() else "?" for letter in text[:120])
