"""Asking to join: by somebody whose address is still to be proven, or by a person who is signed in."""

import json
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from leadgate.askers.asking import Asker, address_to_prove
from leadgate.consent.actions.answering import note_request
from leadgate.consent.queries import Offer
from leadgate.foundation import clock
from leadgate.foundation.db import action, add_row
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import installation
from leadgate.foundation.keys.vault import PersonKey
from leadgate.foundation.limits import Limit, spend
from leadgate.foundation.mail.addresses import parsed
from leadgate.groups.actions.naming import refuse_taken_name
from leadgate.groups.queries import GroupGate
from leadgate.invitations import queries as invitations
from leadgate.invitations.errors import InvitationOver
from leadgate.invitations.queries import Invited
from leadgate.joining.actions import receiving
from leadgate.joining.errors import RulesNotAccepted
from leadgate.joining.models import MembershipRequest, RequestAnswers
from leadgate.joining.opening import refuse_closed
from leadgate.joining.types import JoinState
from leadgate.joining.verifications import JOIN
from leadgate.ledger.actions.recording import Circumstances, NoticeWording
from leadgate.ledger.types import ConsentEvent
from leadgate.people.actions import signing_in
from leadgate.people.queries import person_of
from leadgate.people.types import PersonRow
from leadgate.people.verification.actions import identity
from leadgate.people.verification.actions.starting import start
from leadgate.questions.answers import Answer, as_text

PER_NETWORK = Limit("join/network", 60, timedelta(hours=1))
PER_ADDRESS = Limit("join/address", 10, timedelta(hours=1))
PER_GROUP = Limit("join/group", 5_000, timedelta(hours=1))
PER_PERSON = Limit("join/person", 20, timedelta(days=1))


@dataclass(frozen=True, slots=True)
class TypedJoin(Asker):
    """What somebody filled in, of the right shape."""

    name: str = ""
    answers: tuple[Answer, ...] = ()
    consent: frozenset[str] = field(default_factory=frozenset)
    accepts_rules: bool = False


@dataclass(frozen=True, slots=True)
class KeptRequest:
    """What is kept of a request, as was promised on the form."""

    name: str
    answers: str | None
    kept_days: int
    rules_version: int
    invited_by: str | None


@action
def ask(
    gate: GroupGate,
    typed: TypedJoin,
    circumstances: Circumstances,
    *,
    offered: tuple[Offer, ...],
    network: str,
    invited: Invited | None = None,
) -> UUID:
    """Take a request from somebody whose address is not proven.

    Args:
        gate: of the group, in the language of the form.
        typed: as it was filled in.
        circumstances: of the form, as evidence; their language is that of the letters.
        offered: the optional purposes that stood on the form; each is recorded, ticked or not.
        network: the request came from (`limits.network_of`), for its bound.
        invited: the invitation or link they came by, if they did.

    Returns:
        The id of the verification, which becomes that of the request.

    Raises:
        GroupClosed: it has ended.
        NotToday: it takes requests on other days.
        ByInvitation: it takes nobody who was not invited.
        NotAnAddress: what was typed cannot be a mail address.
        GuardianNeeded: a child's form has no guardian's address.
        GuardianNotAnAddress: what was typed as the guardian's cannot be a mail address.
        GuardianIsChild: the guardian's address is the child's own.
        ThrowAway: the address is of a throw-away service, and this installation refuses those.
        ThrowAwayWarning: the same, where it only warns, and nobody has said yet that they mean it.
        RulesNotAccepted: the group has rules, and the box under them is empty.
        NameTaken: somebody in the group has this name, or one that looks like it.
        TooMany: asked too often from this network, for this address, or of this group.
    """
    refuse_closed(gate.group, invited)
    address, for_guardian = address_to_prove(typed)
    if not for_guardian:
        _check(gate, typed)
    spend((PER_NETWORK, network), (PER_ADDRESS, address.mailbox), (PER_GROUP, str(gate.group.id)))
    started = start(
        JOIN,
        address,
        language=circumstances.language,
        about=gate.group.id,
        payload=json.dumps({} if for_guardian else _as_typed(gate, typed, offered, invited)),
        for_guardian=for_guardian,
    )
    if not for_guardian:
        asked = [(gate.membership, ConsentEvent.REQUESTED), *_said(offered, typed.consent, ConsentEvent.REQUESTED)]
        wordings = [(_wording(offer), what) for offer, what in asked]
        note_request(started.key, wordings, circumstances=circumstances, request=started.id)
    return started.id


def _as_typed(gate: GroupGate, typed: TypedJoin, offered: tuple[Offer, ...], by: Invited | None) -> dict[str, object]:
    said = [(gate.membership, ConsentEvent.GIVEN), *_said(offered, typed.consent, ConsentEvent.GIVEN)]
    consents = [[str(offer.notice_id), what] for offer, what in said]
    return {**asdict(_promised(gate, typed, by)), "consents": consents}


