"""How Alembic runs our migrations: on the connection it is handed, each in one transaction."""

from alembic import context

from leadgate.foundation.sql.tables import Base

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    transaction_per_migration=True,
    render_as_batch=False,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
connection.commit()
