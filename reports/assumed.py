"""How is an assumption said, and what does it move? Values in words, sentences, and the tables of page and files."""

from collections.abc import Sequence
from decimal import Decimal

from reports.charts import Cell, Number, Table
from trustops.costing.affected import Affected
from trustops.costing.assumptions import FRACTION, Assumption, Kind
from trustops.quantities.words import counted, day_text, listed, number_text, percent_text, pounds_text


def lead_sentence(found: Sequence[Assumption]) -> str:
    """How much rests on assumptions, in one sentence."""
    own, public = (sum(each.kind is kind for each in found) for kind in (Kind.TRUST, Kind.PUBLIC))
    ours = f"{counted(own, 'figure')} that the trust assumes itself"
    theirs = f"{counted(public, 'public figure')} that {'is' if public == 1 else 'are'} not confirmed"
    return f"What is worked out here rests on {ours} and {theirs}."


def value_text(unit: str, value: Decimal | None) -> str:
    """A value in its unit; a fraction as per cent.

    >>> value_text("fraction", Decimal("0.06")), value_text("£ a day", Decimal(230)), value_text("days", None)
    ('6 %', '£230.00 a day', 'unknown')
    """
    if value is None:
        return "unknown"
    if unit == FRACTION:
        return f"{number_text(value * 100)} %"
    if unit == "%":
        return percent_text(value, 2)
    if unit.startswith("£"):
        return pounds_text(value) + unit.removeprefix("£")
    return f"{number_text(value)} {unit}"


def assumption_value(each: Assumption) -> str:
    """The value of an assumption; some are words, like a pay area."""
    return each.words or value_text(each.unit, each.value)


def short_value(each: Assumption) -> str:
    """The value of an assumption in a list to choose from: pounds alone, whatever they are pounds of."""
    return each.words or value_text("£" if each.unit.startswith("£") else each.unit, each.value)


def tried_sentence(title: str, then: str, moved: Sequence[Affected]) -> str:
    """What would change, in one sentence."""
    said = f"If {title} were {then}"
    if not moved:
        return f"{said}, no figure of any service would change."
    services = listed(list(dict.fromkeys(each.name for each in moved)))
    charges = sum(bool(each.school) for each in moved)
    figures = counted(len(moved) - charges, "figure")
    also = f", and what {counted(charges, 'school')} would be charged" if charges else ""
    return f"{said}, {figures} of {services} would change{also}."


def figure_of(each: Affected) -> str:
    """What a line of the effects is about: the figure, and whose charge it is."""
    return f"{each.figure}, {each.school}" if each.school else each.figure


def change_text(each: Affected) -> str:
    """By how much a figure would change, with its sign."""
    change = _change(each)
    if change is None:
        return "unknown"
    return ("+" if change > 0 else "") + value_text(each.unit, change)


def _change(each: Affected) -> Decimal | None:
    return None if each.old is None or each.new is None else each.new - each.old


def assumptions_table(found: Sequence[Assumption]) -> Table:
    """The register as a file has it."""
    rows: list[tuple[Cell, ...]] = [
        (
            each.title,
            str(each.kind),
            Number(assumption_value(each), each.value) if each.value is not None else assumption_value(each),
            each.unit,
            Number(day_text(each.from_), each.from_) if each.from_ else "",
            each.why,
            each.used_in,
            each.source,
        )
        for each in found
    ]
    return Table(("Figure", "Kind", "Value", "Unit", "From", "Why assumed", "Used in", "Source"), tuple(rows))


def affected_table(moved: Sequence[Affected]) -> Table:
    """Every figure that would change, as a file has it."""
    rows: list[tuple[Cell, ...]] = [
        (
            each.name,
            each.figure,
            each.school,
            Number(value_text(each.unit, each.old), each.old, each.unit),
            Number(value_text(each.unit, each.new), each.new, each.unit),
            each.unit,
            Number(change_text(each), _change(each), each.unit),
        )
        for each in moved
    ]
    headings = ("Service", "Figure", "School", "Now", "Then", "Unit", "Change")
    return Table(headings, tuple(rows), live=((6, "{4}-{3}"),))