def _promised(gate: GroupGate, typed: TypedJoin, invited: Invited | None) -> KeptRequest:
    answers = as_text(typed.answers) if gate.questions else None
    by = str(invited.id) if invited else None
    return KeptRequest(typed.name, answers, gate.group.answers_kept_days, gate.rules.version, by)


@action
def ask_as(
    person: PersonRow,
    gate: GroupGate,
    typed: TypedJoin,
    circumstances: Circumstances,
    *,
    offered: tuple[Offer, ...],
    invited: Invited | None = None,
    method: str = "own-page",
) -> UUID:
    """As `ask`, from a person who is signed in: their address is proven, and their age is not asked.

    Args:
        person: who is signed in.
        method: how they are known, in one word.

    Returns:
        The id of the request.

    Raises:
        MemberAlready: they belong to it.
        WaitsAlready: they have asked, and nobody has decided.
        Banned: the moderators have banned them.
        NotYetAgain: the group has said no not long ago.
        QueueFull: as many wait as the group wants.
        HoldersOnly: they do not hold what one has to.
        InvitationOver: they came by an invitation that has ended.
        GroupFull: a rule lets them in, and the group has as many members as it wants.
    """
    refuse_closed(gate.group, invited)
    receiving.refuse(gate.group, person)
    _check(gate, typed, person.id)
    spend((PER_PERSON, str(person.id)))
    new, key = new_id(), installation().vault.key_of(person.id)
    keep(new, key, gate.group.id, _promised(gate, typed, invited), language=circumstances.language, made_at=clock.now())
    ticked = [offer for offer in offered if offer.slug in typed.consent]
    said = [(offer.notice_id, ConsentEvent.GIVEN) for offer in (gate.membership, *ticked)]
    receiving.arrive(new, gate.group, key, person, said, method=method, circumstances=circumstances)
    return new


@action
def ask_invited(
    invited: Invited, gate: GroupGate, typed: TypedJoin, circumstances: Circumstances, *, offered: tuple[Offer, ...]
) -> UUID | None:
    """As `ask`, from somebody who came by the invitation in their inbox, which proves their address.

    Args:
        invited: the invitation.

    Returns:
        The id of the session it opens for somebody who was not known before; None for others: a letter that is good
        for thirty days does not open their page, nor say yes for them to anything but the group.

    Raises:
        InvitationOver: it was used, refused, or has ended.
        ErasedMeanwhile: they were erased just now.
        Refusal: as `ask_as`.
    """
    row = invitations.invitation(invited.id)
    if row is None:
        raise InvitationOver
    key, address = installation().vault.key_of(row.id), parsed(invitations.address_of(row))
    met = identity.find_or_create(address, key=key, language=circumstances.language, asked_at=clock.now())
    person = person_of(met)
    is_new = met == key.owner
    boxes = offered if is_new else ()  # what somebody has said to us before they change as themselves, signed in
    ask_as(person, gate, typed, circumstances, offered=boxes, invited=invited, method="invitation")
    return signing_in.open_session(person.id) if is_new else None


def _check(gate: GroupGate, typed: TypedJoin, person: UUID | None = None) -> None:
    refuse_taken_name(gate.group.id, typed.name, person=person)
    if gate.rules.text and not typed.accepts_rules:
        raise RulesNotAccepted


def keep(new: UUID, key: PersonKey, group: UUID, kept: KeptRequest, *, language: str, made_at: datetime) -> None:
    """Write down the request of a proven person; it still has to arrive.

    Args:
        new: the id it will have.
        key: the person's.
        group: the group's id.
        kept: what they typed, and what was promised about it.
        language: of the letters to them.
        made_at: when they asked, in UTC.
    """
    add_row(
        MembershipRequest,
        id=new,
        subject_id=key.owner,
        group_id=group,
        name=key.seal(MembershipRequest.name, new, kept.name),
        language=language,
        rules_version=kept.rules_version,
        invited_by=UUID(kept.invited_by) if kept.invited_by else None,
        state=JoinState.DRAFT,
        version=1,
        made_at=made_at,
        waiting_since=None,
        decided_at=None,
        decided_by=None,
        decision=None,
        heard_at=None,
        reason=None,
        lapses_at=None,
        warned_at=None,
        expires_at=None,
    )
    if kept.answers is not None:
        sealed = key.seal(RequestAnswers.answers, new, kept.answers)
        add_row(
            RequestAnswers,
            request_id=new,
            subject_id=key.owner,
            answers=sealed,
            kept_days=kept.kept_days,
            expires_at=None,
        )


def _said(offered: tuple[Offer, ...], ticked: frozenset[str], yes: ConsentEvent) -> list[tuple[Offer, ConsentEvent]]:
    return [(offer, yes if offer.slug in ticked else ConsentEvent.REFUSED) for offer in offered]


def _wording(offer: Offer) -> NoticeWording:
    return NoticeWording(purpose=offer.slug, notice=offer.sha256, language=offer.language)
