"""How likely is each net cost? A bar a band of outcomes, as high as its chance."""

from decimal import Decimal
from typing import Any

from reports.charts.chart import Cell, Chart, Number, Table
from reports.charts.tokens import ACCENT, INK, spec_of
from trustops.costing.chance import Chances, Outcome, bands
from trustops.quantities.words import number_text, percent_text, pounds_text

HEIGHT = 180
WIDTHS = tuple(Decimal(width) for width in (100, 200, 500, 1000, 2000, 5000, 10000, 50000))
MOST_BARS = 12


def chances_chart(found: Chances, name: str) -> Chart | None:
    """The outcomes in bands of net cost; None where there is only one, since nothing then is left to chance."""
    if len(found.outcomes) < 2:
        return None
    spread = found.outcomes[-1].net_cost - found.outcomes[0].net_cost
    width = next((each for each in WIDTHS if spread / each < MOST_BARS), WIDTHS[-1])
    bars = [
        (_money(band.at_least), percent_text(Decimal(band.chance.numerator) * 100 / band.chance.denominator))
        for band in bands(found.outcomes, width)
    ]
    values = [
        {"from": at, "chance": float(band.chance) * 100, "text": text if band.chance else ""}
        for (at, text), band in zip(bars, bands(found.outcomes, width), strict=True)
    ]
    title = f"How likely each net cost of {name} is"
    sentence = f"Each bar is a band of {_money(width)}, from the figure under it up; its height is its chance."
    description = f"A bar a band of net cost: {'; '.join(f'from {at}, {text}' for at, text in bars)}."
    spec = spec_of(description, _layers(), HEIGHT, data={"values": values})
    spec["encoding"] = {
        "x": {
            "field": "from",
            "type": "nominal",
            "sort": [at for at, _ in bars],
            "axis": {"title": "net cost from", "labelAngle": 0},
        },
        "y": {
            "field": "chance",
            "type": "quantitative",
            "scale": {"domain": [0, 110]},
            "axis": {"title": "chance, %", "values": [0, 50, 100]},
        },
    }
    return Chart(title, sentence, description, spec, _table(found.outcomes, title, found.working.title))


def _money(amount: Decimal) -> str:
    return pounds_text(amount, pence=False)


def _layers() -> list[dict[str, Any]]:
    return [
        {"mark": {"type": "bar", "color": ACCENT, "width": {"band": 0.6}}},
        {
            "mark": {"type": "text", "dy": -8, "color": INK},
            "encoding": {"text": {"field": "text", "type": "nominal"}},
        },
    ]


def _table(outcomes: tuple[Outcome, ...], title: str, made: str) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for each in outcomes:
        percent = Decimal(each.chance.numerator) * 100 / each.chance.denominator
        money = tuple(Number(pounds_text(amount), amount, "£", made=made) for amount in (each.income, each.net_cost))
        rows.append((number_text(each.sold_days), *money, Number(percent_text(percent), percent, "%", made=made)))
    return Table(("Days sold", "Income", "Net cost", "Chance"), tuple(rows), frozenset({0, 1, 2, 3}), title)
