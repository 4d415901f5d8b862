"""Does each chart say what its figures say, in plain JSON that fetches nothing?"""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.charts import (
    Chart,
    Number,
    break_even_chart,
    capacity_bar,
    cover_chart,
    cover_graph,
    cover_trend,
    in_dark,
    sparkline,
    xmr_chart,
)
from reports.charts.break_even import net_cost_at
from reports.charts.draw import svg
from reports.charts.tokens import ACCENT, DARK, apart
from trustops.costing import ServiceCost
from trustops.findings.picture import Picture
from trustops.kpis.spc import Variation
from trustops.kpis.view import kpi_view
from trustops.models import Kpi, Person, record_of
from trustops.models.kpi import Direction, Frequency, Unit
from trustops.snapshot import Snapshot
from trustops.succession.trend import trend


def attendance(trust: Snapshot) -> ServiceCost:
    cost = next(cost for service, cost in Picture(trust).services if service.service == "ATTEND")
    assert isinstance(cost, ServiceCost)
    return cost


def every_chart(trust: Snapshot) -> list[Chart]:
    cost, view = attendance(trust), kpi_view(trust, "ATT01", "TRUST")
    cover = Picture(trust).cover
    drawn = [xmr_chart(view), sparkline(view), capacity_bar(cost), cover_chart(trust, cover)]
    drawn += [chart for chart in (cover_graph(trust, cover), cover_trend(trend(trust))) if chart]
    even = break_even_chart(cost, "Attendance service")
    return [*drawn, even] if even else drawn


def inside(spec: Any, key: str) -> list[Any]:
    """Every value of a key, however deep."""
    if isinstance(spec, dict):
        return [value for name, value in spec.items() if name == key] + [
            each for value in spec.values() for each in inside(value, key)
        ]
    return [each for value in spec for each in inside(value, key)] if isinstance(spec, list) else []


def test_a_chart_is_plain_json_with_its_data_inside_a_title_a_sentence_and_a_description(trust: Snapshot) -> None:
    charts = every_chart(trust)
    assert len(charts) == 7
    for chart in charts:
        assert json.loads(json.dumps(chart.spec)) == chart.spec
        assert all(set(data) == {"values"} for data in inside(chart.spec, "data"))
        assert not inside(chart.spec, "url")
        assert chart.title
        assert chart.sentence.endswith(".")
        assert chart.spec["description"] == chart.description
        assert chart.table.rows
        assert all(len(row) == len(chart.table.headings) for row in chart.table.rows)


def test_every_text_is_13_pixels_or_more(trust: Snapshot) -> None:
    for chart in every_chart(trust):
        sizes = [size for name in ("fontSize", "labelFontSize", "titleFontSize") for size in inside(chart.spec, name)]
        assert sizes
        assert min(sizes) >= 13


def test_a_chart_is_drawn_with_its_words_and_in_the_house_type(trust: Snapshot) -> None:
    drawn = svg(xmr_chart(kpi_view(trust, "ATT01", "TRUST")).spec)
    assert "Target 94.0 %" in drawn
    assert "Atkinson Hyperlegible Next" in drawn
    assert drawn == svg(xmr_chart(kpi_view(trust, "ATT01", "TRUST")).spec)


def test_a_chart_that_would_fetch_its_data_is_refused() -> None:
    asking = {"$schema": "https://vega.github.io/schema/vega-lite/v6.json", "mark": "point"}
    with pytest.raises(ValueError, match="not allowed"):
        svg({**asking, "data": {"url": "https://example.org/a.csv"}})


def test_signals_have_a_shape_of_their_own_as_well_as_a_colour(trust: Snapshot) -> None:
    view = kpi_view(trust, "INC06", "990001")
    assert view.variation is Variation.CONCERN
    spec = xmr_chart(view).spec
    marks = next(layer["encoding"] for layer in spec["layer"] if "shape" in layer["encoding"])
    shapes, colours = marks["shape"]["scale"], marks["color"]["scale"]
    assert shapes["domain"] == colours["domain"] == [str(variation) for variation in Variation]
    assert len(set(shapes["range"])) == len(shapes["range"])
    assert "concern" in [each.get("signal") for each in spec["data"]["values"]]


def test_the_table_behind_a_kpi_holds_the_values_themselves(trust: Snapshot) -> None:
    view = kpi_view(trust, "ATT01", "TRUST")
    first = xmr_chart(view).table.rows[0]
    assert first[0] == Number("20 October 2023", date(2023, 10, 20))
    assert isinstance(first[1], Number)
    assert first[1].value == view.points[0].value


def test_a_period_without_a_value_is_marked_and_says_why(trust: Snapshot) -> None:
    [missing] = [
        each for each in xmr_chart(kpi_view(trust, "ATT06", "990002")).spec["data"]["values"] if "missing" in each
    ]
    assert missing["said"].endswith(": —, not published: SUPP")
    assert "value" not in missing


@pytest.mark.parametrize(("kpi", "site"), [("ATT01", "TRUST"), ("ATT06", "990002"), ("INC06", "TRUST")])
def test_no_layer_of_a_kpi_chart_is_without_a_value(trust: Snapshot, kpi: str, site: str) -> None:
    spec = xmr_chart(kpi_view(trust, kpi, site)).spec
    filters = [each for each in inside(spec["layer"], "filter") if each.startswith("isValid(datum.")]
    assert filters
    for each in filters:
        field = each.removeprefix("isValid(datum.").removesuffix(")")
        assert any(row.get(field) is not None for row in spec["data"]["values"]), f"{field} would have no extent"


