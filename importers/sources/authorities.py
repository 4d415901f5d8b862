"""Which local authority is meant by DfE's three figures? Its names, as DfE's own absence tables pair them.

The authorities of 2012/13 to 2016/17 and of 2025/26, from *Absence by term* and *Pupil attendance in schools*: those
that were abolished in between keep their number and name.
"""

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from importers.cells import loosely


@cache
def authorities() -> Mapping[str, str]:
    """The name of each authority by its number.

    >>> authorities()["919"]
    'Hertfordshire'
    """
    text = (files("importers.sources") / "authorities.csv").read_text("utf-8")
    return {row["code"]: row["name"] for row in csv.DictReader(text.splitlines())}


def among(areas: frozenset[str], name: str) -> str:
    """The one of these areas that a name means, whatever its case, spaces and hyphens; empty when none is.

    >>> among(frozenset(["Isles of Scilly"]), "Isles Of Scilly")
    'Isles of Scilly'
    """
    wanted = loosely(name)
    return next((area for area in areas if loosely(area) == wanted), "")
