"""Surveys: asking people in their own words, with their consent, and showing what they said so that it can be used."""
