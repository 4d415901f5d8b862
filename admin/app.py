"""How is the back office put together? Settings in, a Flask application out; each ring of its wall in one line."""

from dataclasses import dataclass

from flask import Flask
from flask_admin import Admin
from flask_admin.theme import Bootstrap4Theme
from flask_wtf import CSRFProtect
from sqlalchemy import Engine
from werkzeug.middleware.proxy_fix import ProxyFix

from admin.pages import dress
from admin.security.account_pages import account_pages
from admin.security.errors import answer_errors
from admin.security.guard import guard
from admin.security.headers import nonce, send_headers
from admin.security.signed_in import secure_sign_in
from admin.settings import AppSettings
from admin.views import VIEWS
from admin.views.home import HomeView
from admin.views.record_scopes import address_of
from admin.worker import Desk
from importers.work import Worker
from trustops.store.engine import open_database

LARGEST_REQUEST = 20 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Trustops:
    """What the pages need of the outside: where things are kept, the database, and where long work is left."""

    settings: AppSettings
    engine: Engine
    desk: Desk


def create_app(settings: AppSettings) -> Flask:
    """The back office of one trust; raises one plain sentence when its database is missing or not current."""
    app = Flask("admin", static_folder=None)
    app.config.update(configuration(settings))
    serve_files(app)
    engine = open_database(settings.database_url)
    desk = Desk(Worker(engine, settings.instance, "inside the server"), inside=settings.works_inside)
    app.extensions["trustops"] = Trustops(settings, engine, desk)
    send_headers(app)
    answer_errors(app)
    guard(app)
    CSRFProtect(app)
    secure_sign_in(app, engine)
    app.register_blueprint(account_pages(app))
    home, views = HomeView(), [view() for view in VIEWS]
    theme = Bootstrap4Theme(base_template="trustops/base.html", fluid=True)
    admin = Admin(app, name="trustops", theme=theme, index_view=home, csp_nonce_generator=nonce)
    admin.add_views(*views)
    dress(app, [home, *views])
    app.jinja_env.globals["address_of"] = address_of
    if settings.proxies:
        hops = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    return app


def serve_files(app: Flask) -> None:
    """Our own files, after the settings are known: Flask's own way would answer OPTIONS too."""
    app.static_folder = "static"
    app.add_url_rule("/static/<path:filename>", "static", app.send_static_file)


def configuration(settings: AppSettings) -> dict[str, object]:
    """What Flask and its parts are told; every default of theirs that is not safe is set here and held by a test."""
    return {
        "SECRET_KEY": settings.secret_key,
        "TRUSTED_HOSTS": list(settings.hosts),
        "MAX_CONTENT_LENGTH": LARGEST_REQUEST,
        "MAX_FORM_MEMORY_SIZE": 1024 * 1024,
        "MAX_FORM_PARTS": 2_000,
        "PROVIDE_AUTOMATIC_OPTIONS": False,
        "SESSION_COOKIE_NAME": "__Host-trustops" if settings.production else "trustops",
        "SESSION_COOKIE_SECURE": settings.production,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_PATH": "/",
        "SESSION_REFRESH_EACH_REQUEST": False,
        "WTF_CSRF_TIME_LIMIT": None,  # the token lasts as long as its session, so nothing typed is lost to a clock
        "RATELIMIT_STORAGE_URI": "memory://",
        "RATELIMIT_STRATEGY": "moving-window",
        "RATELIMIT_HEADERS_ENABLED": False,
    }
