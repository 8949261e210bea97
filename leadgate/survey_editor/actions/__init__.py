"""What can be done to a draft."""
