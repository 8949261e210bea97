"""Asking to join: by somebody whose address is still to be proven, or by a person who is signed in."""

import json
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from leadgate.consent.actions.answering import note_request
from leadgate.consent.queries import Offer
from leadgate.foundation import clock, outbox
from leadgate.foundation.db import action, add_rows, session
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import installation
from leadgate.foundation.limits import Limit, spend
from leadgate.foundation.vault import PersonKey
from leadgate.groups.actions.naming import refuse_taken_name
from leadgate.groups.errors import GroupClosed
from leadgate.groups.models import Group
from leadgate.groups.queries import Gate
from leadgate.groups.types import Admission
from leadgate.joining import invitations
from leadgate.joining.actions import arriving
from leadgate.joining.errors import ByInvitation, InvitationOver, NotToday, RulesNotAccepted
from leadgate.joining.invitations import Invited
from leadgate.joining.models import Invitation, MembershipRequest, RequestAnswers
from leadgate.joining.types import State
from leadgate.ledger.actions.recording import Circumstances, Wording
from leadgate.ledger.models import Happened
from leadgate.people import queries as people
from leadgate.people.actions import identity, signing_in
from leadgate.people.addresses import parsed
from leadgate.people.asking import Asker, address_to_prove
from leadgate.people.models import Person
from leadgate.questions.answers import Answer, as_text

LINK_LASTS = timedelta(hours=48)
UNPROVEN_KEPT = timedelta(days=7)
PER_NETWORK = Limit("join/network", 60, timedelta(hours=1))
PER_ADDRESS = Limit("join/address", 10, timedelta(hours=1))
PER_GROUP = Limit("join/group", 5_000, timedelta(hours=1))
PER_PERSON = Limit("join/person", 20, timedelta(days=1))


@dataclass(frozen=True, slots=True)
class Typed(Asker):
    """What somebody filled in, of the right shape."""

    name: str = ""
    answers: tuple[Answer, ...] = ()
    consent: frozenset[str] = field(default_factory=frozenset)
    accepts_rules: bool = False


@action
def ask(
    gate: Gate,
    typed: Typed,
    circumstances: Circumstances,
    *,
    offered: tuple[Offer, ...],
    network: str,
    invited: Invited | None = None,
) -> UUID:
    """Take a request from somebody whose address is not proven; answers its id.

    Args:
        offered: the optional purposes that stood on the form; each is recorded, ticked or not.

    Raises:
        GroupClosed, NotToday, ByInvitation: nobody is taken in, or not like this.
        NotAnAddress, GuardianNeeded, GuardianNotAnAddress, GuardianIsChild, ThrowAway, ThrowAwayWarning
        RulesNotAccepted, NameTaken
        TooMany: asked too often from this network, for this address, or of this group.
    """
    refuse_closed(gate.group, invited)
    address, for_guardian = address_to_prove(typed)
    if not for_guardian:
        _check(gate, typed)
    spend((PER_NETWORK, network), (PER_ADDRESS, address.mailbox), (PER_GROUP, str(gate.group.id)))
    new = new_id()
    key = installation().vault.new_key(new)
    said = [] if for_guardian else [(gate.membership, Happened.GIVEN), *_said(offered, typed.consent, Happened.GIVEN)]
    consents = json.dumps([[str(offer.notice_id), what] for offer, what in said])
    sealed = {
        "address_index": people.index_of(address),
        "address": key.seal(MembershipRequest.address, new, address.typed),
        "consents": key.seal(MembershipRequest.consents, new, consents),
        "for_guardian": for_guardian,
        "invited_by": invited.id if invited else None,
    }
    _write(gate, typed, key, new, circumstances, **sealed)
    if not for_guardian:
        asked = [(gate.membership, Happened.REQUESTED), *_said(offered, typed.consent, Happened.REQUESTED)]
        note_request(key, [(_wording(offer), what) for offer, what in asked], circumstances=circumstances, request=new)
    outbox.add_new("joining.settle", {"request": new}, key=f"joining.settle/{new}", owner=new)
    return new


