"""How can a service's figures be checked by hand? A workbook of its inputs, and of live sums that refer to them."""

from datetime import date
from decimal import Decimal

from reports.service_sums import Made, cost_sums
from reports.writers.formula_sheets import workbook
from reports.writers.sum_book import SumBook, added
from trustops.costing import BreakEven, Buyer, Charge, ServiceCost, ServiceInputs
from trustops.quantities.working import read_off


def service_workbook(inputs: ServiceInputs, cost: ServiceCost, as_of: date) -> bytes:
    """The service in its year as a workbook: what is given, with where it was read, and every sum as a formula.

    ``cost`` is ``service_cost(inputs)``: it is the value beside each formula, for a viewer that calculates nothing.
    """
    book = SumBook(f"{inputs.called}, {inputs.year}")
    made = cost_sums(book, inputs, cost)
    rate = _day_rate(book, cost, made)
    _Money(book, inputs, cost, made, rate).write()
    return workbook([book.sums, book.inputs], book.title, as_of)


def _day_rate(book: SumBook, cost: ServiceCost, made: Made) -> str:
    book.part("Day rate")
    whole = f"{made.fixed}+{made.per_day}*{made.chargeable}"
    book.made("Cost if every chargeable day is delivered", f"ROUND({whole},2)", cost.full_cost)
    rate = book.made(
        "Full cost of a day", f"ROUND(({whole})/{made.chargeable},2)", cost.full_cost_rate, "£ a day", "cost ÷ days"
    )
    book.made("Full cost of an hour", f"ROUND({rate}*5/{made.week},2)", cost.full_cost_hourly, "£ an hour")
    return rate


class _Money:
    """The sums of who takes the days and what they pay."""

    def __init__(self, book: SumBook, inputs: ServiceInputs, cost: ServiceCost, made: Made, rate: str) -> None:
        self.book, self.inputs, self.cost, self.made, self.rate = book, inputs, cost, made, rate
        book.part("Who takes the days")
        said = inputs.sources
        self.price = self._known("Price of a day", inputs.price, read_off(said, "price"))
        self.elsewhere = self._known("A day bought elsewhere", inputs.alternative, read_off(said, "alternative"))
        self.unit = book.given("Days are sold in units of", inputs.sellable_unit, "days")
        self.taken = {id(buyer): self._days_of(buyer) for buyer in (*inputs.members, *inputs.clients)}
        self.members = book.made("Days of members", added(self._of(inputs.members)), cost.member_days, "days")
        self.sold = book.made("Days sold to clients", added(self._of(inputs.clients)), cost.sold_days, "days")

    def _known(self, label: str, amount: Decimal | None, source: str) -> str:
        return "" if amount is None else self.book.given(label, amount, "£ a day", source)

    def _days_of(self, buyer: Buyer) -> str:
        return self.book.given(f"Days of {buyer.name}", buyer.days, "days", buyer.source)

    def _of(self, buyers: tuple[Buyer, ...]) -> list[str]:
        return [self.taken[id(buyer)] for buyer in buyers]

    def write(self) -> None:
        """What is left to sell, the margin, the break-evens, and who pays."""
        book, cost = self.book, self.cost
        left = f"MAX(0,{self.made.chargeable}-{self.members})"
        book.made("Days that can be sold", left, cost.sellable_days, "days")
        if self.price and cost.margin_pct is not None:
            margin = f"ROUND(100*({self.price}-{self.rate})/{self.price},4)"
            book.made("Margin of the price over full cost", margin, cost.margin_pct, "%")
        full = book.made(
            "Members charged at full cost", f"ROUND({self.members}*{self.rate},2)", cost.members_at_full_cost
        )
        self._break_evens(full)
        self._income(full)

    def _break_evens(self, full: str) -> None:
        self.book.part("Days to sell to break even")
        covered = self.cost.break_even
        elsewhere = f"ROUND({self.members}*{self.elsewhere},2)" if self.elsewhere else ""
        self._break_even("Members pay full cost", full, covered.members_full_cost)
        self._break_even("Members pay the alternative", elsewhere, covered.members_alternative)
        self._break_even("Members pay nothing", "0", covered.members_free)

    def _break_even(self, label: str, pay: str, case: BreakEven) -> None:
        price, made = self.inputs.price, self.made
        if not (pay and self.price) or price is None:
            self.book.said(label)
        elif price <= self.cost.variable_per_day or case.days is None:
            self.book.said(label, "the price does not exceed the cost of a day out")
        else:
            owed = f"({made.fixed}+{made.per_day}*{self.members}-{pay})/({self.price}-{made.per_day})"
            # a spreadsheet's binary sum may end a hair over a whole day, which is not another day
            days = f"MAX(0,ROUNDUP(ROUND({owed}/{self.unit},6),0)*{self.unit})"
            self.book.made(label, days, case.days, "days", "what is left to cover ÷ what a day sold brings")

    def _income(self, full: str) -> None:
        book, cost, made = self.book, self.cost, self.made
        book.part("Who pays")
        out = f"{made.fixed}+{made.per_day}*({self.members}+{self.sold})"
        total = book.made("Total cost", f"ROUND({out},2)", cost.total_cost)
        if cost.income is None or cost.net_cost is None:
            book.said("Income from clients", "a price is not known")
            return
        paid = [self._paid(each.buyer, each.price, each.amount) for each in cost.clients]
        income = book.made("Income from clients", added(paid), cost.income)
        net = book.made("Net cost to the trust’s schools", f"{total}-{income}", cost.net_cost)
        if self.elsewhere and cost.alternative_cost is not None and cost.saving is not None:
            bought = f"ROUND({self.members}*{self.elsewhere},2)"
            same = book.made("The same days bought elsewhere", bought, cost.alternative_cost)
            book.made("Saving", f"{same}-{net}", cost.saving)
        if cost.recovery is not None:
            book.made("Recovered over total cost", f"{income}+{full}-{total}", cost.recovery)

    def _paid(self, buyer: Buyer, price: Decimal, amount: Decimal) -> str:
        return self.book.made(
            f"Income from {buyer.name}", f"ROUND({self.taken[id(buyer)]}*{self._price_of(buyer, price)},2)", amount
        )

    def _price_of(self, buyer: Buyer, price: Decimal) -> str:
        """Where the price of a client's day stands: the service's, the full cost, the alternative, or its own."""
        if buyer.charge is Charge.FULL_COST:
            return self.rate
        if buyer.charge is Charge.ALTERNATIVE and self.elsewhere:
            return self.elsewhere
        if buyer.charge is Charge.PRICE and buyer.price is None and self.price:
            return self.price
        return self.book.given(f"Price of a day for {buyer.name}", price, "£ a day", buyer.source)
