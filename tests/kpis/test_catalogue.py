"""The catalogue that is packaged: whole, believable, and adopted without writing over a word of the trust's own."""

from datetime import date
from decimal import Decimal

import pytest

from tests.kpis.building import kpi, trust
from trustops.kpis.adoption import adoption
from trustops.kpis.catalogue import UNCERTAIN, CatalogueKpi, catalogue
from trustops.models import Benchmark, Kpi, record_of
from trustops.models.kpi import Direction, RollUp, Unit
from trustops.models.school import Phase
from trustops.quantities.errors import TrustopsError
from trustops.schemas import schema_of

EVERY = tuple(catalogue().kpis)


def test_there_are_seventy_and_no_code_twice() -> None:
    assert len(catalogue().entries) == 70
    assert len({each.kpi for each in EVERY}) == len(EVERY)


@pytest.mark.parametrize("each", EVERY, ids=lambda each: each.kpi)
def test_each_says_what_it_counts_and_has_a_benchmark_or_says_why_not(each: CatalogueKpi) -> None:
    assert each.definition[0].isupper()
    assert each.system
    assert each.england or each.no_benchmark_because
    assert not (each.england and each.no_benchmark_because)
    assert (each.tolerance is not None) == (each.unit is Unit.PERCENT)
    assert each.applies_to == "school" or each.roll_up is RollUp.NONE


@pytest.mark.parametrize("each", EVERY, ids=lambda each: each.kpi)
def test_each_makes_a_valid_row(each: CatalogueKpi) -> None:
    found = adoption(trust(), [each.kpi])
    for row, model in [(row, Kpi) for row in found.kpis] + [(row, Benchmark) for row in found.benchmarks]:
        given = {name: value for name, value in row._asdict().items() if value is not None}
        given = {name: str(value) for name, value in given.items() if name in schema_of(model)().fields}
        for name in ("lag_days", "decimals", "smallest_group"):
            if name in given:
                given[name] = int(given[name])
        assert schema_of(model)().validate(given) == {}


def test_no_percentage_of_england_is_over_100_and_no_two_are_of_one_span() -> None:
    for each in EVERY:
        spans = [(one.phase, one.start) for one in each.england]
        assert len(set(spans)) == len(spans)
        for one in each.england:
            assert one.start < one.end
            assert each.unit is not Unit.PERCENT or 0 <= one.value <= 100
            assert not each.not_published.get(f"{one.start.year}/{(one.start.year + 1) % 100:02d}")


def test_progress_8_is_not_published_for_two_years() -> None:
    (progress,) = catalogue().called("EDU08")
    assert set(progress.not_published) == {"2024/25", "2025/26"}
    assert catalogue().not_published("EDU08", date(2025, 8, 31)) is not None
    assert catalogue().not_published("EDU08", date(2023, 8, 31)) is None
    assert catalogue().not_published("EDU07", date(2025, 8, 31)) is None


def test_what_is_uncertain_or_of_all_schools_is_never_taken_up() -> None:
    assert [one.status for one in catalogue().called("EDU06")[0].england] == [UNCERTAIN]
    assert adoption(trust(), ["EDU06"]).benchmarks == ()
    assert {row.phase for row in adoption(trust(), ["ATT03"]).benchmarks} == {
        Phase.PRIMARY,
        Phase.SECONDARY,
        Phase.SPECIAL,
    }
    attendance = catalogue().all_schools("ATT01", Unit.PERCENT, Direction.UP)
    assert [one.value for one in attendance] == [Decimal("93.1"), Decimal("92.9"), Decimal("92.6")]
    assert catalogue().all_schools("ATT01", Unit.NUMBER, Direction.UP) == ()


def test_an_entry_of_several_series_is_adopted_whole_or_one_by_one() -> None:
    assert [row.kpi for row in adoption(trust(), ["EDU05"]).kpis] == ["EDU05R", "EDU05W", "EDU05M", "EDU05G", "EDU05S"]
    assert [row.kpi for row in adoption(trust(), ["edu05m", "EDU05M"]).kpis] == ["EDU05M"]


def test_what_the_trust_has_is_not_written_over() -> None:
    own = kpi("EDU04", name="Our own words", direction=Direction.UP)
    span = {"start": date(2024, 9, 1), "end": date(2025, 8, 31)}
    mine = record_of(Benchmark)(kpi="EDU04", phase=Phase.PRIMARY, value=Decimal(60), source="ours", **span)
    found = adoption(trust(own, mine), ["EDU04", "EDU02"])
    assert (found.kept, [row.kpi for row in found.kpis]) == (("EDU04",), ["EDU02"])
    assert [str(row.value) for row in found.benchmarks if row.kpi == "EDU04"] == ["65", "59", "61"]


@pytest.mark.parametrize(("codes", "why"), [(["NOPE"], "no KPI “NOPE”"), ([], "No KPI was chosen")])
def test_what_is_not_in_the_catalogue_is_said(codes: list[str], why: str) -> None:
    with pytest.raises(TrustopsError, match=why):
        adoption(trust(), codes)
