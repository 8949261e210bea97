"""A new database migrated once: what Alembic sent is remembered, and sent again to the next one that is as new."""

from alembic.config import Config
from sqlalchemy import event, inspect
from sqlalchemy.engine import Connection

ASKING = ("SELECT", "PRAGMA", "SHOW")
Sent = list[tuple[str, object]]


class Remembered:
    """Alembic's `upgrade`, whose work from nothing to a revision is done by Alembic the first time only.

    Args:
        upgrade: what Alembic does.
    """

    def __init__(self, upgrade) -> None:
        self._upgrade = upgrade
        self._sent: dict[tuple[str, str], Sent] = {}

    def __call__(self, config: Config, revision: str) -> None:
        connection: Connection = config.attributes["connection"]
        is_new = not inspect(connection).get_table_names()
        connection.rollback()
        if not is_new:
            self._upgrade(config, revision)
        elif known := self._sent.get((connection.dialect.name, revision)):
            with connection.begin():
                for statement, values in known:
                    connection.exec_driver_sql(statement, values)
        else:
            self._sent[connection.dialect.name, revision] = self._listened(connection, config, revision)

    def _listened(self, connection: Connection, config: Config, revision: str) -> Sent:
        sent: Sent = []

        def hear(_connection, _cursor, statement, values, _context, _many) -> None:
            if not statement.lstrip().upper().startswith(ASKING):
                sent.append((statement, values or None))

        event.listen(connection, "before_cursor_execute", hear)
        self._upgrade(config, revision)
        event.remove(connection, "before_cursor_execute", hear)
        return sent
