"""Has the school had its days? A bar for what was delivered each month, and a mark for what was agreed."""

from typing import Any

from reports.charts.chart import Chart, Number, Table
from reports.charts.tokens import ACCENT, INK, place, spec_of
from trustops.agreements import Against
from trustops.quantities.words import number_text

HEIGHT = 160


def delivered_chart(days: Against, name: str) -> Chart:
    """The months of a year, agreed against delivered; months that have not begun have a mark alone."""
    values = [
        {
            "month": f"{month.first:%b}",
            "agreed": place(month.agreed),
            "delivered": place(month.delivered) if month.begun else None,
        }
        for month in days.months
    ]
    described = f"For each month of {days.year} a bar of the days delivered, and a line at the days agreed."
    spec = spec_of(described, _layers(), HEIGHT, data={"values": values})
    order = [value["month"] for value in values]
    spec["encoding"] = {
        "x": {"field": "month", "type": "nominal", "sort": order, "axis": {"title": None, "labelAngle": 0}}
    }
    return Chart(f"{name}, month by month", days.sentence, described, spec, delivered_table(days, name))


def delivered_table(days: Against, name: str) -> Table:
    """Each month's days; what has not begun, or is not recorded, is empty."""
    rows = tuple(
        (
            f"{month.first:%B %Y}",
            Number(number_text(month.agreed), month.agreed, "days"),
            _delivered(month.delivered if month.begun else None, "not yet" if not month.begun else "not recorded"),
        )
        for month in days.months
    )
    return Table(("Month", "Agreed", "Delivered"), rows, frozenset({1, 2}), f"Days of {name} in {days.year}")


def _delivered(days: Any, why: str) -> Number:
    return Number(why, None) if days is None else Number(number_text(days), days, "days")


def _layers() -> list[dict[str, Any]]:
    axis = {"title": "days", "tickMinStep": 1}
    return [
        {
            "mark": {"type": "bar", "color": ACCENT},
            "encoding": {"y": {"field": "delivered", "type": "quantitative", "axis": axis}},
        },
        {
            "mark": {"type": "tick", "color": INK, "thickness": 3},
            "encoding": {"y": {"field": "agreed", "type": "quantitative", "axis": axis}},
        },
    ]
