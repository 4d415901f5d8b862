"""What does a list page of 25,000 schools cost, beside Flask-Admin's own list of them?"""

from collections.abc import Callable
from pathlib import Path

from flask.testing import FlaskClient

from admin.app import create_app
from admin.settings import AppSettings
from importers.bring import import_file
from tests.admin.conftest import client_as
from tests.bench.flask_admin_plain import flask_admin_plain
from tests.bench.measure import paired, timed
from tests.bench.workbooks import schools_workbook
from trustops.store.migrate import init_database

SCHOOLS = 25_000
PAGES = 20


def bench_list(folder: Path) -> None:
    """A list page of 20 of 25,000 schools, beside Flask-Admin's own list of them."""
    url = f"sqlite:///{folder / 'schools.db'}"
    engine = init_database(url)
    path = schools_workbook(folder / "schools.xlsx", SCHOOLS)
    import_file(engine, path)
    client = client_as(create_app(AppSettings(url, folder, "a secret for this measurement alone")), "cfo")
    plain = flask_admin_plain(url).test_client()
    for query, peer in (("", ""), ("?page=200", "?page=199"), ("?words=oak", "?search=oak"), ("?size=100", None)):
        ours = read_pages(client, f"/records/schools/{query}")
        if peer is None:
            print(f"list page {query} of {SCHOOLS:,} schools: {timed(ours) / PAGES * 1000:.1f} ms of processor")
            continue
        theirs = read_pages(plain, f"/admin/school/{peer}")
        seconds, floor, ratio = paired(lambda run, job=ours: job(), lambda run, job=theirs: job())  # type: ignore[misc]
        print(
            f"list page {query or 'of 20'} of {SCHOOLS:,} schools: {seconds / PAGES * 1000:.1f} ms of processor, "
            f"{ratio:.2f} x Flask-Admin tuned ({floor / PAGES * 1000:.1f} ms); goal 1"
        )


def read_pages(client: FlaskClient, address: str) -> Callable[[], None]:
    """Read the same page a number of times; a page that is not there stops the measurement."""

    def job() -> None:
        for _ in range(PAGES):
            answer = client.get(address)
            assert answer.status_code == 200, (address, answer.status_code)

    return job
