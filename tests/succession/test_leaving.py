"""Who is meant by “these people”, and which posts, duties, days, pounds, obligations and owners go with them?"""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.succession.test_duties import duty, holder
from trustops.models import (
    Action,
    Agreement,
    Holder,
    Kpi,
    Obligation,
    Person,
    Post,
    Relation,
    School,
    Service,
    ServiceCapacity,
    ServiceStaff,
    Successor,
    Trust,
    TrustRate,
    record_of,
)
from trustops.models.kpi import Direction, Frequency, Unit
from trustops.models.person import Contract
from trustops.models.school import RelationKind
from trustops.models.service import AgreementStatus, Charge
from trustops.models.succession import DutyLevel, Readiness
from trustops.models.trust import TrustRateName
from trustops.quantities.errors import TrustopsError
from trustops.snapshot import Snapshot
from trustops.succession.coming import Part
from trustops.succession.leavers import leavers
from trustops.succession.leaving import Leaving, if_they_left, leaving_sentence

TODAY = date(2026, 11, 22)


def person(ref: str, name: str, site: str = "TRUST", leaving: date | None = None) -> Person:
    return record_of(Person)(person=ref, name=name, site=site, contract=Contract.SUPPORT, leaving=leaving)


def post(ref: str, title: str, critical: int | None = None, **more: Any) -> Post:
    return record_of(Post)(post=ref, title=title, site=more.pop("site", "TRUST"), critical=critical, **more)


def holds(ref: str, who: str, share: str = "1") -> Holder:
    return record_of(Holder)(post=ref, person=who, from_date=date(2020, 9, 1), share=Decimal(share))


def ready(ref: str, who: str) -> Successor:
    return record_of(Successor)(
        post=ref, person=who, readiness=Readiness.READY_NOW, assessed_on=date(2026, 9, 1), assessed_by="CEO"
    )


def found(*records: object, **asked: Any) -> Leaving:
    return if_they_left(Snapshot.of(TODAY, records), **asked)


SMALL = (
    person("P1", "Ada Bell"),
    person("P2", "Bo Carr"),
    person("P3", "Cy Dunn", site="100001"),
    person("P4", "Di East", leaving=date(2026, 10, 31)),
    post("CEO", "Chief executive", 5),
    post("CFO", "Finance chief", 5),
    post("SEC", "Secretary"),
    holds("CEO", "P1"),
    holds("CFO", "P2"),
    ready("CEO", "P2"),
)


# Who is meant -------------------------------------------------------------------------------------------------------


def test_people_holders_and_teams_are_each_counted_once() -> None:
    who = leavers(Snapshot.of(TODAY, SMALL), ["P1"], ["CEO", "CFO"], ["100001"])
    assert (who.people, who.posts, who.notes) == (("P1", "P2", "P3"), ("CEO", "CFO"), ())


def test_who_has_left_and_what_is_vacant_change_nothing_and_say_so() -> None:
    answer = found(*SMALL, people=["P4"], posts=["SEC"])
    assert answer.who.notes == (
        "Di East left on 31 October 2026, so nothing changes without them.",
        "Nobody holds Secretary, so nobody leaves with it.",
    )
    assert leaving_sentence(answer) == "Nobody leaves, so nothing changes."
    assert (answer.posts, answer.no_longer, answer.duties_stopped, answer.obligations) == ((), (), (), ())


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"people": ["P9"]}, "“P9” is not a person of this trust"),
        ({"posts": ["P9"]}, "“P9” is not a post of this trust; use the Post column of the Posts sheet."),
        ({"schools": ["999999"]}, "“999999” has no team here; use a school's URN, or TRUST for the central team."),
    ],
)
def test_what_the_trust_does_not_know_is_refused_in_a_sentence(asked: dict[str, list[str]], said: str) -> None:
    with pytest.raises(TrustopsError, match=said):
        found(*SMALL, **asked)


# Posts and cover ----------------------------------------------------------------------------------------------------


def test_the_cover_before_and_after_and_what_can_no_longer_be_filled() -> None:
    answer = found(*SMALL, people=["P2"])
    assert answer.posts == ("CFO",)
    assert (answer.before.filled, answer.after.filled, answer.no_longer) == (2, 1, ("CFO",))
    assert (answer.before.resilience_number, answer.after.resilience_number) == (1, 0)
    assert leaving_sentence(answer) == (
        "If 1 person left, 1 post would stand empty, 1 of 2 critical posts could be filled at once, not 2 "
        "and 0 duties would stop."
    )
    assert "filled" not in leaving_sentence(answer, readiness=False)


def test_a_post_in_two_parts_stands_empty_only_when_both_have_gone() -> None:
    shared = (*SMALL, holds("SEC", "P1", "0.6"), holds("SEC", "P3", "0.4"))
    assert (found(*shared, people=["P3"]).posts, found(*shared, people=["P3"]).shared) == ((), ("SEC",))
    assert found(*shared, people=["P1", "P3"]).posts == ("CEO", "SEC")


def test_everybody_leaves() -> None:
    answer = found(*SMALL, schools=["TRUST", "100001"])
    assert (answer.people, answer.posts, answer.after.filled) == (3, ("CEO", "CFO"), 0)
    assert answer.after.resilience_number == -1


def test_nobody_is_critical() -> None:
    answer = found(person("P1", "Ada Bell"), post("SEC", "Secretary"), holds("SEC", "P1"), people=["P1"])
    assert (answer.before.resilience_number, answer.after.resilience_number) == (None, None)
    assert leaving_sentence(answer) == "If 1 person left, 1 post would stand empty and 0 duties would stop."


# Duties -------------------------------------------------------------------------------------------------------------


