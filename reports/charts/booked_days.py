"""When are a service's days had? A bar a month: what was delivered, what is booked, and a mark at what there is."""

from decimal import Decimal
from typing import Any

from reports.charts.chart import Cell, Chart, Number, Table
from reports.charts.tokens import ACCENT, INK, MUTED, place, spec_of
from trustops.costing.diary import Diary
from trustops.costing.service_days import MonthDays
from trustops.quantities.words import number_text

HEIGHT = 190


def booked_days_chart(diary: Diary, months: tuple[MonthDays, ...]) -> Chart | None:
    """The months of a service; without term dates there is no mark, since nobody knows how many days a month has.

    None where nothing was delivered or is booked: there is no bar to draw.
    """
    values = [each for month in months for each in _parts(month)]
    marks = [{"month": f"{month.month:%b}", "there": place(month.there)} for month in months if month.there is not None]
    name = diary.name
    had = sum((month.taken.delivered for month in months), Decimal(0))
    booked = sum((month.taken.booked for month in months), Decimal(0))
    if not had and not booked:
        return None
    line = ", with a mark at the days there are" if marks else ""
    description = f"For each month a bar of the days delivered and, above them, those booked ahead{line}."
    sentence = f"It has {number_text(had)} delivered (grey) and {number_text(booked)} booked ahead (blue){line}."
    order = [f"{month.month:%b}" for month in months]
    spec = spec_of(description, _layers(values, marks), HEIGHT)
    spec["encoding"] = {
        "x": {"field": "month", "type": "nominal", "sort": order, "axis": {"title": None, "labelAngle": 0}}
    }
    return Chart(f"{name}, month by month", sentence, description, spec, _table(months, name))


def _table(months: tuple[MonthDays, ...], name: str) -> Table:
    headings = ("Month", "Days there are", "Delivered", "Booked ahead")
    rows: list[tuple[Cell, ...]] = [
        (f"{each.month:%B %Y}", _days(each.there), _days(each.taken.delivered), _days(each.taken.booked))
        for each in months
    ]
    return Table(headings, tuple(rows), frozenset({1, 2, 3}), f"{name} by month")


def _days(days: Decimal | None) -> Number:
    return Number("not known" if days is None else number_text(days), days, "days")


def _parts(month: MonthDays) -> list[dict[str, Any]]:
    delivered, booked = place(month.taken.delivered) or 0.0, place(month.taken.booked) or 0.0
    label = f"{month.month:%b}"
    return [
        {"month": label, "from": 0.0, "to": delivered, "what": "delivered"},
        {"month": label, "from": delivered, "to": delivered + booked, "what": "booked"},
    ]


def _layers(values: list[dict[str, Any]], marks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    axis = {"title": "days", "tickMinStep": 1, "tickCount": 5}
    colours = {"domain": ["delivered", "booked"], "range": [MUTED, ACCENT]}
    bars = {
        "data": {"values": values},
        "mark": {"type": "bar"},
        "encoding": {
            "y": {"field": "from", "type": "quantitative", "axis": axis},
            "y2": {"field": "to"},
            "color": {"field": "what", "type": "nominal", "scale": colours, "legend": None},
        },
    }
    there = {
        "data": {"values": marks},
        "mark": {"type": "tick", "color": INK, "thickness": 3},
        "encoding": {"y": {"field": "there", "type": "quantitative", "axis": axis}},
    }
    return [bars, there] if marks else [bars]
