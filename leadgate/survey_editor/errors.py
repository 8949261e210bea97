"""Refusals of the editor, each with the sentence a marketer reads."""

from flask_babel import lazy_gettext as _

from leadgate.foundation.errors import NotFound, Refusal


class NotASurvey(Refusal):
    """A document that does not describe a survey."""

    field = "document"


class NotASetting(Refusal):
    """What was typed into a field of the editor, which the field cannot hold.

    Args:
        sentence: what is wrong.
        place: the name of the field, or of its group.
    """

    def __init__(self, sentence: str, place: str) -> None:
        super().__init__(sentence)
        self.field = place


class NoSuchQuestion(NotFound):
    """A question or section that is not in the draft."""

    sentence = _("There is nothing here. The link may be old, or cut short on its way.")


class DraftChanged(Refusal):
    """Somebody else, or another window, has changed the draft since the editor was opened."""

    status = 409
    sentence = _(
        "This survey was changed elsewhere since you opened it. What you typed is still here: save it again to keep it"
        " over the other change, which you can then get back with “Undo”."
    )


class PartGone(DraftChanged):
    """What was open has been taken out elsewhere."""

    sentence = _("What you had open was taken out elsewhere meanwhile. “Undo” brings it back.")


class NothingToUndo(Refusal):
    """There is no step that way."""

    status = 409
    sentence = _("There is nothing more to undo.")
