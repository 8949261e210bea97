"""Refusals of the editor of assets, each with the sentence a marketer reads."""

from flask_babel import lazy_gettext as _

from leadgate.foundation.errors import NotFound, Refusal


class AssetDraftChanged(Refusal):
    """Somebody else, or another window, has changed the draft or published it since the editor was opened."""

    status = 409
    sentence = _(
        "This was changed elsewhere since you opened it. What you typed is still here: press the button once more to "
        "keep it over the other change."
    )


class NotYetWhole(Refusal):
    """What was typed cannot be published as it is; each field says why.

    Args:
        status: of the answer, where a file says more.
    """

    sentence = _("It is kept, but cannot be published yet. What is missing stands beside the fields.")

    def __init__(self, status: int = 422) -> None:
        super().__init__(self.sentence)
        self.status = status


class NothingToSend(NotFound):
    """There is no draft, version or upload of that name."""

    sentence = _("There is nothing here. The link may be old, or cut short on its way.")


class DraftLinkOver(Refusal):
    """The link to a draft was taken back, or the draft was published or thrown away."""

    status = 410
    sentence = _("This draft cannot be looked at any more. Whoever sent you the link can send you another one.")


class PartAstray(Refusal):
    """A part of a file that does not begin where what is there ends."""

    status = 409
    sentence = _("A part of the file went missing on the way. It goes on from where it was.")


class UploadOverfull(Refusal):
    """More of a file came than was announced, or less."""

    sentence = _("The file is not as large as it was said to be. Please choose it once more.")
