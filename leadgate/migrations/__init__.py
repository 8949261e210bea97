"""The database's versions, up and down."""
