"""Refusals of scans, each with the sentence a person reads."""

from flask_babel import lazy_gettext as _

from leadgate.foundation.errors import Refusal


class NoScanner(Refusal):
    """The optional part is not installed."""

    status = 409
    sentence = _(
        "Looking at sites is an optional part, which is not installed here. Install it where the workers run: "
        "pip install 'leadgate[scan]', and Chromium from your system's packages."
    )


class NoBrowser(Refusal):
    """There is no Chromium, or it does not start."""

    status = 409
    sentence = _(
        "No Chromium was found where the workers run, or it does not start. Install it from your system's packages, or "
        "name the program in LEADGATE_SCAN_BROWSER."
    )


class NotReached(Refusal):
    """No page of the site answered."""

    status = 409
    sentence = _(
        "No page of this site answered. Its name may be unknown from here, or lead to an address inside a network, "
        "which is only looked at with LEADGATE_SCAN_PRIVATE=on."
    )
