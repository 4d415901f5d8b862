"""What do all commands share? Where the database is, how an answer is printed, and how an error is said."""

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn, TypeVar

import click

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine

    from trustops.snapshot import Snapshot

LOOK, CANNOT = 1, 2
"""Exit codes: done, but there is something to look at; could not do it."""

Command = TypeVar("Command", bound=Callable[..., Any])


class Settings(NamedTuple):
    """Where this command's database is."""

    instance: "Path"
    url: str | None

    @property
    def database_url(self) -> str:
        from trustops.store.engine import default_url

        return self.url or default_url(self.instance)


class FilePath(click.Path):
    """A path typed on the command line, as a :class:`pathlib.Path`."""

    def convert(self, value: Any, param: click.Parameter | None, context: click.Context | None) -> Any:
        from pathlib import Path  # a seventh of the time that --help takes, which never needs it

        return Path(os.fsdecode(super().convert(value, param, context)))


class TrustopsGroup(click.Group):
    """A group that says every error in one plain sentence and exits 2, never with a traceback."""

    def invoke(self, context: click.Context) -> Any:
        from trustops.quantities.errors import TrustopsError

        try:
            return super().invoke(context)
        except TrustopsError as error:
            fail(str(error))
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except Exception:  # the last resort: whatever it is, a person gets a sentence and we get the details
            fail(f"Something went wrong inside trustops; it is our fault, not your file's. {_keep_details()}")


def _keep_details() -> str:
    """Write what went wrong where it can be found again, and say where."""
    import tempfile
    import traceback

    with tempfile.NamedTemporaryFile(
        "w", prefix="trustops-fault-", suffix=".txt", delete=False, encoding="utf-8"
    ) as file:
        file.write(traceback.format_exc())
    return f"Please send {file.name} to whoever looks after trustops for you; it may hold names from your data."


def fail(sentence: str) -> NoReturn:
    """Say why it could not be done, and exit 2."""
    click.echo(sentence, err=True)
    sys.exit(CANNOT)


as_json = click.option("--json", "json_", is_flag=True, help="Print the answer as JSON.")
pass_settings = click.make_pass_decorator(Settings)


def as_of_option(command: Command) -> Command:
    """``--as-of DATE``: everything as it was known on that day."""
    option = click.option(
        "--as-of",
        type=Day(),
        default=lambda: datetime.now().astimezone().date(),
        show_default="today",
        help="As it was known on a day, like 2026-11-22.",
    )
    return option(command)


class Day(click.ParamType[Any]):
    """A day typed on the command line: 2026-11-22 or 22/11/2026."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, context: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        for spelling in ("%Y-%m-%d", "%d/%m/%Y"):
            try:
                return datetime.strptime(value, spelling).date()  # noqa: DTZ007 - a day has no time zone
            except ValueError:
                continue
        return self.fail(f"“{value}” is not a date; write it like 2026-11-22.", param, context)


class YearOption(click.ParamType[Any]):
    """An academic year typed on the command line: 2025/26."""

    name = "year"

    def convert(self, value: Any, param: click.Parameter | None, context: click.Context | None) -> Any:
        from trustops.quantities.errors import TrustopsError
        from trustops.quantities.years import AcademicYear

        try:
            return value if isinstance(value, AcademicYear) else AcademicYear.parse(value)
        except TrustopsError as error:
            self.fail(str(error), param, context)


def open_engine(settings: Settings) -> "Engine":
    """The engine of this command's database."""
    from trustops.store.engine import open_database

    return open_database(settings.database_url)


def snapshot_of(settings: Settings, as_of: date) -> "Snapshot":
    """Everything known on a day, from this command's database."""
    from trustops.store.engine import reading
    from trustops.store.load import load

    with reading(open_engine(settings)) as connection:
        return load(connection, as_of)


def emit(answer: object) -> None:
    """Print an answer as JSON: money and rates as text, dates ISO, keys as the contract names them."""
    from admin.cli.show import json_text

    click.echo(json_text(answer))


def table(rows: Iterable[Sequence[str]], headings: Sequence[str] = (), right: Sequence[int] = ()) -> str:
    """Rows in columns, as wide as they need; the columns in ``right`` are figures and stand to the right.

    >>> print(table([["a", "1"], ["bb", "10"]], right=[1]))
    a    1
    bb  10
    """
    lines = [list(headings)] if headings else []
    lines += [list(row) for row in rows]
    if not lines:
        return ""
    widths = [max(len(line[index]) for line in lines) for index in range(len(lines[0]))]
    shown = []
    for line in lines:
        cells = [
            cell.rjust(width) if index in right else cell.ljust(width)
            for index, (cell, width) in enumerate(zip(line, widths, strict=True))
        ]
        shown.append("  ".join(cells).rstrip())
    return "\n".join(shown)
