"""Who opened what names people and their readiness, which nobody can change or delete afterwards"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

SAYS = "what somebody read is never unwritten"


def upgrade() -> None:
    op.create_table(
        "named_read",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("page", sa.String(length=60), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_named_read_account_id_account"),
        sa.PrimaryKeyConstraint("id", name="pk_named_read"),
    )
    op.create_index("ix_named_read_account_id", "named_read", ["account_id"])
    if op.get_bind().dialect.name == "sqlite":
        for what in ("update", "delete"):
            op.execute(
                f"CREATE TRIGGER named_read_no_{what} BEFORE {what.upper()} ON named_read "
                f"BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION named_read_stays() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{SAYS}'; END; $$"
    )
    op.execute(
        "CREATE TRIGGER named_read_stays BEFORE UPDATE OR DELETE ON named_read "
        "FOR EACH ROW EXECUTE FUNCTION named_read_stays()"
    )


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for what in ("update", "delete"):
            op.execute(f"DROP TRIGGER named_read_no_{what}")
    else:
        op.execute("DROP TRIGGER named_read_stays ON named_read")
        op.execute("DROP FUNCTION named_read_stays()")
    op.drop_index("ix_named_read_account_id", "named_read")
    op.drop_table("named_read")
