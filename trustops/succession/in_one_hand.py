"""What hangs on one person: which duties, returns and sign-offs, and how few people away would stop over half?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from trustops.models.succession import DutyKind
from trustops.quantities.words import counted
from trustops.snapshot import Snapshot
from trustops.succession.coming import Coming, coming_obligations, one_person_obligations
from trustops.succession.duties import (
    MOST_CRITICAL_DUTIES,
    Concentration,
    DutyCover,
    IncompatibleDuties,
    concentrations,
    duty_cover,
    incompatible_holdings,
)
from trustops.succession.fewest import Fewest, fewest_to_stop

SENT_OR_SIGNED = (DutyKind.RETURN, DutyKind.SIGN_OFF)


@dataclass(frozen=True, slots=True)
class InOneHand:
    """The duties of a day, the thinnest first, and what of them and of the obligations hangs on one person or nobody.

    ``concentrated`` have more than ``most`` critical duties in hand; ``fewest`` is asked of the critical duties.
    ``obligations`` are those of the next 12 months that one person or nobody can make. ``sentence`` counts people.
    """

    as_of: date
    duties: tuple[DutyCover, ...]
    concentrated: tuple[Concentration, ...]
    most: int
    incompatible: tuple[IncompatibleDuties, ...]
    fewest: Fewest
    obligations: tuple[Coming, ...]
    sentence: str

    @property
    def returns_and_sign_offs(self) -> tuple[DutyCover, ...]:
        """The returns and sign-offs that one person or nobody has in hand."""
        return tuple(cover for cover in self.duties if cover.kind in SENT_OR_SIGNED and cover.bus_factor < 2)

    def title(self, duty: str) -> str:
        """What people call a duty."""
        return next((cover.title for cover in self.duties if cover.duty == duty), duty)


def in_one_hand(snapshot: Snapshot, most: int = MOST_CRITICAL_DUTIES) -> InOneHand:
    """Everything that hangs on one person or on nobody, on the snapshot's day.

    >>> in_one_hand(Snapshot.of(date(2026, 11, 22), [])).sentence
    'No duty is recorded yet, so what hangs on one person is not known.'
    """
    covers = tuple(sorted(duty_cover(snapshot), key=_thinnest_first))
    fewest = fewest_to_stop({cover.duty: cover.active for cover in covers if cover.critical is not None})
    return InOneHand(
        as_of=snapshot.as_of,
        duties=covers,
        concentrated=concentrations(snapshot, most),
        most=most,
        incompatible=incompatible_holdings(snapshot),
        fewest=fewest,
        obligations=one_person_obligations(coming_obligations(snapshot)),
        sentence=f"{_hanging(covers)}{fewest_sentence(fewest)}" if covers else NO_DUTY,
    )


NO_DUTY = "No duty is recorded yet, so what hangs on one person is not known."


def _thinnest_first(cover: DutyCover) -> tuple[int, int, str, str]:
    return cover.bus_factor, -(cover.critical or 0), cover.title, cover.duty


def _hanging(covers: Iterable[DutyCover]) -> str:
    """How many of the duties one person has in hand, and how many nobody."""
    hands = [cover.bus_factor for cover in covers]
    one, nobody = hands.count(1), hands.count(0)
    return (
        f"Of {counted(len(hands), 'duty or access', 'duties and accesses')}, "
        f"{one} {'hangs' if one == 1 else 'hang'} on one person and {nobody} on nobody. "
    )


def fewest_sentence(fewest: Fewest) -> str:
    """The fewest people in one sentence that names nobody.

    >>> fewest_sentence(fewest_to_stop({"A": {"Pat"}, "B": {"Pat"}, "C": {"Kit", "Lee"}}))
    'If 1 person were away, 2 of the 3 critical duties would stop.'
    """
    critical = counted(fewest.of, "critical duty", "critical duties")
    if fewest.number is None:
        return "No duty is marked critical; give duties 1 to 5 in the Critical column."
    if fewest.number == 0:
        return f"Nobody has {fewest.already} of the {critical} in hand, which is more than half."
    people = counted(fewest.number, "person were away", "people were away at once")
    sure = "" if fewest.proved else f" (at least {fewest.at_least}; there was no time to prove more)"
    return f"If {people}{sure}, {fewest.stopped} of the {critical} would stop."
