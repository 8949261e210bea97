"""Refusals of the scoring room, each with the sentence a person reads."""

from flask_babel import lazy_gettext as _

from leadgate.foundation.errors import NotFound, Refusal


class NoSuchGoal(NotFound):
    """Unknown, or ended."""

    sentence = _("There is nothing here. The link may be old, or cut short on its way.")


class NotAGoal(Refusal):
    """No occasion there is, days that leave no time between, or nothing to look at."""

    sentence = _(
        "Please choose what makes a good lead, at least one thing to look at, and days that leave time in between: "
        "what is known early, and what happens later."
    )


class NotAListOfBuyers(Refusal):
    """A file that is no list, or too long a one."""

    field = "file"
    sentence = _("Please choose a CSV file: a mail address on each line, and beside it the day, such as 2026-03-31.")
