"""Which other views of the same thing are a click away? A link with its words, and whether it is where one is."""

from typing import NamedTuple


class Tab(NamedTuple):
    """One of a few links of which one is open."""

    label: str
    address: str
    current: bool
