"""What groups do about the duties of the law, and how it stands now."""

from flask_babel import lazy_gettext as _

from leadgate.foundation.privacy.controls import Control, rows_of
from leadgate.groups.models import Group, Membership

CONTROLS = (
    Control(
        "GDPR 5(1)(c)",
        _("A group asks what a decision needs, says why and who reads it; moderators see no address."),
        _("groups there are"),
        rows_of(Group),
        "tests/joining/test_deciding.py",
    ),
    Control(
        "GDPR 7(3)",
        _("Leaving a group takes two presses and no reason, and ends every mail, file link and calendar with it."),
        _("memberships now"),
        rows_of(Membership),
        "tests/groups/test_leaks.py",
    ),
)
