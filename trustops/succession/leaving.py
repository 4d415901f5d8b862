"""What if these people left: which posts, duties, services, obligations and owners go with them?"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from trustops.quantities.words import counted, listed, pounds_text
from trustops.snapshot import Snapshot
from trustops.succession.coming import ObligationAtRisk, coming_obligations, obligations_at_risk
from trustops.succession.cover import succession_view
from trustops.succession.duties import DutyCover, duty_cover
from trustops.succession.leavers import Leavers, emptied, holders_of, leavers
from trustops.succession.owned import Orphaned, orphaned
from trustops.succession.seating import gravest_first
from trustops.succession.services_hit import ServiceHit, services_hit
from trustops.succession.view import SuccessionView


@dataclass(frozen=True, slots=True)
class Leaving:
    """What a trust would be without some people, on a day.

    ``posts`` stand empty once they have gone, the gravest first, and ``shared`` are those that somebody else
    still holds a part of. ``before`` and ``after`` are the cover of the critical posts; ``no_longer`` could be filled
    and then cannot be, as the fewest that are left empty. ``duties_stopped`` have nobody then, ``duties_on_one`` one
    person; those that had nobody before are in neither.
    """

    as_of: date
    who: Leavers
    posts: tuple[str, ...]
    shared: tuple[str, ...]
    before: SuccessionView
    after: SuccessionView
    no_longer: tuple[str, ...]
    duties_stopped: tuple[DutyCover, ...]
    duties_on_one: tuple[DutyCover, ...]
    services: tuple[ServiceHit, ...]
    obligations: tuple[ObligationAtRisk, ...]
    owned: tuple[Orphaned, ...]

    @property
    def people(self) -> int:
        """How many people leave."""
        return len(self.who.people)

    @property
    def income(self) -> Decimal:
        """The income of a year that is at stake, of the services whose figures are known."""
        return sum((each.income for each in self.services if each.income is not None), Decimal("0.00"))

    @property
    def clients(self) -> int:
        """How many schools outside the trust would miss days."""
        return len({each.buyer.urn for hit in self.services for each in hit.clients})


def if_they_left(
    snapshot: Snapshot, people: Iterable[str] = (), posts: Iterable[str] = (), schools: Iterable[str] = ()
) -> Leaving:
    """The trust on the snapshot's day without these people, the holders of these posts and the teams of these schools.

    Raises :class:`TrustopsError` for what the trust does not know; with nobody leaving, nothing changes.

    >>> from trustops.models import Holder, Post, record_of
    >>> found = if_they_left(Snapshot.of(date(2026, 11, 22), [
    ...     record_of(Post)(post="CEO", title="Chief executive", site="TRUST", critical=5),
    ...     record_of(Holder)(post="CEO", person="P1", from_date=date(2020, 9, 1)),
    ... ]), ["P1"])
    >>> found.posts, found.before.resilience_number, found.after.resilience_number, found.no_longer
    (('CEO',), 1, 0, ('CEO',))
    """
    who = leavers(snapshot, people, posts, schools)
    gone = frozenset(who.people)
    empty = emptied(snapshot, gone)
    before, after = succession_view(snapshot), succession_view(snapshot, who.people)
    stopped, on_one = _duties(duty_cover(snapshot), gone)
    return Leaving(
        as_of=snapshot.as_of,
        who=who,
        posts=gravest_first(snapshot, empty),
        shared=gravest_first(snapshot, _partly(snapshot, gone, empty)),
        before=before,
        after=after,
        no_longer=tuple(post for post in after.uncovered if post not in before.uncovered),
        duties_stopped=stopped,
        duties_on_one=on_one,
        services=services_hit(snapshot, gone),
        obligations=obligations_at_risk(coming_obligations(snapshot), empty, gone),
        owned=orphaned(snapshot, empty),
    )


def _partly(snapshot: Snapshot, gone: Collection[str], empty: Collection[str]) -> list[str]:
    return [post for post, people in holders_of(snapshot).items() if post not in empty and set(gone) & set(people)]


def _duties(covers: Iterable[DutyCover], gone: Collection[str]) -> tuple[tuple[DutyCover, ...], tuple[DutyCover, ...]]:
    """The duties that nobody has in hand any more, and those that one person is left with; the gravest first."""
    hit = [(cover, len(set(cover.active) - set(gone))) for cover in covers if set(cover.active) & set(gone)]
    hit.sort(key=lambda item: (-(item[0].critical or 0), item[0].title, item[0].duty))
    return tuple(cover for cover, left in hit if left == 0), tuple(cover for cover, left in hit if left == 1)


def leaving_sentence(found: Leaving, *, readiness: bool = True) -> str:
    """The answer in one sentence that counts and names nobody.

    ``readiness`` is False for those who may not know who is ready for what: it then says nothing of who else could
    fill the posts.
    """
    if not found.people:
        return "Nobody leaves, so nothing changes."
    said = [
        counted(len(found.posts), "post would stand empty", "posts would stand empty"),
        counted(len(found.duties_stopped), "duty would stop", "duties would stop"),
    ]
    if readiness and found.after.of:
        filled = f"{found.after.filled} of {counted(found.after.of, 'critical post')} could be filled at once"
        said.insert(1, f"{filled}, not {found.before.filled}" if found.after.filled != found.before.filled else filled)
    if found.clients:
        said.append(f"{pounds_text(found.income)} a year from {counted(found.clients, 'client')} would be at stake")
    if found.obligations:
        said.append(
            counted(len(found.obligations), "obligation would lose a holder", "obligations would lose a holder")
        )
    return f"If {counted(found.people, 'person', 'people')} left, {listed(said)}."
