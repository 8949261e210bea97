"""Figures of letters."""
