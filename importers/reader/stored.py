"""How does what rows store go over to the parent? As columns of JSON, each value checked against its cell's kind.

Part of the child process: standard library only, and nothing here may import the rest of the product.

Rows of one shape go over as one line: ``[columns, kinds, numbers, stored]``. The numbers of rows that follow one
another are ``{"first": 2, "last": 900}``, others a list. A column is a list, or, where the same few values fill it,
``{"of": values, "at": which of them each row has, in hexadecimal}``: the parent then makes each value once.
"""

import json
import re
from collections.abc import Sequence
from math import isfinite

from importers.reader.texts import as_text

_DIGITS = re.compile(r"-?(?:0|[1-9][0-9]{0,29})(?:\.[0-9]{1,30})?")
_ALL_DIGITS = re.compile(rf"(?:{_DIGITS.pattern},)*+")
_INDEXES = re.compile(r"(?:(?:0|[1-9][0-9]{0,8}),)*+")
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_FEW = 256  # as many as a byte tells apart


class UnfitError(Exception):
    """A stored value that its kind of cell cannot have."""

    def __init__(self, raw: str) -> None:
        super().__init__(raw)
        self.raw = raw


def numbers_json(numbers: Sequence[int]) -> str:
    """The numbers of rows.

    >>> numbers_json([2, 3, 4]), numbers_json([2, 4])
    ('{"first": 2, "last": 4}', '[2, 4]')
    """
    if list(numbers) == list(range(numbers[0], numbers[0] + len(numbers))):
        return f'{{"first": {numbers[0]}, "last": {numbers[-1]}}}'
    return json.dumps(numbers)


def column_json(kind: str, stored: Sequence[str], texts: int) -> str:
    """What the cells of a column store, all of one kind; ``texts`` is how many shared texts there are.

    >>> column_json("n", ["1", "2.50"], 0), column_json("n", ["7"] * 5, 0)
    ('[1,2.50]', '{"of":[7],"at":"0000000000"}')
    """
    if kind == "u":
        return "[]"
    few = dict.fromkeys(stored)
    if len(few) > _FEW or 2 * len(few) > len(stored):
        return _values(kind, stored, texts)
    places = dict(zip(few, range(_FEW), strict=False))
    return f'{{"of":{_values(kind, list(few), texts)},"at":"{bytes(map(places.__getitem__, stored)).hex()}"}}'


def _values(kind: str, stored: Sequence[str], texts: int) -> str:
    if kind in "te":
        return json.dumps([as_text(raw) for raw in stored])
    if kind == "i":
        return json.dumps(stored)
    joined = ",".join(stored)
    one_each = joined.count(",") == len(stored) - 1  # a stored “1,5” must not pass for two numbers
    if kind in "n%d" and one_each and _ALL_DIGITS.fullmatch(joined + ","):
        return f"[{joined}]"
    if kind == "s" and one_each and _INDEXES.fullmatch(joined + ",") and max(map(int, stored)) < texts:
        return f"[{joined}]"
    return f"[{','.join([_value(kind, raw, texts) for raw in stored])}]"


def _value(kind: str, raw: str, texts: int) -> str:
    found = _number(raw) if kind in "n%d" else None
    if kind == "s":
        found = str(int(raw)) if raw.isdecimal() and raw.isascii() and len(raw) < 10 and int(raw) < texts else None
    elif kind == "b":
        found = {"1": "1", "0": "0", "true": "1", "false": "0"}.get(raw.strip())
    if found is None:
        raise UnfitError(raw)
    return found


def _number(raw: str) -> str | None:
    """A stored number as JSON writes it, or None: not a number, or none that is finite."""
    bare = raw.strip(" \t\n")
    if _DIGITS.fullmatch(bare):
        return bare
    if _NUMBER.fullmatch(bare) is None or not isfinite(float(bare)):
        return None
    return repr(float(bare))