@action
def ask_as(
    person: Person,
    gate: Gate,
    typed: Typed,
    circumstances: Circumstances,
    *,
    offered: tuple[Offer, ...],
    invited: Invited | None = None,
) -> UUID:
    """Take a request from a person who is signed in: their address is proven; answers its id.

    Raises:
        GroupClosed, NotToday, ByInvitation, RulesNotAccepted, NameTaken, TooMany
        MemberAlready, WaitsAlready, NotYetAgain, QueueFull, HoldersOnly, GroupFull
    """
    refuse_closed(gate.group, invited)
    arriving.refuse(gate.group, person)
    _check(gate, typed, person.id)
    spend((PER_PERSON, str(person.id)))
    new, key = new_id(), installation().vault.key_of(person.id)
    _write(gate, typed, key, new, circumstances, invited_by=invited.id if invited else None)
    ticked = [offer for offer in offered if offer.slug in typed.consent]
    said = [(offer.notice_id, Happened.GIVEN) for offer in (gate.membership, *ticked)]
    arriving.arrive(new, gate.group, key, person, said, method="own-page", circumstances=circumstances)
    return new


@action
def ask_invited(
    invited: Invited, gate: Gate, typed: Typed, circumstances: Circumstances, *, offered: tuple[Offer, ...]
) -> UUID:
    """Take a request from somebody who came by the invitation in their inbox, which proves their address.

    Answers the id of the session it opens for them.

    Raises:
        InvitationOver, and as `ask_as`
    """
    row = session().get(Invitation, invited.id)
    if row is None:
        raise InvitationOver
    key, address = installation().vault.key_of(row.id), parsed(invitations.address_of(row))
    met = identity.meet(address, key=key, language=circumstances.language, asked_at=clock.now())
    person = session().get_one(Person, met)
    ask_as(person, gate, typed, circumstances, offered=offered, invited=invited)
    return signing_in.open_session(person.id)


def refuse_closed(group: Group, invited: Invited | None = None) -> None:
    """Say why nobody can ask right now.

    Raises:
        GroupClosed, NotToday, ByInvitation
    """
    if group.closed_at is not None:
        raise GroupClosed
    if invited:
        return
    if group.admission == Admission.INVITATION:
        raise ByInvitation
    if group.open_days and clock.now().weekday() not in group.open_days:
        raise NotToday


def _check(gate: Gate, typed: Typed, person: UUID | None = None) -> None:
    refuse_taken_name(gate.group.id, typed.name, person=person)
    if gate.rules.text and not typed.accepts_rules:
        raise RulesNotAccepted


def _write(
    gate: Gate, typed: Typed, key: PersonKey, new: UUID, circumstances: Circumstances, **unproven: object
) -> None:
    """Keep a request. Of a child's nothing is kept but the guardian's address: they fill in the form themselves."""
    now, for_guardian = clock.now(), bool(unproven.get("for_guardian"))
    row = {
        "id": new,
        "subject_id": key.owner,
        "group_id": gate.group.id,
        "name": key.seal(MembershipRequest.name, new, "" if for_guardian else typed.name),
        "language": circumstances.language,
        "for_guardian": False,
        "rules_version": gate.rules.version,
        "state": State.AWAITING_EMAIL,
        "version": 1,
        "made_at": now,
        "expires_at": now + UNPROVEN_KEPT,
        "code_tries": 0,
        "mails": 0,
    }
    add_rows(MembershipRequest, row | unproven)
    if gate.questions and not for_guardian:
        sealed = key.seal(RequestAnswers.answers, new, as_text(typed.answers))
        promised = {"kept_days": gate.group.answers_kept_days, "expires_at": None}
        add_rows(RequestAnswers, {"request_id": new, "subject_id": key.owner, "answers": sealed, **promised})


def _said(offered: tuple[Offer, ...], ticked: frozenset[str], yes: Happened) -> list[tuple[Offer, Happened]]:
    return [(offer, yes if offer.slug in ticked else Happened.REFUSED) for offer in offered]


def _wording(offer: Offer) -> Wording:
    return Wording(purpose=offer.slug, notice=offer.sha256, language=offer.language)
