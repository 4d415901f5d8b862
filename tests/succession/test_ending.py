"""What would end a single point of failure: an action for each post, and one for what somebody else could take over."""

from tests.succession.test_cover import TODAY, holds, post
from tests.succession.test_helps import duty, has
from trustops.models.succession import DutyKind, DutyLevel
from trustops.snapshot import Snapshot
from trustops.succession.coming import coming_obligations
from trustops.succession.cover import succession_view
from trustops.succession.duties import duty_cover
from trustops.succession.ending import ending
from trustops.succession.helps import Help
from trustops.succession.single_points import single_points

ALONE = (
    post("CEO"),
    holds("CEO", "P1"),
    duty("BACS", "Approve payments", cover_cost_pence=5_000),
    duty("PAY", "Approve the payroll", cover_cost_pence=2_500),
    duty("DFE", "Approver of DfE Sign-in", DutyKind.ACCESS),
    *(has(each, "P1") for each in ("BACS", "PAY", "DFE")),
)


def ends(*records: object, named: bool = False) -> tuple[Help, ...]:
    snapshot = Snapshot.of(TODAY, records)
    view = succession_view(snapshot)
    [point] = single_points(snapshot, view, duty_cover(snapshot), coming_obligations(snapshot))
    return ending(snapshot, view, point, named=named)


def words(*records: object, named: bool = False) -> list[str]:
    return sorted(each.named or each.words for each in ends(*records, named=named))


def test_what_one_more_person_could_take_over_is_one_action() -> None:
    assert words(*ALONE) == [
        "Find one more person and prepare them for CEO: nobody is named who could grow into it",
        "Give one more person this access: approver of DfE Sign-in",
        "Make one more person able to approve payments and approve the payroll",
    ]
    [both] = [each for each in ends(*ALONE) if each.duties]
    assert set(both.duties) == {"BACS", "PAY"}
    assert both.cost_pence == 7_500


def test_what_is_kept_apart_and_what_somebody_is_learning_stay_apart() -> None:
    apart = [
        duty("PAY", "Approve the payroll", incompatible_with=("BACS",))
        if getattr(each, "duty", "") == "PAY" and hasattr(each, "title")
        else each
        for each in ALONE
    ]
    assert not any(each.duties for each in ends(*apart))
    learnt = words(*ALONE, has("PAY", "P2", DutyLevel.LEARNING), named=True)
    assert "Bring P2 from learning to doing: approve the payroll" in learnt
    assert "Make one more person able to approve payments" in learnt
