"""A small trust of seats: posts, who sits in them, who is named for them, and what nobody may hold together."""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import pairwise
from typing import Any

from trustops.models import Duty, DutyHolder, Holder, IncompatiblePost, Person, Post, Successor, record_of
from trustops.models.person import Contract
from trustops.models.succession import DutyKind, DutyLevel, Readiness
from trustops.snapshot import Snapshot

DAY = date(2026, 9, 1)
NOW, EMERGENCY = Readiness.READY_NOW, Readiness.EMERGENCY_ONLY


def post(ref: str, critical: int | None = None, *, must: bool = False, **more: Any) -> Post:
    return record_of(Post)(
        post=ref, title=f"Post {ref}", site=more.pop("site", "TRUST"), critical=critical, must_be_filled=must, **more
    )


def person(ref: str, **more: Any) -> Person:
    return record_of(Person)(
        person=ref, name=f"Name {ref}", site="TRUST", contract=more.pop("contract", Contract.SUPPORT), **more
    )


def holds(ref: str, who: str, **more: Any) -> Holder:
    return record_of(Holder)(post=ref, person=who, from_date=more.pop("from_date", date(2020, 9, 1)), **more)


def named(ref: str, who: str | None, readiness: Readiness = NOW, **more: Any) -> Successor:
    return record_of(Successor)(
        post=ref, person=who, readiness=readiness, assessed_on=more.pop("assessed_on", DAY), **more
    )


def apart(ref: str, other: str) -> IncompatiblePost:
    return record_of(IncompatiblePost)(post=ref, other_post=other)


def duty(ref: str, *excludes: str) -> Duty:
    return record_of(Duty)(
        duty=ref, title=f"Duty {ref}", kind=DutyKind.SIGN_OFF, site="TRUST", incompatible_with=tuple(excludes)
    )


def does(ref: str, who: str) -> DutyHolder:
    return record_of(DutyHolder)(duty=ref, person=who, level=DutyLevel.LEAD)


def trust(*rows: Any) -> Snapshot:
    return Snapshot.of(DAY, rows)


def chain_of(*posts: str, preferred: Iterable[str] = (), more: Mapping[str, Any] | None = None) -> tuple[Any, ...]:
    """Posts one under another, each held by a person of the same name in small letters, ready for the one above."""
    rows: list[Any] = [*(post(each) for each in posts), *(holds(each, each.lower()) for each in posts)]
    for above, below in pairwise(posts):
        rows.append(named(above, below.lower(), preferred=below in preferred))
    return tuple(rows)
