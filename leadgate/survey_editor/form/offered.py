"""The answers of a question by their labels, for whoever ticks them in a condition or counts them in a quota."""

from collections.abc import Mapping

from flask_babel import gettext

from leadgate.questions.kinds import AnyItem, ConstantSum, Item
from leadgate.surveys.answer_words import labels_of, lines_of

MOST = 60
"""Of a question with more, a matrix for instance, nobody finds the one to tick."""


def answers_of(item: AnyItem, language: str) -> Mapping[str, str]:
    """The label of each code an answer can have, in the order they stand; none where answers are free or too many."""
    words, lines = labels_of(item, language), lines_of(item, language)
    if lines:
        words = {f"{line}:{code}": f"{said} · {label}" for line, said in lines.items() for code, label in words.items()}
    if isinstance(item, ConstantSum):
        words = {code: gettext("%(thing)s: more than nothing", thing=label) for code, label in words.items()}
    known = [code for code in words if code in item.offered]
    others = sorted(item.offered.difference(known), key=lambda code: (len(code), code))
    return {code: words.get(code) or code for code in (*known, *others)} if len(item.offered) <= MOST else {}


def is_number(item: AnyItem) -> bool:
    """Whether an answer to a question is a number, so that a condition can ask for a least or a most."""
    return type(item).amount is not Item.amount
