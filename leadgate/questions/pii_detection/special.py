"""Special categories of data, by lists of words: what somebody says about a person's health, beliefs, origin.

Each list has terms that are always about somebody (a diagnosis) and, after a line `# beside a person`, terms that are
about somebody only where a person is spoken of in the same sentence: "my back pain" is, "a pain in our process" is not.
What everybody says without meaning it ("sick of", "pain point") stands in `not-meant` and is looked past.
"""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from leadgate.questions.pii_detection.finding import SPECIAL, Finding, Sensed

BESIDE = "# beside a person"
_SENTENCE = re.compile(r"[^.!?\n。！？；;]+")
_PERSON = re.compile(
    r"\b(?:i|i'm|i’m|i've|i’ve|i'd|my|me|mine|myself|we|our|us|he|she|his|her|him|hers|they|their|husband|wife|"
    r"son|daughter|mother|father|mom|mum|dad|parents?|brother|sister|child|children|kids?|baby|partner|friend|boss|"
    r"colleagues?|patients?|employees?|coworkers?|grandmother|grandfather|neighbou?r|uncle|aunt|someone|somebody)\b|"
    r"我|他|她|家人|先生|太太|老公|老婆|兒子|女兒|媽媽|爸爸|母親|父親|爸媽|父母|哥哥|弟弟|姊姊|姐姐|妹妹|孩子|小孩|寶寶|朋友|"
    r"同事|老闆|主管|員工|病人|患者|奶奶|爺爺|阿嬤|阿公|鄰居|家裡",
    re.IGNORECASE,
)


def special_in(text: str) -> Iterator[Finding]:
    """Everything in a text that belongs to a special category."""
    bare = _not_meant().sub(lambda found: " " * len(found[0]), text)
    for what in sorted(SPECIAL):
        always, beside = _terms(what)
        yield from (Finding(*found.span(), what) for found in always.finditer(bare))
        for sentence in _SENTENCE.finditer(bare):
            if _PERSON.search(sentence[0]):
                start = sentence.start()
                yield from (
                    Finding(start + found.start(), start + found.end(), what) for found in beside.finditer(sentence[0])
                )


@cache
def _terms(what: Sensed) -> tuple[re.Pattern[str], re.Pattern[str]]:
    always, _, beside = _list(what).partition(BESIDE)
    return _pattern(always), _pattern(beside)


@cache
def _not_meant() -> re.Pattern[str]:
    return _pattern(_list("not-meant"))


def _list(name: str) -> str:
    return (files(__package__) / "words" / f"{name}.txt").read_text(encoding="utf-8")


def _pattern(lines: str) -> re.Pattern[str]:
    """One pattern for a list; a word of letters stands alone, with an ending or none, one of signs anywhere."""
    words = sorted((one.strip() for one in lines.splitlines() if one.strip() and one[0] != "#"), key=len, reverse=True)
    spelt = [rf"\b{re.escape(one)}(?:s|es)?\b" if one.isascii() else re.escape(one) for one in words]
    return re.compile("|".join(spelt) or r"(?!)", re.IGNORECASE)
