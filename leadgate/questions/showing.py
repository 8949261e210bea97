"""Questions as they stand on a page: in one language, with what was typed and what is wrong with it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from leadgate.questions.kinds import AnyItem, Value, Words, said

Fields = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class ShownQuestion:
    """One question on a page.

    Args:
        typed: the fields of the form, as they were sent or as they hold the answer.
        error: what is wrong with the answer, if something is.
        seed: by which the order of what is shuffled is the same each time for one respondent.
        fill: puts earlier answers into a text.
    """

    item: AnyItem
    language: str
    typed: Fields
    error: str
    seed: int
    fill: Callable[[str], str]

    def text(self, words: Words) -> str:
        """A text in the reader's language."""
        return self.fill(said(words, self.language))

    def value(self, field: str = "") -> str:
        """What stands in a field of it."""
        return next(iter(self.typed.get(self._named(field), ())), "")

    def has(self, code: str, field: str = "") -> bool:
        """Whether a field of it holds a code."""
        return code in self.typed.get(self._named(field), ())

    def _named(self, field: str) -> str:
        return f"{self.item.field}.{field}" if field else self.item.field

    @property
    def name(self) -> str:
        """Of its fields, in the form and as ids on the page."""
        return self.item.field


def shown(
    item: AnyItem,
    language: str,
    *,
    answer: Value | None = None,
    typed: Fields | None = None,
    error: str = "",
    seed: int = 0,
    fill: Callable[[str], str] = str,
) -> ShownQuestion:
    """A question with its answer, or with what was typed where a form comes back."""
    held = typed if typed is not None else item.fields(answer) if answer is not None else {}
    return ShownQuestion(item, language, held, error, seed, fill)
