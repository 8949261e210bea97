"""What waits in the outbox is called by the rooms that work it now: joining, discussions, sanctions, moderation."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

outbox = sa.table(
    "outbox", sa.column("id", sa.Uuid()), sa.column("kind", sa.String()), sa.column("key", sa.String()),
    sa.column("payload", sa.JSON()),
)  # fmt: skip
HANDLERS = {
    "groups.apply_rule": "joining.apply_rule",
    "groups.send_invitation": "invitations.send_invitation",
    "groups.tell_post": "discussions.tell_post",
    "groups.tell_waiting": "joining.tell_waiting",
}
LETTERS = {
    **{f"groups/{name}": f"joining/{name}" for name in (
        "confirm", "remind", "guardian", "decided", "asked_back", "lapses", "changed", "lapsed")},
    **{f"groups/{name}": f"discussions/{name}" for name in ("digest", "post", "named")},
    **{f"groups/{name}": f"sanctions/{name}" for name in ("sanctioned", "lifted", "appeal_answered")},
    "groups/invited": "invitations/invited",
    "groups/waiting": "moderation/waiting",
}  # fmt: skip


def upgrade() -> None:
    _rename(HANDLERS, LETTERS)


def downgrade() -> None:
    _rename({new: old for old, new in HANDLERS.items()}, {new: old for old, new in LETTERS.items()})


def _rename(handlers: dict[str, str], letters: dict[str, str]) -> None:
    """The keys change with the names: what was done under the old one is not done again under the new one."""
    for old, new in handlers.items():
        for row in _rows(outbox.c.kind == old):
            _set(row, kind=new, key=row["key"].replace(old, new, 1))
    for row in _rows(outbox.c.kind == "mail"):
        if new := letters.get(old := row["payload"].get("letter", "")):
            _set(row, key=row["key"].replace(old, new, 1), payload={**row["payload"], "letter": new})


def _rows(condition: sa.ColumnElement[bool]) -> list[sa.RowMapping]:
    return list(op.get_bind().execute(sa.select(outbox).where(condition)).mappings())


def _set(row: sa.RowMapping, **values: object) -> None:
    op.execute(outbox.update().where(outbox.c.id == row["id"]).values(**values))
