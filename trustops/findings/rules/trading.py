"""Is so much sold that a tax threshold is passed? Turnover beside the thresholds of the day, each with its law."""

from collections.abc import Iterator
from decimal import Decimal

from trustops.costing.service_model import ServiceCost
from trustops.findings.model import Area, Evidence, Raised, Rule, Severity
from trustops.findings.picture import Picture
from trustops.findings.rules.sold import of_trust
from trustops.models import Agreement, Invoice, SchoolYear
from trustops.models.service import Vat
from trustops.quantities.money import pounds
from trustops.quantities.words import counted, listed, pounds_text
from trustops.quantities.years import ONE_DAY, add_months, in_force
from trustops.rates import RateBook, RateValue
from trustops.snapshot import Snapshot

QUARTER, LEAST = Decimal("0.25"), Decimal(8000)
"""The exemption's other two figures (Corporation Tax Act 2010, section 482): a share of income, and its floor."""


def _rate(picture: Picture, rate: str) -> RateValue | None:
    """A threshold as announced by the day; None before the first that is known."""
    return RateBook.published().announced_by(picture.snapshot.as_of, rate)


def _invoiced(snapshot: Snapshot) -> dict[Vat | None, list[Invoice]]:
    """The invoices of the last twelve months by how their agreement stands to VAT."""
    found: dict[Vat | None, list[Invoice]] = {}
    since = add_months(snapshot.as_of, -12) + ONE_DAY
    for row in snapshot.all(Invoice):
        agreement = snapshot.one(Agreement, row.agreement)
        if in_force(since, snapshot.as_of, row.issued):
            found.setdefault(agreement.vat if agreement else None, []).append(row)
    return found


def _net(rows: list[Invoice]) -> Decimal:
    return pounds(sum(row.net_pence for row in rows))


def _registration(picture: Picture) -> Iterator[Raised]:
    threshold, invoiced = _rate(picture, "vat_registration_threshold"), _invoiced(picture.snapshot)
    taxable = invoiced.get(Vat.STANDARD, [])
    undecided = [*invoiced.get(None, []), *invoiced.get(Vat.TO_REVIEW, [])]
    turnover, more = _net(taxable), _net(undecided)
    if threshold is None or turnover + more <= threshold.value:
        return
    limit = pounds_text(threshold.value)
    said = f"Taxable invoices of the last twelve months come to {pounds_text(turnover)}"
    if turnover > threshold.value:
        message = f"{said}, over the {limit} at which a business must register for VAT."
    else:
        message = f"{said}; with {pounds_text(more)} whose VAT is not decided they would pass {limit}."
    yield Raised(
        subject=of_trust(picture.snapshot),
        message=message,
        evidence=(
            Evidence("Threshold", limit, threshold.citation),
            *(Evidence(row.invoice, pounds_text(_net([row])), picture.snapshot.origin(row)) for row in taxable),
            *(
                Evidence(f"{row.invoice}, not decided", pounds_text(_net([row])), picture.snapshot.origin(row))
                for row in undecided
            ),
        ),
    )


VAT_REGISTRATION = Rule(
    id="costing.vat_registration",
    title="Taxable sales are over the VAT registration threshold",
    area=Area.COSTING,
    severity=Severity.AMBER,
    why="A trust that is not registered and should be owes the VAT that it did not charge, with a penalty.",
    remedy="The finance director asks whoever advises the trust on VAT whether it is registered, and from when.",
    source="Value Added Tax Act 1994, schedule 1; HMRC, VAT Notice 700/1",
    check=_registration,
)


def _trading(picture: Picture) -> Iterator[Raised]:
    threshold = _rate(picture, "small_trading_limit")
    earned = [(row.name, cost.income) for row, cost in picture.services if isinstance(cost, ServiceCost)]
    turnover = sum((income for _, income in earned if income), Decimal(0))
    gag, lacking = _gag(picture)
    if threshold is None:
        return
    # Income that is not known can only raise the limit, and never over the upper one.
    certain = not lacking or turnover > threshold.value
    limit = threshold.value if lacking and certain else max(LEAST, min(QUARTER * gag, threshold.value))
    if turnover <= limit:
        return
    yield Raised(
        subject=of_trust(picture.snapshot),
        message=_trading_sentence(picture, turnover, limit, lacking if not certain else []),
        evidence=(
            Evidence("Upper limit", pounds_text(threshold.value), threshold.citation),
            Evidence("GAG that is known", pounds_text(gag), f"School years, {picture.year}"),
            *(
                Evidence(name, pounds_text(income), f"the cost of {name} in {picture.year}")
                for name, income in earned
                if income
            ),
        ),
        severity=None if certain else Severity.NOTE,
    )


def _trading_sentence(picture: Picture, turnover: Decimal, limit: Decimal, lacking: list[str]) -> str:
    said = f"Services sold bring {pounds_text(turnover)} in {picture.year}"
    if not lacking:
        return f"{said}, over the {pounds_text(limit)} of trading that is exempt from corporation tax."
    owed = f"the GAG of {listed(lacking)}" if len(lacking) < 4 else f"the GAG of {counted(len(lacking), 'school')}"
    return f"{said}; whether that is over what is exempt from corporation tax cannot be told, for {owed} is not known."


def _gag(picture: Picture) -> tuple[Decimal, list[str]]:
    """The trust's income that is known, from its schools' GAG of the year, and the schools whose is not."""
    snapshot = picture.snapshot
    rows = {urn: snapshot.one(SchoolYear, urn, str(picture.year)) for urn in snapshot.our_schools}
    known = {urn: row.gag_pence for urn, row in rows.items() if row is not None and row.gag_pence is not None}
    lacking = [snapshot.site_name(urn) for urn in rows if urn not in known]
    return pounds(sum(known.values())), lacking or ([] if rows else ["the trust's schools"])


CT_TRADING_REVIEW = Rule(
    id="costing.trading_review",
    title="Trading is over what is exempt from corporation tax",
    area=Area.COSTING,
    severity=Severity.AMBER,
    why="Profit from trading that is not the trust's primary purpose is taxed once its turnover passes the lower of "
    "£80,000 and 25 % of income (never under £8,000); some services to other trusts belong in a subsidiary.",
    remedy="The finance director asks the trust's auditor or tax adviser which sales are primary purpose.",
    source="Corporation Tax Act 2010, section 482; HMRC, Charities: detailed guidance notes, annex iv",
    check=_trading,
)
