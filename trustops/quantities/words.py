"""How is a figure said? Pounds, percentages, days and counts in the words of LOOK.md, for messages and commands."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

MINUS = "−"


def pounds_text(amount: Decimal, *, pence: bool = True) -> str:
    """Pounds with thousands separated; whole pounds in overviews.

    >>> pounds_text(Decimal("-1234.5"))
    '−£1,234.50'
    >>> pounds_text(Decimal("41380.09"), pence=False)
    '£41,380'
    """
    size = abs(amount).quantize(Decimal("0.01") if pence else Decimal(1), rounding=ROUND_HALF_UP)
    return f"{MINUS if amount < 0 else ''}£{size:,}"


def percent_text(value: Decimal, places: int = 1) -> str:
    """A percentage (97.04 is 97.04 %) to one place.

    >>> percent_text(Decimal("97.04"))
    '97.0 %'
    """
    return f"{number_text(value, places)} %"


def number_text(value: Decimal, places: int | None = None) -> str:
    """A number with a proper minus sign; ``places`` rounds half up, else it is written as it is.

    >>> number_text(Decimal("-0.50"), 1)
    '−0.5'
    >>> number_text(Decimal("38"))
    '38'
    """
    shown = value if places is None else value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    text = format(abs(shown), ",f")
    if places is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    return f"{MINUS if shown < 0 else ''}{text}"


def amount_text(amount: Decimal) -> str:
    """Pounds within a sum: whole pounds bare, else with both places of the pence.

    >>> amount_text(Decimal("31022")), amount_text(Decimal("6.3"))
    ('31,022', '6.30')
    """
    return number_text(amount, 0 if amount == amount.to_integral_value() else 2)


def day_text(day: date) -> str:
    """A day as it is written in a sentence.

    >>> day_text(date(2026, 11, 22))
    '22 November 2026'
    """
    return f"{day.day} {day:%B %Y}"


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """A number with its noun.

    >>> counted(1, "post"), counted(3, "post"), counted(2, "value is missing", "values are missing")
    ('1 post', '3 posts', '2 values are missing')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def listed(items: list[str] | tuple[str, ...]) -> str:
    """Items as a person lists them.

    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"
