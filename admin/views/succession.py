"""Where would one person leaving break something? By post for everybody who may look, by name for those who hold it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from flask import Response, request

from admin.downloads import asked_for, table_file
from admin.pages import TrustopsView, expose
from admin.views.succession_cover import cover_of, cover_table, posts_of_people
from admin.views.succession_why import steps, whys
from reports.charts import cover_graph, cover_trend
from trustops.models import DataClass, Fact, Successor
from trustops.quantities.words import listed
from trustops.snapshot import Snapshot
from trustops.succession.trend import trend
from trustops.succession.view import SuccessionView

MOST_GONE = 50


class Somebody(NamedTuple):
    """A person who could be ticked as leaving."""

    person: str
    name: str
    posts: str
    ticked: bool


class SuccessionMapView(TrustopsView):
    """The cover of the critical posts, why it rests on whom, how it fades, and how it has gone."""

    title = "Succession"
    place = "succession"
    address = "/succession"

    @expose("/")
    def index(self) -> str | Response:
        named = self.sees(DataClass.RESTRICTED_HR)
        snapshot = without_own(self.snapshot(), self.user.person) if named else self.snapshot()
        gone = tuple(dict.fromkeys(request.args.getlist("without")))[:MOST_GONE] if named else ()
        cover = cover_of(snapshot, (), named=named)
        if kind := asked_for():
            return table_file(cover_table(cover.lines, named=named), "cover", kind)
        found = whys(snapshot, cover.view, named=named)
        return self.part(
            "succession_answer.html",
            "succession.html",
            empty=not cover.view.critical_posts,
            named=named,
            linked=self.user.person is not None,
            cover=cover,
            titles={post: snapshot.post_title(post) for post in cover.view.critical_posts},
            whys=found,
            steps=steps(snapshot, cover.view, found[0], named=named) if found else (),
            trend=cover_trend(trend(snapshot)),
            graph=cover_graph(snapshot, cover.view) if named else None,
            without=cover_of(snapshot, gone, named=named) if gone else None,
            gone=[snapshot.person_name(person) for person in gone],
            people=people_to_tick(snapshot, cover.view, gone) if named else (),
        )


def without_own(snapshot: Snapshot, person: str | None) -> Snapshot:
    """The snapshot without what was ever assessed of the one who looks: nobody is shown their own readiness."""
    if person is None:
        return snapshot
    kept = tuple(row for row in snapshot.all(Successor) if row.person != person)
    before = tuple(row for row in snapshot.before(Successor) if row.person != person)
    earlier: dict[type[Fact], Sequence[Successor]] = {**snapshot.earlier, Successor: before}
    return replace(snapshot, tables={**snapshot.tables, Successor: kept}, earlier=earlier)


def people_to_tick(snapshot: Snapshot, view: SuccessionView, gone: Sequence[str]) -> tuple[Somebody, ...]:
    """Everybody who holds or is named for a critical post, by name; whoever is gone stays, to be ticked off again."""
    people = [
        Somebody(person, snapshot.person_name(person), listed(held), person in gone)
        for person, held in posts_of_people(snapshot, view).items()
    ]
    return tuple(sorted(people, key=lambda each: (each.name, each.person)))
