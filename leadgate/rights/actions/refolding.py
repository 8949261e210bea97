"""Finding privacy requests anew, after the rule has changed by which addresses are one mailbox."""

from leadgate.people.verification.actions.refolding import Indexed, refold_once
from leadgate.rights.models import PrivacyRequest

RULE = "request:addresses-folded-2"


def refold() -> None:
    """Have requests found by the rule of today, by whose they are and by whom they concern; once."""
    both = {"address": "address_index", "subject_address": "subject_index"}
    refold_once(RULE, Indexed(PrivacyRequest, "id", both))
