"""The editor's form of a survey as a whole: its words, how it is asked, its quotas."""

from collections.abc import Iterator
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from msgspec.structs import replace

from leadgate.questionnaires.definition import Definition, Layout, Quota, Sensitive
from leadgate.survey_editor.documents import converted
from leadgate.survey_editor.errors import NotASetting
from leadgate.survey_editor.form import fields
from leadgate.survey_editor.form.fields import Fields

TEXTS = ("title", "intro", "thanks", "full")
DAYS = _("Days until answers are deleted")
MOST_DAYS = 3_650
TICKS = {
    "anonymous": _("Anonymous: nothing ties an answer to a person, and nobody can take it back"),
    "asks_to_quote": _("Ask whether we may quote what they write"),
}
CHOICES = {
    "layout": (_("How much stands on one page"), Layout),
    "sensitive": (_("When somebody writes about health, beliefs, or gives a number or an address"), Sensitive),
}


def fields_of(survey: Definition) -> Fields:
    """A survey as fields of the form: what `typed_survey` makes the same survey of."""
    found: dict[str, list[str]] = {}
    for name in TEXTS:
        found |= fields.of_words(name, getattr(survey, name))
    for name in TICKS:
        found |= fields.of_tick(name, ticked=getattr(survey, name))
    found |= {name: [getattr(survey, name)] for name in CHOICES}
    found["kept_days"] = [str(survey.kept_days)]
    for at, quota in enumerate(survey.quotas):
        found |= {f"quotas.{at}.answer": [quota.name], f"quotas.{at}.most": [str(quota.most)]}
    return Fields(found)


def typed_survey(survey: Definition, form: Fields) -> Definition:
    """The survey a form describes; its sections and languages stay.

    Raises:
        NotASetting: a field cannot hold what was typed into it.
    """
    words = {name: form.words(name, survey.languages, getattr(survey, name)) for name in TEXTS}
    ticks = {name: form.has(name) for name in TICKS}
    chosen: dict[str, Any] = {
        name: kind(form.value(name)) for name, (_label, kind) in CHOICES.items() if form.value(name) in set(kind)
    }
    days = _whole(form, "kept_days", DAYS, MOST_DAYS)
    return replace(survey, **words, **ticks, **chosen, kept_days=days, quotas=tuple(_quotas(form)))


def _quotas(form: Fields) -> Iterator[Quota]:
    for at in form.rows("quotas"):
        question, _colon, code = form.value(f"quotas.{at}.answer").partition(":")
        if question:
            most = _whole(form, f"quotas.{at}.most", _("At most"), 1_000_000)
            yield converted({"question": question, "code": code, "most": most}, Quota)


def _whole(form: Fields, name: str, label: object, most: int) -> int:
    typed = form.typed(name)
    if typed.isdecimal() and typed.isascii() and 1 <= int(typed[:12]) <= most:
        return int(typed)
    sentence = gettext("“%(label)s” is a whole number from 1 to %(most)s.", label=label, most=most)
    raise NotASetting(sentence, name)
