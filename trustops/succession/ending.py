"""What would end a single point of failure? For each thing that rests on its holder alone, what helps most."""

from trustops.snapshot import Snapshot
from trustops.succession.helps import Help, HelpKind, one_each, what_helps_most
from trustops.succession.single_points import SinglePoint
from trustops.succession.view import SuccessionView

NO_SECOND_PERSON = (HelpKind.DOCUMENT, HelpKind.OUTSIDE)


def ending(snapshot: Snapshot, view: SuccessionView, point: SinglePoint, *, named: bool) -> tuple[Help, ...]:
    """One action for each post and duty that rests on this holder alone, the best first; done together they end that.

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
    return one_each(each for each in helps if each.kind not in NO_SECOND_PERSON)
