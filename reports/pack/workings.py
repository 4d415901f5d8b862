"""How was each figure made? The workings, for the last part of the pack."""

from collections.abc import Iterator

from reports.document import Block, Ledger, Subheading
from reports.pack.meeting import Briefing
from trustops.quantities.errors import TrustopsError


def workings(brief: Briefing) -> Iterator[Block]:
    """Every sum of every service, as its page shows it."""
    for service, cost in brief.picture.services:
        if not isinstance(cost, TrustopsError):
            yield Subheading(f"{service.name}, {cost.academic_year}")
            yield from (Ledger(working) for working in cost.working)
