"""The terms of one sentence, and whether they are about a person in it."""

from collections import Counter
from collections.abc import Callable, Sequence

from leadgate.pii_detection.finding import Sensed
from leadgate.pii_detection.lexicon import Hit, TermRole

_WITHOUT_SPACES = "zh"
_VERBS_LAST = ("de",)
_REACH = {TermRole.HAVING: 4, TermRole.WHOSE: 2, TermRole.BEING: 3, TermRole.PERSON: 4, TermRole.AS: 3}
"""How many words further on something may stand: "my very bad headaches" is within two of "my"."""
_TO_COUNTRY = 3
_COMER = 4
_TO_WORK = 8
_TO_THING = 2
_FROM_GOODS = 8
_PEOPLE = (TermRole.PERSON, TermRole.WHOSE)
_OF_PLACES_AND_COLOURS = (Sensed.POLITICS, Sensed.ORIGIN)
_OF_PEOPLE_ALONE = (TermRole.BEEN, TermRole.KIND)


class Sentence:
    """One sentence.

    Args:
        start: the place of its first word.
        terms: every term that stands in it.
    """

    def __init__(self, start: int, terms: Sequence[Hit]) -> None:
        told = Counter(hit.entry.language for hit in terms if hit.entry.role is TermRole.COMMON)
        most = max(told.values(), default=0)
        spoken = {hit.entry.language for hit in terms if told[hit.entry.language] == most}
        self._languages = spoken | {_WITHOUT_SPACES}
        said = {place for hit in terms if self._is_only_said(hit) for place in _places(hit)}
        self._tells: dict[TermRole, Callable[[Hit], bool]] = {
            TermRole.BESIDE: self._is_beside_somebody,
            TermRole.HAD: self._is_had,
            TermRole.BEEN: self._is_been,
            TermRole.KIND: self._is_kind,
            TermRole.COMING: self._comes_from_a_country,
        }
        self.meant = [hit for hit in terms if not said.issuperset(_places(hit))]
        self._ends: dict[tuple[str, TermRole], set[int]] = {}
        self._begins: dict[tuple[str, TermRole], set[int]] = {}
        for hit in terms:
            language, role = hit.entry.language, hit.entry.role
            self._ends.setdefault((language, role), set()).add(hit.last)
            self._begins.setdefault((language, role), set()).add(hit.first)
            if role is TermRole.PRONOUN or (role is TermRole.FIRST and hit.first == start):
                self._ends.setdefault((language, TermRole.PERSON), set()).add(hit.last)
        self._start = start
        self._things = [hit for hit in terms if hit.entry.role is TermRole.THING]
        self._goods = [hit for hit in terms if hit.entry.role in (TermRole.THING, TermRole.GOODS)]
        self._works = [hit for hit in terms if hit.entry.role in (TermRole.WORKING, TermRole.TRADE)]
        workplaces = (hit for hit in terms if hit.entry.role is TermRole.WORKPLACE)
        self._workplaces = {place for hit in workplaces if self._is_where_they_work(hit) for place in _places(hit)}

    @property
    def asks_somebody(self) -> bool:
        """Whether the person who reads it is meant."""
        return any(role is TermRole.YOU for _, role in self._ends)

    def is_about_somebody(self, hit: Hit) -> bool:
        """Whether a term is about a person here."""
        language, role = hit.entry.language, hit.entry.role
        if self._is_said_of_a_thing(hit) or not self._workplaces.isdisjoint(_places(hit)):
            return False
        if role is TermRole.ALWAYS:
            return True
        if language not in self._languages:
            return False
        return role in self._tells and self._tells[role](hit)

    def _is_beside_somebody(self, hit: Hit) -> bool:
        return any((hit.entry.language, one) in self._ends for one in _PEOPLE)

    def _is_said_of_a_thing(self, hit: Hit) -> bool:
        """Whether a thing is meant: "the left column", and where no person is near "a schizophrenic bug"."""
        followed = any(thing.first == hit.last + 1 for thing in self._things)
        if hit.entry.role in _OF_PEOPLE_ALONE or hit.entry.what in _OF_PLACES_AND_COLOURS:
            return followed
        if any((language, one) in self._ends for language in self._languages for one in _PEOPLE):
            return False
        return followed or any(0 < hit.first - thing.last <= _TO_THING for thing in self._things)

    def _is_where_they_work(self, hit: Hit) -> bool:
        """Whether somebody works there: "I'm a nurse on oncology" tells nothing of their health."""
        return any(
            self._is_work(work)
            for work in self._works
            if work.entry.language == hit.entry.language and -_TO_WORK <= work.first - hit.last <= _TO_WORK
        )

    def _is_work(self, work: Hit) -> bool:
        if work.entry.role is TermRole.WORKING or work.first == self._start:
            return True
        return self._is_been(work) or bool(self._before(work.first, work.entry.language, TermRole.AS))

    def _is_kind(self, hit: Hit) -> bool:
        return self._is_been(hit) or self._is_said_beside_somebody(hit)

    def _is_only_said(self, hit: Hit) -> bool:
        return hit.entry.role is TermRole.NOT_MEANT and hit.entry.language in self._languages

    def _is_had(self, hit: Hit) -> bool:
        """Whether it is somebody's, or a person in the sentence has it."""
        language = hit.entry.language
        if self._before(hit.first, language, TermRole.WHOSE):
            return True
        return self._is_beside_somebody(hit) and bool(self._around(hit, TermRole.HAVING))

    def _is_been(self, hit: Hit) -> bool:
        """Whether a person is it: "my son is blind", not "my plan is blind"; "weil mein Sohn blind ist"."""
        language = hit.entry.language
        beings = self._around(hit, TermRole.BEING)
        return any(self._before(min(being, hit.first) + 1, language, TermRole.PERSON) for being in beings)

    def _is_said_beside_somebody(self, hit: Hit) -> bool:
        """Whether it is said of a person without a verb: "my blind son", "as a Christian", "trans guy here"."""
        language = hit.entry.language
        if self._before(hit.first, language, TermRole.AS):
            return True
        here = self._ends.get((language, TermRole.HERE), set())
        if hit.last + 1 in here or hit.last + 2 in here:
            return True
        nouns, pronouns = (self._ends.get((language, role), set()) for role in (TermRole.PERSON, TermRole.PRONOUN))
        behind = self._begins.get((language, TermRole.PERSON), set())
        return hit.last + 1 in behind or (hit.first - 1 in nouns and hit.first - 1 not in pronouns)

    def _comes_from_a_country(self, hit: Hit) -> bool:
        """Whether somebody comes from a country: "my parents came from Syria", not "the parcel came from Syria"."""
        language = hit.entry.language
        begins = self._begins.get((language, TermRole.COUNTRY), set())
        people = self._ends.get((language, TermRole.PERSON), set())
        near = range(hit.first - _COMER, hit.last + 1)
        if any(0 < hit.first - goods.last <= _FROM_GOODS for goods in self._goods):
            return False
        if language == _WITHOUT_SPACES and hit.first - 1 in self._ends.get((language, TermRole.COUNTRY), set()):
            return bool(people)
        return not begins.isdisjoint(range(hit.last + 1, hit.last + 1 + _TO_COUNTRY)) and not people.isdisjoint(near)

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
