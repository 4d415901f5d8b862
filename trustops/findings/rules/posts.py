"""Do the sheets of posts and holders make sense, and is any post marked critical at all?"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal

from trustops.findings.model import Area, Evidence, Raised, Rule, Severity, Subject
from trustops.findings.picture import Picture
from trustops.findings.rules.succession import posts_subject
from trustops.models import Holder, Post
from trustops.quantities.words import counted, day_text, number_text
from trustops.snapshot import Snapshot

WHOLE = Decimal(1)


def _shares_over_one(picture: Picture) -> Iterator[Raised]:
    snapshot = picture.snapshot
    held: dict[str, list[Holder]] = defaultdict(list)
    for row in snapshot.holders:
        held[row.post].append(row)
    for post, rows in sorted(held.items()):
        total = sum((row.share for row in rows), Decimal(0))
        if total > WHOLE and len(rows) > 1:
            subject = posts_subject(snapshot, [post])
            holders = counted(len(rows), "holder")
            yield Raised(
                subject=subject,
                message=f"{subject.name} has {holders} whose shares add up to {number_text(total)}.",
                evidence=tuple(_holdings(snapshot, rows)),
            )


def _holdings(snapshot: Snapshot, rows: Iterable[Holder]) -> Iterator[Evidence]:
    for row in rows:
        said = f"{number_text(row.share)}, since {day_text(row.from_date)}"
        yield Evidence(snapshot.person_name(row.person), said, snapshot.origin(row), restricted=True)


SHARES_OVER_ONE = Rule(
    id="succession.shares_over_one",
    title="The shares of a post's holders add up to more than one",
    area=Area.SUCCESSION,
    severity=Severity.AMBER,
    why="Either somebody has left the post and the sheet does not say so, or two people are paid for one post. "
    "Both are counted as holders until it is put right.",
    remedy="The HR lead gives whoever went a last day in the To column of the Holders sheet, or corrects the shares.",
    source="Our default: a post is held once",
    check=_shares_over_one,
)


def _none_critical(picture: Picture) -> Iterator[Raised]:
    posts = picture.snapshot.all(Post)
    if posts and not picture.cover.critical_posts:
        yield Raised(
            subject=Subject("trust", "succession", "Succession"),
            message=f"None of {counted(len(posts), 'post')} is marked critical, so whether the trust is covered is not "
            "known.",
            evidence=(Evidence("Posts", str(len(posts)), picture.snapshot.origin(posts[0])),),
        )


NONE_CRITICAL = Rule(
    id="succession.none_critical",
    title="No post is marked critical",
    area=Area.SUCCESSION,
    severity=Severity.AMBER,
    why="Nothing to fill cannot fall short: the page of succession says nothing, which is not the same as fine.",
    remedy="The chief executive gives posts that may not stand empty 1 to 5 in the Critical column of the Posts sheet.",
    source="Academy Trust Handbook 2025, part 2 (risk management)",
    check=_none_critical,
)


def _reports_in_circle(picture: Picture) -> Iterator[Raised]:
    snapshot = picture.snapshot
    above = {post.post: post.reports_to for post in snapshot.all(Post)}
    for circle in _circles(above):
        subject = posts_subject(snapshot, circle)
        said = f"{subject.name} reports to itself" if len(circle) == 1 else f"{subject.name} report to each other"
        yield Raised(
            subject=subject,
            message=f"{said}, so nobody is above {'it' if len(circle) == 1 else 'them'}.",
            evidence=tuple(_lines(snapshot, circle)),
        )


def _circles(above: dict[str, str | None]) -> Iterator[tuple[str, ...]]:
    """The posts from which following Reports to comes back to where it began, each circle once."""
    done: set[str] = set()
    for post in sorted(above):
        path: list[str] = []
        here: str | None = post
        while here is not None and here in above and here not in done and here not in path:
            path.append(here)
            here = above[here]
        if here in path:
            yield tuple(sorted(path[path.index(here) :]))
        done.update(path)


def _lines(snapshot: Snapshot, circle: Iterable[str]) -> Iterator[Evidence]:
    for post in circle:
        row = snapshot.one(Post, post)
        if row:
            origin = snapshot.origin(row)
            yield Evidence(snapshot.post_title(post), f"reports to {snapshot.post_title(row.reports_to)}", origin)


REPORTS_IN_CIRCLE = Rule(
    id="succession.reports_in_circle",
    title="Posts report to each other in a circle",
    area=Area.SUCCESSION,
    severity=Severity.AMBER,
    why="Nobody is answerable for any of them, and a cascade through them has no end. The cover does not use it.",
    remedy="The HR lead corrects the Reports to column of the Posts sheet.",
    source="Our default",
    check=_reports_in_circle,
)
