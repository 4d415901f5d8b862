"""What was it like for a child? The one item about actual children, and what keeps it from being about somebody."""

from collections.abc import Iterator
from typing import NamedTuple

from reports.document import Block, Level, Paragraph, Section, Status, Statuses
from reports.pack.boxes import Known, box_of, names_in, small_groups
from reports.pack.meeting import Briefing

ABOUT = "children"
ABSENT = (
    "Nothing in this pack is about an actual child yet. A board reads many figures; one thing that happened to "
    "children here says what they are for."
)


class Fault(NamedTuple):
    """Something in the words of a box that is not for everybody's eyes; ``named`` when it names somebody."""

    about: str
    sentence: str
    named: bool


def children_section(brief: Briefing) -> Section:
    """The words about children, or that there are none."""
    return Section("One thing about children", "Children", tuple(_blocks(brief)), about=ABOUT)


def _blocks(brief: Briefing) -> Iterator[Block]:
    box = box_of(brief, ABOUT)
    if not box.text:
        yield Statuses((Status(Level.WATCH, ABSENT),))
    else:
        yield Paragraph("So that the figures before this have a face: what something was like for children here.")
    yield box


def faults(about: str, text: str, known: Known) -> Iterator[Fault]:
    """What is wrong with the words of a box: a name of somebody known to the trust (who governs it may be named where
    it is not about children), or so few children that they could be recognised."""
    named = (*known.staff, *known.governing) if about == ABOUT else known.staff
    for name in names_in(text, named):
        yield Fault(
            about,
            f"It names {name}. A pack names posts and never people: say what they are, not who.",
            named=True,
        )
    if about == ABOUT:
        for group in small_groups(text):
            yield Fault(
                about,
                f"“{group}” is so few that they could be recognised: tell of six or more, or of “a few” without a "
                "school, a year or a class.",
                named=False,
            )
