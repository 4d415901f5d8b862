"""A frozen pack cannot be written over or deleted, by whatever program opens the database"""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

TABLES = ("frozen_pack", "frozen_file")
SAYS = "a frozen pack never changes"


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for table in TABLES:
            for what in ("update", "delete"):
                op.execute(
                    f"CREATE TRIGGER {table}_no_{what} BEFORE {what.upper()} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"
                )
        return
    op.execute(
        "CREATE FUNCTION frozen_pack_stays() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{SAYS}'; END; $$"
    )
    for table in TABLES:
        op.execute(
            f"CREATE TRIGGER {table}_stays BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION frozen_pack_stays()"
        )


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for table in TABLES:
            for what in ("update", "delete"):
                op.execute(f"DROP TRIGGER {table}_no_{what}")
        return
    for table in TABLES:
        op.execute(f"DROP TRIGGER {table}_stays ON {table}")
    op.execute("DROP FUNCTION frozen_pack_stays()")
