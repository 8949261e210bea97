"""What comes back of letters."""
