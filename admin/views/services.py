"""What do our shared services cost, do they cover themselves, and what if it were otherwise?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from flask import Response, request, url_for

from admin.downloads import XLSX, as_file, asked_for, table_file
from admin.pages import TrustopsView, expose
from admin.views.links import Tab
from admin.views.scenarios import SLIDERS, as_today, kept_scenarios, new_code
from reports.charts import Cell, Number, Table, break_even_chart, capacity_bar
from reports.charts.recovery import recovery_bars
from reports.service_xlsx import service_workbook
from reports.services import agreements_to_mend, answer_in_a_sentence, break_even_sentences
from trustops.costing import (
    DROP_CLIENT,
    WHAT_FLAGS_MEAN,
    BreakEven,
    ServiceCost,
    ServiceInputs,
    service_cost,
    with_changes,
)
from trustops.costing.from_snapshot import service_costs, service_inputs
from trustops.costing.scenarios import scenarios_in
from trustops.kpis.response import CAUTION, response
from trustops.kpis.response import Response as Movement
from trustops.models import Service, ServiceCapacity
from trustops.quantities.errors import TrustopsError
from trustops.quantities.words import listed, number_text, percent_text, pounds_text
from trustops.quantities.working import Working
from trustops.quantities.years import AcademicYear
from trustops.snapshot import Snapshot

SUMS = "sums"
"""What to download for the sums of a service as live formulas."""

WORST_FIRST = ("act", "watch", "unknown")
LEVEL_OF = {"BELOW_MARGINAL": "act", "PRICE_UNKNOWN": "unknown", "ALTERNATIVE_UNKNOWN": "unknown"}
"""How much a flag matters; one that is not here is to be watched."""

SHORT_FLAGS = {
    "BELOW_FULL_COST": "Sold below full cost",
    "BELOW_MARGINAL": "Each day sold loses cash",
    "UNSOLD_CAPACITY": "Days not used",
    "OVERSOLD": "More promised than there is",
    "CLIENT_CONCENTRATION": "Much hangs on one client",
    "NOT_LIKE_FOR_LIKE": "Alternative not like for like",
    "PRICE_UNKNOWN": "Price not known",
    "ALTERNATIVE_UNKNOWN": "Alternative not known",
    "RATE_UNCONFIRMED": "Pay award assumed",
    "POST_VACANT": "Nobody in post",
}


class Ask(NamedTuple):
    """A question of the what-if form: its key, words, unit and help."""

    key: str
    label: str
    unit: str
    help: str = ""


ASKS = (
    Ask("price", "Price", "£ a day", "A client that agreed its own price keeps it."),
    Ask("sold_days", "Days sold", "days", "Shared between the clients as they take them now."),
    Ask("fte", "Staff", "FTE", "Everyone’s hours, together."),
    Ask("salary_pct", "Salaries", "% more", "3 is 3 % more; −2 is 2 % less."),
    Ask("alternative", "Buying it in costs", "£ a day"),
    Ask("sickness_days", "Sickness", "days a full-time post"),
)


class Flag(NamedTuple):
    """Something to look at: how much it matters, in two words and in a sentence."""

    level: str
    short: str
    sentence: str


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """A line of the list; ``cost`` is None where it cannot be worked out, and ``why`` then says why.

    ``origin`` is where its own row is from, which holds its price; ``runs`` is whether the year has any of it.
    """

    code: str
    name: str
    cost: ServiceCost | None
    why: str
    flags: tuple[Flag, ...]
    origin: str
    runs: bool = True


@dataclass(frozen=True, slots=True)
class Trial:
    """A what-if: what was typed, what is wrong with it, and what it would make of the service."""

    typed: Mapping[str, str]
    problems: Mapping[str, str]
    cost: ServiceCost | None


class Compared(NamedTuple):
    """A figure as it stands and as it would be; ``place`` is the working of it, empty where it was not worked out."""

    label: str
    now: str
    then: str
    changed: bool
    place: str


PLACES = ("cost", "days", "rate", "cover", "income")
"""The places on the page of the workings of a service, in their order after those of each post's pay."""


