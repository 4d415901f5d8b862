"""What are the items of a JSON list? Read one at a time, so that a file costs no more memory than its text."""

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NoReturn

OPENED = re.compile(r"\s*\[\s*(\]?)")
BETWEEN = re.compile(r"\s*([,\]])\s*")
LONGEST_ITEM = 50_000  # letters; a record of the register has 1,000


def items_of(text: str) -> Iterator[Any]:
    """Each item of a JSON list; numbers with a point are exact. Raises ``ValueError`` where it is none, or damaged.

    >>> list(items_of('[{"a": 1.50}, null]'))
    [{'a': Decimal('1.50')}, None]
    """
    opened = OPENED.match(text)
    if opened is None:
        raise ValueError("it is not a list")
    at, over = opened.end(), bool(opened[1])
    while not over:
        item, at = _item(text, at)
        yield item
        between = BETWEEN.match(text, at)
        if between is None:
            raise ValueError(f"there is neither a comma nor the end of the list at character {at:,}")
        at, over = between.end(), between[1] == "]"
    if text[at : at + LONGEST_ITEM].strip():
        raise ValueError(f"more follows the list at character {at:,}")


def _item(text: str, at: int) -> tuple[Any, int]:
    """The item that starts at a place, and where it ends; no more of the text than an item may have is looked at."""
    window = text[at : at + LONGEST_ITEM]
    try:
        item, used = DECODER.raw_decode(window)
    except json.JSONDecodeError as error:
        if len(window) == LONGEST_ITEM:
            raise ValueError(f"the item at character {at:,} has no end in {LONGEST_ITEM:,} letters") from None
        raise ValueError(f"{error.msg} at character {at + error.pos:,}") from None
    return item, at + used


def _not_a_number(word: str) -> NoReturn:
    raise ValueError(f"{word} is not a number")


DECODER = json.JSONDecoder(parse_float=Decimal, parse_constant=_not_a_number)
