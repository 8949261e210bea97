"""What a question is made of."""

from datetime import datetime
from typing import Protocol
from uuid import UUID

from leadgate.foundation.words import Words
from leadgate.foundation.words import text as _


class Kind(Words):
    """What an answer looks like."""

    TEXT = "text", _("some words")
    CHOICE = "choice", _("one of several answers")
    LINK = "link", _("a link")
    NUMBER = "number", _("a number")


class AskedQuestion(Protocol):
    """One question, for those who are handed one to show or to read answers by; fields as in `models.Question`."""

    @property
    def id(self) -> UUID:
        """By which answers name it."""

    @property
    def kind(self) -> Kind:
        """What an answer looks like."""

    @property
    def label(self) -> str:
        """What is asked."""

    @property
    def why(self) -> str:
        """The reason that stands beside it."""

    @property
    def required(self) -> bool:
        """Whether it has to be answered."""

    @property
    def choices(self) -> list[str]:
        """The answers to choose from."""

    @property
    def retired_at(self) -> datetime | None:
        """Since when it is asked no longer."""