def placed(cost: ServiceCost) -> tuple[tuple[str, Working], ...]:
    """Every working of a service with its place on the page."""
    pay = len(cost.working) - len(PLACES)
    return tuple(zip((*(f"pay-{number}" for number in range(1, pay + 1)), *PLACES), cost.working, strict=True))


class ServicesView(TrustopsView):
    """Every service in a row, and one with its working."""

    title = "Services"
    place = "services"
    address = "/services"

    @expose("/")
    def index(self) -> str | Response:
        year = self.year
        snapshot = self.snapshot()
        costs = self.picture().services if year == self.picture().year else tuple(service_costs(snapshot, year))
        rows = service_rows(snapshot, costs, year)
        if kind := asked_for():
            return table_file(services_table(rows), f"services-{year}", kind)
        return self.show(
            "services.html",
            rows=rows,
            year=year,
            lead=list_sentence(rows, year),
            recovery=recovery_bars([(row.name, row.cost) for row in rows if row.cost]),
            years=tuple(Tab(str(each), url_for(".index", year=each), each == year) for each in years_of(snapshot)),
        )

    @expose("/<code>")
    def one(self, code: str) -> str | Response:
        year, snapshot = self.year, self.snapshot()
        try:
            inputs = service_inputs(snapshot, code, year)
            cost = service_cost(inputs)
        except TrustopsError as error:
            return cost_not_known(self, code, year, error)
        if kind := asked_for():
            if kind == SUMS:
                content = service_workbook(inputs, cost, self.as_of)
                return as_file(content, f"{code}-{year}-sums.xlsx", XLSX)
            return table_file(clients_table(cost), f"{code}-clients", kind)
        named = snapshot.one(Service, code)
        name = named.name if named else code
        trial = what_if(inputs, {key: value for key, value in request.args.items() if key in ASKED})
        return self.part(
            "service_answer.html",
            "service.html",
            code=code,
            name=name,
            year=year,
            years=tuple(
                Tab(str(each), url_for(".one", code=code, year=each), each == year) for each in years_of(snapshot, code)
            ),
            cost=cost,
            placed=placed,
            flags=flags_of(cost),
            mend=agreements_to_mend(snapshot, code, year),
            sentence=answer_in_a_sentence(cost, name),
            covered=break_even_sentences(cost),
            capacity=capacity_bar(trial.cost or cost, name),
            break_even=break_even_chart(trial.cost or cost, name),
            clients=client_rows(cost),
            members=inputs.members,
            price_from=inputs.sources.get("price", ""),
            trial=trial,
            trial_sentence=answer_in_a_sentence(trial.cost, name) if trial.cost else "",
            trial_covered=break_even_sentences(trial.cost) if trial.cost else (),
            compared=compared(cost, trial.cost) if trial.cost else (),
            asks=ASKS,
            sellers=[(buyer.urn, buyer.name) for buyer in inputs.clients],
            working=self._working(code),
            caution=CAUTION,
            kept=kept_scenarios(inputs, scenarios_in(snapshot, code, year)),
            may_keep=self.may("decide.keep", "POST"),
            scenario=new_code(),
            sliders=SLIDERS,
            today=as_today(inputs, cost),
            findings=[each for each in self.findings("costing") if each.subject.ref == code],
        )

    def _working(self, code: str) -> tuple[Movement, ...] | None:
        """How the service's own KPIs moved since it began; None where it cannot be asked."""
        row = self.snapshot().one(Service, code)
        if row is None or row.started is None or not row.kpis:
            return None
        return response(self.snapshot(), code, self.picture().kpis)


def cost_not_known(view: TrustopsView, code: str, year: AcademicYear, why: TrustopsError) -> str:
    """The page of a service whose cost of the year is not known, with what to mend; no service, no page and no file."""
    snapshot = view.snapshot()
    named = snapshot.one(Service, code)
    if named is None or asked_for():
        raise why
    tabs = (
        Tab(str(each), url_for("services.one", code=code, year=each), each == year) for each in years_of(snapshot, code)
    )
    return view.show(
        "service_unknown.html",
        code=code,
        name=named.name,
        year=year,
        why=str(why),
        years=tuple(tabs),
        findings=[each for each in view.findings("costing") if each.subject.ref == code],
    )


