"""What has happened that an obligation follows on, and when are the trust's terms? As its own sheets say.

A trustee who begins or whose term ends is a change that GIAS and Companies House are told of within 14 days; nobody
need record it twice.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from trustops.models import TRUST_SITE, BoardMember, TermDate
from trustops.models.board_member import BoardRole
from trustops.models.working_time import Term
from trustops.quantities.years import ONE_DAY, AcademicYear
from trustops.snapshot import Snapshot

CHANGE, CHANGE_OF_DIRECTOR, APPOINTMENT = "change", "change of director", "appointment"
NO_DIRECTORS = (BoardRole.MEMBER, BoardRole.LOCAL_GOVERNOR)
TERMS = ((Term.AUTUMN_1, Term.AUTUMN_2), (Term.SPRING_1, Term.SPRING_2), (Term.SUMMER_1, Term.SUMMER_2))


def events_known(snapshot: Snapshot) -> Mapping[str, tuple[date, ...]]:
    """The days of each kind of event, by the name that a rule gives it.

    >>> from trustops.models import record_of
    >>> member = record_of(BoardMember)(member="T1", name="Ada", role=BoardRole.TRUSTEE, from_date=date(2026, 9, 1))
    >>> events_known(Snapshot.of(date(2026, 11, 22), [member]))["change of director"]
    (datetime.date(2026, 9, 1),)
    """
    everybody = snapshot.all(BoardMember)
    directors = [row for row in everybody if row.role not in NO_DIRECTORS]
    return {
        CHANGE: _changes(everybody),
        CHANGE_OF_DIRECTOR: _changes(directors),
        APPOINTMENT: tuple(sorted({row.from_date for row in everybody})),
    }


def _changes(rows: Sequence[BoardMember]) -> tuple[date, ...]:
    days = {row.from_date for row in rows} | {row.to_date for row in rows if row.to_date}
    return tuple(sorted(days))


def terms_known(snapshot: Snapshot) -> Mapping[AcademicYear, tuple[tuple[date, date], ...]]:
    """The first and last day of each of the three terms, for the years whose six half-terms the trust has written down.

    What is done between two terms is done in the one that follows.
    """
    dates = {(row.year, row.term): row for row in snapshot.all(TermDate) if row.site == TRUST_SITE}
    found = {}
    for text in sorted({year for year, _ in dates}):
        ends = [dates.get((text, last)) for _, last in TERMS]
        year = AcademicYear.parse(text)
        if None not in ends:
            days = [row.to_date for row in ends if row]
            starts = [year.start, *(day + ONE_DAY for day in days[:-1])]
            found[year] = tuple(zip(starts, days, strict=True))
    return found
