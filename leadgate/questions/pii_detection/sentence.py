"""The terms of one sentence, and whether they are about a person in it."""

from collections import Counter
from collections.abc import Sequence

from leadgate.questions.pii_detection.lexicon import Hit, TermRole

_WITHOUT_SPACES = "zh"
_REACH = {TermRole.HAVING: 4, TermRole.WHOSE: 2, TermRole.BEING: 3, TermRole.PERSON: 3}
"""How many words further on something may stand: "my very bad headaches" is within two of "my"."""


class Sentence:
    """One sentence.

    Args:
        terms: every term that stands in it.
    """

    def __init__(self, terms: Sequence[Hit]) -> None:
        said = {place for hit in terms if hit.entry.role is TermRole.NOT_MEANT for place in _places(hit)}
        self.meant = [hit for hit in terms if said.isdisjoint(_places(hit))]
        self._ends: dict[tuple[str, TermRole], set[int]] = {}
        for hit in terms:
            self._ends.setdefault((hit.entry.language, hit.entry.role), set()).add(hit.last)
        told = Counter(hit.entry.language for hit in terms if hit.entry.role is TermRole.COMMON)
        most = max(told.values(), default=0)
        self._languages = {hit.entry.language for hit in terms if told[hit.entry.language] == most} | {_WITHOUT_SPACES}

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
            return self._has_before(hit.first, language, TermRole.WHOSE) or self._is_had(hit.first, language)
        return role is TermRole.BEEN and self._is_been(hit.first, language)

    def _is_had(self, place: int, language: str) -> bool:
        """Whether a person has what stands there."""
        people = any((language, one) in self._ends for one in (TermRole.PERSON, TermRole.WHOSE))
        return people and self._has_before(place, language, TermRole.HAVING)

    def _is_been(self, place: int, language: str) -> bool:
        """Whether a person is what stands there: "my son is blind", not "my plan is blind"."""
        beings = self._before(place, language, TermRole.BEING)
        return any(self._has_before(being, language, TermRole.PERSON) for being in beings)

    def _has_before(self, place: int, language: str, role: TermRole) -> bool:
        return bool(self._before(place, language, role))

    def _before(self, place: int, language: str, role: TermRole) -> list[int]:
        ends = self._ends.get((language, role), set())
        return [before for before in range(place - _REACH[role], place) if before in ends]


def _places(hit: Hit) -> range:
    return range(hit.first, hit.last + 1)
