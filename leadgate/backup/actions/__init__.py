"""What changes a backup, or the database a backup takes the place of."""
