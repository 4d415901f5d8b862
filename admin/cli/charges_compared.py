"""Every way of charging side by side, who would gain by a switch, and who pays for whom: as text and as data."""

from typing import TYPE_CHECKING, Any

import click

from admin.cli.common import table

if TYPE_CHECKING:
    from reports.charges_book import ChargesBook
    from reports.charges_table import SideBySide
    from trustops.charging import Charges, CrossSubsidy, Option
    from trustops.charging.side_by_side import Indicators


def say_compared(book: "ChargesBook", charged: "Charges") -> None:
    """Each measure as a table of schools by ways of charging, then who gains by each and who pays for whom."""
    from reports.charges_table import Shown, side_table
    from reports.charges_words import gain_answer, trust_gain_answer

    for shown in Shown:
        side = side_table(book, shown)
        click.echo(f"\n{side.label}: {side.meaning}")
        click.echo(_side_text(side))
    click.echo("\nWho gains if we switch?")
    for other in book.options[1:]:
        if other.charges:
            said = (gain_answer(other, book.row.policy), trust_gain_answer(other))
            click.echo(f"  {' '.join(filter(None, said))}")
        else:
            click.echo(f"  {other.name}: {other.why_not}")
    click.echo("\nWho pays for whom?")
    if book.subsidy is None:
        click.echo(f"  {book.why_not.get('subsidy', '')}")
    else:
        _say_subsidy(book.subsidy, charged)


def _side_text(side: "SideBySide") -> str:
    rows = [[line.name, *(cell.text if cell else side.lacking for cell in line.cells)] for line in side.lines]
    rows.append([side.foot_label, *(cell.text if cell else side.lacking for cell in side.foot)])
    headings = ("School", *(option.name for option in side.options))
    return table(rows, headings, right=range(1, len(headings)))


def _say_subsidy(subsidy: "CrossSubsidy", charged: "Charges") -> None:
    from reports.charges_words import names_of, signed, subsidy_answer

    names = names_of(charged)
    click.echo(f"  {subsidy_answer(subsidy, names)}")
    rows = [
        [
            names[giver],
            *(signed(subsidy.gives[giver][taker]) if giver != taker else "·" for taker in subsidy.parties),
            signed(subsidy.net(giver)),
        ]
        for giver in subsidy.parties
    ]
    rows.append(["all", *("" for _ in subsidy.parties), signed(sum(map(subsidy.net, subsidy.parties)))])
    headings = ("Pays", *(f"for {names[party]}" for party in subsidy.parties), "in all")
    click.echo(table(rows, headings, right=range(1, len(headings))))


def share_json(each: "Indicators") -> dict[str, Any]:
    """What a charge means to a school, in pounds, under the contract's keys."""
    from trustops.quantities.money import pounds

    return {
        "urn": each.urn,
        "name": each.name,
        "charge": pounds(each.charge),
        "per_pupil": each.per_pupil,
        "pct_of_gag": each.pct_of_gag,
        "usage_cost": None if each.usage_cost is None else pounds(each.usage_cost),
        "difference": None if each.difference is None else pounds(each.difference),
    }


def compared_json(book: "ChargesBook") -> dict[str, Any]:
    """The ways of charging, the present one first, and the cross-subsidy of the present one."""
    return {
        "options": [_option_json(each) for each in book.options],
        "cross_subsidy": None if book.subsidy is None else _subsidy_json(book.subsidy),
    }


def _option_json(option: "Option") -> dict[str, Any]:
    from trustops.quantities.money import pounds

    charged = option.charges
    return {
        "name": option.name,
        "why_not": option.why_not or None,
        "total": None if charged is None else pounds(charged.total),
        "charged": None if charged is None else pounds(charged.charged),
        "shares": [
            {**share_json(each), "gain": None if each.gain is None else pounds(each.gain)} for each in option.schools
        ],
        "trust_gain": None if option.trust_gain is None else pounds(option.trust_gain),
        "max_min_ratio": option.max_min_ratio,
    }


def _subsidy_json(subsidy: "CrossSubsidy") -> list[dict[str, Any]]:
    from trustops.quantities.money import pounds

    return [
        {
            "pays": giver,
            "for": {taker: pounds(pence) for taker, pence in subsidy.gives[giver].items() if taker != giver},
            "in_all": pounds(subsidy.net(giver)),
        }
        for giver in subsidy.parties
    ]
