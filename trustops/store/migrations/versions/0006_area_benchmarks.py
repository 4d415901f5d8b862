"""What the schools of one local authority reach"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "area_benchmark",
        sa.Column("kpi", sa.String(length=80), nullable=False),
        sa.Column("area", sa.Text(), nullable=False),
        sa.Column("phase", sa.String(length=40), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=False),
        sa.Column("value", sa.Double(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_in", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["created_in"], ["import.id"], name="fk_area_benchmark_created_in_import"),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name="fk_area_benchmark_import_id_import"),
        sa.ForeignKeyConstraint(
            ["kpi"], ["kpi.kpi"], name="fk_area_benchmark_kpi_kpi", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name="pk_area_benchmark"),
        sa.UniqueConstraint("kpi", "area", "phase", "start", name="uq_area_benchmark_kpi_area_phase_start"),
    )
    op.create_index("ix_area_benchmark_import_id", "area_benchmark", ["import_id"])


def downgrade() -> None:
    op.drop_index("ix_area_benchmark_import_id", "area_benchmark")
    op.drop_table("area_benchmark")
