"""Who leaves at which rate and from which day on, and what the trust's page then says of the time ahead."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.succession.test_cover import holds, person, ready
from trustops.models import Post, Turnover, record_of
from trustops.models.post import PayScale, Role
from trustops.quantities.errors import TrustopsError
from trustops.snapshot import Snapshot
from trustops.succession.departures import departures
from trustops.succession.turnover import ASSUMED_RATE, turnover_of
from trustops.succession.uncovered import Uncovered, uncovered_ahead

TODAY = date(2026, 11, 29)


def post(ref: str, role: Role | None = None, scale: PayScale | None = None, critical: int | None = 5) -> Post:
    return record_of(Post)(post=ref, title=ref, site="TRUST", critical=critical, role=role, pay_scale=scale)


def rate(role: Role, value: str, since: date = date(2026, 9, 1)) -> Turnover:
    return record_of(Turnover)(role=role, from_date=since, rate=Decimal(value), source="our own leavers")


def ahead(*records: object, **more: Any) -> Uncovered:
    return uncovered_ahead(Snapshot.of(TODAY, records), **more)


def of(snapshot: Snapshot, ref: str) -> tuple[Decimal, bool, bool]:
    found = turnover_of(snapshot, ref)
    return found.rate, found.own, found.assumed


def test_the_trusts_own_rate_comes_before_the_public_figure_and_that_before_the_assumed_one() -> None:
    known = Snapshot.of(
        TODAY,
        [
            post("HEAD", Role.HEAD),
            post("CEO", Role.AO_CEO),
            post("DEP", scale=PayScale.LEADERSHIP),
            post("ITM", Role.IT_ADMIN, PayScale.NJC),
            post("CFO", Role.CFO, PayScale.SPOT),
            post("BARE"),
            rate(Role.HEAD, "0.2", date(2025, 9, 1)),
            rate(Role.HEAD, "0.3"),
            rate(Role.HEAD, "0.9", date(2027, 9, 1)),
        ],
    )
    assert of(known, "HEAD") == (Decimal("0.3"), True, False)
    assert of(known, "CEO") == (Decimal("0.143"), False, False)
    assert of(known, "DEP") == (Decimal("0.090"), False, False)
    assert of(known, "ITM") == (Decimal("0.134"), False, False)
    for ref in ("CFO", "BARE", "NOT THERE"):
        assert of(known, ref) == (ASSUMED_RATE, False, True)


def test_a_day_before_any_public_figure_uses_the_assumed_rate_and_says_so() -> None:
    found = turnover_of(Snapshot.of(date(2010, 1, 1), [post("HEAD", Role.HEAD)]), "HEAD")
    assert (found.rate, found.assumed) == (ASSUMED_RATE, True)
    assert "assumed" in found.source


def test_the_chance_to_be_gone_follows_the_months() -> None:
    known = Snapshot.of(TODAY, [post("H", Role.HEAD), holds("H", "P1"), rate(Role.HEAD, "0.2")])
    found = departures(known, ["P1"])
    gone = found.gone("P1")
    assert [gone[days - 1] for days in found.ends.values()] == pytest.approx([0.2, 0.36, 0.488])
    half_year = (date(2027, 5, 29) - TODAY).days
    assert gone[half_year - 1] == pytest.approx(1 - 0.8**0.5)


def test_the_highest_rate_of_several_posts_counts() -> None:
    known = Snapshot.of(TODAY, [post("H", Role.HEAD), post("C", Role.AO_CEO), holds("H", "P1"), holds("C", "P1")])
    assert departures(known, ["P1"]).leaving["P1"].turnover.rate == Decimal("0.143")


@pytest.mark.parametrize(
    ("more", "last"),
    [
        ({"leaving": date(2027, 8, 31)}, date(2027, 8, 31)),
        ({"intends_to_leave": date(2027, 4, 30)}, date(2027, 4, 30)),
        ({"leaving": date(2027, 8, 31), "intends_to_leave": date(2027, 4, 30)}, date(2027, 4, 30)),
        ({"intends_to_leave": date(2026, 8, 31)}, None),  # the day has passed and they are still here
    ],
)
def test_a_known_last_day_is_certain_unless_it_is_left_out(more: dict[str, date], last: date | None) -> None:
    known = Snapshot.of(TODAY, [post("H"), holds("H", "P1"), person("P1", **more)])
    assert departures(known, ["P1"]).leaving["P1"].last_day == last
    assert departures(known, ["P1"], known=False).leaving["P1"].last_day is None
    if last:
        gone = departures(known, ["P1"]).gone("P1")
        assert gone[(last - TODAY).days - 1] < 1
        assert gone[(last - TODAY).days] == 1


def test_the_end_of_all_that_somebody_holds_is_their_last_day() -> None:
    one = [post("H"), post("C"), holds("H", "P1", to_date=date(2027, 3, 31))]
    assert departures(Snapshot.of(TODAY, one), ["P1"]).leaving["P1"].last_day == date(2027, 3, 31)
    both = [*one, holds("C", "P1")]
    assert departures(Snapshot.of(TODAY, both), ["P1"]).leaving["P1"].last_day is None


def test_a_post_of_one_person_and_one_of_two() -> None:
    """Alone: 12 %. Two people for the other: 12 % of 12 % is 1.44 %. Either: 1 − 0.88 × 0.9856 = 13.27 %."""
    found = ahead(post("A"), post("B"), holds("A", "P1"), holds("B", "P2"), ready("B", "P3"))
    year = found.ahead[0]
    assert (found.exact, year.months, year.until, year.certain) == (True, 12, date(2027, 11, 29), ())
    assert year.some.chance == Decimal("0.132672")
    assert year.some == year.another
    assert [each.chance[12] for each in found.posts] == [Decimal("0.120000"), Decimal("0.014400")]
    assert 0 < year.some.days < found.ahead[1].some.days < found.ahead[2].some.days


def test_what_is_certain_is_told_apart_from_the_rest() -> None:
    found = ahead(
        post("EMPTY"), post("GOES"), post("STAYS"), holds("GOES", "P1"), holds("STAYS", "P2"),
        person("P1", leaving=date(2026, 12, 31)),
    )  # fmt: skip
    year = found.ahead[0]
    assert found.uncovered_today == ("EMPTY",)
    assert year.certain == ("EMPTY", "GOES")
    assert (year.some.chance, year.some.days) == (1, 365)
    assert year.another.chance == Decimal("0.120000")
    for_trustees = ahead(post("GOES"), holds("GOES", "P1"), person("P1", leaving=date(2026, 12, 31)), known=False)
    assert for_trustees.ahead[0].some.chance == Decimal("0.120000")


def test_no_critical_post_and_no_people_have_their_answers() -> None:
    nothing = ahead(post("A", critical=None))
    assert (nothing.critical_posts, nothing.ahead[0].some.chance, nothing.posts) == (0, 0, ())
    nobody = ahead(post("A"))
    assert (nobody.uncovered_today, nobody.ahead[0].some.chance, nobody.ahead[0].another.chance) == (("A",), 1, 0)


@pytest.mark.parametrize(("value", "chance"), [("0", 0), ("1", 1)])
def test_a_rate_of_nothing_and_of_everybody(value: str, chance: int) -> None:
    found = ahead(post("H", Role.HEAD), holds("H", "P1"), rate(Role.HEAD, value))
    assert [each.some.chance for each in found.ahead] == [chance] * 3


def test_a_rate_that_is_no_share_is_refused_in_a_sentence() -> None:
    with pytest.raises(TrustopsError, match="no share of a role's holders"):
        ahead(post("H", Role.HEAD), holds("H", "P1"), rate(Role.HEAD, "12"))


def test_a_simulation_says_that_it_is_one() -> None:
    records = (post("A"), holds("A", "P1"))
    found, again = (ahead(*records, years=2_000, seed=4) for _ in range(2))
    assert (found.exact, found.years, found.seed) == (False, 2_000, 4)
    assert found == again
    year = found.ahead[0].some
    assert year.chance_error is not None
    assert abs(year.chance - Decimal("0.12")) < 5 * year.chance_error


@pytest.mark.parametrize("years", [0, -1, 10**9])
def test_no_years_cannot_be_simulated(years: int) -> None:
    with pytest.raises(TrustopsError, match="cannot be simulated"):
        ahead(post("A"), holds("A", "P1"), years=years)


def test_no_time_ahead_cannot_be_asked_about() -> None:
    with pytest.raises(TrustopsError, match="no time ahead"):
        ahead(post("A"), months=(0,))
