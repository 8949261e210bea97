"""Keeping track of a lead: how far one is, tags, notes. Each is on the record, and part of that person's data."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, select, update

from leadgate.foundation import audit, clock
from leadgate.foundation.databases.locking import lock
from leadgate.foundation.databases.upserting import upsert
from leadgate.foundation.db import action, add_row, session
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import installation
from leadgate.foundation.keys.vault import VaultKey
from leadgate.leads.access import is_lead, lead
from leadgate.leads.errors import EmptyNote, NobodyTicked, NotATag, NothingToGive, SpecialTag
from leadgate.leads.models import LeadNote, LeadTag, LeadTagging, StatusOfLead
from leadgate.leads.queries import statuses_of
from leadgate.leads.types import LeadStatus
from leadgate.pii_detection.special import is_special

MOST_LETTERS, LONGEST_TAG, NOTE_KEPT = 2_000, 40, timedelta(days=730)


@action
def set_status(person: UUID, status: LeadStatus, *, by: UUID) -> None:
    """Say how far one is with somebody; the same again changes nothing.

    Args:
        person: the person's id.
        status: how far.
        by: the account that says so.

    Raises:
        NoSuchLead: nobody is known by that id.
    """
    lead(person)
    lock(VaultKey, person)
    if statuses_of([person])[person] is status:
        return
    current = update(StatusOfLead).where(StatusOfLead.person_id == person, StatusOfLead.ended_at.is_(None))
    session().execute(current.values(ended_at=clock.now()))
    made = new_id()
    add_row(StatusOfLead, id=made, person_id=person, status=status, since=clock.now(), ended_at=None, by=by)
    audit.record("lead:status", actor=by, subject=made)  # never the person's id, which would outlive them there


@action
def tag(person: UUID, word: str, *, by: UUID) -> None:
    """Give somebody a tag, which is made if it is new; twice is once.

    Args:
        person: the person's id.
        word: the tag, whether in capitals or not.
        by: the account that gives it.

    Raises:
        NoSuchLead: nobody is known by that id.
        NotATag: it is empty or too long.
        SpecialTag: it is about health, belief, origin and the like.
    """
    lead(person)
    name = " ".join(word.split())
    if not name or len(name) > LONGEST_TAG:
        raise NotATag
    if is_special(name):
        raise SpecialTag
    tag_id = _tag_named(name)
    given = {"person_id": person, "tag_id": tag_id, "at": clock.now(), "by": by}
    session().execute(upsert(LeadTagging).values(given).on_conflict_do_nothing())
    audit.record("lead:tag", actor=by, subject=tag_id)


def _tag_named(name: str) -> UUID:
    new = {"id": new_id(), "name": name, "folded": name.casefold()}
    session().execute(upsert(LeadTag).values(new).on_conflict_do_nothing())
    return session().scalars(select(LeadTag.id).where(LeadTag.folded == name.casefold())).one()


@action
def mark_several(people: Sequence[UUID], status: LeadStatus | None, word: str, *, by: UUID) -> int:
    """Say how far one is with some people, give them a tag, or both; each as if they were met one by one.

    Args:
        people: their ids; whoever is not known any more is passed over.
        status: how far; None leaves it.
        word: the tag; empty gives none.
        by: the account that does it.

    Returns:
        With how many it was done.

    Raises:
        NobodyTicked: none of them is known.
        NothingToGive: neither a status nor a tag is chosen.
        NotATag, SpecialTag: as `tag`.
    """
    if status is None and not word.strip():
        raise NothingToGive
    known = [person for person in dict.fromkeys(people) if is_lead(person)]
    if not known:
        raise NobodyTicked
    for person in sorted(known):  # in one order, so that two who mark the same people do not wait for each other
        if status:
            set_status(person, status, by=by)
        if word.strip():
            tag(person, word, by=by)
    return len(known)


@action
def untag(person: UUID, tag_id: UUID, *, by: UUID) -> None:
    """Take a tag from somebody; one that nobody has any more is offered no more. Twice is once.

    Args:
        person: the person's id.
        tag_id: of the tag.
        by: the account that takes it.
    """
    given = delete(LeadTagging).where(LeadTagging.person_id == person, LeadTagging.tag_id == tag_id)
    session().execute(given)
    unused = ~select(LeadTagging.tag_id).where(LeadTagging.tag_id == tag_id).exists()
    session().execute(delete(LeadTag).where(LeadTag.id == tag_id, unused))
    audit.record("lead:untag", actor=by, subject=tag_id)


@action
def note(person: UUID, text: str, *, by: UUID) -> None:
    """Write something down about somebody, sealed under their key; they read it with all else that is kept of them.

    Args:
        person: the person's id.
        text: what; more than 2,000 letters are cut.
        by: the account that writes it.

    Raises:
        EmptyNote: there is nothing in it.
        NoSuchLead: nobody is known by that id.
    """
    lead(person)
    if not text.strip():
        raise EmptyNote
    made, now = new_id(), clock.now()
    sealed = installation().vault.key_of(person).seal(LeadNote.text, made, text.strip()[:MOST_LETTERS])
    add_row(LeadNote, id=made, person_id=person, text=sealed, at=now, by=by, expires_at=now + NOTE_KEPT)
    audit.record("lead:note", actor=by, subject=made)


@action
def drop_note(person: UUID, note_id: UUID, *, by: UUID) -> None:
    """Take a note away; twice is once.

    Args:
        person: whom it is about.
        note_id: of the note.
        by: the account that takes it away.
    """
    session().execute(delete(LeadNote).where(LeadNote.id == note_id, LeadNote.person_id == person))
    audit.record("lead:drop-note", actor=by, subject=note_id)
