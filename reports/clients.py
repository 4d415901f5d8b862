"""What about a client should somebody look at? Debts, complaints, days, renewals and invoices, the worst first."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reports.client_book import ClientBook, ClientRow
from trustops.agreements import Age, Renewal, Standing
from trustops.models.selling import EventKind
from trustops.quantities.money import pounds
from trustops.quantities.words import amount_text, counted, day_text, number_text, pounds_text
from trustops.quantities.working import Line, Working

WORST_FIRST = ("act", "watch", "unknown", "fine")
LATE_PAYMENT = 30  # days past due after which a debt is chased and not only watched
FEW_DAYS = 2  # days ahead or behind that a week's absence makes, and no more
NEEDS_ACT = (Standing.LAPSED, Standing.TOO_LATE)
NEEDS_NOW = (*NEEDS_ACT, Standing.DUE)


class Look(NamedTuple):
    """Something to look at: how much it matters, in a few words, and in a sentence."""

    level: str
    short: str
    sentence: str


def looks(row: ClientRow) -> tuple[Look, ...]:
    """What stands out about a client, the worst first; empty where nothing does."""
    found = (*_wrong(row), *_debts(row), *_happened(row), *_ends(row), *_days(row), *_money(row))
    return tuple(sorted(found, key=lambda look: WORST_FIRST.index(look.level)))


def worst_first(book: ClientBook) -> tuple[tuple[ClientRow, tuple[Look, ...]], ...]:
    """Every client with what to look at: the worst first, then who owes most."""
    every = [(row, looks(row)) for row in book.rows]
    return tuple(sorted(every, key=lambda each: (_rank(each[1]), -each[0].aged.overdue, each[0].name)))


def _rank(found: Sequence[Look]) -> tuple[int, int]:
    acts = sum(look.level == "act" for look in found)
    return (WORST_FIRST.index(found[0].level) if found else len(WORST_FIRST), -acts)


def _wrong(row: ClientRow) -> Iterator[Look]:
    for each in row.wrongs:
        yield Look("act", "Agreement to mend", each.sentence)


def _debts(row: ClientRow) -> Iterator[Look]:
    if row.aged.overdue:
        level = "act" if row.aged.days_late > LATE_PAYMENT else "watch"
        owed = pounds_text(pounds(row.aged.overdue))
        late = counted(row.aged.days_late, "day")
        yield Look(level, f"{owed} overdue", f"{owed} is overdue, the oldest of it by {late}.")
    for debt in row.aged.unknown:
        yield Look("unknown", "Debt not known", debt.why)


def _happened(row: ClientRow) -> Iterator[Look]:
    for event in row.events:
        if event.settled_on is not None:
            continue
        since = day_text(event.on_date)
        if event.kind is EventKind.COMPLAINT:
            yield Look("watch", "Complaint open", f"A complaint of {since} is open: {event.text}")
        elif event.kind is EventKind.LEVEL_MISSED:
            yield Look("watch", "Promise missed", f"A promise was missed on {since} and is not put right: {event.text}")
        elif event.kind is EventKind.NOTICE_GIVEN:
            yield Look("act", "Notice given", f"Notice was given on {since}: {event.text}")


def _ends(row: ClientRow) -> Iterator[Look]:
    for each in row.renewals:
        if each.standing in NEEDS_ACT:
            yield Look("act", str(each.standing).capitalize(), each.sentence)
        elif each.standing is Standing.DUE:
            yield Look("watch", "Due for renewal", each.sentence)


def _days(row: ClientRow) -> Iterator[Look]:
    for each in row.against:
        if each.ahead is not None and abs(each.ahead) >= FEW_DAYS:
            word = "over" if each.ahead > 0 else "under"
            days = number_text(abs(each.ahead), 1)
            name = next((deal.service for deal in row.deals if deal.agreement.service == each.service), each.service)
            yield Look("watch", f"{days} days {word}-delivered", f"{name}: {each.sentence}")


def _money(row: ClientRow) -> Iterator[Look]:
    for account in row.accounts:
        code = account.deal.code
        if account.deal.net_pence is None:
            yield Look("unknown", "Price not known", f"What a day costs under {code} is not known; give its price.")
        elif account.now > 0:
            amount = pounds_text(pounds(account.now))
            said = f"{amount} before VAT of {code} should have been invoiced by now and was not."
            yield Look("watch", f"{amount} to invoice", said)


def book_sentence(book: ClientBook) -> str:
    """The answer about all clients: how many buy, what they bring, and what is owed and overdue."""
    if not book.rows:
        return f"Nobody outside the trust buys from it in {book.year}."
    many = counted(len(book.rows), "client brings", "clients bring")
    income = "an amount that is not known" if book.income_pence is None else pounds_text(pounds(book.income_pence))
    return f"In {book.year} {many} {income}; {debts_in_words(book)}"


def debts_in_words(book: ClientBook) -> str:
    """What is owed with VAT, and how much of it is overdue, as the end of a sentence."""
    owed = book.aged
    missing = f" and what {counted(len(owed.unknown), 'invoice')} still owes is not known" if owed.unknown else ""
    if owed.total == 0 and not owed.overdue:
        return f"nothing is owed{missing}."
    late = f", {pounds_text(pounds(owed.overdue))} of it overdue" if owed.overdue else ", none of it overdue"
    dso = "" if book.days_owed is None else f", which is {number_text(book.days_owed)} days of income"
    return f"{pounds_text(pounds(owed.total))} is owed{dso}{late}{missing}."


def days_owed_working(book: ClientBook) -> Working | None:
    """How the days of income that are owed were found; None where the year's income is not known, or is none."""
    if book.days_owed is None or book.income_pence is None:
        return None
    debtors, income = pounds(book.aged.total_net), pounds(book.income_pence)
    return Working.of(
        "Days of income owed",
        (
            Line("Owed with VAT", pounds(book.aged.total), "of all invoices", "Invoices"),
            Line("Owed before VAT", debtors, "each debt × its net ÷ its gross", "Invoices"),
            Line(f"Income of {book.year} before VAT", income, "days × price of each agreement", "Agreements; Services"),
            Line("Days owed", book.days_owed, f"{amount_text(debtors)} ÷ {amount_text(income)} × 365", unit="days"),
        ),
    )


def ends_of(book: ClientBook) -> tuple[Renewal, ...]:
    """The agreements that end and that nothing follows yet, the most urgent first."""
    order = list(Standing)
    found = (each for row in book.rows for each in row.renewals if each.standing is not Standing.RENEWED)
    return tuple(sorted(found, key=lambda each: (order.index(each.standing), each.ends, each.agreement)))


def ends_sentence(ends: Sequence[Renewal]) -> str:
    """How many agreements end with nothing after them, and how many of those need somebody now."""
    now = [each for each in ends if each.standing in NEEDS_NOW]
    many = f"{counted(len(ends), 'agreement ends', 'agreements end')} and nothing signed follows"
    if now:
        return f"{many}; {counted(len(now), 'needs', 'need')} somebody now."
    return f"{many}; none is due for renewal yet."


AGES = tuple(Age)
"""The columns of debtors by age."""
