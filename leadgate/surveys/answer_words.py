"""What the codes of answers are called for a reader: choices, points, classes."""

from collections.abc import Mapping

from flask_babel import gettext

from leadgate.questions.kinds import AnyItem, Kano, Matrix, said
from leadgate.questions.kinds.choice import OTHER
from leadgate.questions.kinds.kano import CLASSES


def labels_of(item: AnyItem, language: str) -> Mapping[str, str]:
    """The words for each code of the rows of a question's picture; one that is not there is its own word."""
    if isinstance(item, Kano):
        return {code: str(word) for code, word in CLASSES.items()}
    offered = item.columns if isinstance(item, Matrix) else getattr(item, "choices", ())
    words = {one.key: said(one.label, language) for one in offered}
    return words | ({OTHER: gettext("something else")} if getattr(item, "other", False) else {})


def lines_of(item: AnyItem, language: str) -> Mapping[str, str]:
    """The words for the lines of a question that has several."""
    lines = item.features if isinstance(item, Kano) else item.rows if isinstance(item, Matrix) else ()
    return {one.key: said(one.label, language) for one in lines}
