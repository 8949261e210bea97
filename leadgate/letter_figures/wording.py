"""How somebody said no, in the words of the figures; by the ledger's `method`."""

from leadgate.foundation.words import text as _

WAYS = {
    "one-click": _("by the link in a letter"),
    "unsubscribe-mail": _("by mail"),
    "own-page": _("on their own page"),
    "complaint": _("by calling it spam"),
    "opt-out": _("by an opt-out"),
    "privacy-request": _("by a privacy request"),
}
