"""The fields of the editor's form: as a draft fills them, or as somebody has typed them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from leadgate.foundation.web.forms import tidy
from leadgate.questions.kinds import Words

MOST_ROWS = 250


@dataclass(frozen=True, slots=True)
class Fields:
    """Names with their values, several where one name was ticked several times."""

    values: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def value(self, name: str) -> str:
        """What stands in a field, as it was typed; nothing where there is none."""
        return next(iter(self.values.get(name, ())), "")

    def typed(self, name: str) -> str:
        """The same, as it is kept."""
        return tidy(self.value(name)).replace("\r\n", "\n")

    def ticked(self, name: str) -> list[str]:
        """All that is ticked under a name."""
        return list(self.values.get(name, ()))

    def has(self, name: str, code: str = "y") -> bool:
        """Whether something is ticked under a name."""
        return code in self.values.get(name, ())

    def rows(self, name: str) -> list[int]:
        """The numbers of the rows of a list, in the order they stand, which need not be that of their numbers."""
        row = re.compile(re.escape(name) + r"\.(\d{1,4})\.")
        found = (match[1] for each in self.values if (match := row.match(each)))
        return [int(number) for number in dict.fromkeys(found)][:MOST_ROWS]

    def filled_rows(self, name: str) -> list[int]:
        """The numbers of the rows that have something in them."""
        return [at for at in self.rows(name) if self._is_filled(f"{name}.{at}.")]

    def _is_filled(self, start: str) -> bool:
        return any(any(values) for each, values in self.values.items() if each.startswith(start))

    def with_rows(self, name: str, numbers: Iterable[int]) -> "Fields":
        """The same fields with only these rows of a list, in this order."""
        row = re.compile(re.escape(name) + r"\.\d")
        others = {each: values for each, values in self.values.items() if not row.match(each)}
        ordered = [f"{name}.{number}." for number in numbers]
        rows = {each: self.values[each] for start in ordered for each in self.values if each.startswith(start)}
        return Fields({**others, **rows})

    def with_emptied_row(self, name: str, number: int) -> "Fields":
        """The same fields with nothing in one row of a list but what it is called: such an answer is taken out."""
        row = f"{name}.{number}."
        emptied = {each: [""] for each in self.values if each.startswith(row) and each != f"{row}key"}
        return Fields({**self.values, **emptied})

    def changed(self, more: Mapping[str, str]) -> "Fields":
        """The same fields with others in some of them."""
        return Fields({**self.values, **{name: [value] for name, value in more.items()}})

    def words(self, name: str, languages: Iterable[str], before: Words) -> Words:
        """A text in each language it was typed in.

        A language the survey does not speak at present keeps its text as long as the others stay as they are: once they
        change, it would say something else.

        Args:
            name: of the text; its fields are called `name.language`.
            languages: those the form has fields for.
            before: the text there was.
        """
        spoken = list(languages)
        new = {language: text for language in spoken if (text := self.typed(f"{name}.{language}"))}
        if new != {language: text for language, text in before.items() if language in spoken}:
            return new
        return dict(before)


def of_words(name: str, words: Words) -> dict[str, list[str]]:
    """The fields of a text."""
    return {f"{name}.{language}": [text] for language, text in words.items()}


def of_tick(name: str, *, ticked: bool) -> dict[str, list[str]]:
    """The field of something to tick."""
    return {name: ["y"]} if ticked else {}
