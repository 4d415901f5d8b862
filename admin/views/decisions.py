"""Days, price, size, buying, leavers, chance and absence: what to know before deciding about a service, on one page."""

from functools import partial

from flask import Response, flash, redirect, request, url_for
from werkzeug.wrappers import Response as Answered

from admin.downloads import XLSX, as_file, asked_for, table_file
from admin.pages import TrustopsView, expose
from admin.security.signed_in import engine_of_app
from admin.views.links import Tab
from admin.views.scenarios import Settling, keep, settle
from admin.views.services import cost_not_known, years_of
from reports.charts import Table
from reports.decisions_xlsx import decisions_workbook
from reports.service_answer import Answer
from reports.service_decisions import decisions_of
from trustops.costing.from_snapshot import service_inputs
from trustops.costing.scenarios import scenario_named, scenarios_in, with_scenario
from trustops.models import Scenario, Service
from trustops.quantities.errors import TrustopsError
from trustops.quantities.years import AcademicYear
from trustops.snapshot import Snapshot
from trustops.store.engine import writing


class DecisionsView(TrustopsView):
    """What to know about one service, question by question, each answered first in a sentence."""

    title = "Decide"
    place = "decide"
    address = "/services/<code>/decide"
    part_of = "services"

    @expose("/")
    def index(self, code: str) -> str | Response:
        year, snapshot = self.year, self.snapshot()
        scenarios = scenarios_in(snapshot, code, year)
        chosen = self._chosen(snapshot, scenarios)
        try:
            changed = with_scenario(service_inputs(snapshot, code, year), chosen) if chosen else None
            answers = decisions_of(snapshot, code, year, changed)
        except TrustopsError as error:
            return cost_not_known(self, code, year, error)
        named = snapshot.one(Service, code)
        name = named.name if named else code
        if kind := asked_for():
            if kind == "xlsx":
                titled = f"{name}: what to know before deciding, {year}{f', {chosen.name}' if chosen else ''}"
                content = decisions_workbook(answers, titled, self.as_of)
                return as_file(content, f"{code}-decide-{year}.xlsx", XLSX)
            return table_file(answers_table(answers), f"{code}-decide-{year}", kind)
        return self.show(
            "service_decide.html",
            code=code,
            name=name,
            year=year,
            years=tuple(
                Tab(str(each), url_for(".index", code=code, year=each), each == year)
                for each in years_of(snapshot, code)
            ),
            answers=answers,
            chosen=chosen,
            scenarios=_scenario_tabs(code, year, scenarios, chosen),
        )

    def _chosen(self, snapshot: Snapshot, scenarios: tuple[Scenario, ...]) -> Scenario | None:
        """The scenario that is asked about; None where the service is asked about as it is."""
        code = request.args.get("scenario", "").strip()[:60]
        if not code:
            return None
        return next((each for each in scenarios if each.scenario == code), None) or scenario_named(snapshot, code)

    @expose("/keep", "POST")
    def keep(self, code: str) -> Answered:
        year = self.year
        inputs = service_inputs(self.snapshot(), code, year)
        typed = {key: text.strip()[:200] for key, text in request.form.items() if key != "csrf_token"}
        with writing(engine_of_app()) as connection:
            flash(keep(connection, self.user.name, inputs, typed))
        return self._back(code, year)

    @expose("/settle", "POST")
    def settle(self, code: str) -> Answered:
        asked = Settling(
            request.form.get("scenario", "")[:60],
            request.form.get("do", ""),
            request.form.get("status", ""),
            request.form.get("confirm", "").strip().lower()[:20],
        )
        with writing(engine_of_app()) as connection:
            flash(settle(connection, self.user.name, code, asked))
        return self._back(code, self.year)

    def _back(self, code: str, year: AcademicYear) -> Answered:
        return redirect(url_for("services.one", code=code, year=year) + "#kept", 303)


def _scenario_tabs(
    code: str, year: AcademicYear, scenarios: tuple[Scenario, ...], chosen: Scenario | None
) -> tuple[Tab, ...]:
    """The service as it is, and each of its scenarios of the year; none where it has no scenario."""
    if not scenarios:
        return ()
    here = partial(url_for, ".index", code=code, year=year)
    kept = (Tab(each.name, here(scenario=each.scenario), each is chosen) for each in scenarios)
    return (Tab("As it is", here(), chosen is None), *kept)


def answers_table(answers: tuple[Answer, ...]) -> Table:
    """The answers as a file has them: a question a row, then what else is to be said of it."""
    rows = [(each.question, text) for each in answers for text in (each.sentence, *each.notes)]
    return Table(("Question", "Answer"), tuple(rows))
