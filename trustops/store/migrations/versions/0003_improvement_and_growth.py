"""What the trust means to do and is seen to do, whom it works with and lends to, and which schools may join it"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TABLES = (
    "practice_intent",
    "practice_seen",
    "understanding",
    "review",
    "review_finding",
    "network",
    "visit",
    "resource",
    "support",
    "joiner",
    "due_diligence",
)


def upgrade() -> None:
    op.create_table(
        "practice_intent",
        sa.Column("area", sa.String(length=80), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("position", sa.String(length=40), nullable=False),
        sa.Column("mode", sa.String(length=40), nullable=True),
        sa.Column("lead_school", sa.String(length=6), nullable=True),
        sa.Column("owner", sa.String(length=80), nullable=True),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("review_by", sa.Date(), nullable=True),
        *_housekeeping("practice_intent"),
        sa.ForeignKeyConstraint(
            ["lead_school"],
            ["school.urn"],
            name="fk_practice_intent_lead_school_school",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["owner"], ["post.post"], name="fk_practice_intent_owner_post", initially="DEFERRED", deferrable=True
        ),
        sa.UniqueConstraint("area", name="uq_practice_intent_area"),
    )
    op.create_table(
        "practice_seen",
        sa.Column("area", sa.String(length=80), nullable=False),
        sa.Column("urn", sa.String(length=6), nullable=False),
        sa.Column("position", sa.String(length=40), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("seen_by", sa.Text(), nullable=True),
        sa.Column("fidelity", sa.Double(), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=True),
        *_housekeeping("practice_seen"),
        sa.ForeignKeyConstraint(
            ["area"],
            ["practice_intent.area"],
            name="fk_practice_seen_area_practice_intent",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["urn"], ["school.urn"], name="fk_practice_seen_urn_school", initially="DEFERRED", deferrable=True
        ),
        sa.UniqueConstraint("area", "urn", "on_date", name="uq_practice_seen_area_urn_on_date"),
    )
    op.create_table(
        "understanding",
        sa.Column("area", sa.String(length=80), nullable=False),
        sa.Column("urn", sa.String(length=6), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("named_it", sa.Integer(), nullable=False),
        *_housekeeping("understanding"),
        sa.ForeignKeyConstraint(
            ["area"],
            ["practice_intent.area"],
            name="fk_understanding_area_practice_intent",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["urn"], ["school.urn"], name="fk_understanding_urn_school", initially="DEFERRED", deferrable=True
        ),
        sa.UniqueConstraint("area", "urn", "on_date", name="uq_understanding_area_urn_on_date"),
    )
    op.create_table(
        "review",
        sa.Column("review", sa.String(length=80), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("partner_trust", sa.Text(), nullable=True),
        sa.Column("from_date", sa.Date(), nullable=False),
        sa.Column("to_date", sa.Date(), nullable=True),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("lead_reviewer", sa.Text(), nullable=True),
        sa.Column("independence", sa.Integer(), nullable=True),
        sa.Column("doing_with", sa.Integer(), nullable=True),
        sa.Column("context", sa.Integer(), nullable=True),
        sa.Column("openness", sa.Integer(), nullable=True),
        sa.Column("humility", sa.Integer(), nullable=True),
        sa.Column("generosity", sa.Integer(), nullable=True),
        *_housekeeping("review"),
        sa.UniqueConstraint("review", name="uq_review_review"),
    )
    op.create_table(
        "review_finding",
        sa.Column("review", sa.String(length=80), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("area", sa.String(length=80), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=True),
        sa.Column("priority", sa.Integer(), nullable=True),
        sa.Column("action", sa.String(length=80), nullable=True),
        sa.Column("retest_on", sa.Date(), nullable=True),
        sa.Column("retested", sa.String(length=40), nullable=True),
        *_housekeeping("review_finding"),
        sa.ForeignKeyConstraint(
            ["action"], ["action.action"], name="fk_review_finding_action_action", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["review"], ["review.review"], name="fk_review_finding_review_review", initially="DEFERRED", deferrable=True
        ),
        sa.UniqueConstraint("review", "number", name="uq_review_finding_review_number"),
    )
    op.create_table(
        "network",
        sa.Column("network", sa.String(length=80), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=True),
        sa.Column("topic", sa.Text(), nullable=True),
        sa.Column("our_contact", sa.String(length=80), nullable=True),
        sa.Column("next_meeting", sa.Date(), nullable=True),
        *_housekeeping("network"),
        sa.ForeignKeyConstraint(
            ["our_contact"],
            ["person.person"],
            name="fk_network_our_contact_person",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.UniqueConstraint("network", name="uq_network_network"),
    )
    op.create_table(
        "visit",
        sa.Column("from_trust", sa.Text(), nullable=False),
        sa.Column("to_trust", sa.Text(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("people", sa.Text(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("learning", sa.Text(), nullable=True),
        sa.Column("follow_up", sa.String(length=80), nullable=True),
        *_housekeeping("visit"),
        sa.ForeignKeyConstraint(
            ["follow_up"], ["action.action"], name="fk_visit_follow_up_action", initially="DEFERRED", deferrable=True
        ),
        sa.UniqueConstraint("from_trust", "to_trust", "on_date", name="uq_visit_from_trust_to_trust_on_date"),
    )
    op.create_table(
        "resource",
        sa.Column("resource", sa.String(length=80), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("area", sa.String(length=80), nullable=True),
        sa.Column("owner_school", sa.String(length=6), nullable=True),
        sa.Column("licence", sa.Text(), nullable=True),
        sa.Column("link", sa.Text(), nullable=True),
        sa.Column("reused_by", sa.Text(), nullable=False),
        *_housekeeping("resource"),
        sa.ForeignKeyConstraint(
            ["owner_school"],
            ["school.urn"],
            name="fk_resource_owner_school_school",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.UniqueConstraint("resource", name="uq_resource_resource"),
    )
    op.create_table(
        "support",
        sa.Column("from_urn", sa.String(length=6), nullable=False),
        sa.Column("to_urn", sa.String(length=6), nullable=False),
        sa.Column("person", sa.String(length=80), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=False),
        sa.Column("days_per_week", sa.Double(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=True),
        *_housekeeping("support"),
        sa.ForeignKeyConstraint(
            ["from_urn"], ["school.urn"], name="fk_support_from_urn_school", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["person"], ["person.person"], name="fk_support_person_person", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["to_urn"], ["school.urn"], name="fk_support_to_urn_school", initially="DEFERRED", deferrable=True
        ),
        sa.UniqueConstraint("from_urn", "to_urn", "person", "start", name="uq_support_from_urn_to_urn_person_start"),
    )
    op.create_table(
        "joiner",
        sa.Column("urn", sa.String(length=6), nullable=False),
        sa.Column("stage", sa.String(length=40), nullable=False),
        sa.Column("stage_on", sa.Date(), nullable=False),
        sa.Column("need", sa.String(length=40), nullable=True),
        sa.Column("joins_on", sa.Date(), nullable=True),
        sa.Column("exit_reason", sa.Text(), nullable=True),
        *_housekeeping("joiner"),
        sa.ForeignKeyConstraint(
            ["urn"], ["school.urn"], name="fk_joiner_urn_school", initially="DEFERRED", deferrable=True
        ),
        sa.UniqueConstraint("urn", name="uq_joiner_urn"),
    )
    op.create_table(
        "due_diligence",
        sa.Column("urn", sa.String(length=6), nullable=False),
        sa.Column("area", sa.String(length=40), nullable=False),
        sa.Column("rating", sa.String(length=40), nullable=True),
        sa.Column("risk", sa.Text(), nullable=True),
        sa.Column("mitigation", sa.Text(), nullable=True),
        sa.Column("cost_pence", sa.BigInteger(), nullable=True),
        sa.Column("days", sa.Double(), nullable=True),
        *_housekeeping("due_diligence"),
        sa.ForeignKeyConstraint(
            ["urn"], ["school.urn"], name="fk_due_diligence_urn_school", initially="DEFERRED", deferrable=True
        ),
        sa.UniqueConstraint("urn", "area", name="uq_due_diligence_urn_area"),
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
