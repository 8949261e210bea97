"""What a response holds, as it is sealed: the answers, and how far its respondent has come."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from msgspec import Raw, Struct
from msgspec.json import Decoder

from leadgate.questionnaires.flow import SurveyPage
from leadgate.surveys.reading import PageRead


@dataclass(frozen=True, slots=True)
class SealedResponse:
    """The sealed part of a response.

    Args:
        answers: by the key of the question.
        passed: keys of the questions and sections they have sent.
        special: keys of the answers that are sensitive and kept because they said so: never quoted or compared.
    """

    answers: Mapping[str, Any] = field(default_factory=dict)
    passed: tuple[str, ...] = ()
    special: tuple[str, ...] = ()

    def with_page(self, page: SurveyPage, read: PageRead) -> "SealedResponse":
        """The same after a page was sent."""
        names = [item.key for item in page.items] or [page.key]
        answers = {key: value for key, value in self.answers.items() if key not in read.values}
        answers |= {key: value for key, value in read.values.items() if value is not None}
        return SealedResponse(
            answers=answers,
            passed=tuple(dict.fromkeys((*self.passed, *names))),
            special=tuple(sorted({*self.special} - {*read.values} | read.kept)),
        )

    @property
    def plain(self) -> Mapping[str, Any]:
        """The answers that may be counted, compared and shown: none that is sensitive."""
        return {key: value for key, value in self.answers.items() if key not in self.special}

    def only(self, keys: set[str]) -> "SealedResponse":
        """The same without answers to questions that are not on the way."""
        answers = {key: value for key, value in self.answers.items() if key in keys}
        return SealedResponse(answers, self.passed, tuple(key for key in self.special if key in keys))


PADDED_BYTES = 256
"""What is sealed is filled up to so many bytes: how long an answer is would tell who wrote little, or much."""


def as_text(held: SealedResponse) -> str:
    """As it is sealed."""
    held_as = {"answers": held.answers, "passed": held.passed, "special": held.special}
    text = json.dumps(held_as, ensure_ascii=False)
    return text + " " * (-len(text.encode()) % PADDED_BYTES)


def from_text(text: str) -> SealedResponse:
    """As it was sealed."""
    raw = json.loads(text)
    return SealedResponse(raw["answers"], tuple(raw["passed"]), tuple(raw["special"]))


class UnreadResponse(Struct, frozen=True):
    """The same with its answers as they are written: whoever counts many reads each different one once."""

    answers: dict[str, Raw]
    passed: tuple[str, ...]
    special: tuple[str, ...]


unread = Decoder(UnreadResponse).decode
"""As it was sealed, its answers unread."""
