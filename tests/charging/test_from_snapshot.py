"""What the trust's own record says its schools are charged, and the sentence where it does not say."""

from datetime import date
from typing import Any

import pytest

from tests.charging.four_schools import D
from trustops.charging.from_snapshot import charges_of, delivered_days, members_of, statement_of
from trustops.charging.policy_rows import policy_of
from trustops.models import ChargePolicy, Delivery, Relation, School, SchoolYear, record_of
from trustops.models.school import RelationKind
from trustops.models.service import ChargeMethod, PolicyStatus
from trustops.quantities.errors import TrustopsError, UnknownFigure
from trustops.quantities.years import AcademicYear
from trustops.snapshot import Snapshot

YEAR = AcademicYear(2025)
OAK, ELM, ASH = "100001", "100002", "100003"


def school(urn: str, name: str, relation: RelationKind, since: date) -> list[Any]:
    return [
        record_of(School)(urn=urn, name=name, short_name=name),
        record_of(Relation)(urn=urn, relation=relation, from_date=since),
    ]


def size(urn: str, row: int, **figures: Any) -> Any:
    return record_of(SchoolYear)(urn=urn, year="2025/26", import_id=1, source_row=row, **figures)


def policy(method: ChargeMethod, **more: Any) -> Any:
    given = {"policy": "CENTRAL", "year": "2025/26", "status": PolicyStatus.APPROVED, "source_row": 2, "import_id": 1}
    return record_of(ChargePolicy)(method=method, **(given | more))


def trust(*records: Any) -> Snapshot:
    schools = [
        *school(OAK, "Oak", RelationKind.FOUNDER, date(2015, 9, 1)),
        *school(ELM, "Elm", RelationKind.MEMBER, date(2026, 1, 1)),
        *school(ASH, "Ash", RelationKind.CLIENT, date(2020, 9, 1)),
        size(OAK, 2, pupils=600, gag_pence=400_000_000, weight=D(1), usage_days=D(30)),
        size(ELM, 3, pupils=300, gag_pence=180_000_000, weight=D(1)),
    ]
    return Snapshot.of(date(2026, 11, 22), [*schools, *records], {1: "trust.xlsx"})


def test_a_percent_of_gag_from_the_record() -> None:
    found = charges_of(trust(policy(ChargeMethod.PERCENT_OF_GAG, percent_of_gag=D("0.05"))), "CENTRAL", YEAR)
    # Elm joined in January: eight months of its £1,800,000.
    assert found.by_school == {OAK: 20_000_000, ELM: 6_000_000}
    oak, elm = found.rows
    assert oak.working.lines[0].source == "trust.xlsx, School years row 2"
    assert elm.working.lines[0].source == "trust.xlsx, School years row 3; Relations"
    assert oak.working.lines[-1].source == "trust.xlsx, Charge policies row 2"


@pytest.mark.parametrize(
    ("method", "more", "expected"),
    [
        (ChargeMethod.FLAT, {}, [600_000, 400_000]),
        (ChargeMethod.PER_PUPIL, {}, [750_000, 250_000]),
        (ChargeMethod.WEIGHTED_PUPILS, {}, [750_000, 250_000]),
        (ChargeMethod.HYBRID, {"flat_share": D("0.4")}, [690_000, 310_000]),
    ],
)
def test_every_method_of_the_sheet(method: ChargeMethod, more: dict[str, Any], expected: list[int]) -> None:
    found = charges_of(trust(policy(method, total_pence=1_000_000, **more)), "CENTRAL", YEAR)
    assert list(found.by_school.values()) == expected


def test_members_are_those_of_the_year_and_not_the_clients() -> None:
    found = members_of(trust(), YEAR)
    assert [(each.name, each.months) for each in found] == [("Oak", 12), ("Elm", 8)]
    assert [each.name for each in members_of(trust(), YEAR.previous())] == ["Oak"]


def test_a_school_that_left_counts_until_it_did() -> None:
    left = record_of(Relation)(urn=OAK, relation=RelationKind.LEFT, from_date=date(2026, 4, 1))
    assert members_of(trust(left), YEAR)[0].months == 7


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (policy(ChargeMethod.USAGE, total_pence=100), "The number of usage days of Elm is not known in 2025/26"),
        (policy(ChargeMethod.FLAT), "total of the charge policy CENTRAL is not known in 2025/26"),
        (policy(ChargeMethod.HYBRID, total_pence=100), "flat share of the charge policy CENTRAL is not known"),
    ],
)
def test_what_the_record_does_not_say_is_unknown(row: Any, says: str) -> None:
    with pytest.raises(UnknownFigure, match=says):
        charges_of(trust(row), "CENTRAL", YEAR)


def test_a_school_without_its_year_is_unknown() -> None:
    row = policy(ChargeMethod.PER_PUPIL, total_pence=100, year="2024/25")
    with pytest.raises(
        UnknownFigure, match="number of pupils of Oak is not known in 2024/25: give Pupils on the School years sheet"
    ):
        charges_of(trust(row), "CENTRAL", YEAR.previous())


def test_a_policy_that_is_not_there_says_which_are() -> None:
    known = trust(policy(ChargeMethod.FLAT, total_pence=100))
    with pytest.raises(TrustopsError, match="no charge policy CENTRAL for 2026/27, only for 2025/26; add the year"):
        policy_of(known, "CENTRAL", YEAR.next())
    with pytest.raises(TrustopsError, match="no charge policy TOPSLICE; the policies are CENTRAL"):
        policy_of(known, "TOPSLICE", YEAR)
    with pytest.raises(TrustopsError, match="no charge policy CENTRAL; add it to the Charge policies sheet"):
        policy_of(trust(), "CENTRAL", YEAR)


def test_a_pool_is_no_charge() -> None:
    with pytest.raises(TrustopsError, match="pools GAG, which is shared by each school's assessed need"):
        policy_of(trust(policy(ChargeMethod.POOL, total_pence=100)), "CENTRAL", YEAR)


def test_a_year_before_the_trust_has_nobody_to_charge() -> None:
    with pytest.raises(TrustopsError, match="No school was a member of the trust in 2010/11"):
        members_of(trust(), AcademicYear(2010))


def test_a_schools_statement_begins_with_its_central_charge() -> None:
    found = trust(policy(ChargeMethod.FLAT, total_pence=1_000_000))
    statement = statement_of(found, ELM, YEAR, (), charges_of(found, "CENTRAL", YEAR))
    assert (statement.name, statement.pays) == ("Elm", D("4000.00"))
    assert statement_of(found, ASH, YEAR, (), charges_of(found, "CENTRAL", YEAR)).services == ()


def test_days_delivered_are_unknown_where_none_are_recorded() -> None:
    def day(on: date, urn: str) -> Any:
        return record_of(Delivery)(service="ATT", urn=urn, on_date=on, days=D("0.5"))

    found = trust(day(date(2025, 10, 6), OAK), day(date(2025, 10, 7), OAK), day(date(2026, 10, 6), OAK))
    assert delivered_days(found, "ATT", OAK, YEAR) == D(1)
    assert delivered_days(found, "ATT", ELM, YEAR) == D(0)
    assert delivered_days(found, "ICT", OAK, YEAR) is None
