"""How is a specification drawn without a browser? By vl-convert, with our font and without the network."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

FONTS = Path(__file__).parent.parent / "fonts"
NOWHERE = "https://charts.invalid/"
"""The one address that data may be fetched from: none that exists, since every chart carries its data."""
WIDTH = 640


def svg(spec: Mapping[str, Any], width: int = WIDTH) -> str:
    """The specification drawn ``width`` pixels wide, as SVG; the same text for the same specification.

    >>> from reports.charts.tokens import spec_of
    >>> drawn = svg(spec_of("A dot.", [{"data": {"values": [{"a": 1}]}, "mark": "point"}], height=20))
    >>> drawn.startswith("<svg")
    True
    """
    drawn = {**spec, "width": width} if spec.get("width") == "container" else dict(spec)
    text: str = _engine().vegalite_to_svg(
        drawn, format_locale="en-GB", time_format_locale="en-GB", allowed_base_urls=[NOWHERE]
    )
    return text


@cache
def _engine() -> Any:
    """vl-convert, which takes 0.2 s to load and must be told of the font once a process."""
    import vl_convert

    vl_convert.register_font_directory(str(FONTS))
    return vl_convert
