"""Consent at the moment of sending: mail for a purpose leaves only while the person's last word is yes."""

from leadgate.consent import queries
from leadgate.foundation import mail

mail.check_consent_with(queries.agrees)
