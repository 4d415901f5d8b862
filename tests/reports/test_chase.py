"""Whom to ask for what before the board meets: every kind of thing, late or not yet, in the words that are sent."""

from datetime import date
from typing import Any

from reports.chase import Chase, chase_list
from trustops.findings.picture import Picture
from trustops.governance.gaps import next_meeting_gaps
from trustops.models import (
    Action,
    Committee,
    Kpi,
    KpiValue,
    Meeting,
    Obligation,
    Paper,
    Post,
    Relation,
    School,
    record_of,
)
from trustops.models.board import ActionSource, PaperKind
from trustops.models.kpi import Direction, Frequency, Unit
from trustops.models.school import Phase, RelationKind
from trustops.snapshot import Snapshot

TODAY = date(2026, 11, 30)
HR = record_of(Post)(post="HRL", title="HR lead", site="TRUST")


def chased(*records: Any) -> dict[str, Chase]:
    picture = Picture(Snapshot.of(TODAY, [HR, *records]))
    return {chase.owner: chase for chase in chase_list(picture, next_meeting_gaps(picture.snapshot, picture.owed))}


def test_a_census_whose_day_has_come_and_may_still_be_sent_in_is_wanted_today_and_not_late() -> None:
    asked = chased(record_of(Obligation)(obligation="data.swc", preparer="HRL"))["HR lead"]
    [wanted] = [each for each in asked.wanted if not each.late]
    assert (wanted.what, wanted.by, wanted.late) == (
        "School workforce census, whose day was 5 November 2026",
        TODAY,
        False,
    )


def test_a_paper_not_sent_a_week_before_is_late_and_named_with_its_meeting() -> None:
    board = record_of(Committee)(committee="TB", name="Trust board")
    meeting = record_of(Meeting)(meeting="TB-1", committee="TB", on_date=date(2026, 12, 1))
    paper = record_of(Paper)(meeting="TB-1", kind=PaperKind.REPORT, code="STAFF", title="Staffing", author="HRL")
    asked = chased(board, meeting, paper)["HR lead"]
    assert asked.message.splitlines()[:4] == [
        "To the HR lead",
        "",
        "These are waiting for you:",
        "– the paper “Staffing” for the trust board of 1 December 2026: was due on 24 November 2026",
    ]
    assert asked.late == 1
    assert asked.mail.startswith("mailto:?subject=Waiting%20for%20the%20board&body=To%20the%20HR%20lead")


def test_the_schools_that_lack_a_value_are_asked_for_together_and_a_late_action_of_its_owner() -> None:
    schools = [
        each
        for urn, name in (("100001", "Ash"), ("100002", "Elm"), ("100003", "Oak"))
        for each in (
            record_of(School)(urn=urn, name=name, phase=Phase.PRIMARY),
            record_of(Relation)(urn=urn, relation=RelationKind.MEMBER, from_date=date(2020, 9, 1)),
        )
    ]
    kpi = record_of(Kpi)(
        kpi="PEO04", name="Sickness", unit=Unit.DAYS, direction=Direction.DOWN, frequency=Frequency.TERMLY, owner="HRL"
    )
    value = record_of(KpiValue)(kpi="PEO04", site="100001", start=date(2026, 4, 13), end=date(2026, 7, 21))
    action = record_of(Action)(action="A1", title="Advertise", source=ActionSource.OTHER, due=date(2026, 10, 30))
    asked = chased(*schools, kpi, value, action)
    assert [(each.what, each.late) for each in asked["HR lead"].wanted] == [
        ("Sickness at Elm and Oak, to 21 July 2026", True)
    ]
    assert [each.what for each in asked["Nobody named yet"].wanted] == ["the action “Advertise”"]
    assert asked["Nobody named yet"].message.startswith("To whoever should own these")
