"""When is each post empty? A bar a vacancy, from its first empty day until somebody from outside could start."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from reports.charts.chart import Chart, short_day
from reports.charts.tokens import ACT, INK, LINE, MUTED, WATCH, spec_of
from reports.vacancies import vacancies_table
from trustops.quantities.words import counted
from trustops.snapshot import Snapshot
from trustops.succession.vacancies import MONTHS_AHEAD, PostVacancy

ROW, MORE = 46, 60
MOST_BARS = 20
BEFORE = timedelta(days=92)
"""How far back the chart goes for a post that has stood empty longer."""


def vacancies_chart(snapshot: Snapshot, vacancies: Sequence[PostVacancy], to: date) -> Chart | None:
    """The vacancies in the order given, the first of them where there are many; None where there is nothing to draw."""
    shown = vacancies[:MOST_BARS]
    if not shown:
        return None
    first = max(min((each.from_ or snapshot.as_of for each in shown), default=snapshot.as_of), snapshot.as_of - BEFORE)
    first = min(first, snapshot.as_of)
    bars = [_bar(snapshot, each, place, first, to) for place, each in enumerate(shown)]
    marks = [
        {"place": place, "on": each.advertise_by.isoformat()}
        for place, each in enumerate(shown)
        if each.advertise_by and snapshot.as_of <= each.advertise_by <= to
    ]
    title = f"The next {MONTHS_AHEAD} months"
    more = len(vacancies) - len(shown)
    sentence = (
        "A bar runs over the days that a post is empty if it is advertised today and nobody acts: red where nobody "
        "inside could act, amber where somebody could. A diamond is the latest day to advertise for no empty day."
    )
    sentence += f" {more} more {'is' if more == 1 else 'are'} in the table." if more else ""
    description = "A bar a vacancy: " + "; ".join(f"{each['title']}, {each['said']}" for each in bars) + "."
    spec = spec_of(description, _layers(bars, marks, snapshot.as_of, (first, to), len(shown)), ROW * len(shown) + MORE)
    spec["encoding"] = {
        "y": {
            "field": "place",
            "type": "quantitative",
            "axis": None,
            "scale": {"domain": [-0.6, len(shown) + 0.2], "reverse": True, "nice": False, "zero": False},
        },
    }
    return Chart(title, sentence, description, spec, vacancies_table(snapshot, vacancies, title))


def _bar(snapshot: Snapshot, vacancy: PostVacancy, place: int, first: date, to: date) -> dict[str, Any]:
    begins = max(vacancy.from_ or snapshot.as_of, first)
    ends = vacancy.starts
    shown = min(max(ends or to, begins), to)
    if vacancy.days_uncovered is None:
        said = "for how long is not known"
    elif not vacancy.days_uncovered:
        said = "no empty day"
    else:
        said = counted(vacancy.days_uncovered, "empty day")
    since = f"from {short_day(vacancy.from_)}" if vacancy.from_ else "since before anything was recorded"
    return {
        "place": place,
        "title": snapshot.post_title(vacancy.post),
        "said": f"{since}, {said}",
        "label": f"{snapshot.post_title(vacancy.post)}: {said}",
        "from": begins.isoformat(),
        "to": shown.isoformat(),
        "start": first.isoformat(),
        "what": "unknown" if ends is None else "could act" if vacancy.filled_inside else "nobody",
    }


def _layers(
    bars: list[dict[str, Any]], marks: list[dict[str, Any]], today: date, span: tuple[date, date], rows: int
) -> list[dict[str, Any]]:
    scale = {"type": "utc", "domain": [day.isoformat() for day in span]}
    axis = {"title": None, "format": "%b %Y", "tickCount": 6, "labelOverlap": True}
    colours = {"domain": ["nobody", "could act", "unknown"], "range": [ACT, WATCH, MUTED]}
    return [
        {
            "data": {"values": [{"on": today.isoformat()}]},
            "mark": {"type": "rule", "color": LINE, "strokeWidth": 3},
            "encoding": {"x": {"field": "on", "type": "temporal", "scale": scale, "axis": axis}, "y": None},
        },
        {
            "data": {"values": [{"on": today.isoformat(), "label": "today", "place": rows}]},
            "mark": {"type": "text", "align": "left", "dx": 5, "color": MUTED},
            "encoding": {
                "x": {"field": "on", "type": "temporal", "scale": scale},
                "text": {"field": "label", "type": "nominal"},
            },
        },
        {
            "data": {"values": bars},
            "mark": {"type": "bar", "height": 12},
            "encoding": {
                "x": {"field": "from", "type": "temporal", "scale": scale, "axis": axis},
                "x2": {"field": "to"},
                "color": {"field": "what", "type": "nominal", "scale": colours, "legend": None},
            },
        },
        {
            "data": {"values": bars},
            "mark": {"type": "text", "align": "left", "dy": -16, "color": INK},
            "encoding": {
                "x": {"field": "start", "type": "temporal", "scale": scale},
                "text": {"field": "label", "type": "nominal"},
            },
        },
        {
            "data": {"values": marks},
            "mark": {"type": "point", "shape": "diamond", "filled": True, "size": 110, "color": INK, "opacity": 1},
            "encoding": {"x": {"field": "on", "type": "temporal", "scale": scale}},
        },
    ]
