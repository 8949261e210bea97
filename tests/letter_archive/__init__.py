"""The archive of letters."""
