"""The form of what a page says once its asset has ended."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from wtforms import SelectMultipleField, StringField, TextAreaField
from wtforms.validators import Length

from leadgate.asset_endings.models import ClosedPage
from leadgate.asset_endings.types import Ended
from leadgate.foundation.web import forms
from leadgate.foundation.web.forms import PageForm, Plain, tidy
from leadgate.next_steps.types import NextStep


class ClosedPageForm(PageForm):
    """Its headline, some words, and what it leads on to."""

    headline = StringField(_("Headline"), [Length(max=200), Plain()], filters=[tidy])
    words = TextAreaField(_("In your own words"), [Length(max=2_000), Plain(lines=True)])
    instead = SelectMultipleField(_("What it leads on to"))


def closed_page_form(offered: Sequence[NextStep], row: ClosedPage | None, shown: Ended) -> ClosedPageForm:
    """The form with all there is to lead on to.

    Args:
        offered: what can be ticked.
        row: what was written; None where nothing was.
        shown: what the page shows as it stands, which is ticked.
    """
    kept = {"headline": row.headline, "words": row.words} if row else {}
    form = ClosedPageForm(instead=[one.name for one in shown.instead], **kept)
    form.instead.choices = forms.options((one.name, one.title) for one in offered)
    return form
