"""Which sheets and rows are somebody's? The one place where a role becomes a scope, for reading and for writing."""

import re
from typing import Any, NoReturn

from flask import url_for
from sqlalchemy import Connection

from admin.pages import TrustopsView
from admin.security.policy import allows, line_for
from admin.security.signed_in import SignedIn, signed_in
from trustops.models import SHEETS, Fact, SheetColumn, Successor, UserRole, sheet_of
from trustops.quantities.errors import TrustopsError
from trustops.snapshot import Traced
from trustops.store.records import Scope, one, scope_of
from trustops.store.write import plain

LARGEST_NUMBER = 2**31 - 1
NO_SITE = "none"


def slug_of(model: type[Fact]) -> str:
    """The word for a sheet in an address.

    >>> from trustops.models import KpiValue
    >>> slug_of(KpiValue)
    'kpi-values'
    """
    return re.sub(r"[^a-z]+", "-", sheet_of(model).name.casefold())


BY_SLUG = {slug_of(model): model for model in SHEETS}
BY_NAME = {sheet_of(model).name: model for model in SHEETS}

REFERRED = frozenset(
    {"school.urn"}
    | {
        target
        for model in SHEETS
        for column in sheet_of(model).columns
        for target in (column.refers_to, column.refers_to_each)
        if target
    }
)
"""The codes that other sheets refer to: such a code stays as it is, or what refers to it would lead nowhere."""


def scope_for(user: SignedIn, model: type[Fact]) -> Scope | None:
    """What somebody may have of a sheet; a head has what is about their own school."""
    if model is Successor and not user.sight.readiness:
        return None
    only = (user.site or NO_SITE) if user.held == {UserRole.HEAD} else None
    return scope_of(model, user.sight.classes, site=only, not_about=user.person)


def address_of(origin: object) -> str:
    """The page of the row that a figure was read off, for whoever is looking; empty when it is not theirs to open."""
    user = signed_in()
    if not isinstance(origin, Traced) or user is None or not allows(line_for("records.find", "GET"), user.held):
        return ""
    model = BY_NAME[origin.sheet]
    if scope_for(user, model) is None:
        return ""
    key = ["" if part is None else str(plain(part)) for part in origin.key]
    return url_for("records.find", slug=slug_of(model), key=key)


def is_fixed(model: type[Fact], column: SheetColumn) -> bool:
    """Whether a column of a row that is there already may not be changed."""
    return f"{model.__tablename__}.{column.name}" in REFERRED


def not_there(scope: Scope) -> NoReturn:
    """The one sentence for a row that is gone and for one that is not theirs, so that neither can be told apart."""
    raise TrustopsError(
        f"There is no such row on {sheet_of(scope.model).name}: it may have been deleted, or it is not yours to see."
    )


class RecordsBase(TrustopsView):
    """What the screens of one sheet share: the sheet asked for, as far as it is theirs."""

    def scope(self, slug: str) -> Scope:
        """The sheet of an address; raises one sentence when there is none, or none for this person.

        Whoever opens what was assessed of people is written down.
        """
        model = BY_SLUG.get(slug)
        found = self.scope_if_theirs(model) if model is not None else None
        if found is None:
            raise TrustopsError("There is no such sheet here, or it is not yours to see; Records lists those that are.")
        if found.model is Successor:
            self.note_named()
        return found

    def scope_if_theirs(self, model: type[Fact]) -> Scope | None:
        """What this person may have of a sheet; a head has what is about their own school."""
        return scope_for(self.user, model)

    def row(self, connection: Connection, scope: Scope, number: int) -> Any:
        """A row by its number; raises one sentence when there is none, or it is not theirs."""
        found = one(connection, scope, number) if number <= LARGEST_NUMBER else None
        return found if found is not None else not_there(scope)

    def may_write(self, scope: Scope) -> bool:
        """Whether this person may change rows of a sheet."""
        return self.may("records.edit", "POST")

    def may_add(self, scope: Scope) -> bool:
        """Whether they may add one: they must see all that a row needs."""
        needed = all(column in scope.columns for column in sheet_of(scope.model).columns if column.required)
        return needed and self.may("records.add", "POST")
