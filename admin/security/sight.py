"""What may one person be shown? The classes of data of their roles; and of what was assessed, nothing of themselves.

Nobody is shown their own readiness. So it takes more than a role to see who is ready for what: an account has to say
whose it is, by a payroll number, or that its person is on no row of the People sheet. Until it does, its person sees
posts and no names, as a trustee does.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from admin.security.policy import classes_seen
from trustops.models import DataClass, Sheet, SheetColumn, Successor, UserRole, sheet_of

ON_NO_ROW = "-"
"""What an account says of its person who is not on the People sheet, where others give their payroll number."""

ASSESSED = sheet_of(Successor).name


@dataclass(frozen=True, slots=True)
class Sight:
    """The classes of data that somebody sees, and their own row of the People sheet, None where that is not said."""

    classes: frozenset[DataClass]
    own: str | None

    @classmethod
    def of(cls, roles: frozenset[UserRole], own: str | None) -> "Sight":
        """What somebody in these roles sees, whose own row this is.

        >>> ceo = frozenset({UserRole.CEO})
        >>> [Sight.of(ceo, own).readiness for own in (None, "P1", ON_NO_ROW)]
        [False, True, True]
        """
        return cls(classes_seen(roles), own)

    @property
    def readiness(self) -> bool:
        """Whether they see who is ready for what; of themselves never."""
        return DataClass.RESTRICTED_HR in self.classes and self.own is not None

    def names_row(self, sheet: Sheet, key: Iterable[object]) -> bool:
        """Whether they may be told which row of a sheet it is."""
        return all(sheet.column(name).data_class in self.classes for name in sheet.key) and not self._own(sheet, key)

    def shows(self, sheet: Sheet, column: SheetColumn, key: Iterable[object]) -> bool:
        """Whether they may be told what a row says in one of its columns.

        >>> sight, sheet = Sight.of(frozenset({UserRole.CEO}), "P1"), sheet_of(Successor)
        >>> [sight.shows(sheet, sheet.column("readiness"), ("CFO", person)) for person in ("P1", "P2")]
        [False, True]
        """
        return column.data_class in self.classes and not self._own(sheet, key)

    def _own(self, sheet: Sheet, key: Iterable[object]) -> bool:
        """Whether a row is an assessment that is not theirs to read: one of themselves, or any where that is unsaid."""
        return sheet.name == ASSESSED and (not self.readiness or self.own in key)
