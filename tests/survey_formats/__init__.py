"""Surveys in the formats of other programs."""
