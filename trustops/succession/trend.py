"""Has the cover become deeper? The resilience number as it was at the end of each past term.

Each term is worked out anew from what stood then: who held the posts, and the assessment of each person that was the
last by that day, aged as of that day. Which posts are critical is taken as it is marked now, so that the terms can be
compared.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from trustops.governance.occurrences import terms
from trustops.models import TRUST_SITE, Successor, TermDate
from trustops.models.working_time import Term
from trustops.quantities.years import AcademicYear
from trustops.snapshot import Snapshot, as_known
from trustops.succession.horizons import cover_of_posts
from trustops.succession.plans import plans_of
from trustops.succession.view import SetCover

TERMS_BACK = 6
LAST_HALVES = (Term.AUTUMN_2, Term.SPRING_2, Term.SUMMER_2)
NAMES = ("autumn", "spring", "summer")


@dataclass(frozen=True, slots=True)
class TermCover:
    """The cover at the end of a term; ``ready`` counts the posts that had somebody ready now."""

    term: str
    on: date
    cover: SetCover
    ready: int


def trend(snapshot: Snapshot, back: int = TERMS_BACK) -> tuple[TermCover, ...]:
    """The cover at the end of the last ``back`` terms, the oldest first, and then on the day itself.

    Terms that ended before anybody was ever assessed are left out: who was ready then is not known.

    >>> [each.term for each in trend(Snapshot.of(date(2026, 11, 22), []), 2)]
    ['today']
    """
    rows = (*snapshot.all(Successor), *snapshot.before(Successor))
    since = min((row.assessed_on for row in rows), default=date.max)
    ends = [(term, day) for term, day in past_term_ends(snapshot, back) if day >= since]
    return tuple(_at(snapshot, term, day) for term, day in (*ends, ("today", snapshot.as_of)))


def past_term_ends(snapshot: Snapshot, back: int) -> tuple[tuple[str, date], ...]:
    """The last ``back`` terms that have ended, the oldest first.

    A term ends on the last day of its second half by the Term dates sheet; where the sheet has none, on the
    contractual 31 December, 30 April or 31 August.
    """
    year = AcademicYear.containing(snapshot.as_of)
    found: list[tuple[str, date]] = []
    while len(found) < back:
        ended = [each for each in _ends(snapshot, year) if each[1] < snapshot.as_of]
        found = [*ended, *found]
        year = year.previous()
    return tuple(found[len(found) - back :])


def _ends(snapshot: Snapshot, year: AcademicYear) -> Iterator[tuple[str, date]]:
    for name, half, (_, usual) in zip(NAMES, LAST_HALVES, terms(year), strict=True):
        row = snapshot.one(TermDate, TRUST_SITE, str(year), half)
        yield f"{name} {year}", row.to_date if row else usual


def _at(snapshot: Snapshot, term: str, day: date) -> TermCover:
    then = replace(snapshot, as_of=day, tables={**snapshot.tables, Successor: assessed_by(snapshot, day)})
    plans = plans_of(then)
    return TermCover(term, day, cover_of_posts(plans.candidates()), sum(bool(each) for each in plans.ready().values()))


def assessed_by(snapshot: Snapshot, day: date) -> Sequence[Successor]:
    """Each plan's last assessment by a day, of those that stand and those that they replaced."""
    return as_known(snapshot.all(Successor), snapshot.before(Successor), day)
