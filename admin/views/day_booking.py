"""How is a day booked on the page? What was typed, read as a cell is, placed in the diary, and written as one row."""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection

from admin.security.signed_in import SignedIn
from admin.views.record_fields import Field, field_of
from admin.views.record_scopes import scope_for
from importers.form_row import read_form
from trustops.costing.booking_limits import Asked, full_day
from trustops.costing.bookings import Outcome, Refused, place
from trustops.costing.diary import Diary
from trustops.costing.diary_from_snapshot import diary_of
from trustops.models import Booking, School, sheet_of
from trustops.models.selling import BookingStatus
from trustops.models.service import Beyond
from trustops.quantities.errors import TrustopsError
from trustops.quantities.years import AcademicYear
from trustops.snapshot import Snapshot
from trustops.store.load import load
from trustops.store.one_row import Taken, creating
from trustops.store.records import Option
from trustops.store.write import Origin, write

TYPED = ("urn", "on_date", "days", "probability", "post", "reason")
CODE = re.compile(r"BK-[0-9A-F]{10}")
HELP = {
    "days": "A whole day is 1, half a day 0.5.",
    "probability": "Only for a tentative booking: how likely, such as 0.4. It is then kept apart.",
    "post": "Empty: anybody who delivers it.",
    "beyond": "Only where there is no room: what to do then.",
    "reason": "For overtime, or a day of our own schools’: why.",
}
WAYS = (
    Option(Beyond.WAIT_LIST, "until a day is free"),
    Option(Beyond.OVERTIME, "beyond the post’s week or year"),
    Option(Beyond.HOME_DAYS, "taken from our own schools"),
)


@dataclass(frozen=True, slots=True)
class Tried:
    """What became of a booking: the sentence where it was kept, else what is wrong, by field."""

    said: str = ""
    problems: Mapping[str, str] = field(default_factory=dict)
    year: AcademicYear | None = None


def new_code() -> str:
    """A code for a form's booking: sent twice, it is the same booking still."""
    return f"BK-{secrets.token_hex(5).upper()}"


def booking_fields(
    snapshot: Snapshot, diary: Diary, typed: Mapping[str, str], problems: Mapping[str, str]
) -> tuple[Field, ...]:
    """The fields of the form, with what was typed and what is wrong beside each."""
    sheet = sheet_of(Booking)
    choices = {
        "urn": [Option(school.urn, snapshot.site_name(school.urn)) for school in snapshot.all(School)],
        "post": [Option(worker.post, worker.title) for worker in diary.workers],
    }
    made = {
        name: field_of(sheet.column(name), typed, choices.get(name, ()), problem=problems.get(name, ""))
        for name in TYPED
        if name != "post" or len(diary.workers) > 1
    }
    beyond = typed.get("beyond", "")
    made["beyond"] = Field("beyond", "If there is no room", "select", beyond, "", "", False, WAYS)
    order = ("urn", "on_date", "days", "probability", "post", "beyond", "reason")
    return tuple(_worded(made[name], problems) for name in order if name in made)


def _worded(made: Field, problems: Mapping[str, str]) -> Field:
    label = {"urn": "School", "on_date": "Day"}.get(made.name, made.label)
    return Field(
        made.name,
        label,
        made.entry,
        made.value,
        HELP.get(made.name, ""),
        made.unit,
        made.required,
        made.options,
        problems.get(made.name, ""),
    )


def book(connection: Connection, user: SignedIn, code: str, typed: Mapping[str, str], as_of: date) -> Tried:
    """Place what was typed in the diary as it stands now, and write it; the caller holds the transaction."""
    scope = scope_for(user, Booking)
    if scope is None or not CODE.fullmatch(typed.get("booking", "")):
        raise TrustopsError("The booking could not be read; go back to the page, and fill the form in once more.")
    fixed = {"booking": typed["booking"], "service": code, "status": str(BookingStatus.BOOKED)}
    read = read_form(connection, scope, {name: typed.get(name, "") for name in TYPED} | fixed)
    if read.faults:
        return Tried(problems=read.faults)
    if read.values["on_date"] < as_of:
        over = f"{full_day(read.values['on_date'])} is over; record a day that was delivered on the Delivery sheet."
        return Tried(problems={"on_date": over})
    snapshot = load(connection, as_of)
    values, year = _coded(snapshot, read.values), AcademicYear.containing(read.values["on_date"])
    if values is None:
        return Tried("It was saved already, and once.", year=year)
    outcome = _placed(snapshot, code, year, values, typed.get("beyond", ""))
    if isinstance(outcome, Refused):
        return Tried(problems={outcome.field: outcome.sentence})
    found = creating(connection, Booking, values | {"status": outcome.status})
    if isinstance(found, Taken):
        raise TrustopsError("Somebody saved a booking with the same code just now; send yours once more.")
    who = user.name
    write(connection, [found], Origin(file=f"typed in by {who}", sha256="", source="form", accepted_by=who))
    return Tried(outcome.sentence, year=year)


def _coded(snapshot: Snapshot, values: Mapping[str, Any]) -> dict[str, Any] | None:
    """The booking under its form’s code; None where it is kept already, a new code where the form is used again."""
    kept = snapshot.one(Booking, values["booking"])
    if kept is None:
        return dict(values)
    same = all(getattr(kept, name) == values[name] for name in ("service", "urn", "on_date", "days", "post"))
    return None if same else {**values, "booking": new_code()}


def _placed(snapshot: Snapshot, code: str, year: AcademicYear, values: Mapping[str, Any], beyond: str) -> Outcome:
    """What becomes of the day, in the diary of its year."""
    try:
        diary = diary_of(snapshot, code, year)
    except TrustopsError as error:
        return Refused("on_date", str(error))
    asked = Asked(
        urn=values["urn"],
        on_date=values["on_date"],
        days=values["days"] or Decimal(0),
        probability=values["probability"],
        post=values["post"],
        reason=values["reason"] or "",
    )
    return place(diary, asked, Beyond(beyond) if beyond in tuple(Beyond) else None)
