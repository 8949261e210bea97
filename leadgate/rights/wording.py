"""The words of the rights room, in the reader's language."""

from flask import Flask

from leadgate.foundation.words import Words, words_of
from leadgate.rights.clocks import Duty, Right
from leadgate.rights.models import PrivacyRequest, PrivacyRequestState, RequestStepKind, Whom

KINDS: dict[str, type[Words]] = {
    "right": Right,
    "whom": Whom,
    "state": PrivacyRequestState,
    "duty": Duty,
    "step": RequestStepKind,
}


def register_filters(app: Flask) -> None:
    """Give the templates a filter for each kind of word."""
    app.jinja_env.filters.update({f"{name}_words": words_of(kind) for name, kind in KINDS.items()})
    app.jinja_env.filters["done_words"] = _done


def _done(row: PrivacyRequest) -> str:
    """What was done, said of whom it was asked for; something else where nobody had the address."""
    right = Right(row.right)
    if row.whom == Whom.SELF:
        return str(right.done if row.person_id else right.done_for_nobody)
    return str(right.done_for_other if row.person_id else right.nobody_for_other)
