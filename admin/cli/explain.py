"""Commands that explain: every public figure in force, and every rule, with its source."""

from datetime import date
from typing import TYPE_CHECKING

import click

from admin.cli.assumed import say_assumptions, say_what_if
from admin.cli.common import Settings, as_json, as_of_option, emit, pass_settings, table

if TYPE_CHECKING:
    from trustops.rates import Figure, RateBook


@click.command()
@click.argument("figure", required=False)
@click.option("--assumed", is_flag=True, help="Only what is assumed: the trust's own rates and what is not confirmed.")
@click.option("--if", "what_if", metavar="RATE=VALUE", help="With --assumed: every figure that another value moves.")
@as_of_option
@as_json
@pass_settings
def rates(settings: Settings, figure: str | None, assumed: bool, what_if: str | None, as_of: date, json_: bool) -> None:
    """Every public figure on a day, or one FIGURE with its steps: legal date, source, and when it was checked."""
    from trustops.rates import RateBook

    if what_if is not None:
        say_what_if(settings, what_if, as_of, as_data=json_)
        return
    if assumed:
        say_assumptions(settings, as_of, as_data=json_)
        return
    book = RateBook.published()
    figures = [book.figure(figure)] if figure else list(book.figures)
    if json_:
        emit([_as_contract(one, book, as_of) for one in figures])
    elif figure:
        _say_one(figures[0])
    else:
        rows = [(one.id, one.title, _on_the_day(one, book, as_of)) for one in figures]
        click.echo(table(rows, ("Figure", "", f"on {as_of.isoformat()}")))
        click.echo("One in full, with its source: trustops rates FIGURE")


def _on_the_day(figure: "Figure", book: "RateBook", day: date) -> str:
    from trustops.quantities.errors import UnknownFigure

    if figure.points:
        return f"{len(figure.points)} points; trustops rates {figure.id}"
    try:
        value = book.on(day).value(figure.id)
    except UnknownFigure as error:
        return f"unknown: {error.what_to_do}"
    return f"{format(value.value, 'f')} ({value.unit})"


def _say_one(figure: "Figure") -> None:
    click.echo(f"{figure.title} ({figure.id})")
    click.echo(f"{figure.legal}. Checked on {figure.checked_on.isoformat()}; kept in {figure.file}.")
    rows = [
        (
            step.from_.isoformat(),
            step.to.isoformat() if step.to else "until changed",
            " ".join(part for part in (step.point, step.area) if part),
            format(step.value, "f"),
            step.status,
            step.source,
        )
        for step in figure.steps
    ]
    click.echo(table(rows, ("From", "to", "point", "value", "status", "source"), right=(3,)))
    if figure.note:
        click.echo(figure.note)


def _as_contract(figure: "Figure", book: "RateBook", day: date) -> dict[str, object]:
    return {
        "id": figure.id,
        "title": figure.title,
        "unit": figure.unit,
        "legal": figure.legal,
        "checked_on": figure.checked_on,
        "file": figure.file,
        "on": day,
        "value": None if figure.points else _value(figure, book, day),
        "steps": figure.steps,
    }


def _value(figure: "Figure", book: "RateBook", day: date) -> object:
    from trustops.quantities.errors import UnknownFigure

    try:
        return book.on(day).value(figure.id).value
    except UnknownFigure:
        return None


@click.command()
@click.argument("sheet", required=False)
@as_json
def describe(sheet: str | None, json_: bool) -> None:
    """The workbook's sheets, or one SHEET's columns: what each holds, and who may see it."""
    from trustops.models import SHEETS, sheet_of
    from trustops.models.described import described
    from trustops.quantities.errors import TrustopsError

    chosen = tuple(model for model in SHEETS if sheet is None or model.__sheet__.casefold() == sheet.casefold())
    if not chosen:
        raise TrustopsError(f"There is no sheet called “{sheet}”; run `trustops describe` to see them all.")
    entries = list(described(chosen))
    if json_:
        emit(entries)
    elif sheet:
        click.echo(f"{entries[0].sheet}: {entries[0].sheet_meaning}")
        rows = [
            (
                entry.column + (" *" if entry.required else ""),
                entry.kind,
                entry.data_class.value,
                ". ".join(filter(None, (", ".join(entry.choices), entry.help))),
            )
            for entry in entries
        ]
        click.echo(table(rows, ("Column", "holds", "who may see it", "")))
    else:
        click.echo(table([(model.__sheet__, model.__group__, sheet_of(model).meaning) for model in chosen]))
