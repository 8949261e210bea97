"""How the choices a marketer has about a survey are called."""

from flask_babel import lazy_gettext as _

LAYOUTS = {
    "question": _("One question"),
    "section": _("One section"),
    "all": _("Everything"),
}
SENSITIVES = {
    "refuse": _("Show them what was found and ask them to take it out"),
    "ask": _("Show them what was found and let them choose, expressly, to have it kept"),
}
