"""What the codes of answers are called for a reader: choices, points, classes."""

from collections.abc import Mapping

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from leadgate.questions.kinds import AnyItem, Kano, Matrix, Recommending, said
from leadgate.questions.kinds.choice import OTHER
from leadgate.questions.kinds.kano import CLASSES

RECOMMENDING = {
    "promoters": _("Promoters (9 and 10)"),
    "passives": _("Passives (7 and 8)"),
    "detractors": _("Detractors (0 to 6)"),
}


def labels_of(item: AnyItem, language: str) -> Mapping[str, str]:
    """The words for each code of the rows of a question's picture; one that is not there is its own word."""
    if isinstance(item, Kano):
        return {code: str(word) for code, word in CLASSES.items()}
    if isinstance(item, Recommending):
        return {code: str(word) for code, word in RECOMMENDING.items()}
    offered = item.columns if isinstance(item, Matrix) else getattr(item, "choices", ())
    words = {one.key: said(one.label, language) for one in offered}
    return words | ({OTHER: gettext("something else")} if getattr(item, "other", False) else {})


def lines_of(item: AnyItem, language: str) -> Mapping[str, str]:
    """The words for the lines of a question that has several."""
    lines = item.features if isinstance(item, Kano) else item.rows if isinstance(item, Matrix) else ()
    return {one.key: said(one.label, language) for one in lines}
