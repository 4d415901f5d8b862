"""How does the year of duties get into somebody's diary and stay true there? By an address that a diary asks itself.

A diary cannot sign in, so the address carries who asked for it, signed. It opens the dates of duties and nothing more,
names nobody, and stops working when its owner changes their password, loses the role or is switched off.
"""

from collections.abc import Iterator

from flask import Response, abort, current_app, url_for
from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy import Engine

from admin.pages import TrustopsView, expose, today
from admin.security.accounts import account_numbered, digest, password_hash_of
from admin.security.policy import BOARD_LEVEL
from admin.security.signed_in import engine_of_app
from trustops.governance.calendar import CalendarItem, calendar
from trustops.governance.ics import ics_text
from trustops.quantities.years import AcademicYear
from trustops.snapshot import Snapshot
from trustops.store.engine import reading
from trustops.store.load import load

CALENDAR = "text/calendar; charset=utf-8"


class DiaryView(TrustopsView):
    """The year's duties as a diary has them: for whoever is signed in, and by an address of their own."""

    title = "Diary"
    place = "diary"
    address = "/diary"
    part_of = "board"

    @expose("/")
    def index(self) -> Response:
        answer = _as_diary(self.snapshot())
        answer.headers["Content-Disposition"] = "attachment; filename=board-duties.ics"
        return answer

    @expose("/<token>.ics")
    def feed(self, token: str) -> Response:
        engine = engine_of_app()
        if not _opens(engine, token):
            abort(404)
        with reading(engine) as connection:
            return _as_diary(load(connection, today()))


def feed_address(account: int) -> str:
    """The address that an account's diary asks: made anew it is the same, until the password changes."""
    token = _signer().dumps([account, _stamp(engine_of_app(), account)])
    return url_for("diary.feed", token=token, _external=True).partition("?")[0]  # it is always about today


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(str(current_app.config["SECRET_KEY"]), salt="diary")


def _stamp(engine: Engine, account: int) -> str:
    return digest(password_hash_of(engine, account) or "")[:16]


def _opens(engine: Engine, token: str) -> bool:
    try:
        account, stamp = _signer().loads(token)
    except (BadSignature, ValueError):
        return False
    person = account_numbered(engine, account)
    return (
        person is not None and person.active and bool(person.roles & BOARD_LEVEL) and stamp == _stamp(engine, account)
    )


def _as_diary(snapshot: Snapshot) -> Response:
    text = ics_text(_two_years(snapshot), snapshot.as_of, f"{_whose(snapshot)}: what the board is owed")
    return Response(text, content_type=CALENDAR)


def _two_years(snapshot: Snapshot) -> Iterator[CalendarItem]:
    """This academic year and the next: a diary in August asks about September."""
    year = AcademicYear.containing(snapshot.as_of)
    yield from calendar(snapshot, year)
    yield from calendar(snapshot, year.next())


def _whose(snapshot: Snapshot) -> str:
    return snapshot.trust.name if snapshot.trust else "The trust"
