"""What a person's own page asks to prove: that the link to it was opened, and that both mailboxes want an address."""

from datetime import timedelta

from flask_babel import lazy_gettext as _

from leadgate.people import room as tokens
from leadgate.people.errors import ChangeOver, LinkUsed
from leadgate.people.verification.types import Link, VerificationKind

SIGN_IN = VerificationKind(
    room="people",
    word="sign-in",
    link=Link(tokens.SIGN_IN, "me/sign-in?token="),
    link_lasts=timedelta(minutes=10),
    kept=timedelta(days=1),  # for a worker that was away; once the letter is written the link's time counts
    kept_for=_("ten minutes"),
    rule="sign_in_link",
    over=LinkUsed,
    letter="people/sign_in",
    settles="actions.signing_in:settle",
    proven="actions.signing_in:enter",
    onward="public:let_in",
    page="people/sign_in_button.html",
    meets=False,
    one_click=False,
    single_use=True,
    times_letter=True,
    heeds_not_me=False,
    shares_budget=False,  # it only goes to somebody known, and nobody else's mail may keep a person from their page
)
ADDRESS_OLD = VerificationKind(
    room="people",
    word="address-old",
    link=Link(tokens.ADDRESS_OLD, "me/address/old/"),
    link_lasts=timedelta(days=2),
    kept=timedelta(days=2),
    kept_for=_("two days"),
    rule="address_change",
    over=ChangeOver,
    letter="people/address_old",
    proven="actions.changing_address:agree",
    again="actions.changing_address:agreed_before",
    onward="me:agreed",
    page="people/address_agree.html",
    own_key=False,
    meets=False,
    one_click=False,
    heeds_not_me=False,
    shares_budget=False,  # its owner has asked for it on their own page
)
ADDRESS_NEW = VerificationKind(
    room="people",
    word="address-new",
    link=Link(tokens.ADDRESS_NEW, "me/address/new/"),
    link_lasts=timedelta(days=2),
    kept=timedelta(days=2),
    kept_for=_("two days"),
    rule="address_change",
    over=ChangeOver,
    letter="people/address_new",
    shows="actions.changing_address:shown",
    proven="actions.changing_address:agree",
    again="actions.changing_address:agreed_before",
    onward="me:agreed",
    page="people/address_agree.html",
    own_key=False,
    meets=False,
    one_click=False,
)
