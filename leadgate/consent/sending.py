"""Consent at the moment of sending: mail leaves only while the person's last word is yes, and at their pace."""

from leadgate.consent import queries
from leadgate.consent.actions import pacing
from leadgate.foundation import mail

mail.check_consent_with(queries.agrees)
mail.check_consent_with(pacing.is_welcome)
mail.note_sent_with(pacing.note_sent)
