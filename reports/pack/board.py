"""Which parts make a board's pack, and in what order?"""

from reports.document import Document
from reports.pack.front import front_page
from reports.pack.kpis import kpi_section
from reports.pack.meeting import briefing
from reports.pack.owed import owed_section
from reports.pack.services import services_section
from reports.pack.succession import succession_section
from reports.pack.workings import workings_section
from trustops.quantities.words import day_text
from trustops.snapshot import Snapshot


def board_pack(snapshot: Snapshot, meeting: str) -> Document:
    """The pack of a meeting: the one question, KPIs, services, what is owed, succession by role, workings.

    A section that has nothing to say is left out, but for the first page. Raises :class:`TrustopsError` naming the
    next meetings where there is none of that code.
    """
    brief = briefing(snapshot, meeting)
    made = (
        front_page(brief),
        kpi_section(brief),
        services_section(brief),
        owed_section(brief),
        succession_section(brief),
        workings_section(brief),
    )
    return Document(
        title=f"{brief.committee}, {day_text(brief.meeting.on_date)}: {'board pack' if brief.is_board else 'pack'}",
        trust=snapshot.trust.name if snapshot.trust else "This trust",
        meeting=f"{brief.committee}, {day_text(brief.meeting.on_date)}",
        as_of=snapshot.as_of,
        version=f"as of {day_text(snapshot.as_of)}",
        confidential=brief.confidential,
        sections=tuple(section for section in made if section.blocks),
    )
