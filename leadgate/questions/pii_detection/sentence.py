"""The terms of one sentence, and whether they are about a person in it."""

from collections import Counter
from collections.abc import Sequence

from leadgate.questions.pii_detection.lexicon import Hit, TermRole

_WITHOUT_SPACES = "zh"
_VERBS_LAST = ("de",)
_REACH = {TermRole.HAVING: 4, TermRole.WHOSE: 2, TermRole.BEING: 3, TermRole.PERSON: 4}
"""How many words further on something may stand: "my very bad headaches" is within two of "my"."""


class Sentence:
    """One sentence.

    Args:
        terms: every term that stands in it.
    """

    def __init__(self, terms: Sequence[Hit]) -> None:
        told = Counter(hit.entry.language for hit in terms if hit.entry.role is TermRole.COMMON)
        most = max(told.values(), default=0)
        spoken = {hit.entry.language for hit in terms if told[hit.entry.language] == most}
        self._languages = spoken | {_WITHOUT_SPACES}
        said = {place for hit in terms if self._is_only_said(hit) for place in _places(hit)}
        self.meant = [hit for hit in terms if said.isdisjoint(_places(hit))]
        self._ends: dict[tuple[str, TermRole], set[int]] = {}
        for hit in terms:
            self._ends.setdefault((hit.entry.language, hit.entry.role), set()).add(hit.last)

    @property
    def asks_somebody(self) -> bool:
        """Whether the person who reads it is meant."""
        return any(role is TermRole.YOU for _, role in self._ends)

    def is_about_somebody(self, hit: Hit) -> bool:
        """Whether a term is about a person here."""
        language, role = hit.entry.language, hit.entry.role
        if role is TermRole.ALWAYS:
            return True
        if language not in self._languages:
            return False
        if role is TermRole.BESIDE:
            return any((language, one) in self._ends for one in (TermRole.PERSON, TermRole.WHOSE))
        if role is TermRole.HAD:
            return self._is_had(hit)
        return role is TermRole.BEEN and self._is_been(hit)

    def _is_only_said(self, hit: Hit) -> bool:
        return hit.entry.role is TermRole.NOT_MEANT and hit.entry.language in self._languages

    def _is_had(self, hit: Hit) -> bool:
        """Whether it is somebody's, or a person in the sentence has it."""
        language = hit.entry.language
        if self._before(hit.first, language, TermRole.WHOSE):
            return True
        people = any((language, one) in self._ends for one in (TermRole.PERSON, TermRole.WHOSE))
        return people and bool(self._around(hit, TermRole.HAVING))

    def _is_been(self, hit: Hit) -> bool:
        """Whether a person is it: "my son is blind", not "my plan is blind"; "weil mein Sohn blind ist"."""
        language = hit.entry.language
        beings = self._around(hit, TermRole.BEING)
        return any(self._before(min(being, hit.first) + 1, language, TermRole.PERSON) for being in beings)

    def _around(self, hit: Hit, role: TermRole) -> list[int]:
        """Where a verb stands that a term goes with: before it, or where verbs come last right after it."""
        language = hit.entry.language
        before = self._before(hit.first, language, role)
        after = self._ends.get((language, role), set()) if language in _VERBS_LAST else set()
        return before + [place for place in (hit.last + 1, hit.last + 2) if place in after]

    def _before(self, place: int, language: str, role: TermRole) -> list[int]:
        ends = self._ends.get((language, role), set())
        return [before for before in range(place - _REACH[role], place) if before in ends]


def _places(hit: Hit) -> range:
    return range(hit.first, hit.last + 1)