def test_duties_stop_or_are_left_with_one_and_an_orphan_is_in_neither() -> None:
    answer = found(
        *SMALL,
        *(duty("A", critical=3), duty("B", critical=5), duty("C"), duty("D")),
        *(holder("A", "P1"), holder("B", "P1"), holder("B", "P4"), holder("C", "P1"), holder("C", "P2")),
        holder("C", "P3", DutyLevel.LEARNING),
        people=["P1"],
    )
    assert [cover.duty for cover in answer.duties_stopped] == ["B", "A"]
    assert [cover.duty for cover in answer.duties_on_one] == ["C"]


# Obligations and what is owned --------------------------------------------------------------------------------------


def obligation(ref: str, rule: str = "FIXED(12-31)", **posts: str) -> Obligation:
    return record_of(Obligation)(obligation=ref, title=ref.title(), rule=rule, **posts)


def test_obligations_of_the_next_twelve_months_that_lose_a_part() -> None:
    answer = found(
        *SMALL,
        obligation("NOBODY-LEFT", preparer="CFO", cover="SEC"),
        obligation("COVERED", preparer="CFO", cover="CEO", approver="CEO"),
        obligation("OTHERS", preparer="CEO"),
        obligation("NO-DAY", rule="MANUAL()", preparer="CFO"),
        people=["P2"],
    )
    assert [(each.obligation, each.due, each.lost, each.can_make) for each in answer.obligations] == [
        ("NOBODY-LEFT", date(2026, 12, 31), ((Part.PREPARER, "CFO"),), 0),
        ("NO-DAY", None, ((Part.PREPARER, "CFO"),), 0),
        ("COVERED", date(2026, 12, 31), ((Part.PREPARER, "CFO"),), 1),
    ]


def test_open_actions_and_kpis_lose_their_owner() -> None:
    action = record_of(Action)
    answer = found(
        *SMALL,
        action(action="A-1", title="Name a second signatory", owner="CFO"),
        action(action="A-2", title="Done", owner="CFO", done_on=TODAY),
        action(action="A-3", title="Another's", owner="CEO"),
        record_of(Kpi)(
            kpi="FIN01",
            name="Reserves",
            unit=Unit.PERCENT,
            direction=Direction.UP,
            frequency=Frequency.TERMLY,
            owner="CFO",
        ),
        people=["P2"],
    )
    assert [(str(each.kind), each.ref) for each in answer.owned] == [("action", "A-1"), ("KPI", "FIN01")]


# Services -----------------------------------------------------------------------------------------------------------


def service(*more: object) -> tuple[object, ...]:
    """A service of two officers, one of them in two parts, that sells 29 days to Elm and owes Oak 9."""
    agreed = record_of(Agreement)
    term = {"from_date": date(2026, 9, 1), "to_date": date(2027, 8, 31), "status": AgreementStatus.SIGNED}
    return (
        *SMALL,
        record_of(Trust)(name="Verulam"),
        record_of(TrustRate)(rate=TrustRateName.OVERHEAD, from_date=date(2020, 9, 1), value=Decimal("0.06")),
        record_of(School)(urn="100001", name="Oak"),
        record_of(School)(urn="100002", name="Elm"),
        record_of(Relation)(urn="100001", relation=RelationKind.MEMBER, from_date=date(2020, 9, 1)),
        record_of(Relation)(urn="100002", relation=RelationKind.CLIENT, from_date=date(2020, 9, 1)),
        post("OFF1", "Officer", salary_pence=3000000),
        post("OFF2", "Second officer", salary_pence=3000000),
        holds("OFF1", "P1"),
        holds("OFF2", "P2", "0.5"),
        holds("OFF2", "P3", "0.5"),
        record_of(Service)(service="ATT", name="Attendance", price_pence=20000),
        record_of(ServiceStaff)(service="ATT", post="OFF1", share=Decimal("0.1")),
        record_of(ServiceStaff)(service="ATT", post="OFF2", share=Decimal("0.1")),
        record_of(ServiceCapacity)(service="ATT", year="2026/27", weeks=Decimal(39)),
        agreed(agreement="E", service="ATT", urn="100002", days_per_year=Decimal(29), **term),
        agreed(agreement="O", service="ATT", urn="100001", days_per_year=Decimal(9), charge=Charge.FULL_COST, **term),
        *more,
    )


def test_a_service_loses_the_part_that_they_deliver() -> None:
    """38 days can be given and all are agreed: without three quarters of the work, 9.5 can, so 29 are missed."""
    [hit] = found(*service(), people=["P1", "P2"]).services
    assert (hit.part, hit.posts) == (Decimal("0.7500"), ("OFF1", "OFF2"))
    assert (hit.sold_days, hit.member_days) == (Decimal(22), Decimal(7))
    assert hit.income == Decimal("4400.00")
    assert [(each.buyer.name, each.missed) for each in hit.missed] == [("Oak", Decimal(7)), ("Elm", Decimal(22))]
    assert [each.buyer.name for each in hit.clients] == ["Elm"]


def test_the_only_deliverers_take_every_day_with_them() -> None:
    answer = found(*service(), people=["P1", "P2", "P3"])
    [hit] = answer.services
    assert (hit.part, hit.sold_days, hit.member_days, hit.income) == (1, 29, 9, Decimal("5800.00"))
    assert "£5,800.00 a year from 1 client would be at stake" in leaving_sentence(answer)


def test_a_service_whose_figures_are_not_known_is_named_with_the_reason() -> None:
    unpaid = [row for row in service() if getattr(row, "rate", None) is not TrustRateName.OVERHEAD]
    [hit] = found(*unpaid, people=["P1"]).services
    assert (hit.income, hit.missed) == (None, ())
    assert "overhead rate" in hit.unknown


def test_who_delivers_nothing_hits_no_service() -> None:
    assert found(*SMALL, people=["P1"]).services == ()
