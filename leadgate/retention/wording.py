"""The words of the retention room, in the reader's language."""

from flask import Flask
from flask_babel import gettext

from leadgate.foundation.installation import installation
from leadgate.foundation.privacy.retention_rules import RetentionAction
from leadgate.foundation.wording import kind_of_data
from leadgate.foundation.words import words_of
from leadgate.retention.models import SweepState


def register_filters(app: Flask) -> None:
    """Give the templates a filter for each kind of word."""
    app.jinja_env.filters.update(
        does_words=words_of(RetentionAction), sweep_words=words_of(SweepState), rule_words=rule_words
    )


def rule_words(name: str) -> str:
    """What a rule is about: what its room says, a kind of data, or the yes to one purpose."""
    if words := installation().house.rule_words.get(name):
        return str(words)
    room, _slash, slug = name.partition("/")
    if room == "group":
        return str(gettext("silent members of “%(group)s”", group=slug))
    return gettext("a yes to “%(purpose)s”", purpose=slug) if room == "consent" else kind_of_data(name)
