"""What is a person told when something cannot be done? The same plain page for every status, never a trace.

Each answer bears the number of its request, which is also in the log beside what really happened.
"""

import logging
import secrets
from urllib.parse import urlsplit

from flask import Flask, Response, g, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError
from werkzeug.exceptions import HTTPException, SecurityError

from admin.security.redirects import own_path
from trustops.quantities.errors import TrustopsError
from trustops.store.engine import NoDatabase

log = logging.getLogger("trustops.errors")

WORDS = {
    400: ("That could not be read", "What your browser sent was not what this page expects; go back and try again."),
    401: ("Please sign in", "This needs you to be signed in; sign in and try again."),
    403: (
        "Not yours to see",
        "Your role does not include this; ask your administrator if it should.",
    ),
    404: ("There is nothing here", "The address may be mistyped, or what was here may be gone; start from Home."),
    405: ("That does not work here", "This address does not answer that way; go back and use the page's own buttons."),
    413: (
        "That is too large",
        "The most that can be sent at once is 20 MB, so nothing was changed; split the file, or take out its pictures.",
    ),
    429: ("Too many tries", "Wait five minutes, then try again; if you forgot your password, ask your administrator."),
    500: ("Something went wrong", "It is our fault, not yours, and nothing was changed; try again in a minute."),
    503: ("Not available just now", "The database did not answer; nothing was changed. Try again in a minute."),
}
STALE_FORM = (
    "This form was open too long, or you have signed in again since. Go back, reload the page and send it once more; "
    "nothing was changed."
)


def request_id() -> str:
    """This request's number, for the person and for the log."""
    if "request_id" not in g:
        g.request_id = secrets.token_hex(4)
    return str(g.request_id)


ANOTHER_HOST = "trustops does not answer to this address; ask your administrator for the right one."


def answer_errors(app: Flask) -> None:
    """Answer every kind of failure in words."""
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(TrustopsError, _in_our_words)
    app.register_error_handler(DBAPIError, _database)
    app.register_error_handler(Exception, _last_resort)


def _stale_form(error: CSRFError) -> Response:
    log.warning("%s form refused at %s: %s", request_id(), request.path[:200], error.description)
    return page(400, "This form is out of date", STALE_FORM)


def _http(error: HTTPException) -> Response:
    status = error.code or 500
    if isinstance(error, SecurityError):  # no page can be drawn for a host that is not ours
        return Response(ANOTHER_HOST, status, mimetype="text/plain")
    if status < 400:
        return Response(status=status, headers=dict(error.get_headers()))
    said = page(status)
    said.headers.extend({name: value for name, value in error.get_headers() if name in ("Allow", "Retry-After")})
    return said


def _in_our_words(error: TrustopsError) -> Response:
    """A sentence that the library says of what was asked: a service that there is not, a year not yet known."""
    if isinstance(error, NoDatabase):
        log.error("%s %s", request_id(), error)
        return page(503)
    if request.method in ("GET", "HEAD"):
        return page(404, "That cannot be shown", str(error))
    return page(400, "That cannot be done", str(error))


def _database(error: DBAPIError) -> Response:
    log.error("%s the database said no: %s", request_id(), type(error.orig).__name__, exc_info=error)
    return page(503)


def _last_resort(error: Exception) -> Response:
    log.error("%s %s %s failed", request_id(), request.method, request.path[:200], exc_info=error)
    return page(500)


def _back() -> str:
    """The page of ours that a form was sent from, so that its sender finds it again; empty for a plain visit."""
    if request.method in ("GET", "HEAD") or not request.referrer:
        return ""
    came_from = urlsplit(request.referrer)
    if came_from.netloc != request.host:
        return ""
    path = own_path(f"{came_from.path}?{came_from.query}" if came_from.query else came_from.path)
    return "" if path in ("/", request.path) else path


def _in_place_of_the_page() -> dict[str, str]:
    """A part of a page that failed is answered by the whole error page, in place of all that was there."""
    return {"HX-Retarget": "body", "HX-Reswap": "innerHTML"} if request.headers.get("HX-Request") else {}


def page(status: int, title: str = "", sentence: str = "") -> Response:
    """The error page of a status; if even that cannot be drawn, its words alone."""
    known = WORDS.get(status) or WORDS[400 if status < 500 else 500]
    title, sentence = title or known[0], sentence or known[1]
    values = {"title": title, "sentence": sentence, "status": status, "request_id": request_id(), "back": _back()}
    try:
        return Response(render_template("trustops/error.html", **values), status, headers=_in_place_of_the_page())
    except Exception:
        log.exception("%s the error page could not be drawn", request_id())
        return Response(f"{title}. {sentence} ({request_id()})", status, mimetype="text/plain")
