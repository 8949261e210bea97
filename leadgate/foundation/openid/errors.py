"""Why nobody is signed in through a provider of OpenID Connect."""

from flask_babel import lazy_gettext as _

from leadgate.foundation.errors import Refusal


class ProviderFailed(Refusal):
    """The provider of identities does not answer, or not as OpenID Connect says."""

    status = 502
    sentence = _("The other side could not be asked who you are. Please try again in a moment, or sign in another way.")


class WrongIdentity(Refusal):
    """What came back is not a sign-in that was begun in this browser, or is not the provider's word for this site."""

    is_guess = True
    sentence = _("This sign-in does not hold. Please begin once more.")
