"""What marketers type about leads."""

from flask_babel import lazy_gettext as _
from wtforms import SelectField, StringField, TextAreaField

from leadgate.foundation.web.forms import PageForm, Plain, options_of, tidy
from leadgate.leads.actions.keeping import MOST_LETTERS
from leadgate.leads.types import LeadStatus


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


class LeadNoteForm(PageForm):
    """One more note."""

    text = TextAreaField(
        _("Write a note"), [Plain(lines=True)], filters=[tidy], render_kw={"rows": 3, "maxlength": MOST_LETTERS}
    )
