"""What the rights room asks people to prove: that a privacy request is theirs, and that an agent acts for them."""

from datetime import timedelta

from flask_babel import lazy_gettext as _

from leadgate.people.verification.types import Link, VerificationKind
from leadgate.rights import room as tokens
from leadgate.rights.errors import NotNow

PRIVACY_REQUEST = VerificationKind(
    room="rights",
    word="privacy-request",
    link=Link(tokens.REQUEST_PROOF, "privacy/request/prove/"),
    link_lasts=timedelta(days=45),
    kept=timedelta(days=45),
    kept_for=_("forty-five days"),
    rule="request/proof",
    over=NotNow,
    letter="rights/prove",
    proven="actions.verifying:prove",
    again="actions.verifying:proven_before",
    onward="public:to_request",
    page="rights/prove.html",
    own_key=False,
    meets=False,
    one_click=False,
    heeds_not_me=False,  # a right is not lost by what was said of another request,
    shares_budget=False,  # nor has it to wait for letters that strangers caused
)
MANDATE = VerificationKind(
    room="rights",
    word="mandate",
    link=Link(tokens.REQUEST_MANDATE, "privacy/request/mandate/"),
    link_lasts=timedelta(days=45),
    kept=timedelta(days=45),
    kept_for=_("forty-five days"),
    rule="request/proof",
    over=NotNow,
    letter="rights/mandate",
    shows="access:concerning",
    proven="actions.verifying:take_mandate",
    again="actions.verifying:proven_before",
    onward="public:mandate_taken",
    page="rights/mandate.html",
    own_key=False,
    meets=False,
    one_click=False,
    heeds_not_me=False,
    shares_budget=False,
)
