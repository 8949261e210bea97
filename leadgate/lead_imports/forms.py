"""Forms of the pages of imported leads."""

from flask_babel import lazy_gettext as _
from wtforms import FileField, ValidationError

from leadgate.foundation.web import forms


class LeadsFile(forms.PageForm):
    """Sending a file of leads."""

    file = FileField(_("A list of addresses, as CSV"))

    def validate_file(self, field: FileField) -> None:
        """There has to be one."""
        if not field.data:
            raise ValidationError(_("Please choose a file."))
