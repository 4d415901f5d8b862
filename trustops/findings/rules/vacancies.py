"""Which posts that matter fall vacant before anybody can follow, and which must be advertised now?

What people have said themselves that they mean to do is no part of these: a finding is read by all who see posts.
"""

from collections.abc import Iterator

from trustops.findings.model import Area, Evidence, Raised, Rule, Severity
from trustops.findings.picture import Picture
from trustops.findings.rules.succession import GRAVE, post_evidence, posts_subject
from trustops.models import Holder, Post
from trustops.quantities.words import counted, day_text
from trustops.snapshot import Snapshot
from trustops.succession.standing_empty import Why
from trustops.succession.vacancies import SOON, PostVacancy
from trustops.succession.vacancy_words import vacancy_sentence

SOURCE = (
    "Burgundy Book, resignation dates; our planning defaults of the time to hire (Hire weeks on the Posts sheet); our "
    "default: red where criticality is 4 or 5, or a post must be filled, and nobody inside could act"
)


def _that_matter(picture: Picture) -> Iterator[tuple[Post, PostVacancy]]:
    """The first vacancy of each whole post that is critical or must be filled."""
    seen: set[str] = set()
    for vacancy in picture.vacancies:
        post = picture.snapshot.one(Post, vacancy.post)
        if post and vacancy.whole and (post.critical or post.must_be_filled) and post.post not in seen:
            seen.add(post.post)
            yield post, vacancy


def _evidence(snapshot: Snapshot, post: Post, vacancy: PostVacancy) -> tuple[Evidence, ...]:
    found = [post_evidence(snapshot, post.post)]
    if post.must_be_filled:
        found.append(Evidence("Must be filled", "yes", snapshot.origin(post)))
    if vacancy.hiring and vacancy.outside:
        weeks = f"{counted(vacancy.hiring.weeks, 'week')} to appoint, then {vacancy.hiring.notice_text}"
        found.append(Evidence("Somebody from outside", weeks, vacancy.hiring.source))
    rows = (row for row in snapshot.all(Holder) if row.post == post.post and row.person == vacancy.person)
    for row in rows:
        until = f"{snapshot.person_name(row.person)}, {vacancy.why}"
        found.append(Evidence("Held by", until, snapshot.origin(row), restricted=True))
    return tuple(found)


def _vacancy_gap(picture: Picture) -> Iterator[Raised]:
    for post, vacancy in _that_matter(picture):
        if vacancy.days_uncovered == 0 or (vacancy.why is Why.VACANT and post.must_be_filled):
            continue  # one that must be filled and is vacant is a finding of its own
        inside = "somebody inside could act" if vacancy.filled_inside else "nobody inside could act"
        said = vacancy_sentence(picture.snapshot, vacancy).rstrip(".")
        grave = (post.critical or 0) >= GRAVE or bool(post.must_be_filled)
        yield Raised(
            subject=posts_subject(picture.snapshot, [post.post]),
            message=f"{said}; {inside}.",
            evidence=_evidence(picture.snapshot, post, vacancy),
            severity=Severity.RED if grave and not vacancy.filled_inside else Severity.AMBER,
            since=vacancy.from_ if vacancy.why is Why.VACANT else None,
        )


VACANCY_GAP = Rule(
    id="succession.vacancy_gap",
    title="A post that matters is empty before anybody can follow",
    area=Area.SUCCESSION,
    severity=Severity.AMBER,
    why="Whoever is appointed must first serve notice where they are, so an advertisement too late is a term too late.",
    remedy="The HR lead advertises now; the chief executive names who acts meanwhile and records it on the Holders "
    "sheet.",
    source=SOURCE,
    check=_vacancy_gap,
)


def _advertise_now(picture: Picture) -> Iterator[Raised]:
    snapshot = picture.snapshot
    for post, vacancy in _that_matter(picture):
        if vacancy.days_uncovered != 0 or not vacancy.to_advertise_by(snapshot.as_of + SOON):
            continue
        if vacancy.advertise_by and vacancy.from_:
            subject = posts_subject(snapshot, [post.post])
            last, first = day_text(vacancy.advertise_by), day_text(vacancy.from_)
            yield Raised(
                subject=subject,
                message=f"{subject.name} falls vacant on {first}: advertised by {last}, it is not empty for a day.",
                evidence=_evidence(snapshot, post, vacancy),
            )


ADVERTISE_NOW = Rule(
    id="succession.advertise_now",
    title="A post that matters must be advertised within four weeks",
    area=Area.SUCCESSION,
    severity=Severity.AMBER,
    why="After that day somebody from outside cannot have left where they are by the time that the post is empty.",
    remedy="The HR lead advertises the post, or records who is to hold it next on the Holders sheet.",
    source=SOURCE,
    check=_advertise_now,
)
