"""What did an import come to, in words? Its counts, what it changes, its problems kind by kind, and its questions."""

from typing import TYPE_CHECKING

import click

from admin.cli.common import table
from admin.cli.import_answers import MOST_SHOWN, hints, how_to_answer

WORD_HEADINGS = ("Word", "of", "first at", "times", "means", "known by")

if TYPE_CHECKING:
    from importers.bring import ImportReport
    from importers.choices import Question
    from importers.problems import Problem


def say_import(report: "ImportReport", show: str | None, *, dry_run: bool) -> None:
    """What an import did, or would do: sheet by sheet, what changes, what is wrong and what is asked."""
    click.echo(report.file)
    rows = [(sheet.sheet, *_counts(sheet)) for sheet in report.sheets if sheet.rows]
    click.echo(table(rows, ("Sheet", "rows", "new", "changed", "same", "refused"), right=(1, 2, 3, 4, 5)))
    for change in report.changes[:MOST_SHOWN]:
        row = change.sheet if change.key == change.sheet else f"{change.sheet}, {change.key}"
        click.echo(f"  {row}: {change.column} {_shown(change.before)} → {_shown(change.after)}")
    say_more(len(report.changes), "changed field")
    _say_problems(report, show)
    if show is None:
        _say_questions(report)
    click.echo(_outcome(report, dry_run))


def _say_questions(report: "ImportReport") -> None:
    """What is asked of sheets and headings, each in a sentence; the words in cells as a grid, settled ones too."""
    from trustops.models import ChoiceKind

    words = [*report.questions, *report.settled]
    words = [question for question in words if question.kind is ChoiceKind.VALUE][:MOST_SHOWN]
    for question in report.questions[:MOST_SHOWN]:
        if question.kind is not ChoiceKind.VALUE:
            click.echo(f"  {question.message} {how_to_answer(question)}")
    if words:
        click.echo(table([_word(question) for question in words], WORD_HEADINGS, right=(3,)))
    for hint in hints(question for question in words if not question.how):
        click.echo(f"  {hint}")
    say_more(len(report.questions), "question")


def _word(question: "Question") -> tuple[str, ...]:
    """A word of the file as a row of the grid: where it stands, how often, and what it means or may mean."""
    where = ".".join(part for part in (question.sheet, question.column) if part)
    meaning = question.suggestion or ("left out" if question.how else "")
    how = str(question.how) if question.how else "likely; not answered yet" if meaning else "not known yet"
    return question.found, where, f"{question.tab}, {question.cell}", f"{question.count:,}", meaning or "?", how


def _say_problems(report: "ImportReport", show: str | None) -> None:
    """The problems kind by kind, the worst first: how many, and the first few; with ``show``, each of those alone."""
    if show is not None:
        wanted = [each for each in report.problems if show.casefold() in _about(each)]
        for problem in wanted:
            click.echo(f"  {problem.message}")
        click.echo(f"  {len(wanted):,} of {len(report.problems):,} problems have “{show}” in them.")
        return
    for group in report.groups[:MOST_SHOWN]:
        if not group.sheet:  # of the file as a whole: each sentence says something else
            for problem in report.problems:
                if problem.code == group.code and not problem.sheet:
                    click.echo(f"  {problem.message}")
            continue
        if group.count > 1:
            where = ", ".join(part for part in (group.sheet, group.column) if part)
            click.echo(f"  {group.count:,} times in {where}{', such as' * (group.count > len(group.examples))}:")
        for problem in group.examples:
            click.echo(f"  {'  ' * (group.count > 1)}{problem.message}")
    if any(group.sheet and group.count > len(group.examples) for group in report.groups):
        click.echo("  To see every one of a kind, add --show with words of it, such as its sheet or column.")
    say_more(len(report.groups), "kind of problem", "kinds of problems")


def _about(problem: "Problem") -> str:
    return f"{problem.sheet} {problem.column} {problem.code} {problem.message}".casefold()


def _counts(sheet: object) -> list[str]:
    counts = [getattr(sheet, name) for name in ("rows", "new", "changed", "same", "refused")]
    return [f"{count:,}" if count else "–" for count in counts]


def _shown(value: object) -> str:
    return "empty" if value is None or value == () else str(value)


def say_more(number: int, noun: str, nouns: str | None = None) -> None:
    from trustops.quantities.words import counted

    if number > MOST_SHOWN:
        more = counted(number - MOST_SHOWN, f"more {noun}", f"more {nouns}" if nouns else None)
        click.echo(f"  … and {more}; --json lists them all.")


def _outcome(report: "ImportReport", dry_run: bool) -> str:
    from trustops.quantities.words import counted

    new, changed = sum(sheet.new for sheet in report.sheets), sum(sheet.changed for sheet in report.sheets)
    what = f"{counted(new, 'new row')}, {counted(changed, 'changed row')}"
    what += f", {counted(report.deleted, 'deleted row')}" if report.deleted else ""
    refused = f"{counted(report.refused, 'row was', 'rows were')} refused" if report.refused else ""
    if dry_run:
        return f"Preview only: {what}{', ' + refused if refused else ''}; nothing was changed."
    if not report.accepted:
        return f"Nothing was imported, because {refused}: mend them, or import the good rows alone with --partial."
    if not new and not changed and not report.deleted and not any(sheet.rows for sheet in report.sheets):
        return "Nothing was imported: none of what it holds can be used here yet, and why is said above."
    if not new and not changed and not report.deleted:
        return f"Nothing to change: every row was known already{' (' + refused + ')' if refused else ''}."
    return f"Imported as import {report.import_id}: {what}{', ' + refused if refused else ''}."
