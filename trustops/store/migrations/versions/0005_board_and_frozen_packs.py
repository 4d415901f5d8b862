"""Who governs and what they say; definitions, turnover and the costs of cover; packs that are frozen"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

TABLES = (
    "kpi_definition",
    "board_member",
    "committee_member",
    "interest",
    "skill",
    "attendance",
    "commentary",
    "turnover",
)

ADDED: dict[str, dict[str, Any]] = {
    "trust": {"readiness_full_months": sa.Integer(), "readiness_half_months": sa.Integer()},
    "post": {"hire_weeks": sa.Integer()},
    "successor": {"action_cost_pence": sa.BigInteger()},
    "duty": {"cover_cost_pence": sa.BigInteger()},
    "kpi": {"seasonal": sa.Boolean(), "may_exceed_100": sa.Boolean(), "system": sa.Text()},
    "meeting": {"minutes_approved_on": sa.Date(), "page_budget": sa.Integer()},
    "paper": {
        "title": sa.Text(),
        "author": sa.String(length=80),
        "for_decision": sa.Boolean(),
        "page_budget": sa.Integer(),
    },
    "action": {"raised_at": sa.String(length=80), "escalated_to": sa.String(length=80)},
}

LED: tuple[tuple[str, str, str, str], ...] = (
    ("paper", "author", "post", "post"),
    ("action", "raised_at", "meeting", "meeting"),
    ("action", "escalated_to", "committee", "committee"),
)
"""The added columns that lead to another table, and to which column of it."""


def upgrade() -> None:
    for table, columns in ADDED.items():
        with op.batch_alter_table(table) as batch:
            for name, kind in columns.items():
                batch.add_column(sa.Column(name, kind, nullable=True))
            for source, name, target, key in LED:
                if source == table:
                    batch.create_foreign_key(
                        f"fk_{table}_{name}_{target}", target, [name], [key], initially="DEFERRED", deferrable=True
                    )
    op.create_table(
        "kpi_definition",
        sa.Column("kpi", sa.String(length=80), nullable=False),
        sa.Column("from_date", sa.Date(), nullable=False),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        *_housekeeping("kpi_definition"),
        sa.ForeignKeyConstraint(
            ["kpi"], ["kpi.kpi"], name="fk_kpi_definition_kpi_kpi", initially="DEFERRED", deferrable=True
        ),
        sa.UniqueConstraint("kpi", "from_date", name="uq_kpi_definition_kpi_from_date"),
    )
    op.create_table(
        "board_member",
        sa.Column("member", sa.String(length=80), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("from_date", sa.Date(), nullable=False),
        sa.Column("to_date", sa.Date(), nullable=True),
        sa.Column("appointed_by", sa.Text(), nullable=True),
        *_housekeeping("board_member"),
        sa.UniqueConstraint("member", name="uq_board_member_member"),
    )
    op.create_table(
        "committee_member",
        sa.Column("committee", sa.String(length=80), nullable=False),
        sa.Column("member", sa.String(length=80), nullable=False),
        sa.Column("from_date", sa.Date(), nullable=False),
        sa.Column("to_date", sa.Date(), nullable=True),
        sa.Column("chairs", sa.Boolean(), nullable=True),
        *_housekeeping("committee_member"),
        sa.ForeignKeyConstraint(
            ["committee"],
            ["committee.committee"],
            name="fk_committee_member_committee_committee",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["member"],
            ["board_member.member"],
            name="fk_committee_member_member_board_member",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.UniqueConstraint("committee", "member", "from_date", name="uq_committee_member_committee_member_from_date"),
    )
    op.create_table(
        "interest",
        sa.Column("member", sa.String(length=80), nullable=False),
        sa.Column("declared_on", sa.Date(), nullable=False),
        sa.Column("interest", sa.Text(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        *_housekeeping("interest"),
        sa.ForeignKeyConstraint(
            ["member"],
            ["board_member.member"],
            name="fk_interest_member_board_member",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.UniqueConstraint("member", "declared_on", "interest", name="uq_interest_member_declared_on_interest"),
    )
    op.create_table(
        "skill",
        sa.Column("member", sa.String(length=80), nullable=False),
        sa.Column("skill", sa.Text(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=True),
        *_housekeeping("skill"),
        sa.ForeignKeyConstraint(
            ["member"],
            ["board_member.member"],
            name="fk_skill_member_board_member",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.UniqueConstraint("member", "skill", name="uq_skill_member_skill"),
    )
    op.create_table(
        "attendance",
        sa.Column("meeting", sa.String(length=80), nullable=False),
        sa.Column("member", sa.String(length=80), nullable=False),
        sa.Column("attended", sa.String(length=40), nullable=False),
        *_housekeeping("attendance"),
        sa.ForeignKeyConstraint(
            ["meeting"],
            ["meeting.meeting"],
            name="fk_attendance_meeting_meeting",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["member"],
            ["board_member.member"],
            name="fk_attendance_member_board_member",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.UniqueConstraint("meeting", "member", name="uq_attendance_meeting_member"),
    )
    op.create_table(
        "commentary",
        sa.Column("meeting", sa.String(length=80), nullable=False),
        sa.Column("about", sa.String(length=80), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_by", sa.String(length=80), nullable=True),
        *_housekeeping("commentary"),
        sa.ForeignKeyConstraint(
            ["meeting"],
            ["meeting.meeting"],
            name="fk_commentary_meeting_meeting",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["written_by"], ["post.post"], name="fk_commentary_written_by_post", initially="DEFERRED", deferrable=True
        ),
        sa.UniqueConstraint("meeting", "about", name="uq_commentary_meeting_about"),
    )
    op.create_table(
        "turnover",
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("from_date", sa.Date(), nullable=False),
        sa.Column("rate", sa.Double(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        *_housekeeping("turnover"),
        sa.UniqueConstraint("role", "from_date", name="uq_turnover_role_from_date"),
    )
    op.create_table(
        "frozen_pack",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting", sa.String(length=80), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("frozen_by", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("up_to_import", sa.Integer(), nullable=True),
        sa.Column("audit_head", sa.String(length=64), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["up_to_import"], ["import.id"], name="fk_frozen_pack_up_to_import_import"),
        sa.PrimaryKeyConstraint("id", name="pk_frozen_pack"),
        sa.UniqueConstraint("meeting", "number", name="uq_frozen_pack_meeting_number"),
    )
    op.create_table(
        "frozen_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pack_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["pack_id"], ["frozen_pack.id"], name="fk_frozen_file_pack_id_frozen_pack"),
        sa.PrimaryKeyConstraint("id", name="pk_frozen_file"),
        sa.UniqueConstraint("pack_id", "name", name="uq_frozen_file_pack_id_name"),
    )
    for table in TABLES:
        op.create_index(f"ix_{table}_import_id", table, ["import_id"])
    op.create_index("ix_frozen_file_pack_id", "frozen_file", ["pack_id"])


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
    op.drop_index("ix_frozen_file_pack_id", "frozen_file")
    op.drop_table("frozen_file")
    op.drop_table("frozen_pack")
    for table in reversed(TABLES):
        op.drop_index(f"ix_{table}_import_id", table)
        op.drop_table(table)
    for table, columns in ADDED.items():
        with op.batch_alter_table(table) as batch:
            for source, name, target, _ in LED:
                if source == table:
                    batch.drop_constraint(f"fk_{table}_{name}_{target}", type_="foreignkey")
            for name in columns:
                batch.drop_column(name)
