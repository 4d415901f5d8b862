"""One KPI at one site, the list of all, and whether a service is followed by a change."""

from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.kpis.building import ASH, ELM, OAK, half_term, kpi, parts, school, series, target, trust, value
from trustops.kpis.listing import kpi_list
from trustops.kpis.response import CAUTION, Movement, response
from trustops.kpis.spc import Assurance, Rules, Variation
from trustops.kpis.status import Position, Rag
from trustops.kpis.view import KpiPoint, KpiView, kpi_view
from trustops.models import Agreement, AreaBenchmark, Benchmark, KpiChange, Service, record_of
from trustops.models.kpi import Direction, RollUp, Unit
from trustops.models.school import Phase, RelationKind
from trustops.models.service import AgreementStatus
from trustops.quantities.errors import TrustopsError

WEEKS = "93.2 93.5 92.9 93.4 93.1 92.7 93.3 93.0 93.6 92.8 93.2 93.3"
RISE = "93.9 94.1 93.7 94.0 94.3 94.2 94.4"
LATER = date(2027, 6, 1)


def test_the_public_keys_are_there() -> None:
    assert {field.name for field in fields(KpiView)} >= {
        *("kpi", "site", "unit", "direction", "points", "mean", "lower", "upper", "near_lower", "near_upper"),
        *("baseline_points", "trial", "variation", "assurance", "target", "rag", "benchmark"),
    }
    assert {field.name for field in fields(KpiPoint)} >= {"start", "end", "value", "status", "flags", "type"}


def test_a_rise_is_said_in_plain_words() -> None:
    records = [kpi(), *series(ASH, f"{WEEKS} {RISE}"), target(ASH, "95")]
    view = kpi_view(trust(records, as_of=LATER), "ATT01", ASH)
    assert (view.variation, view.rag, view.target) == (Variation.IMPROVEMENT, Rag.RED, Decimal(95))
    assert f"{view.mean:.4f} {view.lower:.4f} {view.upper:.4f}" == "93.1667 91.9818 94.3516"
    assert view.sentence == (
        "Attendance at Ash is improving: the last 9 values are above the earlier average of 93.2 %. "
        "The target of 95.0 % is not met yet; the earlier values would not have reached it."
    )


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("94.4", "The latest value meets the target of 94.4 %, which the usual values did not reach."),
        ("93.5", "The target of 93.5 % is met this time; the usual values meet it at times and miss it at times."),
        ("91.5", "The target of 91.5 % will be met as things stand."),
    ],
)
def test_what_is_said_of_the_target_never_contradicts_the_latest_value(wanted: str, said: str) -> None:
    records = [kpi(), *series(ASH, f"{WEEKS} {RISE}"), target(ASH, wanted)]
    view = kpi_view(trust(records, as_of=LATER), "ATT01", ASH)
    assert (view.rag, view.sentence.endswith(said)) == (Rag.GREEN, True)


def test_the_average_of_whole_numbers_has_one_decimal() -> None:
    records = [kpi(unit=Unit.DAYS, direction=Direction.DOWN, decimals=0), *series(ASH, "0 1 0 1 0 1 2 0 1 0 1 0 8")]
    # mean 7 ÷ 12 = 0.58, moving ranges 12 ÷ 11 = 1.09, so 0.58 ± 2.66 × 1.09 = 0.58 ± 2.90
    assert "outside the usual −2.3 days to 3.5 days" in kpi_view(trust(records), "ATT01", ASH).sentence


def test_the_usual_variation_is_said_too() -> None:
    view = kpi_view(trust(kpi(), series(ASH, WEEKS)), "ATT01", ASH)
    assert view.sentence == (
        "Attendance at Ash shows no signal: the latest value, 93.3 %, is within the usual 92.0 % to 94.4 %. "
        "It has no target."
    )


def test_a_value_that_is_not_published_stays_as_a_gap() -> None:
    records = [kpi(), target(ASH, "93"), *series(ASH, "93 94"), value(ASH, 2, None, not_published="SUPP")]
    view = kpi_view(trust(records), "ATT01", ASH)
    assert [point.value for point in view.points] == [Decimal(93), Decimal(94), None]
    assert (view.points[2].not_published, view.points[2].rag, view.rag) == ("SUPP", Rag.GREY, Rag.GREY)
    assert view.sentence.endswith("is not known: not published: SUPP.")


def test_periods_that_end_after_the_day_are_not_there_yet() -> None:
    records = [kpi(), *series(ASH, "93 94 95")]
    view = kpi_view(trust(records, as_of=half_term(1)[1]), "ATT01", ASH)
    assert [point.value for point in view.points] == [Decimal(93), Decimal(94)]


def test_each_period_is_judged_by_the_target_of_its_time() -> None:
    records = [kpi(), *series(ASH, "93 93"), target(ASH, "93"), target(ASH, "96", half_term(1)[0])]
    view = kpi_view(trust(records), "ATT01", ASH)
    assert [(point.target, point.rag) for point in view.points] == [(93, Rag.GREEN), (96, Rag.RED)]


