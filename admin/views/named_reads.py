"""Who has opened what names people and says who is ready for what? For those who answer for it being needed."""

from datetime import UTC, datetime, timedelta

from flask import Response

from admin.downloads import asked_for, table_file
from admin.pages import TrustopsView, expose
from admin.security.named_reads import latest_reads, reads_since
from admin.security.signed_in import engine_of_app
from admin.views.account_words import moment_text
from reports.charts import Number, Table, short_day
from trustops.quantities.words import counted
from trustops.store.engine import reading

MOST = 500
DAYS = 30


class NamedReadsView(TrustopsView):
    """The list of who looked, the latest first, and how often in the last month."""

    title = "Who has looked"
    place = "named_reads"
    address = "/succession/who-has-looked"
    part_of = "succession"

    @expose("/")
    def index(self) -> str | Response:
        with reading(engine_of_app()) as connection:
            found = latest_reads(connection, MOST)
            number, people = reads_since(connection, datetime.now(UTC) - timedelta(days=DAYS))
        rows = [
            (moment_text(each.at), each.name, each.email, each.what, Number(short_day(each.as_of), each.as_of))
            for each in found
        ]
        table = Table(("When", "Who", "E-mail", "What they opened", "As of"), tuple(rows), frozenset(), "The latest")
        if kind := asked_for():
            return table_file(table, "who-has-looked", kind)
        return self.show("named_reads.html", lead=lead_sentence(number, people), table=table, full=len(found) == MOST)


def lead_sentence(number: int, people: int) -> str:
    """How often something was opened lately, and by how many.

    >>> lead_sentence(0, 0)
    'Nobody opened what names people and their readiness in the last 30 days.'
    >>> lead_sentence(3, 1)
    'In the last 30 days 1 person opened what names people and their readiness 3 times.'
    """
    if not number:
        return f"Nobody opened what names people and their readiness in the last {DAYS} days."
    who = counted(people, "person", "people")
    return f"In the last {DAYS} days {who} opened what names people and their readiness {counted(number, 'time')}."
