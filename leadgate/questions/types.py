"""What a question is made of."""

from datetime import datetime
from typing import Protocol
from uuid import UUID

from leadgate.foundation.words import Words
from leadgate.foundation.words import text as _


class QuestionKind(Words):
    """What an answer looks like."""

    TEXT = "text", _("some words")
    CHOICE = "choice", _("one of several answers")
    LINK = "link", _("a link")
    NUMBER = "number", _("a number")


class QuestionRow(Protocol):
    """One question, for those who are handed one to show or to read answers by; fields as in `models.Question`."""

    id: UUID
    """By which answers name it."""
    kind: QuestionKind
    """What an answer looks like."""
    label: str
    """What is asked."""
    why: str
    """The reason that stands beside it."""
    required: bool
    """Whether it has to be answered."""
    choices: list[str]
    """The answers to choose from."""
    retired_at: datetime | None
    """Since when it is asked no longer."""
