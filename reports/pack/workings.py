"""How was each figure made? The workings, as the last part of the pack."""

from collections.abc import Iterator

from reports.document import Block, Ledger, Section, Subheading
from reports.pack.meeting import Briefing
from trustops.quantities.errors import TrustopsError


def workings_section(brief: Briefing) -> Section:
    """Every sum of every service, as its page shows it."""
    return Section("How the figures were made", "Workings", tuple(_blocks(brief)), new_page=True)


def _blocks(brief: Briefing) -> Iterator[Block]:
    for service, cost in brief.picture.services:
        if not isinstance(cost, TrustopsError):
            yield Subheading(f"{service.name}, {cost.academic_year}")
            yield from (Ledger(working) for working in cost.working)
