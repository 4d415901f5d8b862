"""How is each thing that could be done said? In words that name posts and duties, and in words that name people."""

from collections.abc import Sequence
from datetime import date

from trustops.models import TRUST_SITE
from trustops.models.succession import DutyKind, Readiness
from trustops.quantities.words import day_text, listed
from trustops.succession.duties import DutyCover


def develop(title: str) -> str:
    """Somebody is made ready now."""
    return f"Make one more person ready now for {title}"


def make(title: str, name: str, readiness: Readiness) -> str:
    """Somebody by name is made ready now."""
    return f"Make {name} ready now for {title} ({readiness} today)"


def reassess(title: str, name: str, assessed_on: date) -> str:
    """Somebody whose assessment has run out is assessed again."""
    return f"Assess {name} again for {title}: last assessed on {day_text(assessed_on)}"


def find(title: str) -> str:
    """Nobody is being prepared."""
    return f"Find one more person and prepare them for {title}: nobody is named who could grow into it"


def interim(title: str) -> str:
    """Somebody from outside is named."""
    return f"Name an interim from outside for {title}"


def holder(duty: DutyCover, where: str, *, apart: bool) -> str:
    """One more person who has a duty in hand."""
    who = "one more person" if duty.active else "somebody"
    said = at_site(in_sentence(duty.title), where, duty.site)
    rule = ", who may not also hold what must be kept apart from it" if apart else ""
    start = {
        DutyKind.ACCESS: f"Give {who} this access: ",
        DutyKind.KNOWLEDGE: f"Teach {who} this: ",
        DutyKind.CONTACT: f"Give {who} this: ",
    }
    return f"{start.get(duty.kind, f'Make {who} able to ')}{said}{rule}"


def holder_of_all(duties: Sequence[tuple[DutyCover, str]], *, apart: bool) -> str:
    """One more person who has several duties of a kind in hand, each with its site's name."""
    said = listed([at_site(in_sentence(duty.title), where, duty.site) for duty, where in duties])
    rule = ", who may not also hold what must be kept apart from them" if apart else ""
    start = {
        DutyKind.ACCESS: "Give one more person each access: ",
        DutyKind.KNOWLEDGE: "Teach one more person how to: ",
        DutyKind.CONTACT: "Give one more person each of these: ",
    }
    return f"{start.get(duties[0][0].kind, 'Make one more person able to ')}{said}{rule}"


def learner(name: str, title: str, where: str, site: str) -> str:
    """Somebody who is learning a duty is brought to have it in hand."""
    return f"Bring {name} from learning to doing: {at_site(in_sentence(title), where, site)}"


def document(title: str, where: str, site: str) -> str:
    """A duty is written down."""
    return f"Write down how this is done: {at_site(in_sentence(title), where, site)}"


def at_site(said: str, where: str, site: str) -> str:
    """With its school, where it is one's."""
    return said if site == TRUST_SITE else f"{said}, {where}"


def in_sentence(title: str) -> str:
    """A title within a sentence: small at its start, unless it is an abbreviation.

    >>> in_sentence("Approve payments"), in_sentence("GIAS return")
    ('approve payments', 'GIAS return')
    """
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]
