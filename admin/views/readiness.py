"""Who may be told by name who is ready for what? Each time it is written down, and nobody is told of themselves."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from admin.pages import TrustopsView, without_names
from admin.security.sight import ASSESSED
from admin.views.differences import ABOUT_SOMEBODY, Difference
from trustops.models import Fact, Successor
from trustops.snapshot import Snapshot


class ReadinessView(TrustopsView):
    """A page that tells some readers by name what it tells the others by post."""

    def looked_at(self) -> tuple[Snapshot, bool]:
        """The snapshot as this reader may have it, and whether people are named; that they were is written down."""
        if self.user.sight.readiness:
            self.note_named()
            return without_own(self.snapshot(), self.user.person), True
        return without_names(self.snapshot()), False


def without_own(snapshot: Snapshot, person: str | None) -> Snapshot:
    """The snapshot without what was ever assessed of the one who looks: nobody is shown their own readiness."""
    if person is None:
        return snapshot
    kept = tuple(row for row in snapshot.all(Successor) if row.person != person)
    before = tuple(row for row in snapshot.before(Successor) if row.person != person)
    earlier: dict[type[Fact], Sequence[Successor]] = {**snapshot.earlier, Successor: before}
    return replace(snapshot, tables={**snapshot.tables, Successor: kept}, earlier=earlier)


UNSAID = (
    "Your account does not say which row of the People sheet is yours, and nobody is given what was assessed of "
    "themselves; ask an administrator to say it on the Accounts page, and try again."
)


def note_if_assessed(view: TrustopsView, changes: Iterable[Difference]) -> None:
    """Write down that somebody was shown what changed in what was assessed of others; call it before they are."""
    if any(each.sheet == ASSESSED and each.row != ABOUT_SOMEBODY for each in changes):
        view.note_named()
