"""The forms by which leads are taken along, and a line is traced."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectField, SelectMultipleField, StringField

from leadgate.consent.queries import Offer
from leadgate.foundation.web import forms
from leadgate.lead_exports.columns import USUAL, columns
from leadgate.lead_exports.files import WRITERS

FORMATS = {
    "csv": _("CSV, for any spreadsheet and mailing tool"),
    "xlsx": _("XLSX, for Excel and LibreOffice"),
}
assert set(FORMATS) == set(WRITERS)


class ExportForm(forms.PageForm):
    """Taking leads along."""

    purpose = RadioField(_("What for"), choices=[])
    columns = SelectMultipleField(_("What stands in it"), choices=[], default=USUAL)
    format = SelectField(_("As"), choices=forms.options(FORMATS.items()))


def export_form(offers: Sequence[Offer]) -> ExportForm:
    """The form with the purposes and columns there are.

    Args:
        offers: the purposes people can be reached for.
    """
    form = ExportForm()
    form.purpose.choices = [(one.slug, one.title) for one in offers]
    form.columns.choices = forms.options(columns().items())
    return form


class TraceForm(forms.PageForm):
    """A line somebody found somewhere."""

    address = StringField(_("The address in the line"), filters=[forms.tidy])
    mark = StringField(_("The mark at its end"), filters=[forms.tidy])
