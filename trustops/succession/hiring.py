"""When could somebody from outside start in a post, and by when must it be advertised so that it is never empty?

No national figure of the time to hire is known, so ``trustops/succession/data/hiring.toml`` holds planning defaults by
kind of post; the Hire weeks of a post replace the weeks. Whoever is appointed must then serve notice where they are
(the double notice), by the same rules as those who leave us.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from trustops.models import Post
from trustops.models.post import PayScale, Role
from trustops.quantities.errors import UnknownFigure
from trustops.quantities.words import counted, day_text
from trustops.quantities.years import ONE_DAY
from trustops.snapshot import Snapshot
from trustops.succession.notice import NoticeRule, latest_notice, leaving

OWN = "Hire weeks of the post"


@dataclass(frozen=True, slots=True)
class Hiring:
    """How a post is hired for: weeks from advertisement to appointment, then the notice of whoever is appointed.

    ``notice`` is a rule of resignation dates, or the weeks of a usual contract.
    """

    kind: str
    weeks: int
    notice: NoticeRule | int
    source: str

    @property
    def notice_text(self) -> str:
        """The notice in words.

        >>> Hiring("support staff", 6, 4, "").notice_text, Hiring("teacher", 6, NoticeRule.TEACHER, "").notice_text
        ("4 weeks' notice", "a teacher's resignation dates")
        """
        if isinstance(self.notice, int):
            return f"{counted(self.notice, 'week')}' notice"
        return f"a {self.notice}'s resignation dates"

    def starts(self, advertised: date) -> "OutsideStart":
        """The first day of somebody from outside when the post is advertised on a day.

        A headship advertised on 2 January 2026: appointed 16 weeks later on 24 April, in time to resign by 30 April,
        leave on 31 August and start on 1 September.

        >>> Hiring("headteacher", 16, NoticeRule.HEAD, "").starts(date(2026, 1, 2)).starts
        datetime.date(2026, 9, 1)
        """
        appointed = advertised + timedelta(weeks=self.weeks)
        return OutsideStart(advertised, appointed, leaving(self.notice, appointed).leaves + ONE_DAY)

    def advertise_by(self, needed: date) -> date:
        """The latest day to advertise so that somebody from outside starts by the day they are needed.

        >>> Hiring("headteacher", 16, NoticeRule.HEAD, "").advertise_by(date(2026, 9, 1))
        datetime.date(2026, 1, 8)
        """
        return latest_notice(self.notice, needed - ONE_DAY) - timedelta(weeks=self.weeks)


@dataclass(frozen=True, slots=True)
class OutsideStart:
    """An appointment from outside: advertised, appointed, and the first day after the notice that they serve."""

    advertised: date
    appointed: date
    starts: date


@dataclass(frozen=True, slots=True)
class _Kind:
    kind: str
    weeks: int
    notice: NoticeRule | int
    source: str
    always: frozenset[Role]
    pay_scales: frozenset[PayScale]
    usually: frozenset[Role]


def hiring_for(snapshot: Snapshot, post: Post) -> Hiring:
    """How a post is hired for; raises :class:`UnknownFigure` where neither its role nor its pay scale says.

    >>> from trustops.models import record_of
    >>> head = record_of(Post)(post="H", title="Head", site="TRUST", role=Role.HEAD, pay_scale=PayScale.LEADERSHIP)
    >>> found = hiring_for(Snapshot.of(date(2026, 9, 1), [head]), head)
    >>> found.kind, found.weeks, found.notice_text
    ('headteacher', 16, "a head's resignation dates")
    """
    kinds, since = _kinds()
    found = next((kind for kind in kinds if post.role in kind.always), None)
    found = found or next((kind for kind in kinds if post.pay_scale in kind.pay_scales), None)
    found = found or next((kind for kind in kinds if post.role in kind.usually), None)
    if found is None:
        raise UnknownFigure(
            f"usual time to hire for {snapshot.post_title(post.post)}",
            "for a post without a role or a pay scale",
            "fill in one of them on the Posts sheet",
        )
    if post.hire_weeks is None:
        return Hiring(found.kind, found.weeks, found.notice, f"{found.source}, from {day_text(since)}")
    return Hiring(found.kind, post.hire_weeks, found.notice, f"{OWN}, {snapshot.origin(post)}; {found.source}")


@cache
def _kinds() -> tuple[tuple[_Kind, ...], date]:
    table = tomllib.loads(files("trustops.succession").joinpath("data/hiring.toml").read_text("utf-8"))
    return tuple(_kind(entry) for entry in table["kind"]), table["from"]


def _kind(entry: Mapping[str, Any]) -> _Kind:
    notice = entry["notice"]
    return _Kind(
        kind=entry["kind"],
        weeks=entry["weeks"],
        notice=notice if isinstance(notice, int) else NoticeRule(notice),
        source=entry["source"],
        always=frozenset(Role(role) for role in entry.get("always", ())),
        pay_scales=frozenset(PayScale(scale) for scale in entry.get("pay_scales", ())),
        usually=frozenset(Role(role) for role in entry.get("usually", ())),
    )
