"""Which obligations does this trust keep, for which sites, and what has it recorded as done?"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from trustops.governance.committees import committees_meant, meetings_of
from trustops.governance.events import events_known, terms_known
from trustops.governance.obligations import Duty, DutyBook
from trustops.governance.occurrences import Done, Known
from trustops.models import TRUST_SITE, Obligation, School, Submission
from trustops.quantities.years import in_force
from trustops.snapshot import Snapshot

OWN_SOURCE = "the trust's own obligation"


@dataclass(frozen=True)
class Kept:
    """The packaged obligations as a trust keeps them, sorted once for a whole calendar."""

    snapshot: Snapshot
    book: DutyBook

    @cached_property
    def own_rows(self) -> Mapping[str, Obligation]:
        """The trust's rows of the Obligations sheet that are in force on the day."""
        day = self.snapshot.as_of
        rows = self.snapshot.all(Obligation)
        return {row.obligation: row for row in rows if in_force(row.from_date, row.to_date, day)}

    @cached_property
    def submissions(self) -> Mapping[str, list[Submission]]:
        """What has been submitted, by obligation."""
        found: dict[str, list[Submission]] = defaultdict(list)
        for row in self.snapshot.all(Submission):
            found[row.obligation].append(row)
        return found

    def duties(self) -> Iterator[Duty]:
        """The packaged obligations, each as the trust's own row changes it, then those that are only its own."""
        for duty in self.book.duties:
            own = self.own_rows.get(duty.id)
            yield _changed(duty, own) if own else duty
        known = {duty.id for duty in self.book.duties}
        yield from (_own_duty(row) for row in self.own_rows.values() if row.obligation not in known)

    @cached_property
    def known(self) -> Known:
        """The days of what obligations follow on, and the terms, as the trust's own sheets have them."""
        return Known(events_known(self.snapshot), terms_known(self.snapshot))

    def tracked(self, obligation: str) -> bool:
        """Whether the trust keeps a record of an obligation at all."""
        return obligation in self.own_rows or obligation in self.submissions

    def sites(self, duty: Duty) -> tuple[str, ...]:
        """The trust, or each of its schools whose phase the obligation is for; the trust while it has no schools."""
        ours = self.snapshot.our_schools
        if duty.applies_to != "school" or not ours:
            return (TRUST_SITE,)
        schools = {urn: self.snapshot.one(School, urn) for urn in ours}
        return tuple(urn for urn, row in schools.items() if not duty.phases or row is None or row.phase in duty.phases)

    def done(self, duty: Duty, site: str) -> list[Done]:
        """What was done for a site: its own submissions and the trust's; for a duty to meet, the meetings held too."""
        rows = self.submissions.get(duty.id, ())
        found = [
            Done(row.period_end, row.done_on, row.reported_at, row) for row in rows if row.site in (site, TRUST_SITE)
        ]
        if not duty.meetings_count or not duty.to:
            return found
        written = {each.reported_at for each in found}
        return found + [each for each in self._held(duty) if each.reported_at not in written]

    def _held(self, duty: Duty) -> list[Done]:
        committees = committees_meant(self.snapshot, duty.to[0], self.book)
        held = [row for row in meetings_of(self.snapshot, committees) if row.on_date <= self.snapshot.as_of]
        return [Done(row.on_date, row.on_date, row.meeting, row) for row in held]


def _changed(duty: Duty, own: Obligation) -> Duty:
    return replace(
        duty,
        title=own.title or duty.title,
        to=_recipients(own.recipient) or duty.to,
        rule=own.rule or duty.rule,
        late_after="" if own.rule else duty.late_after,
    )


def _own_duty(row: Obligation) -> Duty:
    return Duty(
        id=row.obligation,
        title=row.title or row.obligation,
        owner="",
        to=_recipients(row.recipient),
        rule=row.rule or "",
        source=OWN_SOURCE,
        confidence="seen",
    )


def _recipients(text: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (text or "").split(",") if part.strip())
