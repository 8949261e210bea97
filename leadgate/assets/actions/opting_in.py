"""Opting in: the one way in, for the page, the embedded form and the API alike.

What is written here is the same for everybody; whether the address is known is only found out later, by the worker
(`people.verification`). So neither the answer nor its timing can tell.
"""

import json
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from leadgate.analytics.actions import counting
from leadgate.analytics.sources import kept_as
from leadgate.askers.asking import Asker, address_to_prove
from leadgate.assets.errors import AssetOver, NotOpenYet
from leadgate.assets.queries import AssetGate
from leadgate.assets.types import VisitStep
from leadgate.assets.verifications import OPT_IN
from leadgate.consent.actions.answering import note_request
from leadgate.consent.queries import Offer
from leadgate.foundation.db import action
from leadgate.foundation.limits import Limit, spend
from leadgate.foundation.mail.addresses import MailAddress
from leadgate.ledger.actions.recording import Circumstances, NoticeWording
from leadgate.ledger.types import ConsentEvent
from leadgate.people.verification.actions.starting import start

PER_NETWORK = Limit("opt-in/network", 60, timedelta(hours=1))
PER_ADDRESS = Limit("opt-in/address", 10, timedelta(hours=1))
PER_FORM = Limit("opt-in/form", 5_000, timedelta(hours=1))


@dataclass(frozen=True, slots=True)
class TypedOptIn(Asker):
    """What somebody filled in, of the right shape."""

    fields: dict[str, str] = field(default_factory=dict)
    consent: frozenset[str] = frozenset()
    motivation: str = ""
    motivation_text: str = ""
    source: str = ""
    is_counted: bool = True
    """Whether the visit is counted: each step of it is, or none."""


@action
def ask(
    gate: AssetGate, typed: TypedOptIn, circumstances: Circumstances, *, offered: tuple[Offer, ...], network: str
) -> UUID:
    """Take a request for an asset.

    Args:
        gate: of the asset, in the language of the form.
        typed: as it was filled in.
        circumstances: of the form, as evidence; their language is that of the letters.
        offered: the optional purposes that stood on the form; each is recorded, ticked or not.
        network: the request came from (`limits.network_of`), for its bound.

    Returns:
        The id of the opt-in, whoever asked.

    Raises:
        AssetOver: the asset was taken down, or its closing date has passed.
        NotOpenYet: it is a draft, or its opening date is still to come.
        NotAnAddress: what was typed cannot be a mail address.
        GuardianNeeded: a child's form has no guardian's address.
        GuardianNotAnAddress: what was typed as the guardian's cannot be a mail address.
        GuardianIsChild: the guardian's address is the child's own.
        ThrowAway: the address is of a throw-away service, and this installation refuses those.
        ThrowAwayWarning: the same, where it only warns, and nobody has said yet that they mean it.
        TooMany: asked too often from this network, for this address, or on this form.
    """
    _refuse_closed(gate)
    address, for_guardian = address_to_prove(typed)
    spend((PER_NETWORK, network), (PER_ADDRESS, address.mailbox), (PER_FORM, str(gate.asset.id)))
    return write(gate, typed, address, circumstances, () if for_guardian else offered, for_guardian)


def _refuse_closed(gate: AssetGate) -> None:
    if gate.is_over:
        raise AssetOver
    if not gate.is_open:
        raise NotOpenYet


@action
def write(
    gate: AssetGate,
    typed: TypedOptIn,
    address: MailAddress,
    circumstances: Circumstances,
    offered: tuple[Offer, ...],
    for_guardian: bool,
) -> UUID:
    """Keep a request and everything that follows from it, past all checks.

    Of a child's request nothing is kept but the guardian's address: no evidence of the child's browser, and nothing on
    the ledger before the guardian has said yes.

    Args:
        gate: of the asset, in the language of the form.
        typed: as it was filled in.
        address: that is written to: the guardian's, where there is one.
        circumstances: of the form; their language is that of the letters.
        offered: the optional purposes that stood on the form; none for a guardian.
        for_guardian: whether the address is a guardian's.

    Returns:
        The id of the opt-in.
    """
    answers = {} if for_guardian else _answers(gate, typed, offered)
    new = start(
        OPT_IN,
        address,
        language=circumstances.language,
        about=gate.asset.id,
        payload=json.dumps(answers),
        for_guardian=for_guardian,
        source=kept_as(typed.source, typed.is_counted),
    )
    if not for_guardian:
        said = [(gate.delivery, ConsentEvent.REQUESTED), *_said(offered, typed.consent)]
        asked = [(_wording(offer), what) for offer, what in said]
        note_request(new.key, asked, circumstances=circumstances, request=new.id)
    if typed.is_counted:
        counting.count(gate.asset.id, VisitStep.ASKED, typed.source)
    return new.id


def _answers(gate: AssetGate, typed: TypedOptIn, offered: tuple[Offer, ...]) -> dict[str, object]:
    purposes = [
        [str(offer.notice_id), what]
        for offer, what in [(gate.delivery, ConsentEvent.GIVEN), *_decided(offered, typed.consent)]
    ]
    why = {"motivation": typed.motivation, "motivation_text": typed.motivation_text}
    # What was asked is kept beside what was answered: the same field may ask something else one day.
    labels = {one.key: one.label for one in gate.asked if one.key in typed.fields}
    labels |= {code: words for code, words in gate.asset.motivations if code == typed.motivation}
    more = {"labels": labels, **why}
    return {"fields": typed.fields, "purposes": purposes, **{name: said for name, said in more.items() if said}}


def _said(offered: tuple[Offer, ...], ticked: frozenset[str]) -> list[tuple[Offer, ConsentEvent]]:
    return [(offer, ConsentEvent.REQUESTED if offer.slug in ticked else ConsentEvent.REFUSED) for offer in offered]


def _decided(offered: tuple[Offer, ...], ticked: frozenset[str]) -> list[tuple[Offer, ConsentEvent]]:
    return [(offer, ConsentEvent.GIVEN if offer.slug in ticked else ConsentEvent.REFUSED) for offer in offered]


def _wording(offer: Offer) -> NoticeWording:
    return NoticeWording(purpose=offer.slug, notice=offer.sha256, language=offer.language)
