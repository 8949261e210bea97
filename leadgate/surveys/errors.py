"""Refusals of the surveys room, each with the sentence a person reads."""

from flask_babel import lazy_gettext as _

from leadgate.foundation.errors import NotFound, Refusal
from leadgate.surveys.types import ResponseState


class NoSuchSurvey(NotFound):
    """Unknown, or not published."""

    sentence = _("There is nothing here. The link may be old, or cut short on its way.")


class SurveyClosed(Refusal):
    """Past its closing date or taken down, and past the time there is to finish what was begun."""

    status = 410
    sentence = _("This survey has closed and takes no more answers. Thank you for coming.")


class SurveyNotOpenYet(Refusal):
    """Before its opening date."""

    status = 403
    sentence = _("This survey has not opened yet. Please come back later.")


class ResponseGone(Refusal):
    """The link of a response that was deleted, taken back, or has run out."""

    status = 410
    sentence = _("Nothing is kept under this link any more. You can begin anew where you found the survey.")


class EndedAnonymously(Refusal):
    """The link of an anonymous response that has ended: its answers lie elsewhere, where nobody can look for them.

    Args:
        state: how it ended.
    """

    status = 410
    sentence = _("You have finished this survey. It is anonymous, so nothing leads back to your answers.")

    def __init__(self, state: ResponseState) -> None:
        super().__init__()
        self.state = state


class AnsweredAlready(Refusal):
    """The response is finished."""

    status = 409
    sentence = _("You have finished this survey already. Thank you!")


class PageUsedUp(Refusal):
    """A response that began with this page has ended; sent once more with other answers it would count twice."""

    status = 409
    sentence = _(
        "You have answered already, with this page, and what you sent then is kept. To answer for somebody else, please"
        " open the survey anew."
    )


class ChangedElsewhere(Refusal):
    """Another window of theirs was quicker."""

    status = 409
    sentence = _(
        "You have sent other answers meanwhile, in another window. Here is what you typed now: "
        "send it again to keep it."
    )


class NotAgreed(Refusal):
    """The box under the notice is empty."""

    field = "agree"
    sentence = _("Please tick the box if you want us to keep your answers. Without it we keep none.")


class NotReady(Refusal):
    """A survey with problems cannot be published."""

    sentence = _("This survey cannot be published yet: something in it has to be mended first.")


class NoSuchActivity(Refusal):
    """Nobody can be asked after this, or not so many days later."""

    field = "days"
    sentence = _("Please choose what people did, and one to ninety days after it.")


class AnswersReworded(Refusal):
    """Answers that people gave have other words in the draft, and nobody said whether they are still the same."""

    status = 409
    sentence = _(
        "Some answers have other words now than when people gave them. Please say of each whether it is still the same."
    )
