"""Keeping versions of the notice."""
