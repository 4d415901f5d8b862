"""What is known period by period: held back where few people are in it, published nowhere, counted otherwise."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from tests.kpis.building import ASH, ELM, OAK, half_term, kpi, parts, school, series, target, trust, value
from trustops.kpis.book import KpiBook
from trustops.kpis.observed import observations
from trustops.kpis.spc import Flag, Variation
from trustops.kpis.status import Position, Rag
from trustops.kpis.view import kpi_view
from trustops.models import Benchmark, KpiDefinition, KpiValue, record_of
from trustops.models.kpi import Direction, Frequency, RollUp, Unit
from trustops.models.school import Phase
from trustops.snapshot import Snapshot


def shown(snapshot: Snapshot, site: str, *, hide: bool = True, code: str = "ATT01") -> list[str]:
    book = KpiBook.of(snapshot, hide_small=hide)
    return ["–" if one.value is None else f"{one.value:.2f}" for one in observations(book, book.kpi(code), site)]


def test_a_share_of_fewer_than_six_is_held_back_and_not_from_those_who_may_see_it() -> None:
    snapshot = trust(kpi(), parts(ASH, 0, 4, 5), parts(ELM, 0, 90, 100), school(OAK, "Oak"), parts(OAK, 0, 80, 100))
    assert shown(snapshot, ASH, hide=False) == ["80.00"]
    assert shown(snapshot, ASH) == ["–"]


def test_the_next_smallest_is_held_back_too_so_that_the_total_does_not_tell() -> None:
    snapshot = trust(kpi(), parts(ASH, 0, 4, 5), parts(ELM, 0, 90, 100), school(OAK, "Oak"), parts(OAK, 0, 60, 80))
    assert [shown(snapshot, site) for site in (ASH, ELM, OAK, "TRUST")] == [["–"], ["90.00"], ["–"], ["83.24"]]


def test_a_school_alone_takes_the_total_with_it() -> None:
    snapshot = trust(kpi(), parts(ASH, 0, 4, 5))
    assert (shown(snapshot, ASH), shown(snapshot, "TRUST")) == (["–"], ["–"])


def test_two_small_schools_hide_each_other_and_a_total_of_few_is_hidden() -> None:
    assert shown(trust(kpi(), parts(ASH, 0, 4, 5), parts(ELM, 0, 3, 4)), "TRUST") == ["77.78"]
    assert shown(trust(kpi(), parts(ASH, 0, 1, 2), parts(ELM, 0, 1, 3)), "TRUST") == ["–"]


@pytest.mark.parametrize(("count", "seen"), [("0", "0.00"), ("1", "–"), ("5", "–"), ("6", "6.00")])
def test_counts_of_one_to_five_are_held_back_and_none_is_told(count: str, seen: str) -> None:
    exclusions = kpi(unit=Unit.NUMBER, direction=Direction.DOWN, roll_up=RollUp.SUM)
    assert shown(trust(exclusions, value(ASH, 0, count), value(ELM, 0, "20")), ASH) == [seen]


def test_a_kpi_that_is_not_of_people_says_so_by_its_smallest_group() -> None:
    vacancies = kpi(unit=Unit.NUMBER, direction=Direction.DOWN, roll_up=RollUp.SUM, smallest_group=1)
    assert shown(trust(vacancies, value(ASH, 0, "2")), ASH) == ["2.00"]


def test_what_is_held_back_says_why_and_is_in_no_chart() -> None:
    snapshot = trust(kpi(), target(ASH, "90"), parts(ASH, 0, 90, 100), parts(ASH, 1, 4, 5), parts(ELM, 1, 90, 100))
    view = kpi_view(snapshot, "ATT01", ASH, KpiBook.of(snapshot, hide_small=True))
    assert (view.points[1].reason, view.rag) == ("not shown, for it would tell of fewer than 6 people", Rag.GREY)
    assert view.sentence.endswith("is not known: not shown, for it would tell of fewer than 6 people.")


def test_a_denominator_of_nothing_has_no_share() -> None:
    view = kpi_view(trust(kpi(), parts(ASH, 0, 0, 0)), "ATT01", ASH)
    assert (view.points[0].value, view.points[0].reason) == (
        None,
        "its denominator is 0, so there is nothing to take a share of",
    )


def year(number: int, found: str | None, code: str = "EDU08", site: str = ASH) -> KpiValue:
    span = {"start": date(number, 9, 1), "end": date(number + 1, 8, 31)}
    return record_of(KpiValue)(kpi=code, site=site, value=None if found is None else Decimal(found), **span)


PROGRESS = {"unit": Unit.SCORE, "frequency": Frequency.ANNUAL, "roll_up": RollUp.PUPIL_WEIGHTED, "name": "Progress 8"}


def test_progress_8_of_years_without_it_is_a_gap_and_never_0() -> None:
    view = kpi_view(trust(kpi("EDU08", **PROGRESS), year(2022, "-0.03"), year(2023, "0.1")), "EDU08", ASH)
    assert [(point.start.year, point.value, point.not_published) for point in view.points] == [
        (2022, Decimal("-0.03"), None),
        (2023, Decimal("0.1"), None),
        (2024, None, "z"),
        (2025, None, "z"),
    ]
    assert view.points[3].reason.startswith("not published anywhere, for there are no key stage 2 results")


def test_a_value_typed_for_a_year_without_one_is_not_taken() -> None:
    assert shown(trust(kpi("EDU08", **PROGRESS), year(2024, "0.02")), ASH, hide=False, code="EDU08") == ["–", "–"]


def defined(day: date, words: str) -> KpiDefinition:
    return record_of(KpiDefinition)(kpi="ATT01", from_date=day, definition=words)


def test_a_changed_definition_breaks_the_series_and_its_runs() -> None:
    values = series(ASH, "93 93 93 94 92 93 94 92 93 93 94 92 96 96 96 96 96 96 96")
    whole = kpi_view(trust(kpi(), *values), "ATT01", ASH)
    assert Flag.SHIFT in whole.points[-1].flags
    change = defined(half_term(12)[0], "Sessions, with study leave")
    broken = kpi_view(trust(kpi(), *values, change), "ATT01", ASH)
    assert (broken.variation, broken.baseline_points, broken.trial) == (Variation.COMMON, 7, True)
    assert broken.definition_changes == (half_term(12)[0],)


def test_the_same_definition_in_other_spaces_is_no_break() -> None:
    rows = [defined(date(2020, 9, 1), "Sessions attended"), defined(half_term(6)[0], "  sessions   attended ")]
    view = kpi_view(trust(kpi(), *series(ASH, "93 94 93 92 93 94 93 92 93 94 93 92 93"), *rows), "ATT01", ASH)
    assert (view.baseline_points, view.trial) == (12, False)


def weeks(site: str, figures: str, first: date) -> list[Any]:
    return [
        record_of(KpiValue)(
            kpi="ATT01",
            site=site,
            start=first + timedelta(weeks=week),
            end=first + timedelta(weeks=week, days=4),
            value=Decimal(figure),
        )
        for week, figure in enumerate(figures.split())
    ]


SEASONAL = {"frequency": Frequency.WEEKLY, "seasonal": True}


def test_a_week_is_compared_with_the_same_week_of_last_year() -> None:
    values = [*weeks(ASH, "95.3 94.0 90.6", date(2025, 9, 8)), *weeks(ASH, "95.0 94.5", date(2026, 9, 7))]
    view = kpi_view(trust(kpi(**SEASONAL), *values), "ATT01", ASH)
    assert view.last_year is not None
    assert (view.last_year.start, view.last_year.change) == (date(2025, 9, 15), Decimal("0.5"))
    assert "At the same time last year (to 19 September 2025) it was 94.0 %, so it is better now." in view.sentence


def test_what_is_not_seasonal_or_was_counted_otherwise_is_not_compared_with_last_year() -> None:
    values = [*weeks(ASH, "95.3", date(2025, 9, 8)), *weeks(ASH, "95.0", date(2026, 9, 7))]
    assert kpi_view(trust(kpi(frequency=Frequency.WEEKLY), *values), "ATT01", ASH).last_year is None
    change = defined(date(2026, 9, 1), "Counted otherwise")
    assert kpi_view(trust(kpi(**SEASONAL), *values, change), "ATT01", ASH).last_year is None
    assert kpi_view(trust(kpi(**SEASONAL), *values[1:]), "ATT01", ASH).last_year is None


def benchmark(start: date, end: date, figure: str) -> Benchmark:
    return record_of(Benchmark)(
        kpi="ATT01", phase=Phase.PRIMARY, start=start, end=end, value=Decimal(figure), source="DfE"
    )


def test_a_week_is_compared_with_the_national_figure_of_that_week_where_there_is_one() -> None:
    whole = benchmark(date(2026, 9, 1), date(2027, 8, 31), "93.1")
    week = benchmark(date(2026, 9, 7), date(2026, 9, 13), "95.3")
    values = weeks(ASH, "95.0", date(2026, 9, 7))
    assert kpi_view(trust(kpi(**SEASONAL), *values, whole, week), "ATT01", ASH).benchmark == Decimal("95.3")
    assert kpi_view(trust(kpi(**SEASONAL), *values, whole), "ATT01", ASH).benchmark == Decimal("93.1")


def test_a_trust_of_several_phases_is_compared_with_all_schools_of_england() -> None:
    elm = school(ELM, "Elm")
    elm[0] = elm[0]._replace(phase=Phase.SECONDARY)
    rows = [parts(ASH, 0, 940, 1000), parts(ELM, 0, 950, 1000)]
    snapshot = Snapshot.of(date(2026, 11, 22), [*school(ASH, "Ash"), *elm, kpi(), *rows])
    view = kpi_view(snapshot, "ATT01", "TRUST")
    # the term ends in October 2023, within the academic year 2023/24
    assert (view.benchmark, view.benchmark_position) == (Decimal("92.9"), Position.BETTER)
    assert view.benchmark_from == "the KPI catalogue: all schools in England"
    assert kpi_view(snapshot, "ATT01", ELM).benchmark is None


def test_too_few_schools_are_shown_and_not_judged() -> None:
    six = [row for number in range(4) for row in school(f"10001{number}", f"S{number}")]
    rows = [parts(site, 0, 95, 100) for site in (ASH, ELM, "100010", "100011")]
    judged = kpi_view(trust(kpi(), target("TRUST", "90"), six[:6], *rows), "ATT01", "TRUST")
    assert (judged.coverage, judged.judged, judged.rag) == ("4 of 5 schools", True, Rag.GREEN)
    grey = kpi_view(trust(kpi(), target("TRUST", "90"), six, *rows), "ATT01", "TRUST")
    assert (grey.coverage, grey.judged, grey.rag) == ("4 of 6 schools", False, Rag.GREY)
    assert grey.points[0].value == Decimal(95)


def test_worked_sums_of_the_domain() -> None:
    """T-D1: shares, rates and averages from their parts; reserves of just 5 % are not below it."""
    found: dict[str, Decimal | None] = {}
    cases = {
        "ATT01": (Unit.PERCENT, 442320, 456000),
        "INC01": (Unit.PERCENT, 136, 1200),
        "FIN02": (Unit.PERCENT, 1050000, 21000000),
        "PEO01": (Unit.PERCENT, 9, 82),
        "PEO04": (Unit.DAYS, 438, Decimal("82.4")),
    }
    for code, (unit, top, bottom) in cases.items():
        row = value(ASH, 0, None, code, numerator=Decimal(top), denominator=Decimal(bottom))
        found[code] = kpi_view(trust(kpi(code, unit=unit), row), code, ASH).points[0].value
    assert [f"{found[code]:.2f}" for code in cases] == ["97.00", "11.33", "5.00", "10.98", "5.32"]
    assert (found["ATT01"], found["FIN02"]) == (Decimal(97), Decimal(5))
