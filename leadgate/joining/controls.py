"""What joining does about the duties of the law, and how it stands now."""

from flask_babel import lazy_gettext as _

from leadgate.foundation.privacy.controls import Control, rows_of
from leadgate.joining.models import AdmissionRule, RequestAnswers

CONTROLS = (
    Control(
        "GDPR 5(1)(e)",
        _("Answers to joining questions go some days after the decision, for those who were let in, too."),
        _("answers whose last day is set"),
        rows_of(RequestAnswers, RequestAnswers.expires_at.is_not(None)),
        "tests/joining/test_deciding.py",
    ),
    Control(
        "GDPR 22(1)",
        _("Rules let people in; none turns anybody away: that is always a person's decision, with an appeal."),
        _("rules that let people in"),
        rows_of(AdmissionRule),
        "tests/moderation/test_desk.py",
    ),
)
