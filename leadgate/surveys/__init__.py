"""Surveys: asking people in their own words, with their consent, and showing what they said so that it can be used."""

from leadgate.surveys import mail, occasions, traits

__all__ = ["mail", "occasions", "traits"]
