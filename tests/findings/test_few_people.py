"""Do the findings about a trust's figure keep what tells of a few people from those who may not see it?"""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from trustops.findings.picture import Picture
from trustops.findings.rules.compared import AVERAGE_HIDES, MISMATCH
from trustops.findings.run import raised_by
from trustops.models import Kpi, KpiValue, Relation, School, record_of
from trustops.models.kpi import Direction, Frequency, RollUp, Unit
from trustops.models.school import RelationKind
from trustops.snapshot import Snapshot

OAK, ELM = "100001", "100002"


def value(site: str, top: int | None, of: int | None, given: str | None = None) -> Any:
    return record_of(KpiValue)(
        kpi="INC06",
        site=site,
        start=date(2026, 6, 1),
        end=date(2026, 7, 21),
        numerator=None if top is None else Decimal(top),
        denominator=None if of is None else Decimal(of),
        value=None if given is None else Decimal(given),
    )


def trust(*values: Any) -> Snapshot:
    kpi = record_of(Kpi)(
        kpi="INC06",
        name="Annual reviews on time",
        unit=Unit.PERCENT,
        direction=Direction.UP,
        frequency=Frequency.HALF_TERMLY,
        lag_days=14,
        roll_up=RollUp.RATIO,
    )
    schools = [
        made
        for urn in (OAK, ELM)
        for made in (
            record_of(School)(urn=urn, name=urn),
            record_of(Relation)(urn=urn, relation=RelationKind.MEMBER, from_date=date(2015, 9, 1)),
        )
    ]
    return Snapshot.of(date(2026, 11, 22), [kpi, *schools, *values])


SMALL = trust(value(OAK, 3, 4), value(ELM, 50, 60), value("TRUST", None, None, "70"))
LARGE = trust(value(OAK, 30, 40), value(ELM, 50, 60), value("TRUST", None, None, "70"))


@pytest.mark.parametrize(("snapshot", "hidden", "found"), [(SMALL, False, 1), (SMALL, True, 0), (LARGE, True, 1)])
def test_two_totals_that_would_tell_of_four_children_are_not_set_side_by_side(
    snapshot: Snapshot, hidden: bool, found: int
) -> None:
    assert len(list(raised_by(MISMATCH, Picture(snapshot, hide_small=hidden)))) == found


def test_evidence_says_that_a_small_group_is_not_shown() -> None:
    for hidden in (False, True):
        words = [
            each.value
            for finding in raised_by(AVERAGE_HIDES, Picture(SMALL, hide_small=hidden))
            for each in finding.evidence
        ]
        assert ("3 of 4" in words) <= (not hidden)