def test_the_chart_begins_afresh_at_a_documented_change() -> None:
    change = record_of(KpiChange)(kpi="ATT01", site=ASH, on_date=half_term(12)[0], reason="New codes")
    records = [kpi(), *series(ASH, f"{WEEKS} {RISE}")]
    view = kpi_view(trust(records, change, as_of=LATER), "ATT01", ASH)
    assert (view.baseline_points, view.trial, view.variation) == (7, True, Variation.COMMON)
    assert f"{view.mean:.4f}" == "94.0857"
    assert view.points[0].mean == Decimal("93.166667")


def test_a_wild_jump_is_left_out_of_the_limits_unless_it_is_asked_to_stay() -> None:
    known = trust(kpi(), series(ASH, "1 2 1 2 10 1 2 1 2 1 2 1"))
    screened = kpi_view(known, "ATT01", ASH)
    kept = kpi_view(known, "ATT01", ASH, rules=Rules(screen_outliers=False))
    assert (screened.mean, screened.upper) == (kept.mean, Decimal("4.826667"))
    assert f"{kept.upper:.2f}" == "8.45"  # 2.1667 + 2.66 × 26 ÷ 11


def test_the_benchmark_stands_beside_the_target() -> None:
    span = {"start": date(2023, 9, 1), "end": date(2024, 8, 31)}
    row = record_of(Benchmark)(kpi="ATT01", phase=Phase.PRIMARY, value=Decimal("94.5"), source="DfE", **span)
    view = kpi_view(trust(kpi(), series(ASH, "93.1"), target(ASH, "93"), row), "ATT01", ASH)
    assert (view.rag, view.benchmark, view.benchmark_position) == (Rag.GREEN, Decimal("94.5"), Position.WORSE)


def test_what_the_schools_of_its_own_authority_reach_stands_beside_england() -> None:
    def nearby(area: str, reached: str) -> Any:
        span = {"start": date(2023, 9, 1), "end": date(2024, 8, 31), "phase": Phase.PRIMARY, "source": "DfE"}
        return record_of(AreaBenchmark)(kpi="ATT01", area=area, value=Decimal(reached), **span)

    known = trust(kpi(), series(ASH, "93.1"), nearby("Essex", "95"), nearby("Hertfordshire", "92.7"))
    view = kpi_view(known, "ATT01", ASH)
    assert (view.area, view.area_benchmark, view.area_benchmark_position) == (
        "Hertfordshire",
        Decimal("92.7"),
        Position.BETTER,
    )
    assert (view.benchmark, view.area_benchmark_source) == (None, "DfE")


def test_the_trusts_points_say_how_many_schools_they_cover() -> None:
    records = [kpi(), parts(ASH, 0, 90, 100), parts(ELM, 0, 94, 100), parts(ASH, 1, 91, 100)]
    view = kpi_view(trust(records, target("TRUST", "90")), "ATT01", "TRUST")
    assert view.sentence == (
        "Attendance at the trust cannot be judged yet: its latest value, 91.0 %, covers 1 of 2 schools. "
        "Until 13 October 2023 it showed no signal."
    )
    assert [point.rag for point in view.points] == [Rag.GREEN, Rag.GREY]
    assert [(point.value, point.coverage, point.rolled_up) for point in view.points] == [
        (Decimal(92), "2 of 2 schools", True),
        (Decimal(91), "1 of 2 schools", True),
    ]


def test_a_value_that_too_few_schools_are_in_gives_no_verdict_and_the_one_before_says_what_it_was() -> None:
    both = [each for n in range(12) for each in (parts(ASH, n, 90 + n % 2, 100), parts(ELM, n, 92, 100))]
    fallen = [parts(ASH, 12, 70, 100), parts(ELM, 12, 70, 100)]
    alone = parts(ASH, 13, 60, 100)
    span = {"start": date(2020, 9, 1), "end": date(2030, 8, 31)}
    row = record_of(Benchmark)(kpi="ATT01", phase=Phase.PRIMARY, value=Decimal("94.5"), source="DfE", **span)
    known = trust(kpi(), both, fallen, alone, target("TRUST", "99"), row, as_of=LATER)
    view = kpi_view(known, "ATT01", "TRUST")
    assert [point.judged for point in view.points[-2:]] == [True, False]
    assert (view.judged, view.variation, view.assurance) == (False, Variation.COMMON, Assurance.NONE)
    assert (view.benchmark_position, view.latest.flags if view.latest else None) == (None, ())
    assert view.last_signal is Variation.CONCERN
    assert view.sentence.endswith("it was getting worse.")
    [listed] = kpi_list(known)
    assert (listed.variation, listed.judged, listed.latest["TRUST"].assurance) == (None, False, Assurance.NONE)


