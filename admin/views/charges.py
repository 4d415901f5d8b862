"""What does each school pay for central services, is it fair, and what does it get for it?"""

from typing import Any

from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from admin.downloads import XLSX, as_file, asked_for, table_file
from admin.pages import TrustopsView, expose
from admin.views.links import Tab
from reports.charges_book import ChargesBook, charges_book
from reports.charges_table import LABELS, Shown, side_table
from reports.charges_words import (
    answer_of_charges,
    gain_answer,
    looks_of,
    names_of,
    of_pence,
    ratio_text,
    signed,
    subsidy_answer,
    trust_gain_answer,
)
from reports.charges_xlsx import charges_workbook
from reports.charts.gains import gains_chart
from reports.school_statement import answer_of_statement, help_of_statement, school_statement
from reports.statement_xlsx import statement_workbook
from trustops.charging.from_snapshot import members_of
from trustops.charging.policy_rows import policies_in, without_policy, years_charged
from trustops.models import ChargePolicy, UserRole
from trustops.models.service import PolicyStatus
from trustops.quantities.errors import TrustopsError
from trustops.quantities.years import AcademicYear
from trustops.snapshot import Snapshot

STATUSES = {
    PolicyStatus.LOCKED: "(in force, locked)",
    PolicyStatus.APPROVED: "(in force)",
    PolicyStatus.WORKING: "(working)",
}


class ChargesView(TrustopsView):
    """What every school pays under every policy, and the statement of one school."""

    title = "Charges"
    place = "charges"
    address = "/charges"

    @expose("/")
    def index(self) -> str | AnyResponse:
        snapshot, year = self.snapshot(), self.year
        if self._head_only():
            return self._own(snapshot, year)
        policies = policies_in(snapshot, year)
        code = request.args.get("policy", "").strip()[:40] or (policies[0].policy if policies else "")
        book, why = _book(snapshot, code, year)
        if book is None or book.charges is None:
            return self._unknown(snapshot, year, code, why or (book.why_not["charges"] if book else ""))
        if asked_for():
            return self._file(book, _shown())
        other = book.option(request.args.get("against", "")[:60])
        names = names_of(book.charges)
        return self.show(
            "charges.html",
            book=book,
            charged=book.charges,
            ratio=ratio_text(book),
            answer=answer_of_charges(book),
            looks=looks_of(book),
            years=self._years(snapshot, year),
            policies=self._policies(policies, code, year),
            side=side_table(book, _shown()),
            sides=[side_table(book, shown) for shown in Shown if shown is not _shown()],
            measures=[
                Tab(label, f"{self._here(book, show=shown)}#schools", shown is _shown())
                for shown, label in LABELS.items()
            ],
            statuses={row.policy: STATUSES[row.status] for row in policies},
            other=other,
            others=[
                Tab(each.name, f"{self._here(book, against=each.name)}#switch", each is other)
                for each in book.options[1:]
                if each.charges
            ],
            gain=gain_answer(other, code) if other else "",
            chart=gains_chart(other, code) if other else None,
            names=names,
            subsidy=subsidy_answer(book.subsidy, names) if book.subsidy else "",
            trust_gain=trust_gain_answer(other) if other else "",
            of_pence=of_pence,
            signed=signed,
        )

    @expose("/statement/<urn>")
    def statement(self, urn: str) -> str | Response:
        if self._head_only() and urn != self.user.site:
            raise TrustopsError("That school’s statement is not yours to see; open your own from Charges.")
        snapshot, year = self.snapshot(), self.year
        found = school_statement(snapshot, urn, year)
        if kind := asked_for():
            if kind != "xlsx":
                raise TrustopsError(f"A statement cannot be downloaded as “{kind}”; choose xlsx.")
            return as_file(statement_workbook(found, self.as_of), f"statement-{urn}-{year}.xlsx", XLSX)
        schools = () if self._head_only() else members_of(snapshot, year)
        return self.show(
            "charges_statement.html",
            found=found,
            urn=urn,
            year=year,
            answer=answer_of_statement(found),
            years=self._years(snapshot, year, urn),
            schools=[
                Tab(each.name, url_for(".statement", urn=each.urn, year=year), each.urn == urn) for each in schools
            ],
            helps=help_of_statement(found),
        )

    def _head_only(self) -> bool:
        return self.user.held == {UserRole.HEAD}

    def _own(self, snapshot: Snapshot, year: AcademicYear) -> str | AnyResponse:
        """A head's own statement, or why there is none."""
        if self.user.site in snapshot.our_schools:
            return redirect(url_for(".statement", urn=self.user.site))
        why = "Your account names no school of the trust, so there is no statement to show; ask an administrator."
        return self._unknown(snapshot, year, "", why)

    def _years(self, snapshot: Snapshot, year: AcademicYear, urn: str = "") -> list[Tab]:
        """The years that something is recorded for, and the one that is open."""
        found = sorted({*years_charged(snapshot), year}, reverse=True)
        page = ".statement" if urn else ".index"
        more: dict[str, Any] = {"urn": urn} if urn else {}
        return [Tab(str(each), url_for(page, year=each, **more), each == year) for each in found]

    def _policies(self, rows: tuple[ChargePolicy, ...], code: str, year: AcademicYear) -> list[Tab]:
        return [
            Tab(f"{row.policy}, {row.status}", url_for(".index", year=year, policy=row.policy), row.policy == code)
            for row in rows
        ]

    def _here(self, book: ChargesBook, **changed: str) -> str:
        """This page with something else chosen, and all else as it is."""
        kept: dict[str, Any] = {name: request.args[name][:60] for name in ("show", "against") if name in request.args}
        return url_for(".index", year=book.year, policy=book.row.policy, **{**kept, **changed})

    def _unknown(self, snapshot: Snapshot, year: AcademicYear, code: str, why: str) -> str:
        """The page where there is nothing to show yet, saying what to fill in."""
        if asked_for():
            raise TrustopsError(f"There is nothing to download yet. {why}")
        policies = policies_in(snapshot, year)
        return self.show(
            "charges_unknown.html",
            year=year,
            code=code,
            why=why,
            strays=without_policy(snapshot, year) if not code else (),
            ever=bool(snapshot.all(ChargePolicy)),
            years=self._years(snapshot, year),
            policies=self._policies(policies, code, year),
        )

    def _file(self, book: ChargesBook, shown: Shown) -> Response:
        name = f"charges-{book.row.policy}-{book.year}"
        if asked_for() == "xlsx":
            return as_file(charges_workbook(book, self.as_of), f"{name}.xlsx", XLSX)
        return table_file(side_table(book, shown).as_table(), name, asked_for())


def _book(snapshot: Snapshot, code: str, year: AcademicYear) -> tuple[ChargesBook | None, str]:
    """The book, or why there is none; a policy that there is not is an error of who asked."""
    if not code:
        return None, (
            f"No charge policy is recorded for {year}. Add it to the Charge policies sheet, and every school’s size to "
            "School years."
        )
    try:
        return charges_book(snapshot, code, year), ""
    except TrustopsError as error:
        if snapshot.one(ChargePolicy, code, str(year)) is None:
            raise
        return None, str(error)


def _shown() -> Shown:
    asked = request.args.get("show", "")
    return Shown(asked) if asked in list(Shown) else Shown.CHARGE
