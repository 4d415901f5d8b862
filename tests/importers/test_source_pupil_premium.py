"""Is the pupil premium of a financial year read to the pound, with the pupils that it is for?"""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from importers.bring import Options, import_file
from importers.sources import Context, SourceRead, recognise
from trustops.models import Kpi, KpiValue
from trustops.quantities.errors import TrustopsError

PUBLIC = Path(__file__).parent.parent / "data" / "public"
PREMIUM = PUBLIC / "pupil-premium-2019-20.csv"
MEMBERS = PUBLIC / "trust_members_2025-09.csv"
UID = "4533"
PRIORY, HARPENDEN = "138181", "143648"
KNOWN = Context(known_urns=frozenset([PRIORY, HARPENDEN]))


def read(path: Path = PREMIUM, trust: str | None = None, context: Context = KNOWN) -> SourceRead:
    source = recognise(path, None)
    assert source is not None
    assert source.id == "pupil-premium"
    return source.read(path, trust_uid=trust, context=context)


def values(result: SourceRead, kpi: str) -> dict[str, dict[str, Any]]:
    return {
        str(row.values["site"]): row.values for row in result.rows if row.model is KpiValue and row.values["kpi"] == kpi
    }


def edited(tmp_path: Path, old: str, new: str) -> Path:
    text = PREMIUM.read_text("utf-8")
    assert old in text
    path = tmp_path / PREMIUM.name
    path.write_text(text.replace(old, new), "utf-8")
    return path


def test_the_allocation_is_the_pounds_of_the_financial_year() -> None:
    found = values(read(), "FIN.PP.deprivation")
    assert {site: row["value"] for site, row in found.items()} == {PRIORY: 143_110, HARPENDEN: 14_520}
    assert (found[PRIORY]["start"], found[PRIORY]["end"]) == (date(2019, 4, 1), date(2020, 3, 31))
    assert found[PRIORY]["note"] == "DfE, pupil premium 2019-20, deprivation premium alone"


def test_the_share_of_eligible_pupils_keeps_both_of_its_numbers() -> None:
    share = values(read(), "FIN.PP.eligible")[PRIORY]
    assert (share["value"], share["numerator"], share["denominator"]) == (Decimal("18.6"), 130, 699)  # 18.598


def test_a_school_without_pupils_has_an_allocation_of_zero_and_no_share(tmp_path: Path) -> None:
    result = read(edited(tmp_path, "205,205,11,0.054,14520,0,0,0,0,11,14520", "0,0,0,0,0,0,0,0,0,0,0"))
    assert values(result, "FIN.PP.deprivation")[HARPENDEN]["value"] == 0
    assert HARPENDEN not in values(result, "FIN.PP.eligible")


def test_an_allocation_held_back_is_kept_as_not_published(tmp_path: Path) -> None:
    result = read(edited(tmp_path, "0,11,14520", "0,x,x"))
    for kpi in ("FIN.PP.deprivation", "FIN.PP.eligible"):
        row = values(result, kpi)[HARPENDEN]
        assert (row["value"], row["not_published"]) == (None, "x")


def test_a_blank_allocation_is_a_gap_and_said(tmp_path: Path) -> None:
    result = read(edited(tmp_path, ",11,14520", ",11,"))
    assert HARPENDEN not in values(result, "FIN.PP.deprivation")
    assert (
        "1 figure was left out: the cell is blank, which is not zero, so it stays a gap" in result.left_out[-1].message
    )


def test_an_aggregate_is_left_out(tmp_path: Path) -> None:
    result = read(edited(tmp_path, f"{HARPENDEN},9192060", "NAT,"))
    assert result.left_out[0].message.startswith("1 line was left out: an aggregate")


def test_an_amount_that_is_no_number_is_refused_with_its_place(tmp_path: Path) -> None:
    (problem,) = read(edited(tmp_path, ",11,14520", ",11,£14k")).problems
    assert problem.message.startswith(
        "Row 3 of the file, Total allocation for the Deprivation Pupil Premium: “£14k” is not a number"
    )


@pytest.mark.parametrize("name", ["premium.csv", "pupil-premium-2019.csv", "pupil-premium-2019-2021.csv"])
def test_a_year_that_the_name_does_not_tell_is_never_guessed(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(PREMIUM.read_bytes())
    with pytest.raises(TrustopsError, match="does not say which financial year it is of; say which, or name it like"):
        read(path)


def test_a_kpi_comes_with_its_definition_only_where_the_trust_has_none() -> None:
    kpis = [row.values["kpi"] for row in read().rows if row.model is Kpi]
    assert kpis == ["FIN.PP.deprivation", "FIN.PP.eligible"]
    own = Context(known_urns=KNOWN.known_urns, known_kpis=frozenset(["FIN.PP.deprivation", "FIN.PP.eligible"]))
    assert [row for row in read(context=own).rows if row.model is Kpi] == []


def test_twice_imported_changes_nothing(sqlite: Engine) -> None:
    import_file(sqlite, MEMBERS, Options(trust_uid=UID))
    first = import_file(sqlite, PREMIUM, Options(trust_uid=UID))
    assert {sheet.sheet: sheet.new for sheet in first.sheets} == {"KPIs": 2, "KPI values": 12}
    again = import_file(sqlite, PREMIUM, Options(trust_uid=UID))
    assert {sheet.sheet: sheet.same for sheet in again.sheets} == {"KPI values": 12}
    assert again.changes == ()
