"""Which agreements cannot be right as they stand? Those that overlap, or lie outside their service's life."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from trustops.models import Agreement, Service
from trustops.models.service import FIRM
from trustops.quantities.words import day_text
from trustops.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Wrong:
    """Something that cannot be right about one agreement or two, in a sentence naming the fact to mend."""

    agreements: tuple[str, ...]
    urn: str
    service: str
    sentence: str
    source: str


def wrongs(snapshot: Snapshot) -> tuple[Wrong, ...]:
    """Agreements that overlap, end before they begin, or lie outside their service's life."""
    firm = sorted(
        (row for row in snapshot.all(Agreement) if row.status in FIRM),
        key=lambda row: (row.urn, row.service, row.from_date, row.agreement),
    )
    return (*_outside(snapshot, firm), *_overlapping(snapshot, firm))


def _outside(snapshot: Snapshot, firm: Iterable[Agreement]) -> Iterator[Wrong]:
    for row in firm:
        service = snapshot.one(Service, row.service)
        if row.to_date is not None and row.to_date < row.from_date:
            yield _wrong(snapshot, (row,), f"{row.agreement} ends before it begins; correct its To date.")
        elif service is not None and service.started is not None and row.from_date < service.started:
            yield _wrong(
                snapshot,
                (row,),
                f"{row.agreement} begins on {day_text(row.from_date)}, before {service.name} started on "
                f"{day_text(service.started)}; correct its From, or Started on the Services sheet.",
            )


def _overlapping(snapshot: Snapshot, firm: list[Agreement]) -> Iterator[Wrong]:
    """Each agreement that begins before one of the same school and service, which it follows, has ended."""
    longest: dict[tuple[str, str], Agreement] = {}
    for row in firm:
        before = longest.get((row.urn, row.service))
        if before is not None and (before.to_date is None or before.to_date >= row.from_date):
            school = snapshot.site_name(row.urn)
            yield _wrong(
                snapshot,
                (before, row),
                f"{before.agreement} and {row.agreement} of {school} are both for {row.service} on "
                f"{day_text(row.from_date)}, so its days count twice; end {before.agreement} the day before "
                f"{row.agreement} begins.",
            )
        if before is None or _ends(row) > _ends(before):
            longest[row.urn, row.service] = row


def _ends(row: Agreement) -> date:
    return row.to_date or date.max


def _wrong(snapshot: Snapshot, rows: tuple[Agreement, ...], sentence: str) -> Wrong:
    last = rows[-1]
    return Wrong(tuple(row.agreement for row in rows), last.urn, last.service, sentence, snapshot.origin(last))
