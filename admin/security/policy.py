"""Who may open which page, and who may see which class of data? The one table, and whatever is not in it is denied.

A page adds its lines to ``POLICY``: its endpoint, the methods, and who. A test holds the table to the routes there
are, so a page without a line fails, and so does a line without its page.
"""

from dataclasses import dataclass

from trustops.models import DataClass, UserRole

ADMINISTRATOR, CEO, CFO = UserRole.ADMINISTRATOR, UserRole.CEO, UserRole.CFO
GOVERNANCE, HR_LEAD, TRUSTEE, HEAD = UserRole.GOVERNANCE, UserRole.HR_LEAD, UserRole.TRUSTEE, UserRole.HEAD

EVERYBODY = frozenset(UserRole)
"""Everybody who is signed in."""

EXECUTIVE = frozenset({ADMINISTRATOR, CEO, CFO, GOVERNANCE, HR_LEAD})
"""Those who run the trust's business: they bring data in and make packs."""

RECORD_READERS = EXECUTIVE | {HEAD}
"""Those who look rows up: a head those about their own school."""

BOARD_LEVEL = EXECUTIVE | {TRUSTEE}
"""Those who see the whole trust; a head sees their own school."""

ACCOUNTS = frozenset({ADMINISTRATOR})
"""Those who say who may sign in, and what for."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the policy: an endpoint, the methods it answers, and the roles that may; None is anybody at all."""

    endpoint: str
    methods: tuple[str, ...]
    roles: frozenset[UserRole] | None


def anybody(endpoint: str, *methods: str) -> Line:
    """A line for a page that needs no account."""
    return Line(endpoint, methods or ("GET",), None)


def read(endpoint: str, roles: frozenset[UserRole] = EVERYBODY) -> Line:
    """A line for a page that is only looked at."""
    return Line(endpoint, ("GET",), roles)


def act(endpoint: str, roles: frozenset[UserRole]) -> Line:
    """A line for something that is done: a form sent, a pack made."""
    return Line(endpoint, ("POST",), roles)


