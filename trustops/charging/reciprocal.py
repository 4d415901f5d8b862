"""What does each service cost in full, and each school through it, where services serve each other?

ICT keeps the machines of HR, and HR hires for ICT: each one's full cost is its own cost and its part of the other's.
All are solved together, exactly: full cost of s = direct cost of s + Σ full cost of t × (use of t by s ÷ all use of t).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from trustops.charging.linear import solved
from trustops.charging.measures import units_text
from trustops.quantities.errors import TrustopsError
from trustops.quantities.money import pounds, split, whole_pence
from trustops.quantities.words import amount_text, listed
from trustops.quantities.working import Line, Working

Use = Mapping[str, Decimal]


@dataclass(frozen=True)
class SharedService:
    """A central service: its own cost in pence, and who uses it, in any unit of its own (days, devices, staff).

    ``by_services`` and ``by_schools`` are units by service code and by URN; its use of itself says nothing and is
    left out.
    """

    code: str
    name: str
    direct_pence: int
    by_services: Use = field(default_factory=dict)
    by_schools: Use = field(default_factory=dict)
    source: str = ""

    @cached_property
    def units(self) -> Fraction:
        """All the use that carries cost away."""
        others = (units for code, units in self.by_services.items() if code != self.code)
        return sum(map(Fraction, (*others, *self.by_schools.values())), Fraction(0))

    def part_used_by(self, code: str) -> Fraction:
        """The part of its use that another service has."""
        return Fraction(0) if code == self.code else Fraction(self.by_services.get(code, Decimal(0))) / self.units


@dataclass(frozen=True, slots=True)
class FullCost:
    """A service with what others pass to it: ``exact`` pence, what its schools bear, and its working.

    ``to_schools`` are whole pence by URN; all services' together come to all the direct costs.
    """

    service: SharedService
    exact: Fraction
    to_schools: Mapping[str, int]
    working: Working

    @property
    def pence(self) -> int:
        """The full cost to the nearest penny; services' full costs overlap, so they are not for adding up."""
        return whole_pence(self.exact)

    @property
    def borne_by_schools(self) -> int:
        """What its schools bear of it, in pence; all services' together come to all the direct costs."""
        return sum(self.to_schools.values())


def full_costs(services: Sequence[SharedService]) -> tuple[FullCost, ...]:
    """Every service's full cost and what of it each school bears, in order of code.

    The schools' parts come to the direct costs to the penny: first between services, then within each by use.
    Raises TrustopsError where a cost or a use is below zero, or a group of services reaches no school.

    >>> ict = SharedService("ICT", "ICT", 10000, {"HR": Decimal(1)}, {"100001": Decimal(3)})
    >>> hr = SharedService("HR", "HR", 6000, {"ICT": Decimal(1)}, {"100001": Decimal(1), "100002": Decimal(2)})
    >>> [(each.service.code, dict(each.to_schools)) for each in full_costs([ict, hr])]
    [('HR', {'100001': 2267, '100002': 4533}), ('ICT', {'100001': 9200})]
    """
    ordered = _checked(services)
    if not ordered:
        return ()
    full = _solved(ordered)
    reach = {each.code: full[each.code] * _sum(each.by_schools) / each.units for each in ordered}
    whole = sum(each.direct_pence for each in ordered)
    pence = split(whole, reach) if whole else dict.fromkeys(reach, 0)
    return tuple(_full_cost(each, ordered, full, pence[each.code]) for each in ordered)


def school_totals(costs: Sequence[FullCost]) -> dict[str, int]:
    """What each school bears of all the services, pence by URN; it comes to the direct costs."""
    urns = sorted({urn for cost in costs for urn in cost.to_schools})
    return {urn: sum(cost.to_schools.get(urn, 0) for cost in costs) for urn in urns}


def _checked(services: Sequence[SharedService]) -> list[SharedService]:
    ordered = sorted(services, key=lambda service: service.code)
    codes = [service.code for service in ordered]
    for service in ordered:
        if codes.count(service.code) > 1:
            raise TrustopsError(f"Service {service.code} is given twice; its cost would be shared out twice.")
        if service.direct_pence < 0:
            raise TrustopsError(f"The cost of {service.name} is below zero; give its cost before income.")
        if any(units < 0 for units in (*service.by_services.values(), *service.by_schools.values())):
            raise TrustopsError(f"A use of {service.name} is below zero; correct it.")
        unknown = sorted(code for code in service.by_services if code not in codes)
        if unknown:
            raise TrustopsError(f"{service.name} is used by {listed(unknown)}, which is no service given here; add it.")
    _all_reach_a_school(ordered)
    return ordered


def _all_reach_a_school(services: Sequence[SharedService]) -> None:
    """Refuses services whose cost goes round for ever: exactly those for which the equations have no answer."""
    reaching = {service.code for service in services if _sum(service.by_schools)}
    grew = True
    while grew:
        more = {
            service.code
            for service in services
            if service.code not in reaching
            and any(units and code in reaching for code, units in service.by_services.items())
        }
        reaching |= more
        grew = bool(more)
    lost = [service.name for service in services if service.code not in reaching]
    if lost:
        serve = "serves" if len(lost) == 1 else "serve"
        raise TrustopsError(
            f"{listed(lost)} {serve} no school, directly or through another service, so nobody would bear the cost; "
            "record the schools' use."
        )


def _sum(use: Use) -> Fraction:
    return sum(map(Fraction, use.values()), Fraction(0))


def _solved(services: Sequence[SharedService]) -> dict[str, Fraction]:
    """The exact full cost in pence of every service, by code."""
    codes = [service.code for service in services]
    rows = [
        [(1 if to == by.code else 0) - by.part_used_by(to) for by in services]  # full cost less what comes from others
        for to in codes
    ]
    answer = solved(rows, [Fraction(service.direct_pence) for service in services])
    if answer is None:
        raise TrustopsError("The services' use of each other has no single answer; check who uses what.")
    return dict(zip(codes, answer, strict=True))


def _full_cost(
    service: SharedService, services: Sequence[SharedService], full: Mapping[str, Fraction], pence: int
) -> FullCost:
    working = _working(service, services, full, pence)
    return FullCost(service, full[service.code], _to_schools(service, pence), working)


def _to_schools(service: SharedService, pence: int) -> dict[str, int]:
    return split(pence, dict(sorted(service.by_schools.items()))) if _sum(service.by_schools) else {}


def _working(
    service: SharedService, services: Sequence[SharedService], full: Mapping[str, Fraction], pence: int
) -> Working:
    lines = [Line("Direct cost", pounds(service.direct_pence), source=service.source)]
    for other in services:
        if part := other.part_used_by(service.code):
            cost = pounds(whole_pence(full[other.code]))
            how = f"{amount_text(cost)} × {_part_text(part, other.units)}"
            lines.append(Line(f"From {other.name}", pounds(whole_pence(full[other.code] * part)), how, other.source))
    lines.append(Line("Full cost", pounds(whole_pence(full[service.code])), "solved for all services together"))
    lines.append(
        Line("Borne by schools", pounds(pence), _part_text(_sum(service.by_schools) / service.units, service.units))
    )
    return Working(f"Full cost of {service.name}", tuple(lines))


def _part_text(part: Fraction, units: Fraction) -> str:
    return f"{units_text(part * units)} of {units_text(units)} units of use"
