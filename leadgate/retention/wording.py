"""The words of the retention room, in the reader's language."""

from flask import Flask
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from leadgate.foundation.wording import kind_of_data

DOES = {
    "delete": _("deleted"),
    "erase-person": _("the person is erased"),
    "lapse-consent": _("the consent lapses"),
    "end-belonging": _("the membership ends"),
}
RULES = {
    "person/inactive": _("people who are silent"),
    "consent/ended": _("what people said no to"),
    "download/history": _("single downloads"),
    "request/closed": _("closed privacy requests"),
    "request/unproven": _("privacy requests nobody proved"),
}
SWEEPS = {"running": _("running"), "waiting": _("waits for you"), "done": _("done")}


def register_filters(app: Flask) -> None:
    """Give the templates a filter for each kind of word."""
    app.jinja_env.filters["does_words"] = lambda word: str(DOES[str(word)])
    app.jinja_env.filters["rule_words"] = rule_words
    app.jinja_env.filters["sweep_words"] = lambda word: str(SWEEPS[str(word)])


def rule_words(name: str) -> str:
    """What a rule is about: a kind of data, or the yes to one purpose."""
    room, _slash, slug = name.partition("/")
    if room == "group":
        return str(gettext("silent members of “%(group)s”", group=slug))
    if name in RULES:
        return str(RULES[name])
    return gettext("a yes to “%(purpose)s”", purpose=slug) if room == "consent" else kind_of_data(name)
