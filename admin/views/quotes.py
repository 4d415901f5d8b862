"""What would it cost us? The days and pupils that a person typed, and what each offer would come to for them."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from reports.rate_card import cheapest_sentence
from trustops.agreements import Offer, Quote, quotes, vat_pence
from trustops.models.service import Vat
from trustops.quantities.money import pence, pounds
from trustops.quantities.words import number_text
from trustops.rates import RateBook

KEYS = ("service", "days", "pupils")


class Limit(NamedTuple):
    """What a field is called, the most that it takes, and what it looks like."""

    label: str
    most: Decimal
    like: str


DAYS, PUPILS = Limit("Days", Decimal(5000), "12 or 7.5"), Limit("Pupils", Decimal(20_000), "420")


class Quoted(NamedTuple):
    """What an offer would come to, and with VAT should it bear any."""

    quote: Quote
    with_vat: Decimal | None


class Asked(NamedTuple):
    """What was typed, what of it will not do, and the answer."""

    typed: Mapping[str, str]
    problems: Mapping[str, str]
    quoted: tuple[Quoted, ...] = ()
    sentence: str = ""


def vat_of(net: Decimal, day: date) -> Decimal:
    """VAT at the standard rate, should a sale bear it: that is decided for each agreement."""
    return pounds(vat_pence(pence(net), Vat.STANDARD, day, RateBook.published()) or 0)


def asked_of(offers: Sequence[Offer], given: Mapping[str, str], day: date) -> Asked:
    """The offers of a service in order for what was typed; what will not do is said by its field."""
    typed = {key: given.get(key, "").strip()[:20] for key in KEYS}
    if not typed["days"] and not typed["pupils"]:
        return Asked(typed, {})
    found = [each for each in offers if each.service == typed["service"]]
    problems = dict(_problems(typed, found))
    if problems:
        return Asked(typed, problems)
    days, pupils = _number(typed["days"]), _number(typed["pupils"])
    made = quotes(found, days or Decimal(1), None if pupils is None else int(pupils))
    shown = tuple(
        Quoted(each, None if each.amount is None else each.amount + vat_of(each.amount, day)) for each in made
    )
    return Asked(typed, {}, shown, cheapest_sentence(made, days or Decimal(1)))


def _problems(typed: Mapping[str, str], found: Sequence[Offer]) -> list[tuple[str, str]]:
    said = []
    if not found:
        of = (
            f"nothing of “{typed['service']}” is offered on this day"
            if typed["service"]
            else "it is needed for a price"
        )
        said.append(("service", f"Service: {of}; choose from the list."))
    if not typed["days"]:
        said.append(("days", f"Days: they are needed for a price; give a number like {DAYS.like}."))
    for key, limit in (("days", DAYS), ("pupils", PUPILS)):
        if typed[key] and not _will_do(typed[key], limit, whole=key == "pupils"):
            kind = "a whole number" if key == "pupils" else "a number"
            said.append((key, _refused(typed[key], limit, kind)))
    return said


def _refused(text: str, limit: Limit, kind: str) -> str:
    most = number_text(limit.most)
    return f"{limit.label}: “{text}” is not {kind} above none and up to {most}; give one like {limit.like}."


def _will_do(text: str, limit: Limit, *, whole: bool) -> bool:
    value = _number(text)
    if value is None or not 0 < value <= limit.most:
        return False
    return value == value.to_integral_value() if whole else value.scaleb(2) == value.scaleb(2).to_integral_value()


def _number(text: str) -> Decimal | None:
    try:
        value = Decimal(text.replace(",", ""))
    except InvalidOperation:
        return None
    return value if value.is_finite() else None
