"""What was agreed with the schools that buy, what was delivered, and what money is still to come?

Renewals and what cannot be right about an agreement; instalments, invoices and debts; agreed days against delivered
ones; the rate card. Everything takes a Snapshot or plain values; costing's figures come in as arguments.
"""

from trustops.agreements.deal import Deal, days_cost
from trustops.agreements.debtors import Age, Aged, Debt, aged, debts
from trustops.agreements.delivered import Against, against
from trustops.agreements.instalments import Instalment, instalments
from trustops.agreements.invoices import Account, Round, ToRaise, accounts, to_raise
from trustops.agreements.rate_card import Offer, Quote, RateCard, quotes, rate_card
from trustops.agreements.renewals import Renewal, Standing, renewals
from trustops.agreements.unagreed import Unagreed, unagreed
from trustops.agreements.vat import vat_pence
from trustops.agreements.wrongs import Wrong, wrongs

__all__ = [
    "Account",
    "Against",
    "Age",
    "Aged",
    "Deal",
    "Debt",
    "Instalment",
    "Offer",
    "Quote",
    "RateCard",
    "Renewal",
    "Round",
    "Standing",
    "ToRaise",
    "Unagreed",
    "Wrong",
    "accounts",
    "against",
    "aged",
    "days_cost",
    "debts",
    "instalments",
    "quotes",
    "rate_card",
    "renewals",
    "to_raise",
    "unagreed",
    "vat_pence",
    "wrongs",
]
