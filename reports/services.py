"""How is a service's cost said? One sentence that a finance director can repeat, from the figures of its working."""

from decimal import Decimal

from trustops.agreements import wrongs
from trustops.costing import BreakEven, ServiceCost
from trustops.costing.from_snapshot import agreements_in
from trustops.quantities.money import penny
from trustops.quantities.words import number_text, pounds_text
from trustops.quantities.years import AcademicYear
from trustops.snapshot import Snapshot


def answer_in_a_sentence(cost: ServiceCost, name: str) -> str:
    """What the service costs, what a day of it costs, and whether selling it leaves the trust better off."""
    days = number_text(cost.capacity.chargeable)
    made = f"In {cost.academic_year} the {inside(name)} costs {pounds_text(cost.total_cost)}"
    rate = f"a day costs {pounds_text(cost.full_cost_rate)} in full over {days} days"
    return f"{made}; {rate}.{_selling(cost)}{_oversold(cost)}"


def inside(name: str) -> str:
    """A name as it stands within a sentence: its first letter small, unless it is an abbreviation.

    >>> inside("Attendance service"), inside("ICT technician service")
    ('attendance service', 'ICT technician service')
    """
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def _selling(cost: ServiceCost) -> str:
    if cost.price is None:
        return " It has no price, so what it earns is not known."
    if not cost.sold_days:
        return " No days of it are sold."
    agreed = "" if cost.income in (None, penny(cost.sold_days * cost.price)) else " where no other price was agreed"
    price = f"{pounds_text(cost.price)}{agreed}"
    sold = f" Selling {number_text(cost.sold_days)} days at {price} brings {_known(cost.income)}"
    if cost.saving is None:
        return sold + "; what it would cost elsewhere is not known."
    better = "better off than" if cost.saving >= 0 else "worse off than"
    return f"{sold} and leaves the trust {pounds_text(abs(cost.saving))} {better} buying its own days in."


def _oversold(cost: ServiceCost) -> str:
    """That days are counted which nobody can give; empty where all can be."""
    over = cost.delivered_days - cost.capacity.chargeable
    if over <= 0:
        return ""
    return (
        f" But {number_text(over)} of the {number_text(cost.delivered_days)} days promised cannot be delivered, and "
        "what they cost and bring is counted here as though they were."
    )


def _known(amount: Decimal | None) -> str:
    return "an amount that is not known" if amount is None else pounds_text(amount)


def agreements_to_mend(snapshot: Snapshot, code: str, year: AcademicYear) -> tuple[str, ...]:
    """What cannot be right about the agreements whose days count in the year; while it stands, no figure is right."""
    counted = {row.agreement for row in agreements_in(snapshot, code, year)}
    return tuple(each.sentence for each in wrongs(snapshot) if counted.intersection(each.agreements))


def break_even_sentences(cost: ServiceCost) -> list[str]:
    """When the service covers its cost, under each meaning of “covered”, always named."""
    cases = (
        ("members pay the full cost", cost.break_even.members_full_cost),
        ("members pay what the alternative would cost them", cost.break_even.members_alternative),
        ("members pay nothing", cost.break_even.members_free),
    )
    return [f"If {meaning}: {_covered(cost, case)}." for meaning, case in cases]


def _covered(cost: ServiceCost, case: BreakEven) -> str:
    if case.days is None or case.feasible is None:
        return "whether it can cover its cost is not known"
    needed = f"{number_text(case.days)} sold days cover it"
    if not case.feasible:
        return f"{needed}, but only {number_text(cost.sellable_days)} can be sold"
    short = case.days - cost.sold_days
    have = f"{number_text(cost.sold_days)} are sold"
    return f"{needed}; {have}{f', {number_text(short)} too few' if short > 0 else ''}"
