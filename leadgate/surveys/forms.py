"""The form around the questions of a page: its token, its trap for robots, the boxes of the notice."""

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, StringField

from leadgate.foundation.installation import installation
from leadgate.foundation.web.forms import FormToken, PageForm
from leadgate.people.errors import FormTooFast


class AnswerForm(PageForm):
    """A page of a survey. `website` is a trap: people do not see it, robots fill it in."""

    website = StringField()

    class Meta:
        csrf_class = FormToken
        subject = "survey"
        filled_in_seconds = 0.0

    @property
    def is_robot(self) -> bool:
        """Whether the trap was filled in."""
        return bool((self.website.data or "").strip())

    def pace(self) -> None:
        """Slow robots down; a person who meets this presses the button once more.

        Raises:
            TooFast: sent sooner after the page was shown than people answer.
        """
        if self.meta.filled_in_seconds < installation().settings.form_min_seconds:
            raise FormTooFast


class FirstForm(AnswerForm):
    """The first page, with what one agrees to."""

    agreements = ("agree", "quote")
    agree = BooleanField(_("I agree"))
    quote = BooleanField()
    source = StringField()
