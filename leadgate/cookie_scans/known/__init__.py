"""What is known of names and hosts: the Open Cookie Database, which others keep (see its licence here)."""
