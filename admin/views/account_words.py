"""What is said of an account? Its roles, its state and when it was last seen, in words."""

from datetime import datetime
from typing import NamedTuple

from admin.pages import LONDON, ROLE_NAMES
from admin.security.accounts import Person
from admin.security.administer import AccountSeen
from admin.security.sight import Sight
from trustops.models import DataClass, UserRole
from trustops.quantities.words import counted

ROLES_MEAN = {
    UserRole.ADMINISTRATOR: "keeps accounts and data; sees nobody’s personnel data",
    UserRole.CEO: "runs the trust; sees personnel data too",
    UserRole.CFO: "brings data in, makes packs; sees no personnel data",
    UserRole.GOVERNANCE: "brings data in, makes packs; sees no personnel data",
    UserRole.HR_LEAD: "runs the trust; sees all personnel data",
    UserRole.TRUSTEE: "reads about the whole trust, without names",
    UserRole.HEAD: "reads about their own school",
}


class RoleChoice(NamedTuple):
    """A role that may be ticked: what it is called, and what whoever has it sees."""

    value: str
    words: str
    means: str


ROLE_CHOICES = tuple(RoleChoice(str(role), ROLE_NAMES[role], ROLES_MEAN[role]) for role in UserRole)


def state_of(person: Person, *, has_password: bool) -> tuple[str, str]:
    """How an account stands: the kind of its shape, and the words."""
    if not person.active:
        return "unknown", "Switched off"
    if not has_password:
        return "watch", "Has no password yet"
    sight = Sight.of(person.roles, person.person)
    unsaid = DataClass.RESTRICTED_HR in sight.classes and not sight.readiness
    return ("watch", "Can sign in; its payroll number is not said") if unsaid else ("fine", "Can sign in")


def roles_in_words(person: Person) -> str:
    """The roles of an account, in the order of the form."""
    return ", ".join(ROLE_NAMES[role] for role in UserRole if role in person.roles)


def moment_text(moment: datetime) -> str:
    """A day and time in England: 22 Nov 2026, 14:05."""
    there = moment.astimezone(LONDON)
    return f"{there.day} {there:%b %Y, %H:%M}"


def lead_sentence(found: list[AccountSeen]) -> str:
    """How many may sign in, and how many are signed in now."""
    active = [each for each in found if each.person.active]
    off = len(found) - len(active)
    switched = f"; {counted(off, 'account is', 'accounts are')} switched off" if off else ""
    now_in = sum(each.sessions > 0 for each in active)
    return f"{counted(len(active), 'account is', 'accounts are')} switched on, {now_in} signed in now{switched}."
