"""Why an answer is not there: statistics programs tell apart what was not asked and what was not said."""

from collections.abc import Mapping, Sequence
from enum import IntEnum

from leadgate.questionnaires.definition import Definition
from leadgate.survey_exports.columns import Variable
from leadgate.surveys.sealed import SealedResponse

FAR = 999_999_900
"""Numbers people type can be near −99; none is near this."""


class Missing(IntEnum):
    """Why, by the code that stands for it."""

    NOT_SHOWN = -99
    SKIPPED = -98
    NOT_REACHED = -97
    SENSITIVE = -96

    @property
    def words(self) -> str:
        """As a statistics program shows it; these files are in English but for what the survey says itself."""
        return self.name.replace("_", " ").lower()


def code_of(variable: Variable, why: Missing) -> int | None:
    """The number that stands for it in a column; None in one of words, which stays empty."""
    if variable.holds == "text":
        return None
    return int(why) - (FAR if variable.holds == "number" and variable.is_free else 0)


def codes_of(variable: Variable) -> Mapping[int, str]:
    """What each of these numbers stands for in a column."""
    found = {code_of(variable, why): why.words for why in Missing}
    return {code: words for code, words in found.items() if code is not None}


def reasons(keys: Sequence[str], held: SealedResponse, version: Definition, *, finished: bool) -> Mapping[str, Missing]:
    """Why each question that has no answer, or only a part of one, has none.

    Args:
        keys: of all questions of the survey.
        held: the response.
        version: the survey as its respondent saw it.
        finished: whether they came to the end.
    """
    order = {key: at for at, key in enumerate(version.items)}
    furthest = max((order[key] for key in held.passed if key in order), default=-1)
    return {key: _reason(key, held, order.get(key), furthest, finished=finished) for key in keys}


def _reason(key: str, held: SealedResponse, place: int | None, furthest: int, *, finished: bool) -> Missing:
    if key in held.special:
        return Missing.SENSITIVE
    if key in held.passed:
        return Missing.SKIPPED
    if finished or place is None or place < furthest:
        return Missing.NOT_SHOWN
    return Missing.NOT_REACHED
