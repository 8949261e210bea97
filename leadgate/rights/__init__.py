"""Rights: receiving, verifying and answering privacy requests, in the time the law gives."""

from leadgate.rights import mail, personal, verifications
from leadgate.rights.actions import forgetting, reminding

__all__ = ["forgetting", "mail", "personal", "reminding", "verifications"]
