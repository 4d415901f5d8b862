"""Where would one person's leaving break something? Posts, holders and successors."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from trustops.findings.model import Area, Evidence, Raised, Rule, Severity, Subject
from trustops.findings.picture import Picture
from trustops.models import Holder, Person, Post, Successor
from trustops.models.succession import Readiness
from trustops.quantities.words import counted, day_text, listed
from trustops.quantities.years import ONE_DAY
from trustops.snapshot import Snapshot
from trustops.succession.readiness import ReadinessScale, Standing
from trustops.succession.view import StaleAssessment

GRAVE = 4
"""The criticality from which a gap is red: 4 and 5 of 5."""


def posts_subject(snapshot: Snapshot, posts: Iterable[str]) -> Subject:
    """One post, or several posts together: never a person, so that the id and the name may be shown to all."""
    refs = tuple(sorted(posts))
    name = listed([snapshot.post_title(post) for post in refs])
    return Subject("post" if len(refs) == 1 else "posts", "+".join(refs), name)


def post_evidence(snapshot: Snapshot, post: str) -> Evidence:
    """How critical a post is marked."""
    row = snapshot.one(Post, post)
    critical = f"{row.critical} of 5" if row and row.critical else "not marked"
    return Evidence(f"{snapshot.post_title(post)}: critical", critical, snapshot.origin(row) if row else "")


def _assessments(snapshot: Snapshot, post: str) -> Iterator[Evidence]:
    for row in snapshot.all(Successor):
        if row.post == post:
            name = snapshot.person_name(row.person) if row.person else row.outside_name or "outside"
            assessed = f"{row.readiness}, assessed {day_text(row.assessed_on)}"
            yield Evidence(name, assessed, snapshot.origin(row), restricted=True)


def _nobody_ready_now(picture: Picture) -> Iterator[Raised]:
    for post in picture.cover.nobody_ready_now:
        snapshot = picture.snapshot
        row = snapshot.one(Post, post)
        subject = posts_subject(snapshot, [post])
        later = picture.cover.cover[post].ready_in_1_year
        soonest = "somebody could be within a year" if later else "nobody will be within a year"
        yield Raised(
            subject=subject,
            message=f"{_who_is_ready(picture, post)} to take {subject.name}, and {soonest}.",
            evidence=(post_evidence(snapshot, post), *_assessments(snapshot, post)),
            severity=Severity.RED if row and (row.critical or 0) >= GRAVE else Severity.AMBER,
        )


def _who_is_ready(picture: Picture, post: str) -> str:
    """An assessment that has lapsed is not known any more, which is not the same as not ready."""
    return "Nobody is known any more to be ready" if picture.cover.cover[post].unknown else "Nobody is ready now"


NOBODY_READY_NOW = Rule(
    id="succession.nobody_ready_now",
    title="A critical post has nobody ready now",
    area=Area.SUCCESSION,
    severity=Severity.AMBER,
    why="If its holder went tomorrow, the work of the post would stop until somebody was found.",
    remedy="The chief executive names an interim, inside or outside, and a step that makes somebody ready.",
    source="Academy Trust Handbook 2025, part 2 (risk management); our default: criticality 4 and 5 is red",
    check=_nobody_ready_now,
)


def _statutory_vacant(picture: Picture) -> Iterator[Raised]:
    snapshot = picture.snapshot
    held = {row.post for row in snapshot.holders}
    for post in snapshot.all(Post):
        if post.must_be_filled and post.post not in held:
            yield _vacant(snapshot, post)


def _vacant(snapshot: Snapshot, post: Post) -> Raised:
    subject = posts_subject(snapshot, [post.post])
    last = max(_last_days(snapshot, post.post), default=None)
    since = last + ONE_DAY if last else None
    how_long = f" since {day_text(since)}" if since else "; no holder has ever been recorded"
    return Raised(
        subject=subject,
        message=f"{subject.name} must be filled at all times and is vacant{how_long}.",
        evidence=(Evidence("Must be filled", "yes", snapshot.origin(post)),),
        since=since,
    )


def _last_days(snapshot: Snapshot, post: str) -> Iterator[date]:
    """The last day of each who has held the post: by the Holders sheet, or by having left."""
    for row in snapshot.all(Holder):
        person_left = None if snapshot.works_here(row.person) else _left_on(snapshot, row.person)
        ends = [day for day in (row.to_date, person_left) if day and day < snapshot.as_of]
        if row.post == post and ends:
            yield min(ends)


def _left_on(snapshot: Snapshot, person: str) -> date | None:
    row = snapshot.one(Person, person)
    return row.leaving if row else None


STATUTORY_VACANT = Rule(
    id="succession.statutory_vacant",
    title="A post that must be filled is vacant",
    area=Area.SUCCESSION,
    severity=Severity.RED,
    why="The law, the handbook or the funding agreement asks for a named holder at all times; an interim counts.",
    remedy="The chief executive appoints somebody to act today, records it on the Holders sheet, and recruits.",
    source="The post's own duty: Academy Trust Handbook 2025, Keeping children safe in education part 2, Children and "
    "Families Act 2014 section 67, UK GDPR article 37",
    check=_statutory_vacant,
)


def _several_posts(picture: Picture) -> Iterator[Raised]:
    holders = _by_posts((each.posts, each.person) for each in picture.cover.several_posts)
    for posts, people in holders.items():
        subject = posts_subject(picture.snapshot, posts)
        yield Raised(
            subject=subject,
            message=f"One person holds {counted(len(posts), 'critical post')}: {subject.name}.",
            evidence=tuple(_holdings(picture.snapshot, posts, people)),
        )


def _holdings(snapshot: Snapshot, posts: tuple[str, ...], people: list[str]) -> Iterator[Evidence]:
    for row in snapshot.holders:
        if row.post in posts and row.person in people:
            held = f"{snapshot.person_name(row.person)}, since {day_text(row.from_date)}"
            yield Evidence(snapshot.post_title(row.post), held, snapshot.origin(row), restricted=True)


def _by_posts(pairs: Iterable[tuple[tuple[str, ...], str]]) -> dict[tuple[str, ...], list[str]]:
    """The people of each set of posts: two people with the very same posts are one finding."""
    found: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for posts, person in pairs:
        found[tuple(sorted(posts))].append(person)
    return found


SEVERAL_POSTS = Rule(
    id="succession.several_posts",
    title="One person holds several critical posts",
    area=Area.SUCCESSION,
    severity=Severity.AMBER,
    why="When that person goes, all of these posts fall vacant on one day.",
    remedy="The chief executive gives one of the posts to somebody else, or names a different successor for each.",
    source="Our default; Challenge Partners, Maximising the MAT factor: nobody should be the single point of failure",
    check=_several_posts,
)


def _same_successor(picture: Picture) -> Iterator[Raised]:
    named = _by_posts((each.posts, each.person) for each in picture.cover.double_counted)
    for posts, people in named.items():
        subject = posts_subject(picture.snapshot, posts)
        who = "The same person is" if len(people) == 1 else f"The same {len(people)} people are each"
        yield Raised(
            subject=subject,
            message=f"{who} named as ready now for {counted(len(posts), 'critical post')}: {subject.name}.",
            evidence=tuple(_named_for(picture.snapshot, posts, people)),
        )


def _named_for(snapshot: Snapshot, posts: tuple[str, ...], people: list[str]) -> Iterator[Evidence]:
    for row in snapshot.all(Successor):
        if row.post in posts and row.person in people and row.readiness is Readiness.READY_NOW:
            value = f"{snapshot.person_name(row.person)}, {row.readiness}"
            yield Evidence(snapshot.post_title(row.post), value, snapshot.origin(row), restricted=True)


SAME_SUCCESSOR = Rule(
    id="succession.same_successor",
    title="The same successor is named for several posts",
    area=Area.SUCCESSION,
    severity=Severity.AMBER,
    why="One person can take one post, so the cover is thinner than the plan makes it look.",
    remedy="The chief executive decides which post the person would take and finds somebody else for the others.",
    source="Our default: one person counts once",
    check=_same_successor,
)


def _old_assessment(picture: Picture) -> Iterator[Raised]:
    snapshot, scale = picture.snapshot, ReadinessScale.of(picture.snapshot)
    for post in sorted({each.post for each in picture.cover.stale}):
        old = [each for each in picture.cover.stale if each.post == post]
        subject = posts_subject(snapshot, [post])
        oldest = min(each.assessed_on for each in old)
        number = counted(len(old), "assessment of readiness for", "assessments of readiness for")
        yield Raised(
            subject=subject,
            message=f"{number} {subject.name} {'is' if len(old) == 1 else 'are'} older than {scale.full_months} "
            f"months, the oldest of {day_text(oldest)}{_lapsed(old, scale)}.",
            evidence=tuple(_assessments(snapshot, post)),
            since=scale.half_from(oldest),
        )


def _lapsed(old: Sequence[StaleAssessment], scale: ReadinessScale) -> str:
    """How many of them count no more at all."""
    unknown = sum(each.standing is Standing.UNKNOWN for each in old)
    if not unknown:
        return ""
    which = "it counts" if len(old) == 1 else f"{unknown} of them {'counts' if unknown == 1 else 'count'}"
    return f"; after {max(scale.full_months, scale.half_months)} months {which} no more"


OLD_ASSESSMENT = Rule(
    id="succession.old_assessment",
    title="A succession assessment is older than 12 months",
    area=Area.SUCCESSION,
    severity=Severity.AMBER,
    why="People and posts change in a year; a plan that rests on an old judgement may not hold.",
    remedy="The HR lead and the chief executive assess the person again and record the day on the Successors sheet.",
    source="Our default: counted in full for 12 months, half until 18; set by Readiness months on the Trust sheet",
    check=_old_assessment,
)
