"""How is money kept exact? Pence as whole numbers, ``Decimal`` pounds in sums, splits that lose no penny."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from trustops.quantities.errors import TrustopsError

PENNY = Decimal("0.01")


def penny(amount: Decimal) -> Decimal:
    """Pounds rounded half up to the penny, as every named line of a sum is.

    >>> penny(Decimal("26565.185"))
    Decimal('26565.19')
    """
    return amount.quantize(PENNY, rounding=ROUND_HALF_UP)


def pounds(pence: int) -> Decimal:
    """Whole pence as pounds.

    >>> pounds(27500)
    Decimal('275.00')
    """
    return Decimal(pence).scaleb(-2)


def pence(amount: Decimal) -> int:
    """Pounds as whole pence; an amount finer than a penny is an error, never rounded in silence.

    >>> pence(Decimal("275.10"))
    27510
    """
    scaled = amount.scaleb(2)
    if scaled != scaled.to_integral_value():
        raise TrustopsError(f"£{amount} is finer than a penny, so it cannot be kept exactly; round it first.")
    return int(scaled)


def whole_pence(exact: Fraction) -> int:
    """An exact number of pence to the nearest whole one; half a penny goes away from nothing, as in :func:`penny`.

    >>> whole_pence(Fraction(5, 2)), whole_pence(Fraction(-5, 2)), whole_pence(Fraction(7, 3))
    (3, -3, 2)
    """
    size = (2 * abs(exact) + 1) // 2
    return -size if exact < 0 else size


def split(total: int, weights: Mapping[str, int | Decimal | Fraction]) -> dict[str, int]:
    """Pence shared out by weight: the parts sum to the total exactly (largest remainder, ties by name).

    Each part is its whole pence of ``total × weight ÷ all weights``; the pennies left over go one each to the
    largest remainders, ties to the lowest name. A zero weight gets nothing; a negative total is split as its
    positive twin and negated. Design: DOMAIN.md B1, T-B2.

    >>> split(10000, {"A": 1, "B": 1, "C": 1})
    {'A': 3334, 'B': 3333, 'C': 3333}
    """
    if total < 0:
        return {name: -part for name, part in split(-total, weights).items()}
    exact = {name: Fraction(weight) for name, weight in weights.items()}
    if any(weight < 0 for weight in exact.values()):
        raise TrustopsError("A share cannot have a negative weight; make it zero or positive.")
    whole = sum(exact.values(), Fraction(0))
    if whole == 0:
        raise TrustopsError("Nothing can be shared out when every weight is zero; give at least one a weight.")
    parts: dict[str, int] = {}
    remainders: dict[str, Fraction] = {}
    for name, weight in exact.items():
        quota = total * weight / whole
        parts[name] = int(quota)
        remainders[name] = quota - parts[name]
    left = total - sum(parts.values())
    for name in sorted(remainders, key=lambda n: (-remainders[n], n))[:left]:
        parts[name] += 1
    return parts
