"""The form of an event."""

from typing import Self

from flask_babel import lazy_gettext as _
from wtforms import StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from leadgate.foundation.web import forms
from leadgate.foundation.web.forms import Plain, tidy
from leadgate.foundation.web.moments import MomentField
from leadgate.meetups.actions.meeting import Meeting
from leadgate.meetups.models import Event

WHEN = _("Please give the day and the time.")


class EventForm(forms.PageForm):
    """An event."""

    title = StringField(
        _("What it is about"),
        [InputRequired(_("Please say in a few words what it is about.")), Length(max=200), Plain()],
    )
    begins_at = MomentField(_("Begins"), [InputRequired(WHEN)])
    ends_at = MomentField(_("Ends"), [InputRequired(WHEN)])
    place = StringField(_("Where (a place, or a link)"), [Length(max=300), Plain()])
    about = TextAreaField(_("What people should know"), [Length(max=5_000), Plain(lines=True)])

    @classmethod
    def of(cls, event: Event) -> Self:
        """The form as the event is now."""
        names = ("title", "begins_at", "ends_at", "place", "about")
        return cls(data={name: getattr(event, name) for name in names})

    def meeting(self) -> Meeting:
        """What was filled in."""
        return Meeting(
            title=tidy(self.title.data),
            begins_at=self.begins_at.data,
            ends_at=self.ends_at.data,
            place=tidy(self.place.data),
            about=self.about.data or "",
        )
