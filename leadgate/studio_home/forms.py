"""What is typed into the search of the staff."""

from flask_babel import lazy_gettext as _
from wtforms import SearchField
from wtforms.validators import Length

from leadgate.foundation.web.forms import PageForm, tidy

LONGEST = 254
"""As long as an address can be."""


class Search(PageForm):
    """Sent as a form, so that no address of a person stands in an address of a page, nor in anybody's log of those."""

    q = SearchField(_("Search"), [Length(max=LONGEST)], filters=[tidy])
