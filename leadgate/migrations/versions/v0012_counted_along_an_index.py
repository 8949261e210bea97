"""What is counted or read by the hundred thousand goes along an index: a group's posts by week, a survey's responses."""

from uuid import UUID

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

NO_GROUP = UUID(int=0)
post, thread = (
    sa.table(name, *(sa.column(column, sa.Uuid()) for column in columns))
    for name, columns in {"group_post": ["thread_id", "group_id"], "group_thread": ["id", "group_id"]}.items()
)


def upgrade() -> None:
    # SQLite adds a column that is never empty only with a value that stands in it from the start.
    empty = NO_GROUP.hex if op.get_bind().dialect.name == "sqlite" else str(NO_GROUP)
    op.add_column("group_post", sa.Column("group_id", sa.Uuid(), nullable=False, server_default=empty))
    of_thread = sa.select(thread.c.group_id).where(thread.c.id == post.c.thread_id).scalar_subquery()
    op.execute(post.update().values(group_id=of_thread))
    if op.get_bind().dialect.name != "sqlite":
        op.alter_column("group_post", "group_id", server_default=None)
    op.create_index("ix_group_post_week", "group_post", ["group_id", "made_at"], unique=False)
    op.create_index("ix_survey_response_in_order", "survey_response", ["survey_id", "id"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_survey_response_in_order", table_name="survey_response")
    op.drop_index("ix_group_post_week", table_name="group_post")
    op.drop_column("group_post", "group_id")
