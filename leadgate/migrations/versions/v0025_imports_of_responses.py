"""Responses that were given elsewhere: which import each came with, and the files that wait to be looked through."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"

response = sa.table("survey_response", sa.column("id", sa.Uuid()), sa.column("survey_id", sa.Uuid()), sa.column("import_id"))
survey = sa.table("survey", sa.column("id", sa.Uuid()), sa.column("removals", sa.Integer()))
key = sa.table("vault_key", sa.column("id", sa.Uuid()))
file = sa.table("survey_import_file", sa.column("id", sa.Uuid()))


def upgrade() -> None:
    op.add_column("survey_response", sa.Column("import_id", sa.Uuid(), nullable=True))
    op.create_index("ix_survey_response_import_id", "survey_response", ["import_id"])
    op.create_table(
        "survey_import",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("fingerprint", sa.LargeBinary(), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.Column("kept", sa.Integer(), nullable=False),
        sa.Column("sensitive", sa.Integer(), nullable=False),
        sa.Column("unasked", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["survey_id"], ["survey.id"], name="fk_survey_import_survey_id_survey", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_survey_import"),
    )
    op.create_index("ix_survey_import_survey_id", "survey_import", ["survey_id"])
    op.create_table(
        "survey_import_file",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["vault_key.id"], name="fk_survey_import_file_subject_id_vault_key", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_survey_import_file"),
    )
    op.create_index("ix_survey_import_file_subject_id", "survey_import_file", ["subject_id"])
    op.create_index("ix_survey_import_file_expires_at", "survey_import_file", ["expires_at"])


def downgrade() -> None:
    # An older version would take what came from elsewhere for answers given here, in no time at all.
    brought = sa.select(response.c.id).where(response.c.import_id.is_not(None))
    changed = sa.select(response.c.survey_id).where(response.c.import_id.is_not(None))
    op.execute(survey.update().where(survey.c.id.in_(changed)).values(removals=survey.c.removals + 1))
    op.execute(key.delete().where(sa.or_(key.c.id.in_(brought), key.c.id.in_(sa.select(file.c.id)))))
    op.drop_table("survey_import_file")
    op.drop_table("survey_import")
    op.execute(response.delete().where(response.c.import_id.is_not(None)))
    op.drop_index("ix_survey_response_import_id", "survey_response")
    op.drop_column("survey_response", "import_id")
