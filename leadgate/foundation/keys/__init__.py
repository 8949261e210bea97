"""Keys: one of each person, and one act for each token."""
