"""Which rules are there? All of them, by hand, in the order in which their findings are shown."""

from trustops.findings.model import Rule
from trustops.findings.rules import (
    clients,
    compared,
    delivery,
    duties,
    duties_held,
    feasible,
    governance,
    kpis,
    lacking,
    obligations_held,
    plans,
    posts,
    prices,
    services,
    signals,
    stale,
    succession,
    told,
    trading,
    unagreed,
    vat,
)
from trustops.quantities.errors import TrustopsError
from trustops.quantities.words import listed

RULES: tuple[Rule, ...] = (
    succession.STATUTORY_VACANT,
    succession.NOBODY_READY_NOW,
    succession.SEVERAL_POSTS,
    succession.SAME_SUCCESSOR,
    succession.OLD_ASSESSMENT,
    plans.NOBODY_AT_ALL,
    posts.NONE_CRITICAL,
    posts.SHARES_OVER_ONE,
    posts.REPORTS_IN_CIRCLE,
    plans.NAMED_BUT_GONE,
    plans.OWN_SUCCESSOR,
    plans.ASSESSED_LATER,
    duties.NOBODY,
    duties.ONE_PERSON,
    duties_held.SHORT,
    duties_held.INCOMPATIBLE,
    duties_held.CONCENTRATED,
    duties_held.UNPROVEN,
    duties_held.UNDOCUMENTED,
    obligations_held.ONE_PERSON,
    services.ONE_PERSON,
    prices.BELOW_MARGINAL_COST,
    prices.BELOW_FULL_COST,
    prices.OVERSOLD,
    prices.UNSOLD,
    prices.ONE_LARGE_CLIENT,
    services.RATE_UNCONFIRMED,
    delivery.NO_CAPACITY,
    delivery.POST_VACANT,
    delivery.NOTICE_TOO_SHORT,
    clients.DEBT_OVERDUE,
    clients.WRONG_AGREEMENT,
    unagreed.NO_AGREEMENT,
    clients.RELATED_PARTY,
    vat.STANDARD_REVIEW,
    vat.EXEMPT_POSSIBLE,
    vat.BUYER_NEUTRAL,
    trading.VAT_REGISTRATION,
    trading.CT_TRADING_REVIEW,
    kpis.RED_TWICE,
    kpis.VALUE_MISSING,
    stale.STALE,
    compared.OUTLIER,
    compared.AVERAGE_HIDES,
    compared.MISMATCH,
    signals.UNREACHABLE,
    signals.NO_COMMENT,
    kpis.NEVER_REPORTED,
    told.NOT_LATELY,
    told.LATE,
    lacking.NO_TARGET,
    lacking.NO_OWNER,
    lacking.NO_COMMITTEE,
    signals.DEFINITION_CHANGED,
    compared.SMALL_NUMBER,
    lacking.NO_BENCHMARK,
    lacking.NOT_LINKED,
    governance.LATE,
    governance.UNREPORTED,
    governance.UNRECORDED,
    feasible.OUT_OF_REACH,
)


def rule_called(rule_id: str) -> Rule:
    """The rule with an id; raises TrustopsError naming the ids there are.

    >>> rule_called("succession.statutory_vacant").title
    'A post that must be filled is vacant'
    """
    for rule in RULES:
        if rule.id == rule_id:
            return rule
    raise TrustopsError(f"There is no rule called “{rule_id}”; the rules are {listed([rule.id for rule in RULES])}.")
