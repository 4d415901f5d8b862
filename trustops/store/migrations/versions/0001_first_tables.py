"""The tables of the first working trustops"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("password", sa.Text(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("site", sa.String(length=6), nullable=True),
        sa.Column("person", sa.String(length=80), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_account"),
        sa.UniqueConstraint("email", name="uq_account_email"),
    )
    op.create_table(
        "import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("accepted_by", sa.Text(), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_import"),
    )
    op.create_table(
        "account_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_sha256", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_account_link_account_id_account"),
        sa.PrimaryKeyConstraint("id", name="pk_account_link"),
        sa.UniqueConstraint("token_sha256", name="uq_account_link_token_sha256"),
    )
    with op.batch_alter_table("account_link") as batch_op:
        batch_op.create_index("ix_account_link_account_id", ["account_id"], unique=False)

    op.create_table(
        "account_role",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_account_role_account_id_account"),
        sa.PrimaryKeyConstraint("account_id", "role", name="pk_account_role"),
    )
    op.create_table(
        "account_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_sha256", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("browser", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_account_session_account_id_account"),
        sa.PrimaryKeyConstraint("id", name="pk_account_session"),
        sa.UniqueConstraint("token_sha256", name="uq_account_session_token_sha256"),
    )
    with op.batch_alter_table("account_session") as batch_op:
        batch_op.create_index("ix_account_session_account_id", ["account_id"], unique=False)

    op.create_table(
        "audit_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("what", sa.String(length=20), nullable=False),
        sa.Column("sheet", sa.String(length=60), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name="fk_audit_event_import_id_import"),
        sa.PrimaryKeyConstraint("id", name="pk_audit_event"),
    )
    with op.batch_alter_table("audit_event") as batch_op:
        batch_op.create_index("ix_audit_event_import_id", ["import_id"], unique=False)
        batch_op.create_index("ix_audit_event_sheet", ["sheet"], unique=False)

    op.create_table(
        "charge_policy",
        sa.Column("policy", sa.String(length=80), nullable=False),
        sa.Column("year", sa.String(length=7), nullable=False),
        sa.Column("total_pence", sa.BigInteger(), nullable=True),
        sa.Column("percent_of_gag", sa.Double(), nullable=True),
        sa.Column("method", sa.String(length=40), nullable=False),
        sa.Column("flat_share", sa.Double(), nullable=True),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_in", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["created_in"], ["import.id"], name="fk_charge_policy_created_in_import"),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name="fk_charge_policy_import_id_import"),
        sa.PrimaryKeyConstraint("id", name="pk_charge_policy"),
        sa.UniqueConstraint("policy", "year", name="uq_charge_policy_policy_year"),
    )
    with op.batch_alter_table("charge_policy") as batch_op:
        batch_op.create_index("ix_charge_policy_import_id", ["import_id"], unique=False)

    op.create_table(
        "committee",
        sa.Column("committee", sa.String(length=80), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("confidential", sa.Boolean(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_in", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["created_in"], ["import.id"], name="fk_committee_created_in_import"),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name="fk_committee_import_id_import"),
        sa.PrimaryKeyConstraint("id", name="pk_committee"),
        sa.UniqueConstraint("committee", name="uq_committee_committee"),
    )
    with op.batch_alter_table("committee") as batch_op:
        batch_op.create_index("ix_committee_import_id", ["import_id"], unique=False)

    op.create_table(
        "duty",
        sa.Column("duty", sa.String(length=80), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("site", sa.String(length=6), nullable=False),
        sa.Column("critical", sa.Integer(), nullable=True),
        sa.Column("holders_needed", sa.Integer(), nullable=False),
        sa.Column("documented_on", sa.Date(), nullable=True),
        sa.Column("next_due", sa.Date(), nullable=True),
        sa.Column("incompatible_with", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_in", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["created_in"], ["import.id"], name="fk_duty_created_in_import"),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name="fk_duty_import_id_import"),
        sa.PrimaryKeyConstraint("id", name="pk_duty"),
        sa.UniqueConstraint("duty", name="uq_duty_duty"),
    )
    with op.batch_alter_table("duty") as batch_op:
        batch_op.create_index("ix_duty_import_id", ["import_id"], unique=False)

    op.create_table(
        "person",
        sa.Column("person", sa.String(length=80), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("site", sa.String(length=6), nullable=False),
        sa.Column("contract", sa.String(length=40), nullable=False),
        sa.Column("notice_weeks", sa.Integer(), nullable=True),
        sa.Column("started", sa.Date(), nullable=True),
        sa.Column("leaving", sa.Date(), nullable=True),
        sa.Column("intends_to_leave", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_in", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["created_in"], ["import.id"], name="fk_person_created_in_import"),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name="fk_person_import_id_import"),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.UniqueConstraint("person", name="uq_person_person"),
    )
    with op.batch_alter_table("person") as batch_op:
        batch_op.create_index("ix_person_import_id", ["import_id"], unique=False)

    op.create_table(
        "post",
        sa.Column("post", sa.String(length=80), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("site", sa.String(length=6), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=True),
        sa.Column("reports_to", sa.String(length=80), nullable=True),
        sa.Column("critical", sa.Integer(), nullable=True),
        sa.Column("must_be_filled", sa.Boolean(), nullable=True),
        sa.Column("pay_scale", sa.String(length=40), nullable=True),
        sa.Column("spine_point", sa.Text(), nullable=True),
        sa.Column("salary_pence", sa.BigInteger(), nullable=True),
        sa.Column("hours", sa.Double(), nullable=False),
        sa.Column("weeks", sa.Double(), nullable=False),
        sa.Column("leave_days", sa.Double(), nullable=False),
        sa.Column("pension", sa.String(length=40), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_in", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["created_in"], ["import.id"], name="fk_post_created_in_import"),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name="fk_post_import_id_import"),
        sa.ForeignKeyConstraint(
            ["reports_to"], ["post.post"], name="fk_post_reports_to_post", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name="pk_post"),
        sa.UniqueConstraint("post", name="uq_post_post"),
    )
    with op.batch_alter_table("post") as batch_op:
        batch_op.create_index("ix_post_import_id", ["import_id"], unique=False)

    op.create_table(
        "school",
        sa.Column("urn", sa.String(length=6), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("short_name", sa.Text(), nullable=True),
        sa.Column("phase", sa.String(length=40), nullable=False),
        sa.Column("local_authority", sa.Text(), nullable=True),
        sa.Column("region", sa.Text(), nullable=True),
        sa.Column("contact_email", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_in", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["created_in"], ["import.id"], name="fk_school_created_in_import"),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name="fk_school_import_id_import"),
        sa.PrimaryKeyConstraint("id", name="pk_school"),
        sa.UniqueConstraint("urn", name="uq_school_urn"),
    )
    with op.batch_alter_table("school") as batch_op:
        batch_op.create_index("ix_school_import_id", ["import_id"], unique=False)

    op.create_table(
        "trust",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("company_number", sa.Text(), nullable=True),
        sa.Column("group_uid", sa.String(length=80), nullable=True),
        sa.Column("levy_payer", sa.Boolean(), nullable=True),
        sa.Column("week_hours", sa.Double(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_in", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["created_in"], ["import.id"], name="fk_trust_created_in_import"),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name="fk_trust_import_id_import"),
        sa.PrimaryKeyConstraint("id", name="pk_trust"),
    )
    with op.batch_alter_table("trust") as batch_op:
        batch_op.create_index("ix_trust_import_id", ["import_id"], unique=False)

    op.create_table(
        "trust_rate",
        sa.Column("rate", sa.String(length=40), nullable=False),
        sa.Column("from_date", sa.Date(), nullable=False),
        sa.Column("value", sa.Double(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_in", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["created_in"], ["import.id"], name="fk_trust_rate_created_in_import"),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name="fk_trust_rate_import_id_import"),
        sa.PrimaryKeyConstraint("id", name="pk_trust_rate"),
        sa.UniqueConstraint("rate", "from_date", name="uq_trust_rate_rate_from_date"),
    )
    with op.batch_alter_table("trust_rate") as batch_op:
        batch_op.create_index("ix_trust_rate_import_id", ["import_id"], unique=False)

    op.create_table(
        "action",
        sa.Column("action", sa.String(length=80), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=True),
        sa.Column("source_code", sa.String(length=80), nullable=True),
        sa.Column("site", sa.String(length=6), nullable=True),
        sa.Column("owner", sa.String(length=80), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_in", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["created_in"], ["import.id"], name="fk_action_created_in_import"),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name="fk_action_import_id_import"),
        sa.ForeignKeyConstraint(
            ["owner"], ["post.post"], name="fk_action_owner_post", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name="pk_action"),
        sa.UniqueConstraint("action", name="uq_action_action"),
    )
    with op.batch_alter_table("action") as batch_op:
        batch_op.create_index("ix_action_import_id", ["import_id"], unique=False)

    op.create_table(
        "duty_holder",
        sa.Column("duty", sa.String(length=80), nullable=False),
        sa.Column("person", sa.String(length=80), nullable=False),
        sa.Column("level", sa.String(length=40), nullable=False),
        sa.Column("last_done", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_in", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["created_in"], ["import.id"], name="fk_duty_holder_created_in_import"),
        sa.ForeignKeyConstraint(
            ["duty"], ["duty.duty"], name="fk_duty_holder_duty_duty", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name="fk_duty_holder_import_id_import"),
        sa.ForeignKeyConstraint(
            ["person"], ["person.person"], name="fk_duty_holder_person_person", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name="pk_duty_holder"),
        sa.UniqueConstraint("duty", "person", name="uq_duty_holder_duty_person"),
    )
    with op.batch_alter_table("duty_holder") as batch_op:
        batch_op.create_index("ix_duty_holder_import_id", ["import_id"], unique=False)

    op.create_table(
        "holder",
        sa.Column("post", sa.String(length=80), nullable=False),
        sa.Column("person", sa.String(length=80), nullable=False),
        sa.Column("from_date", sa.Date(), nullable=False),
        sa.Column("to_date", sa.Date(), nullable=True),
        sa.Column("share", sa.Double(), nullable=False),
        sa.Column("acting", sa.Boolean(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_in", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["created_in"], ["import.id"], name="fk_holder_created_in_import"),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name="fk_holder_import_id_import"),
        sa.ForeignKeyConstraint(
            ["person"], ["person.person"], name="fk_holder_person_person", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["post"], ["post.post"], name="fk_holder_post_post", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name="pk_holder"),
        sa.UniqueConstraint("post", "person", "from_date", name="uq_holder_post_person_from_date"),
    )
    with op.batch_alter_table("holder") as batch_op:
        batch_op.create_index("ix_holder_import_id", ["import_id"], unique=False)

    op.create_table(
        "incompatible_post",
        sa.Column("post", sa.String(length=80), nullable=False),
        sa.Column("other_post", sa.String(length=80), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_in", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["created_in"], ["import.id"], name="fk_incompatible_post_created_in_import"),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name="fk_incompatible_post_import_id_import"),
        sa.ForeignKeyConstraint(
            ["other_post"],
            ["post.post"],
            name="fk_incompatible_post_other_post_post",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["post"], ["post.post"], name="fk_incompatible_post_post_post", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name="pk_incompatible_post"),
        sa.UniqueConstraint("post", "other_post", name="uq_incompatible_post_post_other_post"),
    )
    with op.batch_alter_table("incompatible_post") as batch_op:
        batch_op.create_index("ix_incompatible_post_import_id", ["import_id"], unique=False)

    op.create_table(
        "meeting",
        sa.Column("meeting", sa.String(length=80), nullable=False),
        sa.Column("committee", sa.String(length=80), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("papers_sent_on", sa.Date(), nullable=True),
        sa.Column("minuted", sa.Boolean(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_in", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["committee"],
            ["committee.committee"],
            name="fk_meeting_committee_committee",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["created_in"], ["import.id"], name="fk_meeting_created_in_import"),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name="fk_meeting_import_id_import"),
        sa.PrimaryKeyConstraint("id", name="pk_meeting"),
        sa.UniqueConstraint("meeting", name="uq_meeting_meeting"),
    )
    with op.batch_alter_table("meeting") as batch_op:
        batch_op.create_index("ix_meeting_import_id", ["import_id"], unique=False)

    op.create_table(
        "objective",
        sa.Column("objective", sa.String(length=80), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("owner", sa.String(length=80), nullable=True),
        sa.Column("from_date", sa.Date(), nullable=True),
        sa.Column("to_date", sa.Date(), nullable=True),
        sa.Column("theme", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_in", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["created_in"], ["import.id"], name="fk_objective_created_in_import"),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name="fk_objective_import_id_import"),
        sa.ForeignKeyConstraint(
            ["owner"], ["post.post"], name="fk_objective_owner_post", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name="pk_objective"),
        sa.UniqueConstraint("objective", name="uq_objective_objective"),
    )
    with op.batch_alter_table("objective") as batch_op:
        batch_op.create_index("ix_objective_import_id", ["import_id"], unique=False)

    op.create_table(
        "obligation",
        sa.Column("obligation", sa.String(length=80), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("preparer", sa.String(length=80), nullable=True),
        sa.Column("approver", sa.String(length=80), nullable=True),
        sa.Column("cover", sa.String(length=80), nullable=True),
        sa.Column("recipient", sa.Text(), nullable=True),
        sa.Column("rule", sa.Text(), nullable=True),
        sa.Column("from_date", sa.Date(), nullable=True),
        sa.Column("to_date", sa.Date(), nullable=True),
        sa.Column("not_applicable_because", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_in", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["approver"], ["post.post"], name="fk_obligation_approver_post", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["cover"], ["post.post"], name="fk_obligation_cover_post", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(["created_in"], ["import.id"], name="fk_obligation_created_in_import"),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name="fk_obligation_import_id_import"),
        sa.ForeignKeyConstraint(
            ["preparer"], ["post.post"], name="fk_obligation_preparer_post", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name="pk_obligation"),
        sa.UniqueConstraint("obligation", name="uq_obligation_obligation"),
    )
    with op.batch_alter_table("obligation") as batch_op:
        batch_op.create_index("ix_obligation_import_id", ["import_id"], unique=False)

    op.create_table(
        "relation",
        sa.Column("urn", sa.String(length=6), nullable=False),
        sa.Column("relation", sa.String(length=40), nullable=False),
        sa.Column("from_date", sa.Date(), nullable=False),
        sa.Column("to_date", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_in", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["created_in"], ["import.id"], name="fk_relation_created_in_import"),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name="fk_relation_import_id_import"),
        sa.ForeignKeyConstraint(
            ["urn"], ["school.urn"], name="fk_relation_urn_school", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name="pk_relation"),
        sa.UniqueConstraint("urn", "from_date", name="uq_relation_urn_from_date"),
    )
    with op.batch_alter_table("relation") as batch_op:
        batch_op.create_index("ix_relation_import_id", ["import_id"], unique=False)

    op.create_table(
        "school_year",
        sa.Column("urn", sa.String(length=6), nullable=False),
        sa.Column("year", sa.String(length=7), nullable=False),
        sa.Column("pupils", sa.Integer(), nullable=True),
        sa.Column("gag_pence", sa.BigInteger(), nullable=True),
        sa.Column("pan", sa.Integer(), nullable=True),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column("weight", sa.Double(), nullable=False),
        sa.Column("usage_days", sa.Double(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_in", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["created_in"], ["import.id"], name="fk_school_year_created_in_import"),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name="fk_school_year_import_id_import"),
        sa.ForeignKeyConstraint(
            ["urn"], ["school.urn"], name="fk_school_year_urn_school", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name="pk_school_year"),
        sa.UniqueConstraint("urn", "year", name="uq_school_year_urn_year"),
    )
    with op.batch_alter_table("school_year") as batch_op:
        batch_op.create_index("ix_school_year_import_id", ["import_id"], unique=False)

    op.create_table(
        "service",
        sa.Column("service", sa.String(length=80), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("owner", sa.String(length=80), nullable=True),
        sa.Column("delivered_on", sa.String(length=40), nullable=True),
        sa.Column("started", sa.Date(), nullable=True),
        sa.Column("price_pence", sa.BigInteger(), nullable=True),
        sa.Column("kpis", sa.Text(), nullable=False),
        sa.Column("notice_weeks", sa.Integer(), nullable=True),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_in", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["created_in"], ["import.id"], name="fk_service_created_in_import"),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name="fk_service_import_id_import"),
        sa.ForeignKeyConstraint(
            ["owner"], ["post.post"], name="fk_service_owner_post", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name="pk_service"),
        sa.UniqueConstraint("service", name="uq_service_service"),
    )
    with op.batch_alter_table("service") as batch_op:
        batch_op.create_index("ix_service_import_id", ["import_id"], unique=False)

    op.create_table(
        "successor",
        sa.Column("post", sa.String(length=80), nullable=False),
        sa.Column("person", sa.String(length=80), nullable=True),
        sa.Column("outside_name", sa.Text(), nullable=True),
        sa.Column("readiness", sa.String(length=40), nullable=False),
        sa.Column("assessed_on", sa.Date(), nullable=False),
        sa.Column("assessed_by", sa.Text(), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=True),
        sa.Column("preferred", sa.Boolean(), nullable=True),
        sa.Column("lead_time_days", sa.Integer(), nullable=True),
        sa.Column("action", sa.Text(), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_in", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["created_in"], ["import.id"], name="fk_successor_created_in_import"),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name="fk_successor_import_id_import"),
        sa.ForeignKeyConstraint(
            ["person"], ["person.person"], name="fk_successor_person_person", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["post"], ["post.post"], name="fk_successor_post_post", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name="pk_successor"),
        sa.UniqueConstraint("post", "person", "outside_name", name="uq_successor_post_person_outside_name"),
    )
    with op.batch_alter_table("successor") as batch_op:
        batch_op.create_index("ix_successor_import_id", ["import_id"], unique=False)

    op.create_table(
        "agreement",
        sa.Column("agreement", sa.String(length=80), nullable=False),
        sa.Column("service", sa.String(length=80), nullable=False),
        sa.Column("urn", sa.String(length=6), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("from_date", sa.Date(), nullable=False),
        sa.Column("to_date", sa.Date(), nullable=True),
        sa.Column("days_per_year", sa.Double(), nullable=False),
        sa.Column("charge", sa.String(length=40), nullable=True),
        sa.Column("price_pence", sa.BigInteger(), nullable=True),
        sa.Column("probability", sa.Double(), nullable=True),
        sa.Column("notice_weeks", sa.Integer(), nullable=True),
        sa.Column("owner", sa.String(length=80), nullable=True),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("vat", sa.String(length=40), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_in", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["created_in"], ["import.id"], name="fk_agreement_created_in_import"),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name="fk_agreement_import_id_import"),
        sa.ForeignKeyConstraint(
            ["owner"], ["post.post"], name="fk_agreement_owner_post", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["service"], ["service.service"], name="fk_agreement_service_service", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["urn"], ["school.urn"], name="fk_agreement_urn_school", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name="pk_agreement"),
        sa.UniqueConstraint("agreement", name="uq_agreement_agreement"),
    )
    with op.batch_alter_table("agreement") as batch_op:
        batch_op.create_index("ix_agreement_import_id", ["import_id"], unique=False)

    op.create_table(
        "alternative",
        sa.Column("service", sa.String(length=80), nullable=False),
        sa.Column("supplier", sa.Text(), nullable=False),
        sa.Column("from_date", sa.Date(), nullable=False),
        sa.Column("to_date", sa.Date(), nullable=True),
        sa.Column("price_pence", sa.BigInteger(), nullable=False),
        sa.Column("like_for_like", sa.Boolean(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_in", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["created_in"], ["import.id"], name="fk_alternative_created_in_import"),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name="fk_alternative_import_id_import"),
        sa.ForeignKeyConstraint(
            ["service"],
            ["service.service"],
            name="fk_alternative_service_service",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_alternative"),
        sa.UniqueConstraint("service", "supplier", "from_date", name="uq_alternative_service_supplier_from_date"),
    )
    with op.batch_alter_table("alternative") as batch_op:
        batch_op.create_index("ix_alternative_import_id", ["import_id"], unique=False)

    op.create_table(
        "delivery",
        sa.Column("service", sa.String(length=80), nullable=False),
        sa.Column("urn", sa.String(length=6), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("days", sa.Double(), nullable=False),
        sa.Column("person", sa.String(length=80), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_in", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["created_in"], ["import.id"], name="fk_delivery_created_in_import"),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name="fk_delivery_import_id_import"),
        sa.ForeignKeyConstraint(
            ["person"], ["person.person"], name="fk_delivery_person_person", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["service"], ["service.service"], name="fk_delivery_service_service", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["urn"], ["school.urn"], name="fk_delivery_urn_school", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name="pk_delivery"),
        sa.UniqueConstraint("service", "urn", "on_date", name="uq_delivery_service_urn_on_date"),
    )
    with op.batch_alter_table("delivery") as batch_op:
        batch_op.create_index("ix_delivery_import_id", ["import_id"], unique=False)

    op.create_table(
        "kpi",
        sa.Column("kpi", sa.String(length=80), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("definition", sa.Text(), nullable=True),
        sa.Column("unit", sa.String(length=40), nullable=False),
        sa.Column("direction", sa.String(length=40), nullable=False),
        sa.Column("phase", sa.String(length=40), nullable=True),
        sa.Column("frequency", sa.String(length=40), nullable=False),
        sa.Column("lag_days", sa.Integer(), nullable=True),
        sa.Column("owner", sa.String(length=80), nullable=True),
        sa.Column("committee", sa.String(length=80), nullable=True),
        sa.Column("objective", sa.String(length=80), nullable=True),
        sa.Column("roll_up", sa.String(length=40), nullable=True),
        sa.Column("tolerance", sa.Double(), nullable=True),
        sa.Column("decimals", sa.Integer(), nullable=True),
        sa.Column("smallest_group", sa.Integer(), nullable=False),
        sa.Column("no_benchmark_because", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_in", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["committee"],
            ["committee.committee"],
            name="fk_kpi_committee_committee",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["created_in"], ["import.id"], name="fk_kpi_created_in_import"),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name="fk_kpi_import_id_import"),
        sa.ForeignKeyConstraint(
            ["objective"],
            ["objective.objective"],
            name="fk_kpi_objective_objective",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["owner"], ["post.post"], name="fk_kpi_owner_post", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name="pk_kpi"),
        sa.UniqueConstraint("kpi", name="uq_kpi_kpi"),
    )
    with op.batch_alter_table("kpi") as batch_op:
        batch_op.create_index("ix_kpi_import_id", ["import_id"], unique=False)

    op.create_table(
        "paper",
        sa.Column("meeting", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("code", sa.String(length=80), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_in", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["created_in"], ["import.id"], name="fk_paper_created_in_import"),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name="fk_paper_import_id_import"),
        sa.ForeignKeyConstraint(
            ["meeting"], ["meeting.meeting"], name="fk_paper_meeting_meeting", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name="pk_paper"),
        sa.UniqueConstraint("meeting", "kind", "code", name="uq_paper_meeting_kind_code"),
    )
    with op.batch_alter_table("paper") as batch_op:
        batch_op.create_index("ix_paper_import_id", ["import_id"], unique=False)

    op.create_table(
        "service_capacity",
        sa.Column("service", sa.String(length=80), nullable=False),
        sa.Column("year", sa.String(length=7), nullable=False),
        sa.Column("weeks", sa.Double(), nullable=False),
        sa.Column("inset_days", sa.Double(), nullable=True),
        sa.Column("training_days", sa.Double(), nullable=True),
        sa.Column("sickness_days", sa.Double(), nullable=True),
        sa.Column("supervision_days", sa.Double(), nullable=True),
        sa.Column("admin_and_travel_days", sa.Double(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_in", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["created_in"], ["import.id"], name="fk_service_capacity_created_in_import"),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name="fk_service_capacity_import_id_import"),
        sa.ForeignKeyConstraint(
            ["service"],
            ["service.service"],
            name="fk_service_capacity_service_service",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_service_capacity"),
        sa.UniqueConstraint("service", "year", name="uq_service_capacity_service_year"),
    )
    with op.batch_alter_table("service_capacity") as batch_op:
        batch_op.create_index("ix_service_capacity_import_id", ["import_id"], unique=False)

    op.create_table(
        "service_cost",
        sa.Column("service", sa.String(length=80), nullable=False),
        sa.Column("year", sa.String(length=7), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("amount_pence", sa.BigInteger(), nullable=False),
        sa.Column("life_years", sa.Double(), nullable=True),
        sa.Column("days", sa.Double(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_in", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["created_in"], ["import.id"], name="fk_service_cost_created_in_import"),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name="fk_service_cost_import_id_import"),
        sa.ForeignKeyConstraint(
            ["service"],
            ["service.service"],
            name="fk_service_cost_service_service",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_service_cost"),
        sa.UniqueConstraint("service", "year", "item", name="uq_service_cost_service_year_item"),
    )
    with op.batch_alter_table("service_cost") as batch_op:
        batch_op.create_index("ix_service_cost_import_id", ["import_id"], unique=False)

    op.create_table(
        "service_staff",
        sa.Column("service", sa.String(length=80), nullable=False),
        sa.Column("post", sa.String(length=80), nullable=False),
        sa.Column("share", sa.Double(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_in", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["created_in"], ["import.id"], name="fk_service_staff_created_in_import"),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name="fk_service_staff_import_id_import"),
        sa.ForeignKeyConstraint(
            ["post"], ["post.post"], name="fk_service_staff_post_post", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["service"],
            ["service.service"],
            name="fk_service_staff_service_service",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_service_staff"),
        sa.UniqueConstraint("service", "post", name="uq_service_staff_service_post"),
    )
    with op.batch_alter_table("service_staff") as batch_op:
        batch_op.create_index("ix_service_staff_import_id", ["import_id"], unique=False)

    op.create_table(
        "submission",
        sa.Column("obligation", sa.String(length=80), nullable=False),
        sa.Column("site", sa.String(length=6), nullable=False),
        sa.Column("period_end", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=True),
        sa.Column("contents", sa.Text(), nullable=False),
        sa.Column("reported_at", sa.String(length=80), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_in", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["created_in"], ["import.id"], name="fk_submission_created_in_import"),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name="fk_submission_import_id_import"),
        sa.ForeignKeyConstraint(
            ["reported_at"],
            ["meeting.meeting"],
            name="fk_submission_reported_at_meeting",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_submission"),
        sa.UniqueConstraint("obligation", "site", "period_end", name="uq_submission_obligation_site_period_end"),
    )
    with op.batch_alter_table("submission") as batch_op:
        batch_op.create_index("ix_submission_import_id", ["import_id"], unique=False)

    op.create_table(
        "benchmark",
        sa.Column("kpi", sa.String(length=80), nullable=False),
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
        sa.ForeignKeyConstraint(["created_in"], ["import.id"], name="fk_benchmark_created_in_import"),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name="fk_benchmark_import_id_import"),
        sa.ForeignKeyConstraint(
            ["kpi"], ["kpi.kpi"], name="fk_benchmark_kpi_kpi", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name="pk_benchmark"),
        sa.UniqueConstraint("kpi", "phase", "start", name="uq_benchmark_kpi_phase_start"),
    )
    with op.batch_alter_table("benchmark") as batch_op:
        batch_op.create_index("ix_benchmark_import_id", ["import_id"], unique=False)

    op.create_table(
        "invoice",
        sa.Column("invoice", sa.String(length=80), nullable=False),
        sa.Column("agreement", sa.String(length=80), nullable=False),
        sa.Column("issued", sa.Date(), nullable=False),
        sa.Column("net_pence", sa.BigInteger(), nullable=False),
        sa.Column("vat_pence", sa.BigInteger(), nullable=True),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("paid_pence", sa.BigInteger(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_in", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["agreement"],
            ["agreement.agreement"],
            name="fk_invoice_agreement_agreement",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["created_in"], ["import.id"], name="fk_invoice_created_in_import"),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name="fk_invoice_import_id_import"),
        sa.PrimaryKeyConstraint("id", name="pk_invoice"),
        sa.UniqueConstraint("invoice", name="uq_invoice_invoice"),
    )
    with op.batch_alter_table("invoice") as batch_op:
        batch_op.create_index("ix_invoice_import_id", ["import_id"], unique=False)

    op.create_table(
        "kpi_change",
        sa.Column("kpi", sa.String(length=80), nullable=False),
        sa.Column("site", sa.String(length=6), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_in", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["created_in"], ["import.id"], name="fk_kpi_change_created_in_import"),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name="fk_kpi_change_import_id_import"),
        sa.ForeignKeyConstraint(
            ["kpi"], ["kpi.kpi"], name="fk_kpi_change_kpi_kpi", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name="pk_kpi_change"),
        sa.UniqueConstraint("kpi", "site", "on_date", name="uq_kpi_change_kpi_site_on_date"),
    )
    with op.batch_alter_table("kpi_change") as batch_op:
        batch_op.create_index("ix_kpi_change_import_id", ["import_id"], unique=False)

    op.create_table(
        "kpi_target",
        sa.Column("kpi", sa.String(length=80), nullable=False),
        sa.Column("site", sa.String(length=6), nullable=False),
        sa.Column("from_date", sa.Date(), nullable=False),
        sa.Column("to_date", sa.Date(), nullable=True),
        sa.Column("target", sa.Double(), nullable=False),
        sa.Column("tolerance", sa.Double(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_in", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["created_in"], ["import.id"], name="fk_kpi_target_created_in_import"),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name="fk_kpi_target_import_id_import"),
        sa.ForeignKeyConstraint(
            ["kpi"], ["kpi.kpi"], name="fk_kpi_target_kpi_kpi", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name="pk_kpi_target"),
        sa.UniqueConstraint("kpi", "site", "from_date", name="uq_kpi_target_kpi_site_from_date"),
    )
    with op.batch_alter_table("kpi_target") as batch_op:
        batch_op.create_index("ix_kpi_target_import_id", ["import_id"], unique=False)

    op.create_table(
        "kpi_value",
        sa.Column("kpi", sa.String(length=80), nullable=False),
        sa.Column("site", sa.String(length=6), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=False),
        sa.Column("value", sa.Double(), nullable=True),
        sa.Column("not_published", sa.Text(), nullable=True),
        sa.Column("numerator", sa.Double(), nullable=True),
        sa.Column("denominator", sa.Double(), nullable=True),
        sa.Column("status", sa.String(length=40), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_in", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["created_in"], ["import.id"], name="fk_kpi_value_created_in_import"),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name="fk_kpi_value_import_id_import"),
        sa.ForeignKeyConstraint(
            ["kpi"], ["kpi.kpi"], name="fk_kpi_value_kpi_kpi", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name="pk_kpi_value"),
        sa.UniqueConstraint("kpi", "site", "start", name="uq_kpi_value_kpi_site_start"),
    )
    with op.batch_alter_table("kpi_value") as batch_op:
        batch_op.create_index("ix_kpi_value_import_id", ["import_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("kpi_value") as batch_op:
        batch_op.drop_index("ix_kpi_value_import_id")

    op.drop_table("kpi_value")
    with op.batch_alter_table("kpi_target") as batch_op:
        batch_op.drop_index("ix_kpi_target_import_id")

    op.drop_table("kpi_target")
    with op.batch_alter_table("kpi_change") as batch_op:
        batch_op.drop_index("ix_kpi_change_import_id")

    op.drop_table("kpi_change")
    with op.batch_alter_table("invoice") as batch_op:
        batch_op.drop_index("ix_invoice_import_id")

    op.drop_table("invoice")
    with op.batch_alter_table("benchmark") as batch_op:
        batch_op.drop_index("ix_benchmark_import_id")

    op.drop_table("benchmark")
    with op.batch_alter_table("submission") as batch_op:
        batch_op.drop_index("ix_submission_import_id")

    op.drop_table("submission")
    with op.batch_alter_table("service_staff") as batch_op:
        batch_op.drop_index("ix_service_staff_import_id")

    op.drop_table("service_staff")
    with op.batch_alter_table("service_cost") as batch_op:
        batch_op.drop_index("ix_service_cost_import_id")

    op.drop_table("service_cost")
    with op.batch_alter_table("service_capacity") as batch_op:
        batch_op.drop_index("ix_service_capacity_import_id")

    op.drop_table("service_capacity")
    with op.batch_alter_table("paper") as batch_op:
        batch_op.drop_index("ix_paper_import_id")

    op.drop_table("paper")
    with op.batch_alter_table("kpi") as batch_op:
        batch_op.drop_index("ix_kpi_import_id")

    op.drop_table("kpi")
    with op.batch_alter_table("delivery") as batch_op:
        batch_op.drop_index("ix_delivery_import_id")

    op.drop_table("delivery")
    with op.batch_alter_table("alternative") as batch_op:
        batch_op.drop_index("ix_alternative_import_id")

    op.drop_table("alternative")
    with op.batch_alter_table("agreement") as batch_op:
        batch_op.drop_index("ix_agreement_import_id")

    op.drop_table("agreement")
    with op.batch_alter_table("successor") as batch_op:
        batch_op.drop_index("ix_successor_import_id")

    op.drop_table("successor")
    with op.batch_alter_table("service") as batch_op:
        batch_op.drop_index("ix_service_import_id")

    op.drop_table("service")
    with op.batch_alter_table("school_year") as batch_op:
        batch_op.drop_index("ix_school_year_import_id")

    op.drop_table("school_year")
    with op.batch_alter_table("relation") as batch_op:
        batch_op.drop_index("ix_relation_import_id")

    op.drop_table("relation")
    with op.batch_alter_table("obligation") as batch_op:
        batch_op.drop_index("ix_obligation_import_id")

    op.drop_table("obligation")
    with op.batch_alter_table("objective") as batch_op:
        batch_op.drop_index("ix_objective_import_id")

    op.drop_table("objective")
    with op.batch_alter_table("meeting") as batch_op:
        batch_op.drop_index("ix_meeting_import_id")

    op.drop_table("meeting")
    with op.batch_alter_table("incompatible_post") as batch_op:
        batch_op.drop_index("ix_incompatible_post_import_id")

    op.drop_table("incompatible_post")
    with op.batch_alter_table("holder") as batch_op:
        batch_op.drop_index("ix_holder_import_id")

    op.drop_table("holder")
    with op.batch_alter_table("duty_holder") as batch_op:
        batch_op.drop_index("ix_duty_holder_import_id")

    op.drop_table("duty_holder")
    with op.batch_alter_table("action") as batch_op:
        batch_op.drop_index("ix_action_import_id")

    op.drop_table("action")
    with op.batch_alter_table("trust_rate") as batch_op:
        batch_op.drop_index("ix_trust_rate_import_id")

    op.drop_table("trust_rate")
    with op.batch_alter_table("trust") as batch_op:
        batch_op.drop_index("ix_trust_import_id")

    op.drop_table("trust")
    with op.batch_alter_table("school") as batch_op:
        batch_op.drop_index("ix_school_import_id")

    op.drop_table("school")
    with op.batch_alter_table("post") as batch_op:
        batch_op.drop_index("ix_post_import_id")

    op.drop_table("post")
    with op.batch_alter_table("person") as batch_op:
        batch_op.drop_index("ix_person_import_id")

    op.drop_table("person")
    with op.batch_alter_table("duty") as batch_op:
        batch_op.drop_index("ix_duty_import_id")

    op.drop_table("duty")
    with op.batch_alter_table("committee") as batch_op:
        batch_op.drop_index("ix_committee_import_id")

    op.drop_table("committee")
    with op.batch_alter_table("charge_policy") as batch_op:
        batch_op.drop_index("ix_charge_policy_import_id")

    op.drop_table("charge_policy")
    with op.batch_alter_table("audit_event") as batch_op:
        batch_op.drop_index("ix_audit_event_sheet")
        batch_op.drop_index("ix_audit_event_import_id")

    op.drop_table("audit_event")
    with op.batch_alter_table("account_session") as batch_op:
        batch_op.drop_index("ix_account_session_account_id")

    op.drop_table("account_session")
    op.drop_table("account_role")
    with op.batch_alter_table("account_link") as batch_op:
        batch_op.drop_index("ix_account_link_account_id")

    op.drop_table("account_link")
    op.drop_table("import")
    op.drop_table("account")
