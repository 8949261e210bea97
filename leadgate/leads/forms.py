"""What marketers type about leads."""

import re
from uuid import UUID

from flask_babel import lazy_gettext as _
from wtforms import SelectField, SelectMultipleField, StringField, TextAreaField

from leadgate.foundation.web.forms import PageForm, Plain, options, options_of, tidy
from leadgate.leads.actions.keeping import MOST_LETTERS
from leadgate.leads.finding import A_PAGE
from leadgate.leads.types import LeadStatus

AN_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class FindForm(PageForm):
    """Somebody's whole address."""

    address = StringField(_("Find a person by the whole address"), filters=[tidy])


class SegmentForm(PageForm):
    """A name for what is chosen."""

    name = StringField(_("Save this choice as a segment called"), [Plain()], filters=[tidy])


class StatusForm(PageForm):
    """How far one is with somebody."""

    how_far = SelectField(_("Status"), choices=options_of(LeadStatus), coerce=LeadStatus)


class TagForm(PageForm):
    """One more tag."""

    tag = StringField(_("Add a tag"), [Plain()], filters=[tidy])


class SeveralForm(PageForm):
    """What is given to several leads at once."""

    lead = SelectMultipleField(validate_choice=False)
    how_far = SelectField(_("Status"), choices=[*options([("", _("leave as it is"))]), *options_of(LeadStatus)])
    tag = StringField(_("Add a tag"), [Plain()], filters=[tidy])

    @property
    def people(self) -> list[UUID]:
        """Who is ticked; what is no id is nobody."""
        return [UUID(one) for one in self.ticked if AN_ID.fullmatch(one)]

    @property
    def ticked(self) -> list[str]:
        """The same as it was sent."""
        return (self.lead.data or [])[:A_PAGE]

    @property
    def chosen_status(self) -> LeadStatus | None:
        """Which one is chosen; None where none is."""
        return LeadStatus(self.how_far.data) if self.how_far.data else None


class LeadNoteForm(PageForm):
    """One more note."""

    text = TextAreaField(
        _("Write a note"), [Plain(lines=True)], filters=[tidy], render_kw={"rows": 3, "maxlength": MOST_LETTERS}
    )
