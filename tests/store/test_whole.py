"""Rows kept a column at a time, and the same rows read back from what the audit keeps of them."""

import json
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import Connection

from tests.store.small_trust import numbers
from trustops.models import Kpi, KpiValue, Post, Service, sheet_of
from trustops.store.audit import events, told_rows, typed, whole_from, wholes_from
from trustops.store.remove import removal
from trustops.store.whole import WholeRows, whole_rows

POSTS = WholeRows(("post",), ("id", "version", "post"), ([7, 8, 9], [1, 1, 2], ["CEO", "CFO", "HEAD"]))


def test_only_some_rows_and_rows_in_another_order() -> None:
    some = POSTS.only([True, False, True])
    assert (len(some), some.column("post")) == (2, ["CEO", "HEAD"])
    assert POSTS.only([True] * 3) is POSTS
    assert POSTS.picked([2, 0]).natural_keys() == [("HEAD",), ("CEO",)]


def test_parts_are_put_together_and_no_rows_are_nothing() -> None:
    together = WholeRows.together([WholeRows(), POSTS.only([True, False, False]), POSTS.only([False, False, True])])
    assert [(row.id, row.version, row.key) for row in together] == [(7, 1, ("CEO",)), (9, 2, ("HEAD",))]
    nothing = WholeRows.together([])
    assert (bool(nothing), list(nothing), nothing.column("post"), nothing.natural_keys()) == (False, [], (), [])


def test_rows_of_a_sheet_that_has_one_row_have_the_empty_key() -> None:
    assert WholeRows((), ("id",), ([1],)).natural_keys() == [()]


@pytest.mark.parametrize("model", [KpiValue, Kpi, Post, Service])
def test_rows_come_back_from_the_audit_just_as_they_stood(small_trust: Connection, model: type) -> None:
    gone = removal(small_trust, model, numbers(small_trust, model))
    (event,) = events(gone, {})
    detail = json.loads(json.dumps(event["detail"]))
    back = wholes_from(model, detail)
    assert list(back) == list(gone.deleted)
    assert [whole_from(model, told) for told in told_rows(sheet_of(model), detail)] == list(gone.deleted)


def test_what_all_rows_say_alike_is_kept_once(small_trust: Connection) -> None:
    (event,) = events(removal(small_trust, KpiValue, numbers(small_trust, KpiValue)), {})
    detail = event["detail"]
    assert (detail["alike"]["kpi"], detail["alike"]["start"]) == ("ATT01", "2026-09-01")
    assert [dict(zip(detail["columns"], row, strict=True))["site"] for row in detail["rows"]] == ["100001", "TRUST"]


def test_rows_kept_one_by_one_as_they_once_were_are_read_too(small_trust: Connection) -> None:
    (row,) = whole_rows(small_trust, KpiValue, numbers(small_trust, KpiValue, site="100001"))
    plain = {**row.values, "value": "93.1", "start": "2026-09-01", "end": "2026-09-28"}
    (back,) = wholes_from(KpiValue, {"rows": [{"key": {}, "row": plain}]})
    assert (back.values["value"], back.values["end"]) == (Decimal("93.1"), date(2026, 9, 28))
    assert back == row
    assert typed(KpiValue, plain) == row.values
