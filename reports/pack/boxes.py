"""Which boxes has a pack for people's own words, how many words has each, and what was written?"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from reports.document import Block, Narrative
from reports.pack.meeting import Briefing
from reports.services import inside
from trustops.models import BoardMember, Commentary, Kpi, Person, Review, Successor


class Box(NamedTuple):
    """A box: the key its words are kept under, its title, what belongs there, and its budget in words."""

    about: str
    title: str
    asks: str
    budget: int


BOXES: Mapping[str, Box] = MappingProxyType(
    {
        box.about: box
        for box in (
            Box("question", "Our answer", "say in your own words whether it is working, and how you know.", 80),
            Box("decisions", "What the meeting is asked to decide", "name each decision in a line of its own.", 60),
            Box("changes", "What changed", "say what is different since the last meeting, and why.", 100),
            Box("kpis", "What the figures mean", "say what is behind the signals, and what is done about them.", 150),
            Box("services", "About the services", "say what schools get for it, and what should change.", 100),
            Box("finance", "About the money", "say where the accounts differ from the budget, and why.", 120),
            Box("succession", "About succession", "say what is done about the posts that nobody could take.", 80),
            Box("obligations", "About what is owed", "say why anything is late, and by when it will be done.", 80),
            Box("improvement", "About improvement", "say what was learnt, and what happens next.", 120),
            Box("risks", "About the risks", "say which of these matter most, and what has changed.", 100),
            Box(
                "children",
                "Children",
                "tell what one thing was like for children here, without a name or a group of fewer than six.",
                150,
            ),
        )
    }
)
"""The boxes of a pack, in the order of its parts; each is a row of the Commentary sheet under its key."""

CONFIDENTIAL = Box("confidential", "Confidential", "say what only those at this meeting are to read.", 200)
"""What goes into the confidential part alone."""

KPI_BUDGET = 60


def box_of(brief: Briefing, about: str) -> Narrative:
    """A box of this meeting's pack, with what was written in it."""
    box = CONFIDENTIAL if about == CONFIDENTIAL.about else BOXES[about]
    row = brief.snapshot.one(Commentary, brief.meeting.meeting, about)
    return _filled(brief, Narrative(box.about, box.title, box.asks, box.budget), row)


def kpi_box(brief: Briefing, kpi: Kpi | str, name: str, *, needed: bool) -> Narrative | None:
    """What was written about a KPI; where nothing was, a gap if something is needed, else None."""
    code = kpi if isinstance(kpi, str) else kpi.kpi
    row = brief.snapshot.one(Commentary, brief.meeting.meeting, code)
    if row is None and not needed:
        return None
    return _filled(brief, Narrative(code, f"What is behind {inside(name)}", "", KPI_BUDGET), row)


def _filled(brief: Briefing, box: Narrative, row: Commentary | None) -> Narrative:
    if row is None or not row.text.strip():
        return box
    by = brief.snapshot.post_title(row.written_by) if row.written_by else ""
    return Narrative(box.about, box.title, box.asks, box.budget, row.text.strip(), by)


def narratives(blocks: tuple[Block, ...]) -> Iterator[Narrative]:
    """The boxes among some blocks."""
    yield from (block for block in blocks if isinstance(block, Narrative))


# What must not be in words that others will read ---------------------------------------------------------------------

FEW = r"(?:[1-5]|one|two|three|four|five)"
CHILDREN = r"(?:child(?:ren)?|pupils?|girls?|boys?|students?|learners?|young people|famil(?:y|ies)|siblings?|twins?)"
_GROUP = re.compile(rf"(?<![\w.,£%-])(?P<few>{FEW})\s+(?:\w+[\s-]+){{0,2}}?(?P<whom>{CHILDREN})\b", re.IGNORECASE)
_NOT_A_COUNT = re.compile(
    r"(?:years?|grades?|key stages?|phases?|in|of|out of|than|every|each|term|week|day|age[ds]?)\s*$", re.IGNORECASE
)
_SHARE = re.compile(r"^\s*(?:in|out of)\b", re.IGNORECASE)


def names_in(text: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """The people known to the trust who are named in a text, by whole name or by surname with a title.

    >>> names_in("Mrs Okonkwo met the family.", ("Judith Okonkwo", "Ann Rye"))
    ('Judith Okonkwo',)
    """
    words = " ".join(text.split())
    return tuple(name for name in names if name.strip() and _named(words, " ".join(name.split())))


def _named(words: str, name: str) -> bool:
    surname = name.rsplit(" ", 1)[-1]
    if surname.casefold() not in words.casefold():  # most of thousands of people are not in it at all
        return False
    titled = rf"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Sir|Dame|Rev|Prof)\.?\s+{re.escape(surname)}\b"
    return re.search(rf"\b{re.escape(name)}\b", words, re.IGNORECASE) is not None or (
        len(surname) > 1 and re.search(titled, words) is not None
    )


def small_groups(text: str) -> tuple[str, ...]:
    """Where a text tells of one to five children, who could be recognised.

    >>> small_groups("The club began with three pupils. Year 5 pupils ran it, and one in five children came.")
    ('three pupils',)
    """
    words = " ".join(text.split())
    found = []
    for match in _GROUP.finditer(words):
        before, after = words[: match.start()], words[match.end("few") :]
        if not _NOT_A_COUNT.search(before[-20:]) and not _SHARE.match(after):
            found.append(match.group())
    return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class Known:
    """The people whose names the trust's own sheets have: those of its staff and partners, and of who governs it, which
    are published."""

    staff: tuple[str, ...]
    governing: tuple[str, ...]


def people_known(brief: Briefing) -> Known:
    """Everybody whose name could be in the words of a box."""
    snapshot = brief.snapshot
    staff = [
        *(row.name for row in snapshot.all(Person)),
        *(row.lead_reviewer or "" for row in snapshot.all(Review)),
        *(row.outside_name or "" for row in snapshot.all(Successor)),
    ]
    return Known(_whole(staff), _whole([row.name for row in snapshot.all(BoardMember)]))


def _whole(names: list[str]) -> tuple[str, ...]:
    return tuple(name for name in dict.fromkeys(names) if " " in name.strip())
