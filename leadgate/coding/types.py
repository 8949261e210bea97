"""What was written in answer to a question, by its words; no text is kept."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from leadgate.coding.words import NOT, words_of

Decided = Mapping[UUID, Mapping[str, Sequence[frozenset[str]]]]
"""By response and question: the codes each of its coders gave."""


@dataclass
class OpenAnswer:
    """What was written in answer to a question in words."""

    people: Counter[str] = field(default_factory=Counter)
    """By how many each word was used."""
    typed: dict[str, str] = field(default_factory=dict)
    """How somebody wrote it."""
    coded: list[tuple[list[str], frozenset[str]]] = field(default_factory=list)
    """The words and the codes of each answer that is coded."""

    def add(self, text: str, codes: frozenset[str] | None) -> None:
        """One answer more."""
        words = words_of(text)
        plain = {form.removeprefix(NOT): typed for form, typed in words.items()}
        self.people.update(plain.keys())
        for form, typed in plain.items():
            self.typed.setdefault(form, typed.casefold())
        if codes is not None:
            self.coded.append((list(words), codes))
