"""How does the chance that a critical post stands uncovered grow? A bar a horizon, with its error where simulated."""

from decimal import Decimal
from typing import Any

from reports.charts.chart import Cell, Chart, Number, Table
from reports.charts.tokens import ACCENT, INK, place, spec_of
from trustops.quantities.words import counted, number_text, percent_text
from trustops.succession.uncovered import Ahead, Estimate, Uncovered

HEIGHT = 190
HUNDRED = Decimal(100)


def uncovered_chart(found: Uncovered) -> Chart | None:
    """The chance of each horizon, of the posts that are not certain to stand uncovered; None where there are none."""
    if not found.ahead or not any(len(each.certain) < found.critical_posts for each in found.ahead):
        return None
    values = [_value(each) for each in found.ahead]
    title = "How the chance grows"
    beside = any(each.certain for each in found.ahead)
    sentence = (
        "The chance that one of the other posts stands uncovered too."
        if beside
        else "The chance that some critical post stands uncovered."
    )
    told = "; ".join(f"within {each.months} months {chance_text(each.another)}" for each in found.ahead)
    description = f"A bar for each time ahead: {told}."
    spec = spec_of(description, _layers(exact=found.exact), HEIGHT, data={"values": values})
    spec["encoding"] = {
        "x": {"field": "within", "type": "nominal", "sort": None, "axis": {"title": "within", "labelAngle": 0}},
        "y": {
            "field": "chance",
            "type": "quantitative",
            "scale": {"domain": [0, 110]},
            "axis": {"title": "chance, %", "values": [0, 25, 50, 75, 100]},
        },
    }
    return Chart(title, sentence, description, spec, horizons_table(found))


def chance_text(found: Estimate, places: int = 1) -> str:
    """A chance in words, with its standard error where it was simulated.

    >>> chance_text(Estimate(Decimal("0.1327"), Decimal(2))), chance_text(Estimate(Decimal("0.00001"), Decimal(0)))
    ('13.3 %', 'under 0.1 %')
    """
    if found.chance_error is None:
        return share_text(found.chance, places)
    return f"{share_text(found.chance, places)} ± {number_text(found.chance_error * HUNDRED, 1)}"


def share_text(chance: Decimal, places: int = 1) -> str:
    """A chance as per cent; what is small is not called nothing, nor what is large certain.

    >>> share_text(Decimal("0.99999")), share_text(Decimal(1)), share_text(Decimal(0))
    ('over 99.9 %', '100 %', '0 %')
    """
    if chance in (0, 1):
        return f"{int(chance) * 100} %"
    least = Decimal(1).scaleb(-places)
    if chance * HUNDRED < least / 2:
        return f"under {least} %"
    if HUNDRED - chance * HUNDRED < least / 2:
        return f"over {HUNDRED - least} %"
    return percent_text(chance * HUNDRED, places)


def days_text(found: Estimate) -> str:
    """The expected days, with their standard error where they were simulated."""
    error = "" if found.days_error is None else f" ± {number_text(found.days_error, 1)}"
    return f"{number_text(found.days, 1)}{error}"


def horizons_table(found: Uncovered) -> Table:
    """The chance and the expected days of each horizon, all posts and those that are not certain to be uncovered."""
    rows: list[tuple[Cell, ...]] = [
        (
            f"{each.months} months",
            Number(chance_text(each.some), each.some.chance * HUNDRED, "%"),
            Number(days_text(each.some), each.some.days, "days"),
            Number(counted(len(each.certain), "post"), Decimal(len(each.certain))),
            Number(chance_text(each.another), each.another.chance * HUNDRED, "%"),
            Number(days_text(each.another), each.another.days, "days"),
        )
        for each in found.ahead
    ]
    headings = (
        *("Within", "Chance that some post is uncovered", "Days expected"),
        *("Certain to be", "Chance of another", "Days expected of another"),
    )
    return Table(headings, tuple(rows), frozenset({1, 2, 3, 4, 5}), "The time ahead")


def _value(each: Ahead) -> dict[str, Any]:
    chance, error = each.another.chance * HUNDRED, (each.another.chance_error or Decimal(0)) * HUNDRED
    return {
        "within": f"{each.months} months",
        "chance": place(chance),
        "low": place(max(chance - error, Decimal(0))),
        "high": place(min(chance + error, HUNDRED)),
        "text": share_text(each.another.chance),
    }


def _layers(*, exact: bool) -> list[dict[str, Any]]:
    bars = {"mark": {"type": "bar", "color": ACCENT, "width": {"band": 0.5}}}
    text = {
        "mark": {"type": "text", "dy": -10, "color": INK},
        "encoding": {"text": {"field": "text", "type": "nominal"}},
    }
    error = {
        "mark": {"type": "rule", "color": INK, "strokeWidth": 2},
        "encoding": {"y": {"field": "low", "type": "quantitative"}, "y2": {"field": "high"}},
    }
    return [bars, text] if exact else [bars, error, text]
