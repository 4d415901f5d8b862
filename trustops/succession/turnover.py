"""How likely is a holder of a post to leave within a year? By role, never by age and never by person.

The trust's own figure of the Turnover sheet comes first, then the public figure of the role or of its kind of
contract, and where none is known one assumed rate, which says so wherever it is used.
"""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from types import MappingProxyType

from trustops.models import Post, Turnover
from trustops.models.post import PayScale, Role
from trustops.quantities.errors import UnknownFigure
from trustops.rates import RateBook
from trustops.snapshot import Snapshot

ASSUMED_RATE = Decimal("0.12")
ASSUMED_WHY = "assumed: no figure for the role was found, so between those of heads and of council staff"

HEADS, CHIEFS = "turnover_heads", "turnover_chief_executives"
TEACHERS, SUPPORT = "turnover_teachers", "turnover_support_staff"
FIGURE_OF_ROLE = MappingProxyType(
    {
        Role.HEAD: HEADS,
        Role.AO_CEO: CHIEFS,
        Role.SENCO: TEACHERS,
        Role.LAC_TEACHER: TEACHERS,
        Role.INDUCTION: TEACHERS,
    }
)
FIGURE_OF_SCALE = MappingProxyType({PayScale.TEACHER: TEACHERS, PayScale.LEADERSHIP: TEACHERS, PayScale.NJC: SUPPORT})


@dataclass(frozen=True, slots=True)
class TurnoverRate:
    """A chance to leave within a year (0.1 is 10 %), where it comes from, and whether that is an assumption.

    ``figure`` is the public figure's id, ``role`` the row of the Turnover sheet that would say otherwise; ``own`` is
    true where the trust has said it there.
    """

    rate: Decimal
    source: str
    role: Role | None = None
    figure: str = ""
    own: bool = False

    @property
    def assumed(self) -> bool:
        """Whether neither the trust nor a public figure says it."""
        return not self.own and not self.figure


def turnover_of(snapshot: Snapshot, post: str | None) -> TurnoverRate:
    """The rate of a post's holder on the snapshot's day; the assumed one where neither sheet nor figure has it.

    >>> from datetime import date
    >>> from trustops.models import record_of
    >>> ceo = record_of(Post)(post="CEO", title="Chief executive", site="TRUST", role=Role.AO_CEO)
    >>> found = turnover_of(Snapshot.of(date(2026, 11, 29), [ceo]), "CEO")
    >>> found.rate, found.figure
    (Decimal('0.143'), 'turnover_chief_executives')
    """
    row = snapshot.one(Post, post) if post else None
    if row is None:
        return TurnoverRate(ASSUMED_RATE, ASSUMED_WHY)
    if row.role is not None and (own := _own(snapshot, row.role)):
        return TurnoverRate(own.rate, snapshot.origin(own), row.role, own=True)
    figure = (row.role and FIGURE_OF_ROLE.get(row.role)) or (row.pay_scale and FIGURE_OF_SCALE.get(row.pay_scale))
    if not figure:
        return TurnoverRate(ASSUMED_RATE, ASSUMED_WHY, row.role)
    try:
        value = RateBook.published().on(snapshot.as_of).value(figure)
    except UnknownFigure:  # a day before the figure's first: the assumed rate is said to be one
        return TurnoverRate(ASSUMED_RATE, ASSUMED_WHY, row.role)
    return TurnoverRate(value.value, value.source, row.role, figure)


def _own(snapshot: Snapshot, role: Role) -> Turnover | None:
    begun = [row for row in snapshot.all(Turnover) if row.role == role and row.from_date <= snapshot.as_of]
    return max(begun, key=lambda row: row.from_date, default=None)


@cache
def figure_title(figure: str) -> str:
    """What a public figure is called."""
    return RateBook.published().figure(figure).title
