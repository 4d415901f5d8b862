"""Where does a head's appeal against a pool stand, and what may happen next?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from trustops.models import AppealStatus
from trustops.quantities.errors import TrustopsError
from trustops.quantities.words import day_text, listed

NEXT: Mapping[AppealStatus, tuple[AppealStatus, ...]] = {
    AppealStatus.NONE: (AppealStatus.RAISED,),
    AppealStatus.RAISED: (AppealStatus.TRUST_DECIDED,),
    AppealStatus.TRUST_DECIDED: (AppealStatus.ESCALATED,),
    AppealStatus.ESCALATED: (AppealStatus.DFE_DECIDED,),
    AppealStatus.DFE_DECIDED: (),
}


@dataclass(frozen=True, slots=True)
class Step:
    """A step of an appeal: when, and what was said or decided."""

    status: AppealStatus
    on: date
    reason: str


@dataclass(frozen=True, slots=True)
class Appeal:
    """An appeal and its steps; ``out_of_pool`` where the department took the school out of the pool."""

    steps: tuple[Step, ...] = ()
    out_of_pool: bool = False

    @property
    def status(self) -> AppealStatus:
        """Where it stands."""
        return self.steps[-1].status if self.steps else AppealStatus.NONE

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to decide."""
        return self.status in (AppealStatus.RAISED, AppealStatus.ESCALATED)


NO_APPEAL = Appeal()


def moved(appeal: Appeal, step: Step) -> Appeal:
    """The appeal with its next step; refuses one out of turn, before the last, or without a reason.

    >>> moved(NO_APPEAL, Step(AppealStatus.RAISED, date(2026, 3, 2), "the lump sum leaves out our hall")).status
    <AppealStatus.RAISED: 'raised'>
    """
    allowed = NEXT[appeal.status]
    if step.status not in allowed:
        then = f"the next step is “{listed([str(each) for each in allowed])}”" if allowed else "that decision is final"
        raise TrustopsError(f"The appeal stands at “{appeal.status}” and cannot become “{step.status}”: {then}.")
    if appeal.steps and step.on < appeal.steps[-1].on:
        raise TrustopsError(
            f"The appeal was “{appeal.status}” on {day_text(appeal.steps[-1].on)}; a later step cannot be earlier."
        )
    if not step.reason.strip():
        raise TrustopsError(f"Say why the appeal is “{step.status}”; the school and the department will ask.")
    return Appeal((*appeal.steps, step))


def taken_out(appeal: Appeal, on: date, reason: str) -> Appeal:
    """The department decided that pooling does not apply to the school: it keeps its own GAG."""
    return Appeal(moved(appeal, Step(AppealStatus.DFE_DECIDED, on, reason)).steps, out_of_pool=True)
