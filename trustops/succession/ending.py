"""What would end a single point of failure? For each thing that rests on its holder alone, what helps most."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from trustops.models import Duty
from trustops.snapshot import Snapshot
from trustops.succession.duties import DutyCover
from trustops.succession.help_words import holder_of_all
from trustops.succession.helps import Help, HelpKind, one_each, what_helps_most
from trustops.succession.single_points import SinglePoint
from trustops.succession.view import SuccessionView

NO_SECOND_PERSON = (HelpKind.DOCUMENT, HelpKind.OUTSIDE)


def ending(snapshot: Snapshot, view: SuccessionView, point: SinglePoint, *, named: bool) -> tuple[Help, ...]:
    """The actions that end together what rests on this holder alone, the best first.

    One for each post, and one for the duties of each kind (sign-offs, accesses …) that somebody still to be chosen
    could take over all at once: duties that the trust keeps apart, and those that somebody is learning, are apart.
    Writing a duty down and naming an interim help, and leave one person; so they are not among them. What is owed and
    has one preparer needs a cover post on the Obligations sheet, which is no development of anybody.

    >>> from datetime import date
    >>> from trustops.succession.cover import succession_view
    >>> nothing = Snapshot.of(date(2026, 11, 22), [])
    >>> view = succession_view(nothing)
    >>> ending(nothing, view, SinglePoint("P1", ("CEO",), (), (), (), 0), named=False)
    ()
    """
    about = {*point.alone, *(duty.duty for duty in point.duties)}
    if not about:
        return ()
    helps = what_helps_most(snapshot, view, named=named, about=about)
    best = one_each(each for each in helps if each.kind not in NO_SECOND_PERSON)
    return tuple(_together(snapshot, {duty.duty: duty for duty in point.duties}, best))


def _together(snapshot: Snapshot, duties: Mapping[str, DutyCover], helps: Sequence[Help]) -> Iterator[Help]:
    """The actions, where those about duties of a kind that one person could take over are one."""
    groups: list[list[Help]] = []
    for each in helps:
        alike = (group for group in groups if _may_join(snapshot, duties, group, each))
        group = next(alike, None)
        if group is None:
            groups.append([each])
        else:
            group.append(each)
    for group in groups:
        yield group[0] if len(group) == 1 else _as_one(snapshot, duties, group)


def _may_join(snapshot: Snapshot, duties: Mapping[str, DutyCover], group: Sequence[Help], one: Help) -> bool:
    if not all(each.kind is HelpKind.HOLDER and each.person is None for each in (*group, one)):
        return False
    if duties[group[0].subject].kind is not duties[one.subject].kind:
        return False
    return not any(_kept_apart(snapshot, each.subject, one.subject) for each in group)


def _kept_apart(snapshot: Snapshot, one: str, other: str) -> bool:
    rows = snapshot.one(Duty, one), snapshot.one(Duty, other)
    return any(row is not None and {one, other} & {*row.incompatible_with} for row in rows)


def _as_one(snapshot: Snapshot, duties: Mapping[str, DutyCover], group: Sequence[Help]) -> Help:
    covers = [duties[each.subject] for each in group]
    rows = [row for each in group if (row := snapshot.one(Duty, each.subject))]
    apart = any(row.incompatible_with for row in rows)
    costs = [each.cost_pence for each in group if each.cost_pence is not None]
    return replace(
        group[0],
        words=holder_of_all([(cover, snapshot.site_name(cover.site)) for cover in covers], apart=apart),
        critical=max(each.critical for each in group),
        cost_pence=sum(costs) if len(costs) == len(group) else None,
        duties=tuple(each.subject for each in group),
    )
