"""The bus factor of duties, and the people who carry too much or two things that do not go together."""

from datetime import date
from typing import Any

import pytest

from trustops.models import Duty, DutyHolder, Person, record_of
from trustops.models.person import Contract
from trustops.models.succession import DutyKind, DutyLevel
from trustops.snapshot import Snapshot
from trustops.succession.duties import DutyCover, DutyFlag, concentrations, duty_cover, incompatible_holdings

TODAY = date(2026, 11, 22)


def duty(ref: str, **more: Any) -> Duty:
    given = {"kind": DutyKind.ACCESS, "documented_on": date(2026, 1, 1), "critical": 4, **more}
    return record_of(Duty)(duty=ref, title=ref, site="TRUST", **given)


def holder(
    ref: str, person: str, level: DutyLevel = DutyLevel.LEAD, last: date | None = date(2026, 10, 1)
) -> DutyHolder:
    return record_of(DutyHolder)(duty=ref, person=person, level=level, last_done=last)


def only(*records: object) -> DutyCover:
    [cover] = duty_cover(Snapshot.of(TODAY, records))
    return cover


def test_lead_and_backup_count_and_a_learner_does_not_yet() -> None:
    cover = only(
        duty("D"), holder("D", "P1"), holder("D", "P2", DutyLevel.BACKUP), holder("D", "P3", DutyLevel.LEARNING)
    )
    assert (cover.bus_factor, cover.active, cover.learning, cover.flags) == (2, ("P1", "P2"), ("P3",), ())


def test_a_duty_that_nobody_has_is_an_orphan() -> None:
    assert only(duty("D"), holder("D", "P3", DutyLevel.LEARNING)).flags == (DutyFlag.ORPHAN, DutyFlag.SHORT)


def test_a_duty_that_one_person_has_is_single() -> None:
    assert only(duty("D"), holder("D", "P1")).flags == (DutyFlag.SINGLE, DutyFlag.SHORT)
    assert only(duty("D", holders_needed=1), holder("D", "P1")).flags == (DutyFlag.SINGLE,)


def test_a_person_who_left_has_nothing_in_hand() -> None:
    left = record_of(Person)(
        person="P1", name="Pat", site="TRUST", contract=Contract.SUPPORT, leaving=date(2026, 10, 31)
    )
    assert only(duty("D"), holder("D", "P1"), left).bus_factor == 0


@pytest.mark.parametrize(
    ("last", "proven"),
    [(date(2025, 11, 22), ("P1",)), (date(2025, 11, 21), ()), (date(2026, 12, 1), ()), (None, ())],
    ids=["12 months ago", "a day more", "in the future", "never"],
)
def test_evidence_of_use_lasts_12_months(last: date | None, proven: tuple[str, ...]) -> None:
    cover = only(duty("D"), holder("D", "P1", last=last))
    assert (cover.bus_factor, cover.proven, DutyFlag.UNPROVEN in cover.flags) == (1, proven, not proven)


@pytest.mark.parametrize(
    ("documented", "due", "flagged"),
    [
        (None, date(2027, 1, 21), True),
        (None, date(2027, 1, 22), False),
        (None, None, False),
        (date(2026, 1, 1), date(2026, 12, 1), False),
    ],
)
def test_undocumented_in_one_head_and_due_within_60_days(
    documented: date | None, due: date | None, flagged: bool
) -> None:
    cover = only(duty("D", documented_on=documented, next_due=due), holder("D", "P1"))
    assert (DutyFlag.UNDOCUMENTED in cover.flags) is flagged


def test_more_than_five_critical_duties_is_too_many() -> None:
    six = [record for i in range(6) for record in (duty(f"D{i}"), holder(f"D{i}", "P1"))]
    five = [record for i in range(5) for record in (duty(f"E{i}"), holder(f"E{i}", "P2"))]
    trivial = [duty("T", critical=None), holder("T", "P2")]
    [found] = concentrations(Snapshot.of(TODAY, [*six, *five, *trivial]))
    assert (found.person, len(found.duties)) == ("P1", 6)


def test_making_and_approving_a_payment_in_one_hand() -> None:
    records = (
        duty("MAKE", incompatible_with=("APPROVE",)),
        duty("APPROVE"),
        holder("MAKE", "P1"),
        holder("APPROVE", "P1"),
        holder("APPROVE", "P2"),
        holder("MAKE", "P2", DutyLevel.LEARNING),
    )
    found = incompatible_holdings(Snapshot.of(TODAY, records))
    assert [(one.person, one.duty, one.other) for one in found] == [("P1", "APPROVE", "MAKE")]
