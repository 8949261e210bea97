"""Words as programs write them, and what they call some things in the languages they speak."""

import re
import unicodedata

SOMETHING_ELSE = ("other", "-oth-", "其他", "其它", "sonstige", "andere", "autre", "otro", "otra")
_ODD = re.compile(r"[^\w+]|_")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_CODE = re.compile(r"(?:q|qid|question|frage|pregunta|nr|no|v)?\d+[a-z]?")


def plain(name: str) -> str:
    """A name without what programs write otherwise: capital letters, brackets, lines, points."""
    return " ".join(_ODD.sub(" ", unicodedata.normalize("NFKC", name).casefold()).split())


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


def apart(name: str) -> list[str]:
    """The words of a name, also of one that is written as one (`RecipientFirstName`)."""
    return plain(_CAMEL.sub(" ", name)).split()
