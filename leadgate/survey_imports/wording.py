"""Words as programs write them, and what they call some things in the languages they speak."""

import re
import unicodedata
from collections.abc import Iterable

_ELSE = (
    "others?|oth|something else|other option|other answer|其他|其它|sonstiges?|sonstige antwort|anderes?"
    "|andere antwort|etwas anderes|autres?|autre réponse|otros?|otras?|otra respuesta"
)
_SAID = (
    "please|specify|describe|explain|state|write in|required|text|bitte angeben|bitte nennen|bitte beschreiben"
    "|veuillez|préciser|précisez|à|spécifier|por favor|especifique|especificar"
    "|請說明|请说明|請註明|请注明|請填寫|请填写|請具體說明|请具体说明"
)
SOMETHING_ELSE = rf"(?:{_ELSE})(?: ?(?:{_SAID}))*"
"""What programs call something else, whole, as `plain` writes it: “Other, please specify”, not “Other comments”."""
_IS_ELSE = re.compile(SOMETHING_ELSE)
_ODD = re.compile(r"[^\w+]|_")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_CODED = re.compile(r"[^\W\d]\w*(?:\[[^\]]*\])*\.\s+(.+)", re.DOTALL)
"""A code, its parts in brackets, and a point: `G01Q01[SQ001]. How did …`."""
_CODE = re.compile(r"(?:q|qid|question|frage|pregunta|nr|no|v)?\d+[a-z]?")


def plain(name: str) -> str:
    """A name without what programs write otherwise: capital letters, brackets, lines, points."""
    return " ".join(_ODD.sub(" ", unicodedata.normalize("NFKC", name).casefold()).split())


def is_something_else(name: str) -> bool:
    """Whether something is called like something else, and like nothing more."""
    return _IS_ELSE.fullmatch(plain(name)) is not None


def without_codes(said: str) -> list[str]:
    """What a plain name may be without the number or code it begins with (`1 how did …`, `q1 1 how did …`).

    Args:
        said: as `plain` writes it.
    """
    words, found = said.split(), list[str]()
    while len(words) > 1 and (_CODE.fullmatch(words[0]) or words[0] in ("question", "frage", "pregunta")):
        words = words[1:]
        found.append(" ".join(words))
    return found


def behind_codes(names: Iterable[str]) -> list[str]:
    """What stands behind the codes of LimeSurvey, where a name begins with one."""
    return [found[1] for found in map(_CODED.fullmatch, names) if found]


def apart(name: str) -> list[str]:
    """The words of a name, also of one that is written as one (`RecipientFirstName`)."""
    return plain(_CAMEL.sub(" ", name)).split()
