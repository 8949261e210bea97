"""Refusals of answers."""

from leadgate.foundation.errors import Refusal


class NotAnAnswer(Refusal):
    """What was sent cannot be an answer to the question."""
