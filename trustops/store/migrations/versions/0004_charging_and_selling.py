"""What is charged, relieved and pooled; what is offered, promised, booked and tried; terms, absence and cover"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TABLES = (
    "term_date",
    "away",
    "post_cover",
    "charge_relief",
    "charge_band",
    "pool_need",
    "service_use",
    "rate_line",
    "service_level",
    "agreement_event",
    "booking",
    "scenario",
)

ADDED: dict[str, dict[str, Any]] = {
    "agreement": {"instalments": sa.String(length=40), "beyond": sa.String(length=40), "beyond_reason": sa.Text()},
    "charge_policy": {
        "least_pence": sa.BigInteger(),
        "ledger_pence": sa.BigInteger(),
        "pays_for": sa.Text(),
        "borne_by": sa.String(length=40),
    },
    "relation": {"related_party": sa.Boolean()},
    "invoice": {"due_on": sa.Date(), "for_year": sa.String(length=7)},
}


def upgrade() -> None:
    for table, columns in ADDED.items():
        for name, kind in columns.items():
            op.add_column(table, sa.Column(name, kind, nullable=True))
    op.create_table(
        "term_date",
        sa.Column("site", sa.String(length=6), nullable=False),
        sa.Column("year", sa.String(length=7), nullable=False),
        sa.Column("term", sa.String(length=40), nullable=False),
        sa.Column("from_date", sa.Date(), nullable=False),
        sa.Column("to_date", sa.Date(), nullable=False),
        sa.Column("inset_days", sa.Double(), nullable=True),
        *_housekeeping("term_date"),
        sa.UniqueConstraint("site", "year", "term", name="uq_term_date_site_year_term"),
    )
    op.create_table(
        "away",
        sa.Column("post", sa.String(length=80), nullable=False),
        sa.Column("from_date", sa.Date(), nullable=False),
        sa.Column("to_date", sa.Date(), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        *_housekeeping("away"),
        sa.ForeignKeyConstraint(
            ["post"], ["post.post"], name="fk_away_post_post", initially="DEFERRED", deferrable=True
        ),
        sa.UniqueConstraint("post", "from_date", name="uq_away_post_from_date"),
    )
    op.create_table(
        "post_cover",
        sa.Column("post", sa.String(length=80), nullable=False),
        sa.Column("from_date", sa.Date(), nullable=False),
        sa.Column("to_date", sa.Date(), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("amount_pence", sa.BigInteger(), nullable=False),
        sa.Column("days_per_week", sa.Double(), nullable=True),
        *_housekeeping("post_cover"),
        sa.ForeignKeyConstraint(
            ["post"], ["post.post"], name="fk_post_cover_post_post", initially="DEFERRED", deferrable=True
        ),
        sa.UniqueConstraint("post", "from_date", name="uq_post_cover_post_from_date"),
    )
    op.create_table(
        "charge_relief",
        sa.Column("policy", sa.String(length=80), nullable=False),
        sa.Column("year", sa.String(length=7), nullable=False),
        sa.Column("urn", sa.String(length=6), nullable=False),
        sa.Column("part", sa.Double(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        *_housekeeping("charge_relief"),
        sa.ForeignKeyConstraint(
            ["urn"], ["school.urn"], name="fk_charge_relief_urn_school", initially="DEFERRED", deferrable=True
        ),
        sa.UniqueConstraint("policy", "year", "urn", name="uq_charge_relief_policy_year_urn"),
    )
    op.create_table(
        "charge_band",
        sa.Column("policy", sa.String(length=80), nullable=False),
        sa.Column("year", sa.String(length=7), nullable=False),
        sa.Column("pupils_from", sa.Integer(), nullable=False),
        sa.Column("amount_pence", sa.BigInteger(), nullable=False),
        *_housekeeping("charge_band"),
        sa.UniqueConstraint("policy", "year", "pupils_from", name="uq_charge_band_policy_year_pupils_from"),
    )
    op.create_table(
        "pool_need",
        sa.Column("year", sa.String(length=7), nullable=False),
        sa.Column("urn", sa.String(length=6), nullable=False),
        sa.Column("per_pupil_pence", sa.BigInteger(), nullable=False),
        sa.Column("lump_pence", sa.BigInteger(), nullable=True),
        sa.Column("pfi_pence", sa.BigInteger(), nullable=True),
        sa.Column("assessment", sa.Text(), nullable=True),
        sa.Column("consulted_on", sa.Date(), nullable=True),
        sa.Column("appeal", sa.String(length=40), nullable=True),
        sa.Column("appeal_on", sa.Date(), nullable=True),
        sa.Column("appeal_reason", sa.Text(), nullable=True),
        sa.Column("out_of_pool", sa.Boolean(), nullable=True),
        *_housekeeping("pool_need"),
        sa.ForeignKeyConstraint(
            ["urn"], ["school.urn"], name="fk_pool_need_urn_school", initially="DEFERRED", deferrable=True
        ),
        sa.UniqueConstraint("year", "urn", name="uq_pool_need_year_urn"),
    )
    op.create_table(
        "service_use",
        sa.Column("service", sa.String(length=80), nullable=False),
        sa.Column("user", sa.String(length=80), nullable=False),
        sa.Column("year", sa.String(length=7), nullable=False),
        sa.Column("days", sa.Double(), nullable=False),
        *_housekeeping("service_use"),
        sa.ForeignKeyConstraint(
            ["service"],
            ["service.service"],
            name="fk_service_use_service_service",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["user"], ["service.service"], name="fk_service_use_user_service", initially="DEFERRED", deferrable=True
        ),
        sa.UniqueConstraint("service", "user", "year", name="uq_service_use_service_user_year"),
    )
    op.create_table(
        "rate_line",
        sa.Column("service", sa.String(length=80), nullable=False),
        sa.Column("offer", sa.Text(), nullable=False),
        sa.Column("from_date", sa.Date(), nullable=False),
        sa.Column("to_date", sa.Date(), nullable=True),
        sa.Column("basis", sa.String(length=40), nullable=False),
        sa.Column("price_pence", sa.BigInteger(), nullable=False),
        sa.Column("per_pupil_pence", sa.BigInteger(), nullable=True),
        sa.Column("days", sa.Double(), nullable=True),
        sa.Column("hours", sa.Double(), nullable=True),
        sa.Column("weeks", sa.Double(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        *_housekeeping("rate_line"),
        sa.ForeignKeyConstraint(
            ["service"], ["service.service"], name="fk_rate_line_service_service", initially="DEFERRED", deferrable=True
        ),
        sa.UniqueConstraint("service", "offer", "from_date", name="uq_rate_line_service_offer_from_date"),
    )
    op.create_table(
        "service_level",
        sa.Column("service", sa.String(length=80), nullable=False),
        sa.Column("level", sa.String(length=80), nullable=False),
        sa.Column("promise", sa.Text(), nullable=False),
        sa.Column("from_date", sa.Date(), nullable=True),
        sa.Column("to_date", sa.Date(), nullable=True),
        *_housekeeping("service_level"),
        sa.ForeignKeyConstraint(
            ["service"],
            ["service.service"],
            name="fk_service_level_service_service",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.UniqueConstraint("service", "level", name="uq_service_level_service_level"),
    )
    op.create_table(
        "agreement_event",
        sa.Column("event", sa.String(length=80), nullable=False),
        sa.Column("agreement", sa.String(length=80), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("level", sa.String(length=80), nullable=True),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        *_housekeeping("agreement_event"),
        sa.ForeignKeyConstraint(
            ["agreement"],
            ["agreement.agreement"],
            name="fk_agreement_event_agreement_agreement",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.UniqueConstraint("event", name="uq_agreement_event_event"),
    )
    op.create_table(
        "booking",
        sa.Column("booking", sa.String(length=80), nullable=False),
        sa.Column("service", sa.String(length=80), nullable=False),
        sa.Column("urn", sa.String(length=6), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("days", sa.Double(), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("probability", sa.Double(), nullable=True),
        sa.Column("post", sa.String(length=80), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        *_housekeeping("booking"),
        sa.ForeignKeyConstraint(
            ["post"], ["post.post"], name="fk_booking_post_post", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["service"], ["service.service"], name="fk_booking_service_service", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["urn"], ["school.urn"], name="fk_booking_urn_school", initially="DEFERRED", deferrable=True
        ),
        sa.UniqueConstraint("booking", name="uq_booking_booking"),
    )
    op.create_table(
        "scenario",
        sa.Column("scenario", sa.String(length=80), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("service", sa.String(length=80), nullable=False),
        sa.Column("year", sa.String(length=7), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("price_pence", sa.BigInteger(), nullable=True),
        sa.Column("sold_days", sa.Double(), nullable=True),
        sa.Column("fte", sa.Double(), nullable=True),
        sa.Column("salary_pct", sa.Double(), nullable=True),
        sa.Column("alternative_pence", sa.BigInteger(), nullable=True),
        sa.Column("sickness_days", sa.Double(), nullable=True),
        sa.Column("variable_pence", sa.BigInteger(), nullable=True),
        sa.Column("without", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        *_housekeeping("scenario"),
        sa.ForeignKeyConstraint(
            ["service"], ["service.service"], name="fk_scenario_service_service", initially="DEFERRED", deferrable=True
        ),
        sa.UniqueConstraint("scenario", name="uq_scenario_scenario"),
    )
    for table in TABLES:
        op.create_index(f"ix_{table}_import_id", table, ["import_id"])


def _housekeeping(table: str) -> tuple[Any, ...]:
    """Where each row came from, as on every sheet."""
    return (
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_in", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["created_in"], ["import.id"], name=f"fk_{table}_created_in_import"),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name=f"fk_{table}_import_id_import"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
    )


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_index(f"ix_{table}_import_id", table)
        op.drop_table(table)
    for table, columns in ADDED.items():
        for name in columns:
            op.drop_column(table, name)
