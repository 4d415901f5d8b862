"""Which agreements end, and by when must somebody speak? Ends, notice, and what follows each."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from trustops.agreements.school_days import is_working
from trustops.models import Agreement, Service
from trustops.models.service import FIRM
from trustops.quantities.words import counted, day_text
from trustops.quantities.years import A_YEAR, ONE_DAY, in_force
from trustops.snapshot import Snapshot

A_TERM = timedelta(weeks=13)
"""How long before the last day for notice a renewal counts as due: one term."""


class Standing(StrEnum):
    """How an agreement's end stands on a day, the most urgent first."""

    LAPSED = "ended, not renewed"
    TOO_LATE = "notice day past"
    DUE = "due for renewal"
    LATER = "not due yet"
    RENEWED = "renewed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewal:
    """An agreement that ends, and what is known of what comes after.

    ``last_notice`` is the last day on which the notice still ends with the agreement, ``last_safe`` the last working
    day on or before it; both None where the weeks of notice are not known.
    """

    agreement: str
    service: str
    urn: str
    ends: date
    notice_weeks: int | None
    last_notice: date | None
    last_safe: date | None
    standing: Standing
    sentence: str
    source: str


def renewals(snapshot: Snapshot) -> tuple[Renewal, ...]:
    """Every signed agreement that ends, or ended within the last year, the most urgent first."""
    firm = tuple(row for row in snapshot.all(Agreement) if row.status in FIRM)
    ending = (row for row in firm if row.to_date is not None and row.to_date >= snapshot.as_of - A_YEAR)
    order = list(Standing)
    same: dict[tuple[str, str], list[Agreement]] = defaultdict(list)
    for row in firm:
        same[row.urn, row.service].append(row)
    found = (_renewal(snapshot, row, row.to_date, same[row.urn, row.service]) for row in ending if row.to_date)
    return tuple(sorted(found, key=lambda each: (order.index(each.standing), each.ends, each.agreement)))


def last_day_for_notice(ends: date, weeks: int) -> date:
    """The last day on which so many weeks of notice still end on ``ends``.

    >>> last_day_for_notice(date(2027, 8, 31), 13)
    datetime.date(2027, 6, 1)
    """
    return ends - timedelta(weeks=weeks)


def working_day_on_or_before(day: date) -> date:
    """The day itself, or the working day before it: notice sent on a Saturday may not be read in time.

    >>> working_day_on_or_before(date(2026, 11, 22))
    datetime.date(2026, 11, 20)
    """
    return day if is_working(day) else working_day_on_or_before(day - ONE_DAY)


def follower(row: Agreement, same: Iterable[Agreement]) -> Agreement | None:
    """Of the signed agreements of its school and service, the one that runs on the day after this one's end."""
    if row.to_date is None:
        return None
    after = row.to_date + ONE_DAY
    return next((each for each in same if in_force(each.from_date, each.to_date, after)), None)


def _renewal(snapshot: Snapshot, row: Agreement, ends: date, same: Iterable[Agreement]) -> Renewal:
    service = snapshot.one(Service, row.service)
    weeks = row.notice_weeks if row.notice_weeks is not None else (service.notice_weeks if service else None)
    last = None if weeks is None else last_day_for_notice(ends, weeks)
    next_one = follower(row, same)
    standing = _standing(snapshot.as_of, ends, last, renewed=next_one is not None)
    return Renewal(
        agreement=row.agreement,
        service=row.service,
        urn=row.urn,
        ends=ends,
        notice_weeks=weeks,
        last_notice=last,
        last_safe=None if last is None else working_day_on_or_before(last),
        standing=standing,
        sentence=_said(row, ends, weeks, standing, next_one),
        source=snapshot.origin(row),
    )


def _standing(as_of: date, ends: date, last: date | None, *, renewed: bool) -> Standing:
    if renewed:
        return Standing.RENEWED
    if ends < as_of:
        return Standing.LAPSED
    speak_by = ends if last is None else last
    if speak_by < as_of:
        return Standing.TOO_LATE
    return Standing.DUE if speak_by - A_TERM <= as_of else Standing.LATER


def _said(row: Agreement, ends: date, weeks: int | None, standing: Standing, after: Agreement | None) -> str:
    if after is not None:
        return f"{row.agreement} ends on {day_text(ends)} and is followed by {after.agreement}."
    if standing is Standing.LAPSED:
        return f"{row.agreement} ended on {day_text(ends)} and nothing signed follows it."
    return f"{row.agreement} ends on {day_text(ends)}; {_notice(ends, weeks, standing)}."


def _notice(ends: date, weeks: int | None, standing: Standing) -> str:
    if weeks is None:
        return "its weeks of notice are not known: give them on the Agreements sheet"
    last = last_day_for_notice(ends, weeks)
    if standing is Standing.TOO_LATE:
        return f"its {counted(weeks, 'week')} of notice began on {day_text(last)}, and nothing signed follows it yet"
    safe = working_day_on_or_before(last)
    said = f"its {counted(weeks, 'week')} of notice must be given by {day_text(last)}"
    return said if safe == last else f"{said}, so by {safe:%A} {day_text(safe)} to be safe"
