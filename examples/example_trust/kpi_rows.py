"""How is one value written down? With the counts that it is made of, or the mark that stands in its place."""

from datetime import timedelta
from decimal import Decimal
from random import Random

from examples.example_trust.terms import HALF_TERMS, Period
from trustops.models import Fact, KpiValue, record_of
from trustops.models.kpi import ValueStatus

PER_ONE = ("PEO04",)
"""Counted for each one, not for each hundred."""


def counted(kpi: str, site: str, period: Period, numerator: int, denominator: int) -> Fact:
    """A value with the counts that it is made of."""
    scale = 1 if kpi in PER_ONE else 100
    value = (Decimal(numerator) * scale / denominator).quantize(Decimal("0.01"))
    return value_row(kpi, site, period, value=value, numerator=Decimal(numerator), denominator=Decimal(denominator))


def suppressed(kpi: str, site: str, period: Period) -> Fact:
    """A value too small to publish: its mark is kept, never a zero."""
    return value_row(kpi, site, period, not_published="SUPP", note="Fewer than six pupils")


def value_row(kpi: str, site: str, period: Period, **given: object) -> Fact:
    """A value of a period, received a few days after its end."""
    wait = Random(f"{kpi} at {site}, {period.name}").randrange(4, 13)
    fact: Fact = record_of(KpiValue)(
        kpi=kpi,
        site=site,
        start=period.start,
        end=period.end,
        status=ValueStatus.PROVISIONAL if period.name == HALF_TERMS[-1].name else ValueStatus.FINAL,
        received_on=period.end + timedelta(days=wait),
        **given,
    )
    return fact
