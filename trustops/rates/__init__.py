"""What was this public figure on that day? National rates and pay points, each with its legal date and source.

A figure lives in one file of ``trustops/rates/data``; a new award or budget is one edit there.
"""

from trustops.rates.book import RateBook, RatesOnDay
from trustops.rates.model import Figure, RateValue, Withdrawn

__all__ = ["Figure", "RateBook", "RateValue", "RatesOnDay", "Withdrawn"]
