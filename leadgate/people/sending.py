"""Restriction at the moment of sending: data that may only be kept sends no letter for a purpose."""

from leadgate.foundation import mail
from leadgate.people import queries

mail.check_consent_with(lambda person, _purpose: not queries.is_restricted(person))