def test_a_kpi_without_values_still_draws() -> None:
    kpi = record_of(Kpi)(kpi="X", name="New", unit=Unit.NUMBER, direction=Direction.UP, frequency=Frequency.TERMLY)
    view = kpi_view(Snapshot.of(date(2026, 11, 22), [kpi]), "X", "TRUST")
    for chart in (xmr_chart(view), sparkline(view)):
        assert "no values yet" in chart.description
        assert svg(chart.spec).startswith("<svg")


def test_net_cost_falls_by_what_a_sold_day_leaves(trust: Snapshot) -> None:
    cost = attendance(trust)
    # 40,340.59 + 6.30 × 76 = 40,819.39; each sold day leaves 275 − 6.30 = 268.70; 89 sold leave 16,905.09
    assert net_cost_at(cost, Decimal(0)) == Decimal("40819.39")
    assert net_cost_at(cost, Decimal(89)) == Decimal("16905.09") == cost.net_cost


def test_the_break_even_chart_marks_the_three_meanings_of_covered(trust: Snapshot) -> None:
    chart = break_even_chart(attendance(trust), "Attendance service")
    assert chart is not None
    words = json.dumps(chart.spec)
    assert "Members pay full cost: 81 days" in words
    assert "Members pay the alternative: 73 days" in words
    assert "Members pay nothing: 152 days, too many" in words


def test_without_a_price_there_is_no_break_even_line(trust: Snapshot) -> None:
    assert break_even_chart(replace(attendance(trust), price=None)) is None


def test_the_capacity_bar_shows_days_promised_beyond_what_there_are(trust: Snapshot) -> None:
    cost = attendance(trust)
    over = replace(cost, sold_days=Decimal(99), delivered_days=Decimal(175), unmet_days=Decimal(10))
    assert "own schools 76; sold 89; promised beyond capacity 10" in capacity_bar(over).sentence


def test_cover_is_shown_by_post_and_names_nobody(trust: Snapshot) -> None:
    chart = cover_chart(trust, Picture(trust).cover)
    words = json.dumps(chart.spec) + repr(chart.table) + chart.sentence + chart.description
    assert "Chief financial officer" in words
    assert not [person.name for person in trust.all(Person) if person.name in words]


def test_cover_says_whether_there_is_somebody_and_never_how_many(trust: Snapshot) -> None:
    table = cover_chart(trust, Picture(trust).cover).table
    states = {cell for row in table.rows for cell in row[1:]}
    assert states == {"somebody", "nobody", "nobody named", "old assessment"}
    kept = next(row for row in table.rows if row[0] == "SENCO, Watling Park")
    assert kept[1:] == ("somebody", "old assessment", *("nobody named",) * 4)


def test_what_is_no_longer_known_is_not_drawn_as_nobody(trust: Snapshot) -> None:
    later = replace(trust, as_of=date(2026, 12, 13))
    table = cover_chart(later, Picture(later).cover).table
    assert next(row for row in table.rows if row[0] == "SENCO, Watling Park")[2] == "not known"


def test_the_graph_joins_each_who_could_to_the_post_by_name(trust: Snapshot) -> None:
    cover = Picture(trust).cover
    chart = cover_graph(trust, cover)
    assert chart is not None
    assert ("Marcus Delacroix", "Headteacher, Kingsmead", "ready now") in chart.table.rows
    assert ("Grace Tomlinson", "SENCO, Watling Park", "ready now, by an old assessment") in chart.table.rows
    assert len(chart.table.rows) == sum(len(each.holders) + len(each.ready_now) for each in cover.cover.values())
    assert cover_graph(trust, replace(cover, critical_posts=())) is None


def test_the_trend_says_where_it_began_and_where_it_is(trust: Snapshot) -> None:
    chart = cover_trend(trend(trust))
    assert chart is not None
    assert chart.sentence == (
        "At the end of summer 2024/25 the resilience number was −1 and 1 of 12 critical posts had somebody ready now; "
        "today it is −1, and 5 have."
    )
    assert [row[0] for row in chart.table.rows][-2:] == ["summer 2025/26", "today"]
    assert cover_trend(trend(Snapshot.of(date(2026, 11, 22), []))) is None


def test_in_dark_changes_the_colours_and_nothing_else(trust: Snapshot) -> None:
    spec = xmr_chart(kpi_view(trust, "ATT01", "TRUST")).spec
    dark = json.dumps(in_dark(spec))
    assert ACCENT not in dark
    for light, night in DARK.items():
        dark = dark.replace(night, light)
    assert json.loads(dark) == spec


@given(st.lists(st.floats(-100, 100), min_size=1, max_size=8).map(sorted), st.floats(0.1, 20))
def test_labels_moved_apart_keep_their_order_and_their_gap(places: list[float], gap: float) -> None:
    moved = apart(places, gap)
    assert len(moved) == len(places)
    assert all(after - before >= gap - 1e-4 for before, after in pairwise(moved))