POLICY: tuple[Line, ...] = (
    anybody("static"),
    anybody("home.static"),
    anybody("account.sign_in", "GET", "POST"),
    anybody("account.welcome", "GET", "POST"),
    act("account.sign_out", EVERYBODY),
    Line("account.own", ("GET",), EVERYBODY),
    act("account.change_password", EVERYBODY),
    act("account.end_other_sessions", EVERYBODY),
    read("home.index"),
    read("services.index", BOARD_LEVEL),
    read("services.one", BOARD_LEVEL),
    read("days.index", BOARD_LEVEL),
    Line("days.book", ("GET", "POST"), frozenset({CEO, CFO})),
    read("decide.index", BOARD_LEVEL),
    act("decide.keep", frozenset({CEO, CFO})),
    act("decide.settle", frozenset({CEO, CFO})),
    read("clients.index", BOARD_LEVEL),
    read("clients.one", BOARD_LEVEL),
    read("clients.debtors", BOARD_LEVEL),
    read("clients.invoices", BOARD_LEVEL),
    read("rate_card.index"),
    read("charges.index", BOARD_LEVEL | {HEAD}),  # a head is led to their own school's statement
    read("charges.statement", BOARD_LEVEL | {HEAD}),
    read("kpis.index"),
    read("kpis.one"),
    read("kpi_catalogue.index"),
    Line("kpi_catalogue.adopt", ("GET", "POST"), EXECUTIVE),
    read("board.index", BOARD_LEVEL),
    read("diary.index", BOARD_LEVEL),
    read("meetings.index", BOARD_LEVEL),
    read("meetings.one", BOARD_LEVEL),
    read("objectives.index", BOARD_LEVEL),
    read("who_governs.index", BOARD_LEVEL),
    anybody("diary.feed"),  # opened by a signed address that its owner can make useless
    read("packs.index", BOARD_LEVEL),
    read("packs.one", BOARD_LEVEL),
    act("packs.write", EXECUTIVE),
    act("packs.make", EXECUTIVE),
    act("packs.freeze", frozenset({CEO, GOVERNANCE})),
    read("packs.file", BOARD_LEVEL),  # the confidential part for those alone who may see readiness
    read("packs.differences", BOARD_LEVEL),
    read("succession.index", BOARD_LEVEL),
    read("vacancies.index", BOARD_LEVEL),
    read("chances.index", BOARD_LEVEL),
    read("duties.index", BOARD_LEVEL),
    read("named_reads.index", frozenset({ADMINISTRATOR, CEO, HR_LEAD})),
    read("what_if.index", BOARD_LEVEL),  # people by name for those who see restricted data; posts for the rest
    read("data.index", EXECUTIVE),
    read("data.one", EXECUTIVE),
    Line("data.undo", ("GET", "POST"), EXECUTIVE),
    read("data.template", EXECUTIVE),
    act("data.upload", EXECUTIVE),
    read("data.job", EXECUTIVE),
    read("data.preview", EXECUTIVE),
    act("data.answer", EXECUTIVE),
    read("data.words", EXECUTIVE),
    act("data.change_words", EXECUTIVE),
    act("data.replace", EXECUTIVE),
    act("data.mark", EXECUTIVE),
    read("data.file", EXECUTIVE),
    act("data.accept", EXECUTIVE),
    act("data.cancel", EXECUTIVE),
    act("data.export", frozenset({CEO, HR_LEAD})),  # the whole workbook names people
    read("records.index", RECORD_READERS),
    read("records.sheet", RECORD_READERS),
    read("records.one", RECORD_READERS),
    read("records.find", RECORD_READERS),
    read("records.options", EXECUTIVE),
    Line("records.add", ("GET", "POST"), EXECUTIVE),
    Line("records.edit", ("GET", "POST"), EXECUTIVE),
    Line("records.remove", ("GET", "POST"), EXECUTIVE),
    read("rules.index"),
    read("rules.rate"),
    read("assumptions.index", BOARD_LEVEL),
    read("accounts.index", ACCOUNTS),
    act("accounts.invite", ACCOUNTS),
    read("accounts.one", ACCOUNTS),
    act("accounts.change", ACCOUNTS),
    Line("accounts.link", ("GET", "POST"), ACCOUNTS),
    act("accounts.end_sessions", ACCOUNTS),
    act("accounts.switch_off", ACCOUNTS),
    act("accounts.switch_on", ACCOUNTS),
)

SEEN_BY: dict[DataClass, frozenset[UserRole]] = {
    DataClass.PUBLIC: EVERYBODY,
    DataClass.INTERNAL: EVERYBODY,
    DataClass.CONFIDENTIAL: BOARD_LEVEL,
    DataClass.RESTRICTED_HR: frozenset({CEO, HR_LEAD}),
    DataClass.SPECIAL_CATEGORY: frozenset({HR_LEAD}),
}
"""Who sees each class of column. An administrator keeps the accounts, which is no reason to read people's files."""

SMALL_NUMBERS = RECORD_READERS
"""Who sees figures that tell of fewer people than a KPI's smallest group: those who look up the rows themselves."""


def line_for(endpoint: str, method: str) -> Line | None:
    """The line that answers for an endpoint and method, or None: denied."""
    asked = "GET" if method == "HEAD" else method
    for line in POLICY:
        if line.endpoint == endpoint and asked in line.methods:
            return line
    return None


def allows(line: Line | None, roles: frozenset[UserRole]) -> bool:
    """Whether a line lets somebody with these roles through.

    >>> allows(None, EVERYBODY), allows(read("home.index"), frozenset({HEAD})), allows(anybody("static"), frozenset())
    (False, True, True)
    """
    if line is None:
        return False
    return line.roles is None or bool(line.roles & roles)


def classes_seen(roles: frozenset[UserRole]) -> frozenset[DataClass]:
    """The classes of data that any of these roles may see.

    >>> DataClass.RESTRICTED_HR in classes_seen(frozenset({ADMINISTRATOR}))
    False
    """
    return frozenset(data_class for data_class, may in SEEN_BY.items() if may & roles)
