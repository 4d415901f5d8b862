"""What does django-import-export take for the same rows? ``python -m tests.bench.peer_django tuned file.xlsx new.db``.

``tuned`` is what an expert makes of it (bulk writing, no differences kept, keys and rows looked up once), ``as`` it
comes from its documentation. Its start-up, its tables and the schools and KPIs referred to are not counted, nor is
a preview: it gets the rows in and nothing else.
"""

# mypy: disable-error-code="import-untyped, misc"

import json
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import django
import openpyxl
import tablib
from django.conf import settings

from tests.bench.measure import cpu_seconds
from tests.bench.workbooks import HEADINGS, KPIS, SCHOOLS

APP = "bench"  # Django names an application after its folder


def main(how: str, workbook: Path, database: Path) -> None:
    engine = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(database)}
    settings.configure(
        DATABASES={"default": engine},
        INSTALLED_APPS=["tests.bench"],
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    )
    django.setup()
    models = make_models()
    resource = {"tuned": tuned, "as": as_it_comes}[how](models)
    before = cpu_seconds()
    found = resource.import_data(read(workbook), raise_errors=True)
    seconds = cpu_seconds() - before
    assert not found.has_validation_errors()
    print(json.dumps({"seconds": seconds, "rows": models.value.objects.count()}))


def read(workbook: Path) -> tablib.Dataset:
    """The sheet as import-export's own XLSX format reads one; that can only take the workbook's first."""
    rows = openpyxl.load_workbook(workbook, read_only=True, data_only=True)["KPI values"].values
    next(rows)
    dataset = tablib.Dataset(headers=HEADINGS)
    for row in rows:
        dataset.append(row)
    return dataset


def make_models() -> SimpleNamespace:
    """The tables, made, with the schools and KPIs that the file refers to in them."""
    from django.db import connection, models

    class School(models.Model):
        urn = models.CharField(max_length=6, unique=True)
        Meta = type("Meta", (), {"app_label": APP})

    class Kpi(models.Model):
        kpi = models.CharField(max_length=80, unique=True)
        Meta = type("Meta", (), {"app_label": APP})

    class Value(models.Model):
        kpi = models.ForeignKey(Kpi, models.PROTECT)
        site = models.ForeignKey(School, models.PROTECT)
        start = models.DateField()
        end = models.DateField()
        value = models.FloatField(null=True)
        numerator = models.FloatField(null=True)
        denominator = models.FloatField(null=True)
        Meta = type("Meta", (), {"app_label": APP, "unique_together": [("kpi", "site", "start")]})

    with connection.schema_editor() as editor:
        for model in (School, Kpi, Value):
            editor.create_model(model)
    School.objects.bulk_create([School(urn=str(990001 + place)) for place in range(SCHOOLS)])
    Kpi.objects.bulk_create([Kpi(kpi=f"KPI{place:02d}") for place in range(KPIS)])
    return SimpleNamespace(school=School, kpi=Kpi, value=Value)


def fields(models: SimpleNamespace, widget: Any) -> dict[str, Any]:
    """The columns of the sheet as import-export declares them, the two references by their own codes."""
    from import_export.fields import Field

    made = {name.lower(): Field(attribute=name.lower(), column_name=name) for name in HEADINGS[4:]}
    made["kpi"] = Field(attribute="kpi", column_name="KPI", widget=widget(models.kpi, "kpi"))
    made["site"] = Field(attribute="site", column_name="Site", widget=widget(models.school, "urn"))
    return made | {name: day_field(name) for name in ("start", "end")}


def day_field(name: str) -> Any:
    from import_export.fields import Field
    from import_export.widgets import DateWidget

    return Field(attribute=name, column_name=name.capitalize(), widget=DateWidget())


def as_it_comes(models: SimpleNamespace) -> Any:
    """The resource of the documentation: a model, its fields, and what tells its rows apart."""
    from import_export.resources import ModelResource
    from import_export.widgets import ForeignKeyWidget

    meta = type("Meta", (), {"model": models.value, "import_id_fields": ("kpi", "site", "start")})
    made = fields(models, ForeignKeyWidget)
    return type("Values", (ModelResource,), {"Meta": meta, **made})()


def tuned(models: SimpleNamespace) -> Any:
    """All that its manual offers for speed, with its lookups replaced: no query a row, no difference, no row kept."""
    from import_export.instance_loaders import BaseInstanceLoader
    from import_export.resources import ModelResource
    from import_export.widgets import Widget

    class ByCode(Widget):
        """A reference whose codes were all fetched once."""

        def __init__(self, model: Any, code: str) -> None:
            super().__init__()
            self.known = {getattr(each, code): each for each in model.objects.all()}

        def clean(self, value: Any, row: Any = None, **_: Any) -> Any:
            return self.known[str(value)]

    class ByKey(BaseInstanceLoader):
        """The rows that are there, by their key, fetched once."""

        def __init__(self, resource: Any, dataset: Any = None) -> None:
            super().__init__(resource, dataset)
            self.known = {(each.kpi_id, each.site_id, each.start): each for each in models.value.objects.all()}

        def get_instance(self, row: Any) -> Any:
            if not self.known:
                return None
            key = [self.resource.fields[name].clean(row) for name in ("kpi", "site", "start")]
            return self.known.get((key[0].pk, key[1].pk, key[2]))

    fast = {"use_bulk": True, "batch_size": 5000, "skip_diff": True, "report_skipped": False, "use_transactions": True}
    own = {"model": models.value, "import_id_fields": ("kpi", "site", "start"), "instance_loader_class": ByKey}
    return type("Values", (ModelResource,), {"Meta": type("Meta", (), own | fast), **fields(models, ByCode)})()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
