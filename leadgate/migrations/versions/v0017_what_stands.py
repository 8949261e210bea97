"""What people ask for stands, also for addresses nobody has; that an officer checked a mandate is kept by itself."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.create_table(
        "standing_request",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("address_index", sa.LargeBinary(length=32), nullable=True),
        sa.Column("what", sa.String(length=12), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_standing_request"),
        sa.UniqueConstraint("address_index", "what", name="uq_standing_request_address_index_what"),
        sa.UniqueConstraint("person_id", "what", name="uq_standing_request_person_id_what"),
    )
    op.create_index("ix_standing_request_until", "standing_request", ["until"], unique=False)
    op.add_column("privacy_request", sa.Column("mandate_checked_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("privacy_request", "mandate_checked_at")
    op.drop_index("ix_standing_request_until", table_name="standing_request")
    op.drop_table("standing_request")
