"""The peer of a list page: Flask-Admin's own list over the same schools, tuned as its documentation says.

It does less than ours: nobody signs in, nothing is scoped, and no code is shown with its name.
"""

from flask import Flask
from flask_admin import Admin
from flask_admin.contrib.sqla import ModelView
from flask_admin.theme import Bootstrap4Theme
from flask_sqlalchemy_lite import SQLAlchemy

from trustops.models import School

SHOWN = ("urn", "name", "short_name", "phase", "local_authority", "region", "contact_email")


class Schools(ModelView):  # type: ignore[misc]
    column_list = SHOWN
    column_searchable_list = ("name",)
    column_default_sort = "urn"
    form_columns = ("name",)
    can_export = False
    page_size = 20


def flask_admin_plain(url: str) -> Flask:
    """The application; its list of schools is at ``/admin/school/``."""
    app = Flask("plain")
    app.config.update(SECRET_KEY="only for this measurement", SQLALCHEMY_ENGINES={"default": url})  # noqa: S106
    db = SQLAlchemy(app)
    admin = Admin(app, name="plain", theme=Bootstrap4Theme())
    with app.app_context():
        admin.add_view(Schools(School, db, endpoint="school"))
    return app
