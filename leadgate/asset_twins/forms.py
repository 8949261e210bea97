"""The forms of a page's other languages."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _
from wtforms import SelectField
from wtforms.validators import InputRequired

from leadgate.asset_twins.types import Twin
from leadgate.foundation import languages
from leadgate.foundation.web import forms
from leadgate.foundation.web.forms import PageForm


class NewTwinForm(PageForm):
    """In which language a page is to be made."""

    twin_language = SelectField(_("Language"), [InputRequired(_("Please choose a language."))])


class OtherPageForm(PageForm):
    """Which page says the same in its language."""

    other = SelectField(_("Page"))


def new_twin_form(spoken: Iterable[str]) -> NewTwinForm:
    """The form with every language but some.

    Args:
        spoken: those in which the page is there.
    """
    form, there = NewTwinForm(), {*spoken}
    others = [one for one in languages.written_by_name() if one[0] not in there]
    form.twin_language.choices = forms.options([("", _("Choose one")), *others])
    return form


def other_page_form(offered: Iterable[Twin]) -> OtherPageForm:
    """The form with all pages that could be it.

    Args:
        offered: those.
    """
    form = OtherPageForm()
    said = ((str(one.asset_id), f"{one.title} ({languages.own_name(one.language)})") for one in offered)
    form.other.choices = forms.options(said)
    return form
