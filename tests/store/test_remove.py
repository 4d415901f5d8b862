"""Rows out: deleted whole with their audit, and never while something refers to them."""

from datetime import date

import pytest
from sqlalchemy import Connection, select

from tests.store.small_trust import ORIGIN, VALUE_COLUMNS, bring, figure, numbers
from trustops.models import AuditEvent, Import, Kpi, KpiValue, Post, School, Service, sheet_of
from trustops.quantities.errors import TrustopsError
from trustops.store.audit import told_rows, whole_from
from trustops.store.comparison import Comparison, Incoming, compare
from trustops.store.remove import references, references_to, removal
from trustops.store.whole import whole_rows
from trustops.store.write import write


def test_a_deleted_row_is_kept_whole_in_the_audit(small_trust: Connection) -> None:
    ids = numbers(small_trust, KpiValue, site="TRUST")
    before = list(whole_rows(small_trust, KpiValue, ids))
    number = write(small_trust, [removal(small_trust, KpiValue, ids)], ORIGIN)
    assert not whole_rows(small_trust, KpiValue, ids)
    event = small_trust.execute(select(*AuditEvent.__table__.columns).where(AuditEvent.import_id == number)).one()
    assert (event.what, event.rows, event.sheet) == ("deleted", 1, "KPI values")
    told = list(told_rows(sheet_of(KpiValue), event.detail))
    assert [whole_from(KpiValue, each) for each in told] == before
    assert told[0]["row"]["not_published"] == "SUPP"
    assert small_trust.execute(select(Import.deleted).where(Import.id == number)).scalar() == 1


def test_what_refers_is_told_for_each_kind_of_column(small_trust: Connection) -> None:
    school = [each.sentence for each in references_to(small_trust, School, numbers(small_trust, School))]
    assert school == [
        "Posts: 1 row by their Site (HEAD).",
        "KPI values: 1 row by their Site (ATT01 · 100001 · 2026-09-01).",
    ]
    listed = references_to(small_trust, Kpi, numbers(small_trust, Kpi, kpi="ATT02"))
    assert [(each.sheet, each.column, each.rows, each.first) for each in listed] == [("Services", "KPIs", 1, ("ATT",))]
    assert references_to(small_trust, Service, numbers(small_trust, Service)) == ()


def test_what_is_referred_to_is_not_deleted(small_trust: Connection) -> None:
    doomed = removal(small_trust, Post, numbers(small_trust, Post, post="CEO"))
    with pytest.raises(TrustopsError, match=r"Nothing was changed: .*Services: 1 row by their Owner \(ATT\)"):
        write(small_trust, [doomed], ORIGIN)
    assert numbers(small_trust, Post, post="CEO")


def test_what_refers_may_go_in_the_same_write(small_trust: Connection) -> None:
    post = removal(small_trust, Post, numbers(small_trust, Post, post="CEO"))
    service = removal(small_trust, Service, numbers(small_trust, Service))
    assert references(small_trust, [post, service]) == ()
    write(small_trust, [post, service], ORIGIN)
    assert (numbers(small_trust, Post, post="CEO"), numbers(small_trust, Service)) == ([], [])


def test_a_change_elsewhere_in_the_same_write_frees_what_it_no_longer_names(small_trust: Connection) -> None:
    shorter = compare(small_trust, Incoming(Service, ("service", "kpis"), [("ATT", ("ATT01",))], [2]))
    write(small_trust, [shorter, removal(small_trust, Kpi, numbers(small_trust, Kpi, kpi="ATT02"))], ORIGIN)
    assert numbers(small_trust, Kpi, kpi="ATT02") == []


def test_a_sheet_that_is_replaced_loses_what_the_file_does_not_bring(small_trust: Connection) -> None:
    kept = figure("ATT01", "TRUST", date(2026, 9, 1), "94.2")
    new = figure("ATT02", "TRUST", date(2026, 9, 1), "88")
    compared = compare(small_trust, Incoming(KpiValue, VALUE_COLUMNS, [kept, new], [2, 3], replaces=True))
    assert (len(compared.created), len(compared.changed), [row.key[1] for row in compared.deleted]) == (
        1,
        1,
        ["100001"],
    )
    write(small_trust, [compared], ORIGIN)
    again = compare(small_trust, Incoming(KpiValue, VALUE_COLUMNS, [kept, new], [2, 3], replaces=True))
    assert (again.writes, again.same) == (False, 2)


@pytest.mark.parametrize("doing", ["changed", "deleted"])
def test_a_row_that_moved_on_since_it_was_compared_is_not_touched(small_trust: Connection, doing: str) -> None:
    stale: Comparison = removal(small_trust, Service, numbers(small_trust, Service))
    if doing == "changed":
        stale = compare(small_trust, Incoming(Service, ("service", "name"), [("ATT", "Mine")], [2]))
    bring(small_trust, Service, ("service", "name"), ("ATT", "Theirs"))
    with pytest.raises(TrustopsError, match="Somebody else changed Services while this was being saved"):
        write(small_trust, [stale], ORIGIN)
    assert small_trust.execute(select(Service.name)).scalar() == "Theirs"


def test_rows_that_refer_to_each_other_go_together(small_trust: Connection) -> None:
    columns = ("post", "title", "site", "reports_to")
    bring(small_trust, Post, columns, ("A", "A", "TRUST", "B"), ("B", "B", "TRUST", "A"))
    pair = [*numbers(small_trust, Post, post="A"), *numbers(small_trust, Post, post="B")]
    write(small_trust, [removal(small_trust, Post, pair)], ORIGIN)
    assert not whole_rows(small_trust, Post, pair)
