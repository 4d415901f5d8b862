"""Where would one person leaving break something? By post for everybody who may look, by name for those who hold it."""

from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as Redirected

from admin.downloads import asked_for, table_file
from admin.pages import expose
from admin.views.readiness import ReadinessView
from admin.views.succession_cover import cover_of, cover_table
from admin.views.succession_why import steps, whys
from reports.charts import cover_graph, cover_trend
from trustops.succession.trend import trend


class SuccessionMapView(ReadinessView):
    """The cover of the critical posts, why it rests on whom, how it fades, and how it has gone."""

    title = "Succession"
    place = "succession"
    address = "/succession"

    @expose("/")
    def index(self) -> str | Response | Redirected:
        if request.args.getlist("without"):  # where the question was asked until it had a page of its own
            return redirect(url_for("what_if.index", without=request.args.getlist("without")))
        snapshot, named = self.looked_at()
        cover = cover_of(snapshot, (), named=named)
        if kind := asked_for():
            return table_file(cover_table(cover.lines, named=named), "cover", kind)
        found = whys(snapshot, cover.view, named=named)
        return self.show(
            "succession.html",
            empty=not cover.view.critical_posts,
            named=named,
            cover=cover,
            titles={post: snapshot.post_title(post) for post in cover.view.critical_posts},
            whys=found,
            steps=steps(snapshot, cover.view, found[0], named=named) if found else (),
            trend=cover_trend(trend(snapshot)),
            graph=cover_graph(snapshot, cover.view) if named else None,
        )
