"""Where would one person leaving break something? By post for everybody who may look, by name for those who hold it."""

from collections.abc import Sequence
from dataclasses import replace

from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as Redirected

from admin.downloads import asked_for, table_file
from admin.pages import TrustopsView, expose
from admin.views.succession_cover import cover_of, cover_table
from admin.views.succession_why import steps, whys
from reports.charts import cover_graph, cover_trend
from trustops.models import DataClass, Fact, Successor
from trustops.snapshot import Snapshot
from trustops.succession.trend import trend


class SuccessionMapView(TrustopsView):
    """The cover of the critical posts, why it rests on whom, how it fades, and how it has gone."""

    title = "Succession"
    place = "succession"
    address = "/succession"

    @expose("/")
    def index(self) -> str | Response | Redirected:
        named = self.sees(DataClass.RESTRICTED_HR)
        if request.args.getlist("without"):  # where the question was asked until it had a page of its own
            return redirect(url_for("what_if.index", without=request.args.getlist("without")))
        snapshot = without_own(self.snapshot(), self.user.person) if named else self.snapshot()
        cover = cover_of(snapshot, (), named=named)
        if kind := asked_for():
            return table_file(cover_table(cover.lines, named=named), "cover", kind)
        found = whys(snapshot, cover.view, named=named)
        return self.show(
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
        )


def without_own(snapshot: Snapshot, person: str | None) -> Snapshot:
    """The snapshot without what was ever assessed of the one who looks: nobody is shown their own readiness."""
    if person is None:
        return snapshot
    kept = tuple(row for row in snapshot.all(Successor) if row.person != person)
    before = tuple(row for row in snapshot.before(Successor) if row.person != person)
    earlier: dict[type[Fact], Sequence[Successor]] = {**snapshot.earlier, Successor: before}
    return replace(snapshot, tables={**snapshot.tables, Successor: kept}, earlier=earlier)
