"""Forms of the pages of imports."""

from flask_babel import lazy_gettext as _
from wtforms import FileField, ValidationError

from leadgate.foundation.web import forms


class ResponsesFile(forms.PageForm):
    """Sending a file of responses."""

    file = FileField(_("A file of responses: CSV or XLSX"))

    def validate_file(self, field: FileField) -> None:
        """There has to be one."""
        if not field.data:
            raise ValidationError(_("Please choose a file."))
