"""What does every page of ours have? The day's snapshot, who is looking, and the template that says it.

A page is a :class:`TrustopsView`: it asks :meth:`~TrustopsView.snapshot` or :meth:`~TrustopsView.picture` for what is
known, which is loaded once a request, and gives :meth:`~TrustopsView.show` plain values for its template.
"""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple, TypeVar
from zoneinfo import ZoneInfo

from flask import Flask, abort, g, has_request_context, request, url_for
from flask_admin import BaseView
from flask_admin import expose as flask_admin_expose
from sqlalchemy import select

from admin.security.headers import nonce
from admin.security.named_reads import note_read
from admin.security.policy import allows, line_for
from admin.security.signed_in import SignedIn, engine_of_app, sees, sees_small_numbers, signed_in
from trustops.findings.model import Area, Finding, Findings
from trustops.findings.picture import Picture
from trustops.findings.run import findings_of
from trustops.models import TRUST_SITE, DataClass, Fact, Person, Trust, UserRole, sheet_of
from trustops.models.facts import SheetColumn
from trustops.quantities import words
from trustops.quantities.errors import TrustopsError
from trustops.quantities.years import AcademicYear
from trustops.snapshot import Snapshot
from trustops.store.engine import reading
from trustops.store.load import load

LONDON = ZoneInfo("Europe/London")
STATIC = Path(__file__).parent / "static"
WITHHELD = "name withheld"

Page = TypeVar("Page", bound=Callable[..., Any])

ROLE_NAMES = {
    UserRole.ADMINISTRATOR: "Administrator",
    UserRole.CEO: "Chief executive",
    UserRole.CFO: "Chief finance officer",
    UserRole.GOVERNANCE: "Governance professional",
    UserRole.HR_LEAD: "HR lead",
    UserRole.TRUSTEE: "Trustee",
    UserRole.HEAD: "Head",
}


def expose(path: str, *methods: str) -> Callable[[Page], Page]:
    """Make a function of a view a page, at a path under the view's; GET unless other methods are named."""
    exposed: Callable[[Page], Page] = flask_admin_expose(path, methods or ("GET",))
    return exposed


class TrustopsView(BaseView):  # type: ignore[misc]
    """One page or a few that belong together.

    ``title`` is its name in the menu, ``place`` its endpoint and ``address`` its path; each exposed function needs
    its line in the policy. ``part_of`` is the place of the page that leads to it, whose line of the menu is then its
    own; it has one itself only for those who may not have that page.
    """

    title = ""
    place = ""
    address = ""
    part_of = ""

    def __init__(self) -> None:
        super().__init__(name=self.title, endpoint=self.place, url=self.address)

    def is_accessible(self) -> bool:
        """The second wall behind the guard: whether the policy lets this person have this page."""
        user = signed_in()
        roles = user.held if user else frozenset()
        return allows(line_for(f"{self.place}.{self._asked()}", request.method), roles)

    def _asked(self) -> str:
        return str(request.endpoint).rpartition(".")[2]

    def inaccessible_callback(self, name: str, **kwargs: Any) -> Any:
        abort(403)

    @property
    def user(self) -> SignedIn:
        """Whoever is looking."""
        user = signed_in()
        if user is None:
            abort(401)
        return user

    @property
    def as_of(self) -> date:
        """The day that the page is about: ``?as_of=`` or today."""
        return as_of_day()

    @property
    def year(self) -> AcademicYear:
        """The academic year that the page is about: ``?year=``, or the one that the day is in."""
        typed = request.args.get("year", "").strip()
        return AcademicYear.parse(typed[:20]) if typed else AcademicYear.containing(self.as_of)

    def snapshot(self) -> Snapshot:
        """Everything known on the day, without people's names where those are not for this person."""
        return self.picture().snapshot

    def picture(self) -> Picture:
        """The snapshot with what the areas make of it, each worked out once a request."""
        if "picture" not in g:
            with reading(engine_of_app()) as connection:
                g.picture = Picture(
                    scoped(self.user, load(connection, self.as_of)), hide_small=not sees_small_numbers(self.user)
                )
        picture: Picture = g.picture
        return picture

    def note_named(self) -> None:
        """Write down that whoever is looking was told by name who is ready for what; call it before they are."""
        note_read(engine_of_app(), self.user.account.id, str(request.endpoint), self.as_of)

    def findings(self, area: str | None = None) -> tuple[Finding, ...]:
        """What this person is to look at, the worst first."""
        return findings_for(self.user, self.snapshot(), findings_of(self.picture(), area))

    def sites(self) -> tuple[str, ...]:
        """The sites that this person sees: the trust and its schools, or a head's own school alone."""
        return sites_of(self.user, self.snapshot())

    def sees(self, data_class: DataClass) -> bool:
        """Whether this person may see data of a class."""
        return sees(self.user, data_class)

    def may(self, endpoint: str, method: str = "GET") -> bool:
        """Whether this person may open a page or send its form: for leaving out buttons that would be refused."""
        return allows(line_for(endpoint, method), self.user.held)

    def show(self, template: str, **values: Any) -> str:
        """A template of ``admin/templates/trustops/``, with plain values."""
        return str(self.render(f"trustops/{template}", **values))

    def part(self, template: str, whole: str, **values: Any) -> str:
        """``template`` alone when htmx asks for a part of the page, else the ``whole`` page that includes it."""
        return self.show(template if request.headers.get("HX-Request") else whole, **values)


