"""Staff: accounts, roles, sessions that end."""
