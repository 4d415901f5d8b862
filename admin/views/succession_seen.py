"""What may one reader be told of the cover? By name where they may see names; else whether there is somebody.

Whoever may not see names is told of each post whether there is somebody, not how many, and of a set of posts nothing
that would say of a holder what they are ready for (see :mod:`trustops.succession.said`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from trustops.snapshot import Snapshot
from trustops.succession.plans import Horizon
from trustops.succession.said import tells_of_somebody
from trustops.succession.view import PostCover, SetCover, SuccessionView

WITHHELD = "not shown: it would say who is ready for what"


class Seats(NamedTuple):
    """Whether there is somebody, how many and who they are where that may be said, each with the row that says so.

    ``note`` says what is to be known of it: that it rests on an old assessment, or is not known.
    """

    number: int
    counted: bool
    names: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    note: str = ""


class Band(NamedTuple):
    """One line of the horizons, or of the schools and kinds of post."""

    name: str
    filled: str
    number: str
    weakest: str


@dataclass(frozen=True, slots=True)
class Seen:
    """The view of a day, and whether people may be named in it."""

    snapshot: Snapshot
    view: SuccessionView
    named: bool

    def titles(self, posts: Iterable[str]) -> list[str]:
        """What people call the posts."""
        return [self.snapshot.post_title(post) for post in posts]

    def tells(self, posts: Sequence[str], people: Sequence[str], horizon: Horizon = Horizon.NOW) -> bool:
        """Whether these posts together are more than this reader may be told."""
        cover = {post: self.view.cover[post] for post in posts}
        holders = {post: each.holders for post, each in cover.items()}
        ready = {post: _counting(each, horizon) for post, each in cover.items()}
        return not self.named and tells_of_somebody(posts, people, holders, ready)

    def seats(self, people: Sequence[str], rows: Iterable[Any] = (), note: str = "") -> Seats:
        """The people, with the rows that say it of each; not even how many where they may not be named."""
        if not self.named:
            return Seats(min(1, len(people)), False, note=note)
        said = {row.person: self.snapshot.origin(row) for row in rows}
        names = tuple(self.snapshot.person_name(person) for person in people)
        return Seats(len(people), True, names, tuple(said.get(person, "") for person in people), note)


def _counting(cover: PostCover, horizon: Horizon) -> tuple[str, ...]:
    """Whom a horizon counts beside the holders of a post."""
    later = {
        Horizon.NOW: (),
        Horizon.IN_1_YEAR: cover.ready_in_1_year,
        Horizon.IN_2_3_YEARS: (*cover.ready_in_1_year, *cover.ready_in_2_3_years),
        Horizon.EMERGENCY: cover.emergency,
    }
    return (*cover.ready_now, *later[horizon])


def band(seen: Seen, name: str, cover: SetCover, horizon: Horizon = Horizon.NOW) -> Band:
    """A line of the cover of some posts; its number and weakest set are held back where they would tell."""
    found = cover.weakest_set
    if seen.tells(found.posts, found.people, horizon):
        return Band(name, f"{cover.filled} of {cover.of}", WITHHELD, WITHHELD)
    return Band(
        name,
        f"{cover.filled} of {cover.of}",
        number_words(cover.resilience_number),
        "; ".join(seen.titles(found.posts)),
    )


def number_words(number: int | None) -> str:
    """A resilience number as a page says it.

    >>> number_words(2), number_words(0), number_words(None)
    ('2', 'already short', '—')
    """
    if number is None:
        return "—"
    return "already short" if number <= 0 else str(number)
