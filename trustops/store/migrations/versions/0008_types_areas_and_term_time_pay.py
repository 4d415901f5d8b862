"""What type a school is, where its teachers are paid, and how term-time-only pay is worked out"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

COLUMNS = (
    ("school", "school_type"),
    ("school", "pay_area"),
    ("trust", "term_time_pay"),
    ("trust", "pay_area"),
    ("post", "term_time_pay"),
)


def upgrade() -> None:
    for table, column in COLUMNS:
        op.add_column(table, sa.Column(column, sa.String(length=40), nullable=True))


def downgrade() -> None:
    for table, column in reversed(COLUMNS):
        with op.batch_alter_table(table) as batch:
            batch.drop_column(column)
