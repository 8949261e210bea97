"""The forms by which a letter begins and is called."""

from flask_babel import lazy_gettext as _
from wtforms import RadioField, StringField
from wtforms.validators import InputRequired, Length

from leadgate.foundation import languages
from leadgate.foundation.web import forms
from leadgate.leads.finding import purposes
from leadgate.letter_editor.starters import LetterStarter
from leadgate.letters.queries import LetterCopied

_NAMED = [InputRequired(_("Please give it a name.")), Length(max=200)]


class LetterName(forms.PageForm):
    """What staff call a letter, and what it is for."""

    name = StringField(_("Name"), filters=[forms.tidy], validators=_NAMED)
    purpose = RadioField(_("What for"), choices=[])


class NewLetter(LetterName):
    """How a letter begins."""

    starter = RadioField(_("Begin with"), choices=forms.options_of(LetterStarter), default=LetterStarter.PLAIN.value)


def new_letter() -> NewLetter:
    """The form, with the purposes for which letters are sent."""
    form, offered = NewLetter(), purposes(languages.of_request())
    form.purpose.choices = [(one.slug, one.title) for one in offered]
    if not form.is_submitted() and len(offered) == 1:
        form.purpose.data = offered[0].slug
    return form


def letter_name(letter: LetterCopied) -> LetterName:
    """The form for a letter that is there.

    Args:
        letter: which.
    """
    form, offered = LetterName(obj=letter), purposes(languages.of_request())
    form.purpose.choices = [(one.slug, one.title) for one in offered]
    if not form.is_submitted():
        form.purpose.data = next((one.slug for one in offered if one.purpose_id == letter.purpose_id), None)
    return form