def test_a_value_that_the_trust_gave_itself_is_not_said_to_cover_its_schools() -> None:
    own = value("TRUST", 0, "92")
    view = kpi_view(trust(kpi(), parts(ASH, 0, 90, 100), own, target("TRUST", "90")), "ATT01", "TRUST")
    assert (view.points[0].coverage, view.judged, view.rag) == ("", True, Rag.GREEN)
    assert "covers" not in view.sentence


def test_the_trust_says_why_it_has_no_value() -> None:
    view = kpi_view(trust(kpi(), value(ASH, 0, "90")), "ATT01", "TRUST")
    assert view.points[0].value is None
    assert "Ash gave no numerator and denominator" in view.sentence


def test_no_value_yet_is_an_empty_view_that_says_so() -> None:
    view = kpi_view(trust(kpi()), "ATT01", ASH)
    assert (view.points, view.mean, view.rag, view.sentence) == (
        (),
        None,
        Rag.GREY,
        "Attendance at Ash: no value is known yet.",
    )


@pytest.mark.parametrize(
    ("code", "site", "said"),
    [("NOPE", ASH, "There is no KPI “NOPE”"), ("ATT01", "999999", "no school with the URN “999999”")],
)
def test_what_does_not_exist_is_refused_in_words(code: str, site: str, said: str) -> None:
    with pytest.raises(TrustopsError, match=said):
        kpi_view(trust(kpi()), code, site)


def test_the_list_shows_every_site_and_the_worst_status_of_our_own() -> None:
    client = school(OAK, "Oak", RelationKind.CLIENT)
    records = [kpi(roll_up=None, owner="CEO", committee="SAC"), *client]
    records += [value(ASH, 0, "95"), value(ELM, 0, "92.8"), value(OAK, 0, "80")]
    records += [target(site, "93") for site in (ASH, ELM, OAK)]
    [row] = kpi_list(trust(records))
    assert {site: one.rag for site, one in row.latest.items()} == {ASH: Rag.GREEN, ELM: Rag.AMBER, OAK: Rag.RED}
    assert (row.rag, row.sites, row.owner, row.committee, row.variation) == (Rag.AMBER, 3, "CEO", "SAC", None)


def test_the_list_gives_the_trust_a_line_where_it_is_rolled_up() -> None:
    [row] = kpi_list(trust(kpi(roll_up=RollUp.SUM), value(ASH, 0, "3"), value(ELM, 0, "4")))
    assert row.latest["TRUST"].value == 7


def service(**more: Any) -> Service:
    given = {"started": half_term(12)[0], "kpis": ("ATT01",), **more}
    return record_of(Service)(service="ATT", name="Attendance officer", **given)


def agreement(urn: str, start: date, status: AgreementStatus = AgreementStatus.SIGNED) -> Agreement:
    return record_of(Agreement)(
        agreement=urn, service="ATT", urn=urn, status=status, from_date=start, days_per_year=Decimal(38)
    )


def test_attendance_after_the_service_started() -> None:
    [found] = response(trust(kpi(), service(), series(ASH, f"{WEEKS} {RISE}"), as_of=LATER), "ATT")
    assert (found.before, found.after, found.signals, found.warnings) == (12, 7, 7, 0)
    assert f"{found.mean_before:.4f} {found.mean_after:.4f} {found.change:.4f}" == "93.1667 94.0857 0.9190"
    assert found.movement is Movement.BETTER
    assert found.sentence.startswith("Attendance at Ash rose from an average of 93.2 % (12 values before ")
    assert found.sentence.endswith(f"(7 values since): 7 values signal improvement. {CAUTION}")


def test_a_client_is_compared_from_its_own_agreement() -> None:
    client = [*school(OAK, "Oak", RelationKind.CLIENT), *series(OAK, f"{WEEKS} {RISE}")]
    snapshot = trust(kpi(), service(), client, agreement(OAK, half_term(15)[0]), as_of=LATER)
    [found] = response(snapshot, "ATT")
    assert (found.site, found.since, found.before, found.after) == (OAK, half_term(15)[0], 15, 4)


def test_a_client_that_was_only_offered_days_is_not_looked_at() -> None:
    client = [*school(OAK, "Oak", RelationKind.CLIENT), *series(OAK, WEEKS)]
    offered = agreement(OAK, half_term(3)[0], AgreementStatus.OFFERED)
    assert response(trust(kpi(), service(), client, offered), "ATT") == ()


def test_no_value_before_the_start_cannot_be_compared() -> None:
    [found] = response(trust(kpi(), service(started=date(2023, 1, 1)), series(ASH, "93 94")), "ATT")
    assert (found.movement, found.change, found.signals) == (Movement.UNKNOWN, None, 0)
    assert found.sentence == "Attendance at Ash cannot be compared: it has no value before 1 January 2023."


@pytest.mark.parametrize(("code", "said"), [("NOPE", "no service “NOPE”"), ("ATT", "has no Started date")])
def test_a_service_without_a_start_is_refused_in_words(code: str, said: str) -> None:
    with pytest.raises(TrustopsError, match=said):
        response(trust(kpi(), service(started=None)), code)
