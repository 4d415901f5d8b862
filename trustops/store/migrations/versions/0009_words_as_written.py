"""A word that somebody explained is kept as it was written, to be shown again"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("remembered_choice") as batch:
        batch.add_column(sa.Column("written", sa.Text(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("remembered_choice") as batch:
        batch.drop_column("written")
