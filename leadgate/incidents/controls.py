"""What is done about a breach of personal data (GDPR art. 33 and 34)."""

from flask_babel import lazy_gettext as _

from leadgate.foundation.privacy.controls import Control, rows_of
from leadgate.incidents.models import Alert, Incident

CONTROLS = (
    Control(
        "GDPR 33",
        _("Rules notice what should not happen; the register counts the 72 hours and closes nothing unheard."),
        _("alerts nobody has looked at"),
        rows_of(Alert, Alert.closed_at.is_(None)),
        "tests/incidents/test_noticing.py",
    ),
    Control(
        "GDPR 34",
        _("Whom a breach concerns is computed from the signed looks, and each gets one letter in plain words."),
        _("incidents in the register"),
        rows_of(Incident),
        "tests/incidents/test_answering.py",
    ),
)
