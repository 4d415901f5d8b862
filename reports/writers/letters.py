"""Which letters can a pack hold? What XML knows, and in print what one of its fonts can show; the rest is a square."""

import re
from functools import cache
from pathlib import Path

from reports.charts.draw import FONTS

SQUARE = "□"
TEMPLATE = Path(__file__).parent / "letter.typ"
LONGEST = 65  # a digest has 64 letters and stays whole
BREAK = "\u200b"
_NO_TEXT = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")  # what turns the direction of all that follows
_RARE = re.compile("[^\n -~\u00a0-\u017f\u2010-\u2014\u2018-\u201e\u2022\u2026\u20ac]")
_UNBROKEN = re.compile(rf"[^\W_]{{{LONGEST},}}")
_SQUARES = re.compile(f"{SQUARE}[{SQUARE}\u200d\ufe0f]+")


def plain(text: str) -> str:
    r"""Text as a file can hold it: control characters and halves of letters, which no format knows, are spaces.

    What would turn around the text after it is left out.

    >>> plain("a\x00b\tc\nd\u202e")
    'a b c\nd'
    """
    return _TURNS.sub("", _NO_TEXT.sub(" ", text))


def in_print(text: str) -> str:
    """Text as the PDF can show it: what none of its fonts has is a square, and a word without end can be broken.

    >>> in_print("Well done 🎉, Åsa"), in_print("x" * 70).count(BREAK)
    ('Well done □, Åsa', 1)
    """
    return _UNBROKEN.sub(_broken, letters_in_print(text))


def letters_in_print(text: str) -> str:
    """The same without a break in long words, for what is laid out already: a drawing."""
    said = plain(text)
    return said if said.isascii() else _SQUARES.sub(SQUARE, _RARE.sub(_shown, said))


def not_in_print(text: str) -> str:
    """The letters of a text that print shows as a square, each once.

    >>> not_in_print("Well done 🎉, Åsa 🎉")
    '🎉'
    """
    return "".join(dict.fromkeys(letter for letter in _RARE.findall(plain(text)) if not _can_be_set(letter)))


def _shown(found: re.Match[str]) -> str:
    return found[0] if _can_be_set(found[0]) else SQUARE


def _broken(found: re.Match[str]) -> str:
    word = found[0]
    return BREAK.join(word[at : at + LONGEST] for at in range(0, len(word), LONGEST))


@cache
def _can_be_set(letter: str) -> bool:
    """Whether a font of the pack has a letter: asked of the compiler itself, once, for it alone knows its own fonts."""
    import typst

    try:
        typst.compile(
            TEMPLATE,
            format="pdf",
            sys_inputs={"letter": f"a{letter}"},
            pdf_standards=["ua-1"],
            ignore_system_fonts=True,
            font_paths=[FONTS],
            root=TEMPLATE.parent,
        )
    except typst.TypstError:
        return False
    return True