ASKED = (*(ask.key for ask in ASKS), DROP_CLIENT)


def years_of(snapshot: Snapshot, code: str | None = None) -> tuple[AcademicYear, ...]:
    """The years for which services, or one of them, have capacity; the latest first."""
    found = {row.year for row in snapshot.all(ServiceCapacity) if code in (None, row.service)}
    return tuple(sorted((AcademicYear.parse(year) for year in found), reverse=True))


def service_rows(
    snapshot: Snapshot, costs: Iterable[tuple[Service, ServiceCost | TrustopsError]], year: AcademicYear
) -> tuple[ServiceRow, ...]:
    """Every service, those that need somebody first."""
    known = {service.service: cost for service, cost in costs}
    rows = [
        _row(service, known.get(service.service), year, snapshot.origin(service)) for service in snapshot.all(Service)
    ]
    return tuple(sorted(rows, key=_rank))


def _row(service: Service, cost: ServiceCost | TrustopsError | None, year: AcademicYear, origin: str) -> ServiceRow:
    if isinstance(cost, ServiceCost):
        return ServiceRow(service.service, service.name, cost, "", flags_of(cost), origin)
    why = str(cost or f"It does not run in {year}.")
    return ServiceRow(service.service, service.name, None, why, (), origin, runs=cost is not None)


def _rank(row: ServiceRow) -> tuple[int, str]:
    if row.cost is None and row.runs:
        return 0, row.name
    worst = min((WORST_FIRST.index(flag.level) for flag in row.flags), default=len(WORST_FIRST))
    return worst, row.name


def flags_of(cost: ServiceCost) -> tuple[Flag, ...]:
    """The flags of a service in words, the worst first."""
    flags = [Flag(LEVEL_OF.get(code, "watch"), SHORT_FLAGS[code], _said(code, cost)) for code in cost.flags]
    return tuple(sorted(flags, key=lambda flag: WORST_FIRST.index(flag.level)))


def _said(code: str, cost: ServiceCost) -> str:
    """What a flag means for this service, with its figure where it turns on one."""
    if code == "CLIENT_CONCENTRATION" and cost.largest_client_share is not None:
        share = percent_text(cost.largest_client_share * 100)
        return f"Much hangs on few clients: the largest brings {share} of what is earned."
    return WHAT_FLAGS_MEAN[code]


def list_sentence(rows: Sequence[ServiceRow], year: AcademicYear) -> str:
    """The answer of the list: what all services cost together, how far selling pays for it, and which are left out."""
    lacking = listed([row.name for row in rows if row.cost is None and row.runs])
    left_out = f" That leaves out {lacking}, whose cost is not known." if lacking else ""
    costs = [row.cost for row in rows if row.cost]
    if not costs:
        return f"No service has a cost in {year} yet."
    total = pounds_text(sum((cost.total_cost for cost in costs), Decimal(0)))
    incomes = [cost.income for cost in costs]
    what = f"In {year} {_services(len(costs))} {total}"
    if any(income is None for income in incomes):
        return f"{what}; what they earn is not all known.{left_out}"
    earned = pounds_text(sum((income for income in incomes if income is not None), Decimal(0)))
    return f"{what}; selling days brings {earned}.{left_out}"


def _services(number: int) -> str:
    return "our service costs" if number == 1 else f"our {number} services cost"


def services_table(rows: Iterable[ServiceRow]) -> Table:
    """The list as a file has it."""
    headings = ("Service", "Name", "Cost £", "Day rate £", "Price £", "Sold days", "Sellable days", "To look at")
    return Table(headings, tuple(_cells(row) for row in rows), summed=frozenset({2, 5, 6}))


def _cells(row: ServiceRow) -> tuple[Cell, ...]:
    look = "; ".join(flag.short for flag in row.flags) or row.why
    if row.cost is None:
        return (row.code, row.name, *(Number("unknown", None) for _ in range(5)), look)
    money = (row.cost.total_cost, row.cost.full_cost_rate, row.cost.price)
    days = (row.cost.sold_days, row.cost.sellable_days)
    figures = (
        *(Number(_pounds(each), each, "£") for each in money),
        *(Number(number_text(each), each) for each in days),
    )
    return (row.code, row.name, *figures, look)


