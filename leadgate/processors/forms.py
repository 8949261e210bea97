"""The form of a processor."""

from flask_babel import lazy_gettext as _
from wtforms import RadioField, StringField
from wtforms.validators import InputRequired, Length

from leadgate.erasure.types import KnowsBy
from leadgate.foundation.web.forms import PageForm, Plain, options_of, tidy

NEEDED = InputRequired(_("Please fill this in."))


class ProcessorForm(PageForm):
    """Who is told, where, and by what they know people."""

    name = StringField(_("Name"), [NEEDED, Length(max=120), Plain()], filters=[tidy])
    url = StringField(_("Where notices are sent"), [NEEDED, Length(max=500), Plain()], filters=[tidy])
    knows_by = RadioField(
        _("By what they know people"), [NEEDED], choices=options_of(KnowsBy), default=KnowsBy.SHA256.value
    )

    def typed(self) -> tuple[str, str, str]:
        """Name, address and by what they know people."""
        return self.name.data or "", self.url.data or "", self.knows_by.data or ""
