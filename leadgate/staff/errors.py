"""Refusals of the staff room."""

from flask_babel import LazyString, ngettext
from flask_babel import lazy_gettext as _

from leadgate.foundation.errors import Refusal
from leadgate.foundation.limits import TooMany
from leadgate.foundation.web.page_owner import SignedOut


class WrongSignIn(Refusal):
    """No such account, or not this password; which of the two is not said."""

    is_guess = True
    status = 422
    sentence = _("This address and password do not belong together.")


class TriedTooOften(TooMany):
    """Somebody was wrong too often, so this try was not looked at; says in how many minutes one will be."""

    def __init__(self, refused: TooMany) -> None:
        self.limits, self.retry_after_seconds = refused.limits, refused.retry_after_seconds
        super().__init__(LazyString(self._in_words, -(-(refused.retry_after_seconds or 1) // 60)))

    def _in_words(self, minutes: int) -> str:
        sentence: str = ngettext(
            "That was wrong too often, so this try was not looked at. Please type it again in %(num)s minute.",
            "That was wrong too often, so this try was not looked at. Please type it again in %(num)s minutes.",
            minutes,
        )
        return sentence


class TriedFromEverywhere(TriedTooOften):
    """As before, for one account from everywhere together: whose it is gets a letter with a way in all the same.

    The sentence is the same for an address without an account, so it tells nobody whether there is one.
    """

    def _in_words(self, minutes: int) -> str:
        sentence: str = ngettext(
            "There were too many wrong tries for this address, so this one was not looked at. If it has an account "
            "here, a letter is on its way to it, with a link that lets you sign in from this browser all the same. "
            "Without the letter, please try again in %(num)s minute.",
            "There were too many wrong tries for this address, so this one was not looked at. If it has an account "
            "here, a letter is on its way to it, with a link that lets you sign in from this browser all the same. "
            "Without the letter, please try again in %(num)s minutes.",
            minutes,
        )
        return sentence


class WayInOver(Refusal):
    """The link of a letter is older than an hour."""

    status = 410
    sentence = _("This link worked for an hour, and that is over. If you are still kept out, a new letter comes.")


class StaffLinkUsed(Refusal):
    """The link was used, or is too old."""

    status = 410
    sentence = _("This sign-in link was used already or is too old. The owner can make a new one.")


class AccountTaken(Refusal):
    """There is an account of that address."""

    status = 409
    sentence = _("There is an account with this address already.")


class WeakPassword(Refusal):
    """A password that is too easy to guess: here, because it is short."""

    field = "password"
    sentence = _(
        "Please choose a password of at least 12 characters; a few words that do not belong together are good."
    )


class PatternedPassword(WeakPassword):
    """A password that repeats itself or runs along the keyboard."""

    sentence = _(
        "This password repeats itself or runs along the keyboard, so it is soon guessed. "
        "Please choose another one; a few words that do not belong together are good."
    )


class OwnWordsPassword(WeakPassword):
    """A password made of what everybody knows of this site or of who chooses it."""

    sentence = _(
        "This password is made of your address or of this site's name, which is what is tried first. "
        "Please choose another one; a few words that do not belong together are good."
    )


class CommonPassword(WeakPassword):
    """One of the passwords that are tried first everywhere."""

    sentence = _(
        "This is one of the most common passwords, or a common word with something around it. "
        "Please choose another one; a few words that do not belong together are good."
    )


class WrongCurrentPassword(Refusal):
    """Whoever sits there does not know the password that is to be changed."""

    is_guess = True
    field = "current"
    sentence = _("This is not the password you have now.")


class WrongFactor(Refusal):
    """A code of the second factor that is not right, or was used already."""

    is_guess = True
    field = "code"
    sentence = _("This code is not right, or was used already. Please wait for the next one of your app.")


class WrongRecoveryCode(WrongFactor):
    """A recovery code that is not one of theirs, or was used already."""

    sentence = _("This is not one of your recovery codes, or it was used already. Please try another one.")


class KnownPasskey(Refusal):
    """The passkey is registered already."""

    status = 409
    sentence = _("This passkey is registered already.")


class UnknownIdentity(Refusal):
    """Somebody the provider knows and this site does not, or of whose address the provider is not certain."""

    status = 403
    sentence = _(
        "The other side knows you, but nobody has invited that address here, or it is not verified. "
        "If you have a password here, sign in with it and connect the two under “Your account”."
    )


class TakenIdentity(Refusal):
    """The identity belongs to another account, or the account has one of that provider."""

    status = 409
    sentence = _("This identity is connected with another account already, or your account with another identity.")


class NoPasswordHere(Refusal):
    """An account that signs in elsewhere chooses no password: it would stay when the other side has let it go."""

    field = "password"
    sentence = _("You sign in through another site, so there is no password here. The owner can make you a link.")


class WrongProof(Refusal):
    """Whoever sits there shows neither the password nor a code."""

    is_guess = True
    field = "proof"
    sentence = _("This is neither your password nor a code of your app that was not used yet.")


class StaffSignedOut(SignedOut):
    """A member of staff sent something from a page of a session that is over."""

    sign_in_at = "staff-door"


class NothingToConfirm(Refusal):
    """No app is being set up."""

    status = 409
    sentence = _("No app is being set up. Please begin once more.")


class NoSecondFactor(Refusal):
    """A second factor is to be taken from an account that has none."""

    status = 409
    sentence = _("This account has no second factor, so there is nothing to take. Nothing was changed.")


class LastOwner(Refusal):
    """Nobody would answer for the installation any more."""

    status = 409
    sentence = _("This is the only owner of this site. Please make another owner first.")


class RoleFromElsewhere(Refusal):
    """What somebody is trusted with is said by the provider they sign in by."""

    status, field = 409, "role"
    sentence = _("What they are trusted with comes from the site they sign in by. Please change it there.")


class UnknownAccount(Refusal):
    """Nobody who works here has this address."""

    sentence = _("There is no account with this address. Make one with: leadgate staff add")
