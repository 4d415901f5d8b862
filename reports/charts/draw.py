"""How is a specification drawn without a browser? By vl-convert, with our font and without the network."""

import json
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

FONTS = Path(__file__).parent.parent / "fonts"
NOWHERE = "https://charts.invalid/"
"""The one address that data may be fetched from: none that exists, since every chart carries its data."""
WIDTH = 640


MOST_KEPT = 512  # some 20 kB each


def svg(spec: Mapping[str, Any], width: int = WIDTH) -> str:
    """The specification drawn ``width`` pixels wide, as SVG; the same text for the same specification.

    A drawing takes some 50 ms, so each is kept: the preview of a pack draws for its frozen version, its Word document
    and the next preview too.

    >>> from reports.charts.tokens import spec_of
    >>> drawn = svg(spec_of("A dot.", [{"data": {"values": [{"a": 1}]}, "mark": "point"}], height=20))
    >>> drawn.startswith("<svg")
    True
    """
    drawn = {**spec, "width": width} if spec.get("width") == "container" else dict(spec)
    return _svg(json.dumps(drawn, ensure_ascii=False))


def png(spec: Mapping[str, Any], width: int = WIDTH, scale: float = 2.0) -> bytes:
    """The same drawing as a picture for what cannot show SVG, on white; ``scale`` pixels a point."""
    return _png(svg(spec, width), scale)


@lru_cache(MOST_KEPT)
def _svg(text: str) -> str:
    drawn: str = _engine().vegalite_to_svg(
        text, format_locale="en-GB", time_format_locale="en-GB", allowed_base_urls=[NOWHERE]
    )
    return drawn


@lru_cache(64)
def _png(drawn: str, scale: float) -> bytes:
    made: bytes = _engine().svg_to_png(drawn, scale=scale)
    return made


@cache
def _engine() -> Any:
    """vl-convert, which takes 0.2 s to load and must be told of the font once a process."""
    import vl_convert

    vl_convert.register_font_directory(str(FONTS))
    return vl_convert
