"""Refusals of the editor of assets, each with the sentence a marketer reads."""

from collections.abc import Sequence

from babel.lists import format_list
from flask_babel import get_locale, gettext
from flask_babel import lazy_gettext as _

from leadgate.foundation.errors import NotFound, Refusal


class AssetDraftChanged(Refusal):
    """Somebody else, or another window, has changed the draft or published it since the editor was opened."""

    status = 409
    sentence = _(
        "This was changed elsewhere since you opened it. What you typed is still here: press the button once more to "
        "keep it over the other change."
    )


class AssetChangedBy(AssetDraftChanged):
    """The same where it is known what was changed: what only others changed stands there as they left it.

    Args:
        who: their address; None for another window of the same account, or where it is not known.
        taken: what the fields are called that only they changed.
        both: those that both changed, with what the other one wrote.
    """

    def __init__(self, who: str | None, taken: Sequence[str], both: Sequence[str]) -> None:
        super().__init__()
        said = [
            gettext("Not saved: %(who)s changed this since you opened it.", who=who)
            if who
            else gettext("Not saved: this was changed elsewhere since you opened it.")
        ]
        if taken:
            said.append(gettext("Taken over from there: %(fields)s.", fields=_listed(taken)))
        if both:
            said.append(gettext("Changed there too, and still as you typed it: %(fields)s.", fields=_listed(both)))
        said.append(gettext("Press the button once more to keep what stands here."))
        self.sentence = " ".join(said)


def _listed(fields: Sequence[str]) -> str:
    return format_list(fields, "unit", locale=get_locale())


class NotYetWhole(Refusal):
    """What was typed cannot be published as it is; each field says why.

    Args:
        status: of the answer, where a file says more.
    """

    sentence = _("It is kept, but cannot be published yet. What to mend:")

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
