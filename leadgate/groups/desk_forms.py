"""Forms of the moderators' own: notes and texts that are used again."""

from flask_babel import lazy_gettext as _
from wtforms import StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from leadgate.foundation import forms
from leadgate.foundation.forms import Plain

TOO_LONG = _("Please keep this under 2,000 characters.")


class NoteForm(forms.Page):
    """Something to write down about somebody."""

    words = TextAreaField(
        _("Note for the other moderators"),
        [
            InputRequired(_("Please type a few words.")),
            Length(max=2_000, message=TOO_LONG),
            Plain(lines=True),
        ],
    )


class ReplyForm(forms.Page):
    """A text to use again."""

    title = StringField(
        _("What it is for"),
        [InputRequired(_("Please say in a few words what it is about.")), Length(max=100), Plain()],
    )
    text = TextAreaField(
        _("Text"),
        [
            InputRequired(_("Please type a few words.")),
            Length(max=2_000, message=TOO_LONG),
            Plain(lines=True),
        ],
    )