def as_of_day() -> date:
    """The day asked for, or today in England; raises one sentence when what was typed is no day."""
    typed = request.args.get("as_of", "").strip() if has_request_context() else ""
    if not typed:
        return today()
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise TrustopsError(f"“{typed[:40]}” is not a day; write it like 2026-11-22.") from None


def today() -> date:
    """The day that it is in England."""
    return datetime.now(LONDON).date()


def scoped(user: SignedIn, snapshot: Snapshot) -> Snapshot:
    """The snapshot as somebody may have it.

    Whoever may not see restricted HR data gets everybody under a number of no meaning in place of their name and
    payroll number, and no words about them, so that no page can name anybody by mistake. Amounts stay: what a
    service costs is worked out from them.
    """
    return snapshot if sees(user, DataClass.RESTRICTED_HR) else without_names(snapshot)


def without_names(snapshot: Snapshot) -> Snapshot:
    """The snapshot with a number of no meaning in the place of each name and payroll number, and no words of people."""
    numbers = {row.person: f"person {number}" for number, row in enumerate(snapshot.all(Person), 1)}
    tables, earlier = (
        {model: [_unnamed(row, numbers) for row in rows] for model, rows in known.items()}
        for known in (snapshot.tables, snapshot.earlier)
    )
    return replace(snapshot, tables=tables, earlier=earlier)


def _unnamed(row: Any, numbers: dict[str, str]) -> Any:
    changes = {}
    for column in _about_people(row.fact):
        value = getattr(row, column.name)
        if isinstance(value, str) and not column.choices:
            changes[column.name] = numbers.get(value, value) if _is_person(row.fact, column) else WITHHELD
    return row._replace(**changes) if changes else row


@lru_cache
def _about_people(model: type[Fact]) -> tuple[SheetColumn, ...]:
    return tuple(column for column in sheet_of(model).columns if column.data_class is DataClass.RESTRICTED_HR)


def _is_person(model: type[Fact], column: SheetColumn) -> bool:
    return column.refers_to == "person.person" or (model is Person and column.name == "person")


def sites_of(user: SignedIn, snapshot: Snapshot) -> tuple[str, ...]:
    """The sites that somebody sees: a head their own school, everybody else the trust and all its schools."""
    if user.site is not None:
        return (user.site,)
    return () if user.held == {UserRole.HEAD} else (TRUST_SITE, *snapshot.our_schools)


def findings_for(user: SignedIn, snapshot: Snapshot, found: Findings) -> tuple[Finding, ...]:
    """The findings that somebody may see: without evidence that names people, and a head's own school's alone."""
    kept = found.findings
    if user.held == {UserRole.HEAD}:
        # Which of the few people of one school could take a post is not for its head to guess at.
        theirs = (each for each in kept if each.area is not Area.SUCCESSION and _of_site(each, user.site, snapshot))
        kept = tuple(each.at_site(user.site) for each in theirs)
    if not sees(user, DataClass.RESTRICTED_HR):
        return tuple(each.without_people() for each in kept)
    # Nobody sees their own readiness: whoever may read of others' does so on the pages of succession.
    return tuple(each.without_people() if each.area is Area.SUCCESSION else each for each in kept)


