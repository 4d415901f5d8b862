"""How is an answer written as JSON? The keys and spellings of the public contract."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any


def json_text(answer: object) -> str:
    """An answer as JSON that a person can read too."""
    return json.dumps(to_json(answer), ensure_ascii=False, indent=2)


def to_json(value: Any) -> Any:
    """A result as JSON can hold it: money and rates as text, dates ISO, a trailing underscore dropped from a key.

    >>> to_json({"price": Decimal("275.00"), "on": date(2026, 11, 22)})
    {'price': '275.00', 'on': '2026-11-22'}
    """
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name.rstrip("_"): to_json(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): to_json(item) for key, item in value.items()}
    if isinstance(value, tuple | list | frozenset | set):
        return [to_json(item) for item in (sorted(value) if isinstance(value, frozenset | set) else value)]
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, str | Path) else value
