"""Is each school that buys dealt with as it should be: does it pay, may it leave too soon, is it a related party?"""

from collections import defaultdict
from collections.abc import Iterator

from trustops.agreements import Age, Debt, Wrong, aged, debts, wrongs
from trustops.findings.model import Area, Evidence, Raised, Rule, Severity, Subject
from trustops.findings.picture import Picture
from trustops.findings.rules.sold import sold
from trustops.models import Holder, Post, Relation, Service
from trustops.models.post import Role
from trustops.quantities.money import pounds
from trustops.quantities.words import counted, day_text, listed, pounds_text
from trustops.quantities.years import in_force
from trustops.snapshot import Snapshot

BY_AGE = {
    Age.UP_TO_30: Severity.NOTE,
    Age.UP_TO_60: Severity.AMBER,
    Age.UP_TO_90: Severity.AMBER,
    Age.OVER_90: Severity.RED,
}


def _client(snapshot: Snapshot, urn: str) -> Subject:
    return Subject("school", urn, snapshot.site_name(urn))


def _overdue(picture: Picture) -> Iterator[Raised]:
    """One finding a school, as bad as its oldest debt."""
    late: dict[str, list[Debt]] = defaultdict(list)
    for debt in debts(picture.snapshot):
        if debt.age in BY_AGE:
            late[debt.urn].append(debt)
    for urn, owed in late.items():
        total, oldest = aged(owed), owed[0]
        name = picture.snapshot.site_name(urn)
        yield Raised(
            subject=_client(picture.snapshot, urn),
            message=f"{name} owes {pounds_text(pounds(total.overdue))} on {counted(len(owed), 'overdue invoice')}; "
            f"the oldest was due {counted(total.days_late, 'day')} ago.",
            evidence=tuple(_owed(debt) for debt in owed),
            severity=BY_AGE[oldest.age] if oldest.age else None,
            since=oldest.due_on,
        )


def _owed(debt: Debt) -> Evidence:
    amount = pounds_text(pounds(debt.owed or 0))
    return Evidence(debt.invoice, f"{amount}, due on {day_text(debt.due_on)} ({debt.age})", debt.source)


DEBT_OVERDUE = Rule(
    id="costing.debt_overdue",
    title="A school has not paid what is due",
    area=Area.COSTING,
    severity=Severity.AMBER,
    why="Until it pays, the trust's own pupils lend it the money; an old debt is seldom paid in full.",
    remedy="The finance director speaks to the school's business manager, and agrees a day for payment.",
    source="Our default: up to 30 days late is a note, up to 90 is to be watched, more needs somebody now",
    check=_overdue,
)

EXECUTIVE = (Role.AO_CEO, Role.CFO, Role.CHAIR)


def _related(picture: Picture) -> Iterator[Raised]:
    """Buyers that are recorded as related parties, and those where whoever leads the trust holds a post as well."""
    snapshot = picture.snapshot
    leads: dict[str, Holder] = {row.person: row for row in snapshot.holders if _role(snapshot, row) in EXECUTIVE}
    buyers = {row.urn: service for service, rows in sold(snapshot).items() for row in rows}
    for relation in snapshot.all(Relation):
        if relation.related_party and relation.urn in buyers and _stands(snapshot, relation):
            yield _recorded(snapshot, relation, buyers[relation.urn])
    for row in snapshot.holders:
        post = snapshot.one(Post, row.post)
        if row.person in leads and post is not None and post.site in buyers:
            yield _both(snapshot, leads[row.person], row, post, buyers[post.site])


def _stands(snapshot: Snapshot, row: Relation) -> bool:
    return in_force(row.from_date, row.to_date, snapshot.as_of)


def _recorded(snapshot: Snapshot, row: Relation, bought: Service) -> Raised:
    return Raised(
        subject=_client(snapshot, row.urn),
        message=f"{snapshot.site_name(row.urn)} is recorded as a related party of the trust, and buys {bought.name}.",
        evidence=(Evidence("Recorded as a related party", "yes", snapshot.origin(row)),),
    )


def _both(snapshot: Snapshot, ours: Holder, theirs: Holder, post: Post, bought: Service) -> Raised:
    name = snapshot.site_name(post.site)
    return Raised(
        subject=Subject("school", f"{post.site}:{theirs.post}", name),
        message=f"Whoever is {snapshot.post_title(ours.post)} is also {post.title} at {name}, which buys "
        f"{bought.name}.",
        evidence=(
            Evidence("Ours", snapshot.person_name(ours.person), snapshot.origin(ours), restricted=True),
            Evidence("Theirs", snapshot.person_name(theirs.person), snapshot.origin(theirs), restricted=True),
        ),
    )


def _role(snapshot: Snapshot, row: Holder) -> Role | None:
    post = snapshot.one(Post, row.post)
    return post.role if post else None


RELATED_PARTY = Rule(
    id="costing.related_party",
    title="A school that buys may be a related party",
    area=Area.COSTING,
    severity=Severity.AMBER,
    why="Dealings with related parties are reported to the Department for Education before they begin, approved above "
    "£40,000 a year with one party, and disclosed in the accounts; some with public bodies are excepted.",
    remedy="The finance director checks the register of interests, and asks the auditor whether it is to be reported.",
    source="Academy Trust Handbook 2025, part 5; seen on the Relations sheet, and where one person holds posts at both",
    check=_related,
)


def _wrong(picture: Picture) -> Iterator[Raised]:
    for each in wrongs(picture.snapshot):
        yield _wrongly_recorded(each)


def _wrongly_recorded(each: Wrong) -> Raised:
    codes = listed(list(each.agreements))
    return Raised(
        subject=Subject("agreement", "+".join(each.agreements), codes),
        message=each.sentence,
        evidence=(Evidence("Agreements", codes, each.source),),
    )


WRONG_AGREEMENT = Rule(
    id="costing.wrong_agreement",
    title="An agreement cannot be right as it is recorded",
    area=Area.COSTING,
    severity=Severity.AMBER,
    why="Days counted twice, or outside the life of the service, make every figure of the service wrong.",
    remedy="The agreement's owner corrects the dates on the Agreements sheet.",
    source="Our default: one agreement for a school and service at a time, within the service's life",
    check=_wrong,
)
