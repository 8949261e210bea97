"""What the groups room does about the duties of the law, and how it stands now."""

from flask_babel import lazy_gettext as _

from leadgate.foundation.controls import Control, rows_of
from leadgate.groups.models import AdmissionRule, Group, Membership, RequestAnswers

CONTROLS = (
    Control(
        "GDPR 5(1)(c)",
        _("A group asks what a decision needs, says why and who reads it; moderators see no address."),
        _("groups there are"),
        rows_of(Group),
        "tests/groups/test_deciding.py",
    ),
    Control(
        "GDPR 5(1)(e)",
        _("Answers to joining questions go some days after the decision, for those who were let in, too."),
        _("answers whose last day is set"),
        rows_of(RequestAnswers, RequestAnswers.expires_at.is_not(None)),
        "tests/groups/test_deciding.py",
    ),
    Control(
        "GDPR 7(3)",
        _("Leaving a group takes two presses and no reason, and ends every mail, file link and calendar with it."),
        _("memberships now"),
        rows_of(Membership),
        "tests/groups/test_leaks.py",
    ),
    Control(
        "GDPR 22(1)",
        _("Rules let people in; none turns anybody away: that is always a person's decision, with an appeal."),
        _("rules that let people in"),
        rows_of(AdmissionRule),
        "tests/groups/test_desk.py",
    ),
)
