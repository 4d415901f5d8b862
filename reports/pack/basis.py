"""What was a pack made with besides the facts? The rules and sums, and the public figures and assumptions, by digest.

So that when a figure differs and no fact does, a pack can say that the rule or the assumption did.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any

from trustops.models import TrustRate
from trustops.quantities.words import day_text
from trustops.snapshot import Snapshot

AREAS: Mapping[str, str] = MappingProxyType(
    {
        "costing": "what services cost",
        "charging": "what schools are charged",
        "agreements": "agreements and invoices",
        "kpis": "KPIs and their signals",
        "governance": "what is owed, and by when",
        "succession": "cover and readiness",
        "findings": "what is found to be red or amber",
        "quantities": "days, years and money",
    }
)
"""The parts of the library that work figures out, each with what it is about; a rule and a table lie in their area."""


@dataclass(frozen=True, slots=True)
class Basis:
    """The digest of each area's rules and sums, and each public figure and assumption with its value or digest."""

    rules: Mapping[str, str]
    assumptions: Mapping[str, str]

    @property
    def rules_digest(self) -> str:
        return _digest(self.rules)

    @property
    def assumptions_digest(self) -> str:
        return _digest(self.assumptions)

    def kept(self) -> dict[str, Any]:
        """As JSON keeps it."""
        return {"rules": dict(self.rules), "assumptions": dict(self.assumptions)}

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> "Basis":
        """As it was kept."""
        return cls(dict(kept.get("rules", {})), dict(kept.get("assumptions", {})))


def basis_of(snapshot: Snapshot) -> Basis:
    """What a pack of this snapshot is made with."""
    own = {
        f"{row.rate}, from {day_text(row.from_date)} (the trust's own)": format(row.value, "f")
        for row in snapshot.all(TrustRate)
    }
    return Basis(_rules(), {**_rates(), **own})


@cache
def _rules() -> Mapping[str, str]:
    return MappingProxyType({area: _folder_digest(files("trustops") / area) for area in AREAS})


@cache
def _rates() -> Mapping[str, str]:
    folder = files("trustops") / "rates" / "data"
    figures = {each.name.removesuffix(".toml"): each for each in folder.iterdir() if each.name.endswith(".toml")}
    return MappingProxyType(
        {f"{name.replace('_', ' ')} (public)": _short(figures[name].read_bytes()) for name in sorted(figures)}
    )


def _folder_digest(folder: Traversable) -> str:
    digest = sha256()
    for name, content in _contents(folder, ""):
        digest.update(name.encode() + b"\0" + content + b"\0")
    return digest.hexdigest()[:16]


def _contents(folder: Traversable, within: str) -> Iterator[tuple[str, bytes]]:
    for each in sorted(folder.iterdir(), key=lambda one: one.name):
        name = f"{within}/{each.name}"
        if each.is_dir():
            if each.name != "__pycache__":
                yield from _contents(each, name)
        elif each.name.endswith((".py", ".toml")):
            yield name, each.read_bytes()


def _short(content: bytes) -> str:
    return sha256(content).hexdigest()[:16]


def _digest(parts: Mapping[str, str]) -> str:
    return sha256(json.dumps(dict(parts), sort_keys=True, ensure_ascii=False).encode()).hexdigest()
