"""Refusals of the assets room, each with the sentence a person reads."""

from flask_babel import lazy_gettext as _

from leadgate.foundation.errors import NotFound, Refusal


class NoSuchAsset(NotFound):
    """Unknown, or not published: the two look alike."""

    sentence = _("There is nothing here. The link may be old, or cut short on its way.")


class AssetOver(Refusal):
    """The asset was retired or its closing date has passed."""

    status = 410
    sentence = _("This download has ended. What we have now is on the front page.")


class AssetNeeded(Refusal):
    """What people asked for, or what is open, is not deleted."""

    status = 409
    sentence = _("This cannot be deleted: it was asked for, or it was open a minute ago. It can be archived.")


class NotOpenYet(Refusal):
    """Published, but its opening date is still to come."""

    status = 404
    sentence = _("This download is not open yet. Please come back later.")


class RequestOver(Refusal):
    """The opt-in expired, was called off, or never was."""

    status = 410
    sentence = _(
        "This request has ended. You can simply ask for the download again. If you told us that it was not you, we "
        "write to this address again a week after that."
    )


class GrantOver(Refusal):
    """The grant was revoked, or has expired."""

    status = 410
    sentence = _("This download link has ended. Sign in with your mail address to get a new one.")


class DownloadsUsedUp(Refusal):
    """Everybody may have this so many times, and somebody has.

    Args:
        times: how many.
    """

    status = 403

    def __init__(self, times: int) -> None:
        super().__init__(
            _(
                "You can download this %(times)s times, and you have. If it did not arrive whole, please write to us; "
                "the privacy notice says where.",
                times=times,
            )
        )


class DownloadsUnderWay(Refusal):
    """With those that are still being sent, somebody would have this as often as everybody may."""

    status = 429
    retry_after_seconds = 60
    sentence = _(
        "Your downloads of this are still under way. Please wait until one has arrived; if it broke off, try again "
        "in a few minutes."
    )


class BadFieldKey(Refusal):
    """An asked field whose name is taken, twice, or not a name."""

    field = "asked"
    sentence = _("A key has small letters, digits and _ only, stands once, and is not one the form uses itself.")
