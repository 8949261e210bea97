"""Taking a database from one state or place to another."""