def _of_site(finding: Finding, site: str | None, snapshot: Snapshot) -> bool:
    """Whether a finding is about a school: its subject is kept there, or its reference or its evidence names it."""
    if site is None:
        return False
    if any(each.site == site for each in finding.evidence):
        return True
    if site in finding.subject.ref.replace("@", " ").replace(":", " ").replace("/", " ").split():
        return True
    return any(
        getattr(row, "site", None) == site
        for model, rows in snapshot.tables.items()
        if "site" in model.__table__.columns and sheet_of(model).key == (finding.subject.kind,)
        for row in rows
        if getattr(row, finding.subject.kind, None) == finding.subject.ref
    )


# What every template has --------------------------------------------------------------------------------------------


class MenuItem(NamedTuple):
    """A line of the menu, as one person sees it."""

    label: str
    address: str
    current: bool


def dress(app: Flask, views: Iterable[TrustopsView]) -> None:
    """Give every template the menu, the words and the day; keep ``?as_of=`` on every link of a page that has it."""
    shown = tuple(views)
    app.context_processor(lambda: _common(shown))
    app.jinja_env.globals.update(asset=asset, nonce=nonce)
    app.jinja_env.filters.update(_filters())
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.url_defaults(_keep_the_day)


def _filters() -> dict[str, Callable[..., str]]:
    return {
        "day": lambda value: words.day_text(value) if value else "—",
        "short_day": lambda value: f"{value.day} {value:%b %Y}" if value else "—",
        "pounds": lambda value: "unknown" if value is None else words.pounds_text(value),
        "whole_pounds": lambda value: "unknown" if value is None else words.pounds_text(value).partition(".")[0],
        "number": lambda value: "unknown" if value is None else words.number_text(value),
        "counted": lambda value, one, many=None: words.counted(value, one, many) if many else words.counted(value, one),
        "listed": words.listed,
        "clock": lambda moment: f"{moment.astimezone(LONDON):%H:%M}",
    }


def _common(views: tuple[TrustopsView, ...]) -> dict[str, Any]:
    user = signed_in()
    return {
        "person": user,
        "person_roles": [ROLE_NAMES[role] for role in UserRole if user and role in user.held],
        "menu": _menu(views, user) if user else [],
        "trust_name": _trust_name() if user else None,
        "as_of": _day_or_today(),
        "as_of_typed": request.args.get("as_of", "")[:10],
        "sees_people": sees(user, DataClass.RESTRICTED_HR),
    }


def _day_or_today() -> date:
    try:
        return as_of_day()
    except TrustopsError:  # the page says so; its error page still needs a day in the header
        return datetime.now(LONDON).date()


def _menu(views: tuple[TrustopsView, ...], user: SignedIn) -> list[MenuItem]:
    theirs = {view.place for view in views if allows(line_for(f"{view.place}.index", "GET"), user.held)}
    here = {request.blueprint, *(view.part_of for view in views if view.place == request.blueprint)}
    return [
        MenuItem(view.title, url_for(f"{view.place}.index"), view.place in here)
        for view in views
        if view.place in theirs and view.part_of not in theirs
    ]


def _trust_name() -> str | None:
    if "trust_name" not in g:
        with reading(engine_of_app()) as connection:
            g.trust_name = connection.execute(select(Trust.name)).scalar()
    name: str | None = g.trust_name
    return name


def asset(name: str) -> str:
    """The address of a file of ours, which changes when its content does, so that a browser may keep it for good."""
    return url_for("static", filename=name, v=_fingerprint(name))


@lru_cache
def _fingerprint(name: str) -> str:
    return sha256((STATIC / name).read_bytes()).hexdigest()[:12]


def _keep_the_day(endpoint: str, values: dict[str, Any]) -> None:
    typed = has_request_context() and request.args.get("as_of", "").strip()
    if not typed or endpoint == "static" or endpoint.startswith("account."):
        return
    with suppress(TrustopsError):  # what is no day is not carried on, or its error page would lead back to itself
        values.setdefault("as_of", as_of_day().isoformat())
