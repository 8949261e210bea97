"""How the kinds of questions are called."""

from flask_babel import lazy_gettext as _

KINDS = {
    "text": _("some words"),
    "choice": _("one of several answers"),
    "link": _("a link"),
    "number": _("a number"),
}
