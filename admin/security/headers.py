"""What must every answer carry? The browser's orders: no foreign script, no frame, no sniffing, nothing kept."""

import secrets

from flask import Flask, Response, g, request

YEAR = 31_536_000

FIXED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Frame-Options": "DENY",
}


def nonce() -> str:
    """This request's nonce, for the few scripts and data blocks that a page carries."""
    if "nonce" not in g:
        g.nonce = secrets.token_urlsafe(16)
    return str(g.nonce)


def content_policy() -> str:
    """The content security policy: our own files, nothing inline but what bears the nonce, never eval."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' 'nonce-{nonce()}'",
            "style-src 'self'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "object-src 'none'",
        )
    )


def send_headers(app: Flask) -> None:
    """Put the headers on every answer, errors and files included."""
    app.after_request(with_headers)


def with_headers(response: Response) -> Response:
    """The answer with its headers."""
    response.headers.update(FIXED)
    response.headers["Content-Security-Policy"] = content_policy()
    if _is_asset(response):
        response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    else:
        response.headers["Cache-Control"] = "no-store"
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = f"max-age={YEAR}; includeSubDomains"
    return response


def _is_asset(response: Response) -> bool:
    """A file of ours whose address changes when its content does."""
    return request.endpoint == "static" and "v" in request.args and response.status_code == 200
