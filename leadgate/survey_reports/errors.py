"""Refusals of reports, each with its sentence."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from leadgate.foundation.errors import NotFound, Refusal


class NoSuchPart(Refusal):
    """A part of those who answered that nobody can belong to."""

    sentence = _("Nobody can belong to this part. Please choose one from the list.")


class PartNotAskedFor(NotFound):
    """The address of a part that nobody asked for, or that had to make room for others."""

    sentence = _("Nobody is looking at this part. Please choose it on the page of the report.")


class NoSuchTable(Refusal):
    """A table of something that was never asked, or of a thing and itself."""

    sentence = _("A table is of two different questions. Please choose both from the lists.")


class TooManyTables(Refusal):
    """So many tables were asked for that no further one can be compared with all of them."""

    status = 409
    sentence = _(
        "Twenty tables are shown of one survey, because each is hidden together with all others. Please use one of"
        " them."
    )


class TooManyConditions(Refusal):
    """A part has more conditions than are looked at together."""

    sentence = _(
        "Please choose four conditions at most: with each further one fewer people are left, and more is hidden."
    )


class NoSuchDays(Refusal):
    """A span of days that ends before it begins."""

    field = "last_day"
    sentence = _("The last day is before the first one. Please change one of them.")


class PartsInWork(Refusal):
    """As many parts as are kept up to date are still being worked out."""

    status = 409
    sentence = _(
        "Twelve parts are being worked out, so this one was not taken on. Please choose it again in a moment, once they"
        " are there."
    )


class PartsUsedUp(Refusal):
    """The survey is anonymous, and as many parts were looked at as are hidden together."""

    status = 409
    sentence = _(
        "This survey is anonymous, so twelve parts of it can be looked at in all: each is hidden together with every"
        " one that was shown before, and nothing that was seen is forgotten. Please choose one of those."
    )


class TooManyParts(Refusal):
    """So many parts were asked for that no further one can be compared with all of them."""

    status = 409
    sentence = _(
        "Forty parts of this survey were looked at, and each is hidden together with every one that was shown before:"
        " nothing is forgotten while somebody is left whom it counted. Please choose one of those."
    )


class TooManySpans(Refusal):
    """So many parts of days were asked for that no further one can be compared with all of them."""

    field = "last_day"
    status = 409
    sentence = _(
        "Twelve spans of days of this survey were looked at, and each is hidden together with every one that was shown"
        " before: nothing is forgotten while somebody is left whom it counted. Please choose one of those."
    )


class PartsOnceClosed(Refusal):
    """The survey is anonymous and still takes answers."""

    status = 409
    sentence = _(
        "This survey is anonymous, so parts and tables are shown once it has closed: until then, comparing from day to"
        " day could point at somebody."
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
