"""How are a year's charges said? One sentence that a finance director can repeat, and what to look at beside it."""

from collections.abc import Iterator
from typing import NamedTuple

from reports.charges_book import ChargesBook
from trustops.charging import Charges, CrossSubsidy, Option
from trustops.models import TRUST_SITE
from trustops.models.service import PolicyStatus
from trustops.quantities.money import pounds
from trustops.quantities.words import counted, listed, number_text, pounds_text


class Look(NamedTuple):
    """Something to look at: how much it matters (act, watch, unknown, fine), and a sentence."""

    level: str
    sentence: str


def answer_of_charges(book: ChargesBook) -> str:
    """What the schools pay in all, by what, and how far the dearest is from the cheapest."""
    charged = book.charges
    if charged is None:
        return f"What our schools pay in {book.year} under {book.row.policy} is not known."
    schools = counted(len(charged.rows), "school pays", "schools pay")
    made = f"In {book.year} our {schools} {of_pence(charged.charged)} for central services: {charged.basis}"
    if charged.borne_by_trust:
        made += f", and the trust bears {of_pence(charged.borne_by_trust)} of reliefs itself"
    ratio = book.chosen.max_min_ratio
    if ratio is None or len(charged.rows) < 2:
        return f"{made}."
    return f"{made}. A pupil of the dearest school costs {number_text(ratio, 2)} times one of the cheapest."


def gain_answer(other: Option, present: str) -> str:
    """Who would pay less, and who more, were the other way of charging taken instead of the present one."""
    gain = sorted(((each.gain, each.name) for each in other.schools if each.gain), reverse=True)
    less = [(amount, name) for amount, name in gain if amount > 0]
    more = [(-amount, name) for amount, name in reversed(gain) if amount < 0]
    instead = f"Under “{other.name}” instead of “{present}”"
    if not gain:
        return f"{instead} every school would pay the same."
    return f"{instead} {' and '.join(_side(side, word) for side, word in ((less, 'less'), (more, 'more')) if side)}."


def trust_gain_answer(other: Option) -> str:
    """What the trust itself would save or bear of reliefs; empty where nothing."""
    if not other.trust_gain:
        return ""
    amount = of_pence(abs(other.trust_gain))
    return f"The trust itself would {f'save {amount}' if other.trust_gain > 0 else f'bear {amount} more'} of reliefs."


def _side(schools: list[tuple[int, str]], word: str) -> str:
    most, name = schools[0]
    if len(schools) == 1:
        return f"{name} would pay {of_pence(most)} {word}"
    return f"{len(schools)} schools would pay {word}, {name} the most by {of_pence(most)}"


def subsidy_answer(subsidy: CrossSubsidy, names: dict[str, str]) -> str:
    """Which parties pay more than they use, and who pays less."""
    gives = [names[party] for party in subsidy.parties if subsidy.net(party) > 0]
    gets = [names[party] for party in subsidy.parties if subsidy.net(party) < 0]
    if not gives:
        return "Every school pays for what it uses."
    pays = "pays" if len(gives) == 1 else "pay"
    return f"{listed(gives)} {pays} towards what {listed(gets)} {'uses' if len(gets) == 1 else 'use'}."


def names_of(charged: Charges) -> dict[str, str]:
    """What a person calls each party of the charges."""
    return {**{row.member.urn: row.member.name for row in charged.rows}, TRUST_SITE: "the trust"}


def looks_of(book: ChargesBook) -> tuple[Look, ...]:
    """What to look at, the worst first; answers that need a figure nobody gave come last."""
    found = list(_looks(book))
    return tuple(sorted(found, key=lambda each: ("act", "watch", "unknown").index(each.level)))


def _looks(book: ChargesBook) -> Iterator[Look]:
    if book.row.status is PolicyStatus.WORKING:
        yield Look("watch", f"{book.row.policy} is a working policy: nobody has approved it yet.")
    if book.note and book.note.tie_out.agrees is False:
        yield Look("watch", book.note.tie_out.sentence)
    if book.pool:
        yield from (Look("act" if to_do.startswith("Decide") else "watch", to_do) for to_do in book.pool.to_do)
    for name in ("charges", "subsidy", "note", "pool", "services"):
        if why := book.why_not.get(name):
            yield Look("unknown", why)


def of_pence(pence: int) -> str:
    """Pence as pounds in words.

    >>> of_pence(-85755000)
    '−£857,550.00'
    """
    return pounds_text(pounds(pence))


def signed(pence: int) -> str:
    """Pence as pounds that say their sign, as a gain or a difference is said.

    >>> signed(5734968), signed(0)
    ('+£57,349.68', '£0.00')
    """
    return f"+{of_pence(pence)}" if pence > 0 else of_pence(pence)


def ratio_text(book: ChargesBook) -> str:
    """How many times the cheapest pupil the dearest costs."""
    ratio = book.chosen.max_min_ratio
    return "unknown" if ratio is None else f"{number_text(ratio, 2)} times"
