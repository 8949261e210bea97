"""Forms of the moderators' own: notes and texts that are used again."""

from typing import Any
from uuid import UUID

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Field, SelectField, StringField, TextAreaField, ValidationError
from wtforms.validators import InputRequired, Length

from leadgate.attributes import entitlements
from leadgate.foundation.web import forms
from leadgate.foundation.web.forms import Plain, tidy

TOO_LONG = _("Please keep this under 2,000 characters.")


class NoteForm(forms.PageForm):
    """Something to write down about somebody."""

    words = TextAreaField(
        _("Note for the other moderators"),
        [
            InputRequired(_("Please type a few words.")),
            Length(max=2_000, message=TOO_LONG),
            Plain(lines=True),
        ],
    )


class ResourceForm(forms.PageForm):
    """Something members shall find at once: a download of this site, or an address elsewhere."""

    title = StringField(
        _("What it is called"),
        [InputRequired(_("Please give it a title.")), Length(max=200), Plain()],
    )
    thing = SelectField(_("Download of this site"), choices=[], validate_choice=False)
    address = StringField(_("or an address elsewhere"), [Length(max=500), Plain()])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.thing.choices = forms.options([("", ""), *((str(one.id), one.title) for one in entitlements.everything())])

    def validate_address(self, field: Field) -> None:
        """One of the two, and only addresses a browser opens safely."""
        given = {one.value for one in self.thing.choices if one.value and one.value == self.thing.data}
        if bool(given) == bool(tidy(field.data)):
            raise ValidationError(gettext("Please choose a download or type an address, one of the two."))
        if field.data and not tidy(field.data).startswith(("https://", "http://")):
            raise ValidationError(gettext("Please type a whole address, beginning with https://."))

    def chosen(self) -> dict[str, Any]:
        """What was filled in."""
        thing = UUID(self.thing.data) if self.thing.data else None
        return {"title": tidy(self.title.data), "thing": thing, "address": tidy(self.address.data)}


class ReplyForm(forms.PageForm):
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
