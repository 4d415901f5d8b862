"""May this request go through? Asked once, before anything else, for every route; what is not allowed is denied."""

from flask import Flask, Response, abort, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from admin.security.policy import allows, line_for
from admin.security.redirects import own_path
from admin.security.signed_in import signed_in

CHANGES_NOTHING = ("GET", "HEAD")


def guard(app: Flask) -> None:
    """Put the one gate before every route of the application."""
    app.before_request(check)


def check() -> BaseResponse | None:
    """Let through what the policy allows; send a stranger to sign in; refuse the rest."""
    if request.routing_exception is not None or request.endpoint is None:
        return None  # there is no such page, which the error page says
    if request.method not in CHANGES_NOTHING and request.headers.get("Sec-Fetch-Site") == "cross-site":
        abort(400)
    line = line_for(request.endpoint, request.method)
    if line is not None and line.roles is None:
        return None
    user = signed_in()
    if user is None:
        return _to_sign_in()
    if not allows(line, user.held):
        abort(403)
    return None


def _to_sign_in() -> BaseResponse:
    wanted = own_path(request.full_path.rstrip("?")) if request.method in CHANGES_NOTHING else "/"
    address = url_for("account.sign_in", next=wanted) if wanted != "/" else url_for("account.sign_in")
    if request.headers.get("HX-Request"):
        return Response(status=401, headers={"HX-Redirect": address})  # htmx would put the page inside the page
    return redirect(address, 303)
