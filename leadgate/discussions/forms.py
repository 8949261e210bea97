"""Forms of the talks in a group."""

from collections.abc import Mapping
from typing import Self

from flask_babel import lazy_gettext as _
from wtforms import MultipleFileField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from leadgate.consent.queries import Offer
from leadgate.discussions.actions.attaching import MOST_BYTES, MOST_FILES, Upload
from leadgate.discussions.actions.posting import LONGEST
from leadgate.discussions.actions.telling import MailPace
from leadgate.discussions.types import Sign
from leadgate.foundation.web import forms
from leadgate.foundation.web.forms import FormToken, Plain, tidy

NEVER = "never"
FORM_BYTES = 100_000


def most_bytes() -> int:
    """How large a form with files beside what is said may be."""
    return MOST_FILES * MOST_BYTES + FORM_BYTES


class Files(forms.PageForm):
    """Files beside what is said."""

    file = MultipleFileField(_("Files or pictures, four at most"))
    shows = StringField(
        _("What can be seen in the pictures, for those who see none"),
        [Length(max=500, message=_("Please keep this under 500 characters.")), Plain()],
    )

    def uploads(self) -> list[Upload]:
        """What was chosen; a browser sends one without a name when nothing was."""
        sent = [one for one in self.file.data or () if getattr(one, "filename", "")]
        return [Upload(one.stream, one.filename, tidy(self.shows.data)) for one in sent]


class PostForm(Files):
    """Something to say."""

    class Meta:
        csrf_class = FormToken
        subject = "post"

    body = TextAreaField(
        _("What you want to say (Markdown)"),
        [
            InputRequired(_("Please type what you want to say.")),
            Length(max=LONGEST, message=_("Please keep this under 20,000 characters.")),
        ],
    )

    @classmethod
    def begun(cls, title: str, body: str) -> Self:
        """The form with what was begun before."""
        return cls(data={"title": title, "body": body})


class NewThread(PostForm):
    """Something new to talk about."""

    title = StringField(
        _("What it is about"),
        [
            InputRequired(_("Please say in a few words what it is about.")),
            Length(max=200, message=_("Please keep this under 200 characters.")),
            Plain(),
        ],
    )


class DraftForm(forms.PageForm):
    """What was begun, complete or not."""

    class Meta:
        csrf_class = FormToken
        subject = "post"

    title = StringField(_("What it is about"), [Length(max=200), Plain()])
    body = TextAreaField(_("What you want to say (Markdown)"), [Length(max=LONGEST)])


class Mails(forms.PageForm):
    """When one hears of what is new."""

    class Meta:
        csrf_class = FormToken
        subject = "mails"

    pace = RadioField(_("When do you want a mail?"), [InputRequired(_("Please choose one of the answers shown."))])

    @classmethod
    def of(cls, offered: Mapping[MailPace, Offer], now: MailPace | None) -> Self:
        """The form with the ways there are, and the one chosen now."""
        form = cls(data={"pace": now or NEVER})
        choices = [(NEVER, _("Never")), *((pace, offer.title) for pace, offer in offered.items())]
        form.pace.choices = forms.options(choices)
        return form

    def chosen(self) -> MailPace | None:
        """The way that was chosen; none for never."""
        return MailPace(self.pace.data) if self.pace.data in set(MailPace) else None

    def notice(self, offered: Mapping[MailPace, Offer]) -> str:
        """The wording that stood beside it."""
        chosen = self.chosen()
        return offered[chosen].sha256 if chosen else ""


class Reacting(forms.PageForm):
    """Saying something about a post with one press."""

    class Meta:
        csrf_class = FormToken
        subject = "post"

    sign = RadioField(
        _("What do you want to say?"),
        [InputRequired(_("Please choose one of the answers shown."))],
        choices=forms.options_of(Sign),
    )

    def chosen(self) -> Sign:
        """What was pressed."""
        return Sign(self.sign.data)


class StaffReply(Files):
    """Something to say in the moderators' name."""

    body = TextAreaField(
        _("Answer in the moderators' name (Markdown)"),
        [InputRequired(_("Please type what you want to say.")), Length(max=LONGEST)],
    )


class Announcement(Files):
    """Something all members shall read."""

    title = StringField(
        _("What it is about"),
        [InputRequired(_("Please say in a few words what it is about.")), Length(max=200), Plain()],
    )
    body = TextAreaField(
        _("What you want to say (Markdown)"),
        [InputRequired(_("Please type what you want to say.")), Length(max=LONGEST)],
    )
