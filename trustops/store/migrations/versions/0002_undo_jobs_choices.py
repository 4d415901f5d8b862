"""Imports can be undone, long work is a job, choices are remembered, and packs made are known"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("import") as batch:
        batch.add_column(sa.Column("deleted", sa.Integer(), server_default="0", nullable=False))
        batch.add_column(sa.Column("undoes", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("columns", sa.JSON(), nullable=True))
        batch.create_foreign_key("fk_import_undoes_import", "import", ["undoes"], ["id"])
        batch.create_index("ix_import_undoes", ["undoes"])
    op.create_table(
        "pack_made",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting", sa.String(length=80), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("up_to_import", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["up_to_import"], ["import.id"], name="fk_pack_made_up_to_import_import"),
        sa.PrimaryKeyConstraint("id", name="pk_pack_made"),
    )
    op.create_table(
        "job",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("asked_by", sa.Text(), nullable=False),
        sa.Column("account", sa.Integer(), nullable=True),
        sa.Column("arguments", sa.JSON(), nullable=False),
        sa.Column("result", sa.JSON(), nullable=True),
        sa.Column("message", sa.Text(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("worker", sa.String(length=80), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_job"),
    )
    op.create_index("ix_job_state", "job", ["state"])
    op.create_table(
        "remembered_choice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("sheet", sa.String(length=80), nullable=False),
        sa.Column("column", sa.String(length=80), nullable=False),
        sa.Column("found", sa.String(length=400), nullable=False),
        sa.Column("meaning", sa.Text(), nullable=False),
        sa.Column("chosen_by", sa.Text(), nullable=False),
        sa.Column("chosen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_remembered_choice"),
        sa.UniqueConstraint("kind", "sheet", "column", "found", name="uq_remembered_choice_kind_sheet_column_found"),
    )


def downgrade() -> None:
    op.drop_table("remembered_choice")
    op.drop_index("ix_job_state", "job")
    op.drop_table("job")
    op.drop_table("pack_made")
    with op.batch_alter_table("import") as batch:
        batch.drop_index("ix_import_undoes")
        batch.drop_constraint("fk_import_undoes_import", type_="foreignkey")
        batch.drop_column("columns")
        batch.drop_column("undoes")
        batch.drop_column("deleted")
