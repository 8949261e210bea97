"""Forms of the talks in a group."""

from flask_babel import lazy_gettext as _
from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from leadgate.foundation import forms
from leadgate.foundation.forms import FormToken, Plain
from leadgate.groups.actions.posting import LONGEST
from leadgate.groups.models import Category
from leadgate.groups.wording import CATEGORIES


class Reply(forms.Page):
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


class NewThread(Reply):
    """Something new to talk about."""

    title = StringField(
        _("What it is about"),
        [
            InputRequired(_("Please say in a few words what it is about.")),
            Length(max=200, message=_("Please keep this under 200 characters.")),
            Plain(),
        ],
    )


class ReportForm(forms.Page):
    """What is wrong with a post."""

    class Meta:
        csrf_class = FormToken
        subject = "report"

    category = RadioField(
        _("What is wrong?"),
        [InputRequired(_("Please choose one of the answers shown."))],
        choices=forms.options(CATEGORIES.items()),
    )
    words = TextAreaField(
        _("What the moderators should know"),
        [Length(max=2_000, message=_("Please keep this under 2,000 characters.")), Plain(lines=True)],
    )

    def chosen(self) -> Category:
        """The category; one that cannot be is refused before anybody asks for it."""
        return Category(self.category.data) if self.category.data in set(Category) else Category.OTHER


class Announcement(forms.Page):
    """Something all members shall read."""

    title = StringField(
        _("What it is about"),
        [InputRequired(_("Please say in a few words what it is about.")), Length(max=200), Plain()],
    )
    body = TextAreaField(
        _("What you want to say (Markdown)"),
        [InputRequired(_("Please type what you want to say.")), Length(max=LONGEST)],
    )
