"""Whether a database can hold an installation: asked before anything is made in it, so that nothing is half made."""

from collections.abc import Iterator

from sqlalchemy import Connection, Engine, text

from leadgate.foundation.errors import Refusal
from leadgate.foundation.sql.tables import Base

OLDEST_POSTGRESQL = 14
OLDEST_SQLITE = (3, 35)
OWNER_OF_OURS = """
select tableowner from pg_tables
where schemaname = current_schema() and tablename = any(:ours) and not pg_has_role(tableowner, 'usage') limit 1
"""


class Unfit(Refusal):
    """The database cannot hold an installation.

    Args:
        reason: why, and how to mend it; a sentence for whoever runs the database.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)


def demand_fit(database: Engine) -> None:
    """Refuse a database in which a migration would end halfway.

    Args:
        database: connects with what the settings say.

    Raises:
        Unfit: naming the first reason.
        OperationalError: it cannot be reached.
    """
    with database.connect() as connection:
        for reason in unfit(connection):
            raise Unfit(reason)


def unfit(connection: Connection) -> Iterator[str]:
    """Why a database cannot hold an installation; none when it can.

    Args:
        connection: to it.

    Yields:
        sentences, each saying how to mend it.
    """
    if connection.dialect.name == "postgresql":
        yield from _too_old(connection)
        yield from _not_every_language(connection)
        yield from _without_right(connection)
    elif (version := connection.dialect.server_version_info or ()) < OLDEST_SQLITE:
        found, needed = (".".join(map(str, one)) for one in (version, OLDEST_SQLITE))
        yield f"SQLite {found} is too old: leadgate needs {needed} or newer, which comes with Python."


def _too_old(connection: Connection) -> Iterator[str]:
    version = int(_asked(connection, "show server_version_num")) // 10000
    if version < OLDEST_POSTGRESQL:
        yield f"PostgreSQL {version} is too old: leadgate needs {OLDEST_POSTGRESQL} or newer."


def _not_every_language(connection: Connection) -> Iterator[str]:
    encoding, name = _asked(connection, "show server_encoding"), _asked(connection, "select current_database()")
    if encoding != "UTF8":
        yield (
            f"The database {name} is kept in {encoding}, which cannot hold every language. Make another one: "
            "createdb --encoding UTF8 --template template0 --owner ROLE NAME"
        )


def _without_right(connection: Connection) -> Iterator[str]:
    role, schema = _asked(connection, "select current_user"), _asked(connection, "select current_schema()")
    if _asked(connection, "select pg_is_in_recovery()") == "True":
        yield "This PostgreSQL is a copy that is only read. LEADGATE_DATABASE_URL should lead to the one it copies."
    elif not schema:
        path = _asked(connection, "show search_path")
        yield f"The role {role} finds no schema to keep tables in (search_path: {path})."
    elif _asked(connection, "select has_schema_privilege(current_schema(), 'create')") != "True":
        yield (
            f"The role {role} may make no tables in the schema {schema}. As the owner of the database run: "
            f'GRANT CREATE ON SCHEMA "{schema}" TO "{role}"'
        )
    elif owner := _asked(connection, OWNER_OF_OURS, ours=[*Base.metadata.tables, "alembic_version"]):
        yield (
            f"Tables of this installation belong to the role {owner}, and {role} could not change them. As a superuser "
            f'run in this database: REASSIGN OWNED BY "{owner}" TO "{role}"'
        )


def _asked(connection: Connection, question: str, **values: object) -> str:
    return str(connection.execute(text(question), values).scalar() or "")
