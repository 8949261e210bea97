"""Sending letters: to whom, each once, and only while they agree."""
