"""Which answers coders read, in which order, and what a page calls them.

Of an anonymous survey nobody may learn which words of two questions are one person's, nor when somebody wrote them. So
coders read the answers its figures count, which become more by five at least; and each question has an order of its own
and names of its own for them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement

from leadgate.foundation.installation import installation
from leadgate.surveys.responses import is_among, is_finished, responses_of
from leadgate.surveys.sealed import SealedResponse

BATCH = 32


@dataclass(frozen=True)
class ReadableAnswers:
    """The answers to one question.

    Args:
        survey: its id.
        question: its key in the survey.
    """

    survey: UUID
    question: str

    @cached_property
    def counted(self) -> Sequence[UUID] | None:
        """The responses of an anonymous survey that its figures count; None where answers are people's."""
        found = installation().house.answer("coding.counted")
        counted: Sequence[UUID] | None = found(self.survey) if found else None
        return counted

    def name(self, response: UUID) -> str:
        """What a page calls an answer."""
        return str(response) if self.counted is None else self._index(response).hex()

    def named(self, names: Sequence[str]) -> dict[str, UUID]:
        """The responses a page called so; what it cannot have called so is left out.

        Args:
            names: as they were sent.
        """
        if self.counted is None:
            return {name: UUID(name) for name in names if _is_id(name)}
        return {name: one for one in self.counted if (name := self.name(one)) in names}

    def answers(self, *more: ColumnElement[bool]) -> Iterator[tuple[Any, SealedResponse]]:
        """The responses with what they hold, in the order they are read in.

        Args:
            more: conditions on responses that narrow it down.
        """
        if self.counted is None:
            yield from responses_of(self.survey, is_finished(), *more, batch=BATCH)
            return
        order = iter(sorted(self.counted, key=self._index))
        while some := [*islice(order, BATCH)]:
            found = {row.id: (row, held) for row, held in responses_of(self.survey, is_among(some), *more)}
            yield from (found[one] for one in some if one in found)

    def _index(self, response: UUID) -> bytes:
        return installation().vault.blind_index(f"answer-to/{self.question}", response.hex)[:16]


def _is_id(text: str) -> bool:
    try:
        return bool(UUID(text))
    except ValueError:
        return False
