"""The pages that bring everything about one person, and everything there is, together; filled by the rooms below."""
