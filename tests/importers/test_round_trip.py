"""What goes out comes back: for any facts at all, the export imports again with 0 changes."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unicodedata import normalize

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from importers.bring import import_file
from importers.export import write_export
from trustops.models import Kpi, KpiValue, Post, Service, Successor, Trust, record_of
from trustops.models.kpi import Direction, Frequency, Unit, ValueStatus
from trustops.models.succession import Readiness
from trustops.snapshot import Snapshot
from trustops.store.engine import reading
from trustops.store.load import load
from trustops.store.migrate import init_database

WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Zs", "Zl", "Zp", "Cn", "Co")),
    min_size=1,
    max_size=30,
).map(lambda words: normalize("NFC", words))  # text is kept composed
DAYS = st.dates(date(1901, 1, 1), date(2198, 12, 31))
FIGURES = st.decimals(-(10**9), 10**9, allow_nan=False, allow_infinity=False, places=5)


@st.composite
def trusts(draw: st.DrawFn) -> list[Any]:
    """A trust of a few rows with every kind of cell, odd words and odd figures among them."""
    posts = draw(st.lists(st.tuples(WORDS, st.integers(1, 5) | st.none(), FIGURES), min_size=1, max_size=4))
    values = draw(st.lists(st.tuples(DAYS, FIGURES | st.none()), max_size=4, unique_by=lambda value: value[0]))
    return [
        record_of(Trust)(name=draw(WORDS), levy_payer=draw(st.booleans() | st.none()), company_number="07697132"),
        *(
            record_of(Post)(post=f"P{n}", title=title, site="TRUST", critical=critical, salary_pence=abs(int(pay)))
            for n, (title, critical, pay) in enumerate(posts)
        ),
        record_of(Kpi)(kpi="K", name=draw(WORDS), unit=Unit.NUMBER, direction=Direction.UP, frequency=Frequency.WEEKLY),
        *(
            record_of(KpiValue)(
                kpi="K",
                site="TRUST",
                start=day,
                end=day,
                value=value,
                not_published=None if value is not None else draw(st.sampled_from(["SUPP", "c", None])),
                status=draw(st.sampled_from(ValueStatus) | st.none()),
            )
            for day, value in values
        ),
        record_of(Service)(service="S", name="=1+1", price_pence=draw(st.integers(0, 10**9)), kpis=("K",)),
        record_of(Successor)(
            post="P0", outside_name=draw(WORDS), readiness=draw(st.sampled_from(Readiness)), assessed_on=draw(DAYS)
        ),
    ]


@given(trusts())
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.generate],  # each example makes a database, so shrinking one takes minutes
)
def test_an_export_imports_into_the_same_trust(records: list[Any]) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        write_export(folder / "out.xlsx", Snapshot.of(date.max, records))
        engine = init_database(f"sqlite:///{folder / 'trustops.db'}")
        first = import_file(engine, folder / "out.xlsx")
        assert (first.accepted, first.problems) == (True, ())
        with reading(engine) as connection:
            known = load(connection, date.max)
        for model in {record.fact for record in records}:
            kept = [row._replace(import_id=None, source_row=None) for row in known.all(model)]
            assert set(kept) == {record for record in records if record.fact is model}
        write_export(folder / "again.xlsx", known)
        assert import_file(engine, folder / "again.xlsx").import_id is None
        engine.dispose()


def test_a_figure_comes_back_digit_for_digit(tmp_path: Path) -> None:
    figures = ["9.95", "0.1", "123456789012345", "0.000001", "-6.06903", "1.1"]
    assert [Decimal(f"{float(figure):.15g}") for figure in figures] == [Decimal(figure) for figure in figures]
