"""People outside the organisation: one per address, found without their address being readable."""

from leadgate.people import personal, sending

__all__ = ["personal", "sending"]
