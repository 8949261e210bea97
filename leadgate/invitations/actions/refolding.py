"""Finding invitations anew, after the rule has changed by which addresses are one mailbox."""

from leadgate.invitations.models import Invitation
from leadgate.people.verification.actions.refolding import Indexed, refold_once

RULE = "invitation:addresses-folded-2"


def refold() -> None:
    """Have invitations that wait found by the rule of today, once."""
    refold_once(RULE, Indexed(Invitation, "id", {"address": "address_index"}))
