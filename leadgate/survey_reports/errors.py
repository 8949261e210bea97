"""Refusals of reports, each with its sentence."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from leadgate.foundation.errors import Refusal


class NoSuchPart(Refusal):
    """A part of those who answered that nobody can belong to."""

    sentence = _("Nobody can belong to this part. Please choose one from the list.")


class PartsOnceClosed(Refusal):
    """The survey is anonymous and still takes answers."""

    status = 409
    sentence = _(
        "This survey is anonymous, so parts are shown once it has closed: until then, comparing from day to day could"
        " point at somebody."
    )


class SharesUnclear(Refusal):
    """A share that is no number, or of an answer the question does not have."""

    field = "shares"

    def __init__(self, line: str) -> None:
        super().__init__(gettext("This line is unclear: “%(line)s”. Each is an answer and its share.", line=line))


class ShareTwice(Refusal):
    """An answer was given two shares."""

    field = "shares"

    def __init__(self, line: str) -> None:
        super().__init__(gettext("This answer has a share already: “%(line)s”. Please leave one line.", line=line))


class SharesLeaveOut(Refusal):
    """Answers of the question were given no share."""

    field = "shares"

    def __init__(self, answers: str) -> None:
        super().__init__(
            gettext(
                "What is the share of %(answers)s? Please give each answer a line, with 0 where nobody would give it.",
                answers=answers,
            )
        )


class SharesDoNotAddUp(Refusal):
    """The shares of all answers are more or less than everybody."""

    field = "shares"

    def __init__(self, total: float) -> None:
        super().__init__(
            gettext(
                "These shares add up to %(total)s and not to 100. Which of them is different?", total=f"{total:.10g}"
            )
        )