class Client(NamedTuple):
    """What a client takes and pays; ``share`` is its part of all that is earned, in words."""

    urn: str
    name: str
    days: Decimal
    price: Decimal
    amount: Decimal
    share: str
    origin: str


def client_rows(cost: ServiceCost) -> tuple[Client, ...]:
    """The clients, who pays most first."""
    earned = cost.income or Decimal(0)
    rows = [
        Client(
            each.buyer.urn,
            each.buyer.name,
            each.buyer.days,
            each.price,
            each.amount,
            percent_text(each.amount * 100 / earned) if earned else "",
            each.buyer.source,
        )
        for each in cost.clients
    ]
    return tuple(sorted(rows, key=lambda row: (-row.amount, row.name)))


def clients_table(cost: ServiceCost) -> Table:
    """The clients as a file has them."""
    rows = tuple(
        (
            row.urn,
            row.name,
            Number(number_text(row.days), row.days),
            Number(pounds_text(row.price), row.price, "£"),
            Number(pounds_text(row.amount), row.amount, "£"),
        )
        for row in client_rows(cost)
    )
    headings = ("URN", "Client", "Days", "Price £ a day", "Income £")
    return Table(headings, rows, live=((4, "ROUND({2}*{3},2)"),), summed=frozenset({2, 4}))


def what_if(inputs: ServiceInputs, asked: Mapping[str, str]) -> Trial:
    """The service with the changes that were typed; each that will not do is said beside its own field."""
    typed = {key: value.strip()[:40] for key, value in asked.items() if value.strip()}
    changes = {key: value.replace(",", "").replace("−", "-") for key, value in typed.items()}
    problems = {key: problem for key in changes if (problem := _problem(inputs, key, changes[key]))}
    if problems or not typed:
        return Trial(typed, problems, None)
    try:
        return Trial(typed, {}, service_cost(with_changes(inputs, changes)))
    except TrustopsError as error:  # each will do alone, but not all of them together
        return Trial(typed, {next(iter(typed)): str(error)}, None)


def _problem(inputs: ServiceInputs, key: str, value: str) -> str:
    try:
        service_cost(with_changes(inputs, {key: value}))
    except TrustopsError as error:
        label = next((ask.label for ask in ASKS if ask.key == key), "Client")
        return str(error).replace(f"{key}: ", f"{label}: ", 1)
    return ""


def compared(now: ServiceCost, then: ServiceCost) -> tuple[Compared, ...]:
    """The figures that a change may move, as they are and as they would be."""
    made = [
        ("Cost of the year", _pounds(now.total_cost), _pounds(then.total_cost), "cost"),
        ("Full cost of a day", _pounds(now.full_cost_rate), _pounds(then.full_cost_rate), "rate"),
        ("Price of a day", _pounds(now.price), _pounds(then.price), ""),
        ("Margin", _percent(now.margin_pct), _percent(then.margin_pct), "rate"),
        ("Days sold", number_text(now.sold_days), number_text(then.sold_days), "income"),
        ("Days that can be sold", number_text(now.sellable_days), number_text(then.sellable_days), "days"),
        ("Income", _pounds(now.income), _pounds(then.income), "income"),
        ("Better than buying it in by", _pounds(now.saving), _pounds(then.saving), "income"),
        (
            "Days to sell, members paying the full cost",
            _days(now.break_even.members_full_cost),
            _days(then.break_even.members_full_cost),
            "cover",
        ),
    ]
    return tuple(Compared(label, before, after, before != after, place) for label, before, after, place in made)


def _pounds(amount: Decimal | None) -> str:
    return "unknown" if amount is None else pounds_text(amount)


def _percent(value: Decimal | None) -> str:
    return "unknown" if value is None else percent_text(value)


def _days(case: BreakEven) -> str:
    return "unknown" if case.days is None else number_text(case.days)
