"""Refusals of letters."""

from flask_babel import lazy_gettext as _

from leadgate.foundation.errors import NotFound, Refusal


class NoSuchLetter(NotFound):
    """There is none, or not for whoever asks."""

    sentence = _("There is no such letter.")


class UnknownField(Refusal):
    """A text names a personal field that there is not.

    Args:
        field: as it was typed.
    """

    def __init__(self, field: str) -> None:
        super().__init__(_("%(field)s is no personal field. Those there are stand beside the letter.", field=field))


class BrokenField(Refusal):
    """A personal field begins and does not end.

    Args:
        begun: the line from where it begins.
    """

    def __init__(self, begun: str) -> None:
        super().__init__(_("A brace is not closed here: “%(begun)s”.", begun=begun[:60]))


class FieldInAddress(Refusal):
    """A personal field stands in the address of a link, where it would tell servers who reads."""

    sentence = _("A link's address cannot hold a personal field: it would tell other servers who reads this.")


class UnsafeValue(Refusal):
    """What would be filled into a header holds signs that no header may hold (RFC 5322, section 2.2)."""

    sentence = _("A line break cannot stand in the subject or in the address of a letter.")


class NoPurposeOfLetters(Refusal):
    """There is no such purpose, or none for which letters are sent."""

    sentence = _("Letters need a purpose that people can say yes to and that sends letters.")


class LetterChanged(Refusal):
    """Somebody changed it after whoever writes now saw it last."""

    status = 409
    keeps_typed = True
    sentence = _(
        "This letter was changed elsewhere since you opened it. What you typed is still here: save it again to keep it"
        " over the other change, which you can then get back with “Undo”."
    )


class NotALetterPicture(Refusal):
    """A file that is not a picture a letter can show, or a damaged one."""

    sentence = _(
        "This is not a picture we can show. Please take a PNG, JPEG or WebP with fewer than 24 million points."
    )


class NoSuchLetterPicture(NotFound):
    """There is none of that name."""

    sentence = _("There is nothing here. The link may be old, or cut short on its way.")


class SaysNothing(Refusal):
    """It has in no language both a subject and a block."""

    sentence = _("This letter says nothing yet: it needs a subject and at least one block.")
