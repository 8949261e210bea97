"""People outside the organisation: one per address, found without their address being readable."""

from leadgate.people import mail, personal, sending, verifications

__all__ = ["mail", "personal", "sending", "verifications"]
