"""The staff's door: where sessions are, when who sits there proved it last, second factors and recovery codes."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.add_column("staff_account", sa.Column("factor_due_at", sa.DateTime(timezone=True), nullable=True))
    # Sessions last half a day: whoever is signed in does so once more, rather than with a place nobody knows.
    op.drop_index(op.f("ix_staff_session_account_id"), table_name="staff_session")
    op.drop_table("staff_session")
    _make_sessions(
        sa.Column("proven_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_link", sa.Boolean(), nullable=False),
        sa.Column("network", sa.String(length=64), nullable=False),
        sa.Column("browser", sa.String(length=64), nullable=False),
    )
    op.create_table(
        "staff_totp",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_step", sa.BigInteger(), nullable=False),
        _of_account("staff_totp"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_totp")),
    )
    op.create_index(op.f("ix_staff_totp_account_id"), "staff_totp", ["account_id"], unique=False)
    op.create_table(
        "staff_recovery_code",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("code_hash", sa.String(length=200), nullable=False),
        _of_account("staff_recovery_code"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_recovery_code")),
    )
    op.create_index(op.f("ix_staff_recovery_code_account_id"), "staff_recovery_code", ["account_id"], unique=False)
    op.create_table(
        "staff_passkey",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("credential_id", sa.LargeBinary(length=1023), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.BigInteger(), nullable=False),
        sa.Column("verifies", sa.Boolean(), nullable=False),
        sa.Column("backup_eligible", sa.Boolean(), nullable=False),
        sa.Column("backed_up", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        _of_account("staff_passkey"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_passkey")),
        sa.UniqueConstraint("credential_id", name=op.f("uq_staff_passkey_credential_id")),
    )
    op.create_index(op.f("ix_staff_passkey_account_id"), "staff_passkey", ["account_id"], unique=False)
    op.create_table(
        "staff_spent_challenge",
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_staff_spent_challenge")),
    )
    op.create_index(op.f("ix_staff_spent_challenge_ends_at"), "staff_spent_challenge", ["ends_at"], unique=False)
    op.create_table(
        "staff_identity",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("issuer", sa.String(length=255), nullable=False),
        sa.Column("subject", sa.String(length=255), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        _of_account("staff_identity"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_identity")),
        sa.UniqueConstraint("issuer", "subject", name=op.f("uq_staff_identity_issuer_subject")),
    )
    op.create_index(op.f("ix_staff_identity_account_id"), "staff_identity", ["account_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_staff_identity_account_id"), table_name="staff_identity")
    op.drop_table("staff_identity")
    op.drop_index(op.f("ix_staff_spent_challenge_ends_at"), table_name="staff_spent_challenge")
    op.drop_table("staff_spent_challenge")
    op.drop_index(op.f("ix_staff_passkey_account_id"), table_name="staff_passkey")
    op.drop_table("staff_passkey")
    op.drop_index(op.f("ix_staff_recovery_code_account_id"), table_name="staff_recovery_code")
    op.drop_table("staff_recovery_code")
    # The keys the secrets were sealed under have no other use, and the version before knows none of accounts.
    op.execute("delete from vault_key where id in (select id from staff_account)")
    op.drop_index(op.f("ix_staff_totp_account_id"), table_name="staff_totp")
    op.drop_table("staff_totp")
    op.drop_index(op.f("ix_staff_session_account_id"), table_name="staff_session")
    op.drop_table("staff_session")
    _make_sessions()
    op.drop_column("staff_account", "factor_due_at")


def _make_sessions(*more: sa.Column) -> None:
    op.create_table(
        "staff_session",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        *more,
        _of_account("staff_session"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_session")),
    )
    op.create_index(op.f("ix_staff_session_account_id"), "staff_session", ["account_id"], unique=False)


def _of_account(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_account_id")
    return sa.ForeignKeyConstraint(["account_id"], ["staff_account.id"], name=name, ondelete="CASCADE")
