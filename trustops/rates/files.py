"""How is a figure's file read? TOML, one file a figure, checked as it is read: ordered dates, a source on each step."""

import tomllib
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from importlib.resources import files
from typing import Any

from trustops.quantities.errors import TrustopsError
from trustops.rates.model import DATA_FOLDER, Figure, RateValue, Withdrawn

STATUSES = ("published", "transcribed", "derived")


def published_figures() -> tuple[Figure, ...]:
    """Every figure that is packaged with the library, by id; raises TrustopsError where a file is at fault."""
    folder = files("trustops.rates").joinpath("data")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".toml"))
    return tuple(figure_from_toml(folder.joinpath(name).read_text("utf-8"), name) for name in names)


def figure_from_toml(text: str, name: str) -> Figure:
    """The figure that a file holds; ``name`` is the file's name, for messages and for where to edit it.

    >>> text = '''
    ... id = "example"
    ... title = "example rate"
    ... unit = "fraction"
    ... legal = "An Act"
    ... checked_on = 2026-11-22
    ... [[step]]
    ... from = 2025-04-06
    ... value = 0.15
    ... status = "published"
    ... source = "https://www.legislation.gov.uk"
    ... '''
    >>> figure_from_toml(text, "example.toml").steps[0].value
    Decimal('0.15')
    """
    file = f"{DATA_FOLDER}/{name}"
    try:
        table = tomllib.loads(text, parse_float=Decimal)
        figure = Figure(
            id=table["id"],
            title=table["title"],
            unit=table["unit"],
            legal=table["legal"],
            checked_on=table["checked_on"],
            file=file,
            steps=tuple(step for row in table["step"] for step in _steps(row, table)),
            withdrawn=tuple(_withdrawn(row) for row in table.get("withdrawn", ())),
            default_area=table.get("default_area"),
            note=table.get("note", ""),
        )
    except KeyError as missing:
        raise TrustopsError(f"{file} has no {missing}; add it, as the files beside it have it.") from missing
    except tomllib.TOMLDecodeError as fault:
        raise TrustopsError(f"{file} is not readable as TOML ({fault}); correct that line.") from fault
    _check(figure)
    return figure


def _steps(row: dict[str, Any], table: dict[str, Any]) -> Iterator[RateValue]:
    """A row of the file is one value, or a table of pay points that share dates, area and source."""
    for point, value in row["points"] if "points" in row else ((None, row["value"]),):
        yield RateValue(
            id=table["id"],
            value=Decimal(value),
            unit=table["unit"],
            from_=row["from"],
            to=row.get("to"),
            source=row["source"],
            legal=row.get("legal", table["legal"]),
            status=row["status"],
            point=point,
            area=row.get("area"),
            note=row.get("note", ""),
        )


def _withdrawn(row: dict[str, Any]) -> Withdrawn:
    return Withdrawn(row["point"], row["from"], row["instead"], row["source"])


def _check(figure: Figure) -> None:
    """A wrong date here would be a wrong cost everywhere, so a file that contradicts itself is not used at all."""
    last: dict[tuple[str | None, str | None], RateValue] = {}
    for step in figure.steps:
        if not step.source.strip():
            raise TrustopsError(f"{figure.file}: the step from {step.from_} has no source; cite where it was read.")
        if step.status not in STATUSES:
            raise TrustopsError(f"{figure.file}: “{step.status}” is not a status; write one of {', '.join(STATUSES)}.")
        before = last.get((step.point, step.area))
        if not _follows(step, before.to if before else date.min):
            raise TrustopsError(
                f"{figure.file}: the step from {step.from_} overlaps another or ends before it begins; "
                "put the steps in order and end each the day before the next."
            )
        last[step.point, step.area] = step


def _follows(step: RateValue, ended: date | None) -> bool:
    return ended is not None and step.from_ > ended and (step.to is None or step.to >= step.from_)
