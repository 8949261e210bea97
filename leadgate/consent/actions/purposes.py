"""Purposes: making one, wording it, wording it anew. What was once shown never changes."""

from contextlib import suppress
from dataclasses import astuple, dataclass, field
from uuid import UUID

from sqlalchemy import func, select

from leadgate.consent.errors import PurposeTaken, SameWording, UnknownPurpose
from leadgate.consent.models import Notice, Purpose
from leadgate.consent.types import Need
from leadgate.consent.wording import DELIVERY, DELIVERY_NOTICE, with_recipients
from leadgate.foundation import audit, clock
from leadgate.foundation.databases import page_cache
from leadgate.foundation.db import action, after_commit, session
from leadgate.foundation.ids import new_id
from leadgate.foundation.keys.vault import fingerprint
from leadgate.verifier.reading import canonical


@dataclass(frozen=True, slots=True)
class PurposeWords:
    """A purpose in one language: a title beside the box, the sentences under it, and whom they name as recipients."""

    language: str
    title: str
    text: str
    recipients: str = ""

    @property
    def shown(self) -> str:
        """All that stands below the title."""
        return with_recipients(self.text, self.recipients, self.language)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    """What stays as it is, whatever the wording."""

    need: Need = field(kw_only=False)
    shares: bool
    sends: bool
    belongs_to: UUID | None


def _purpose(new: UUID, slug: str, kind: _Kind) -> Purpose:
    return Purpose(
        id=new,
        slug=slug,
        need=kind.need,
        shares=kind.shares,
        sends=kind.sends,
        belongs_to=kind.belongs_to,
        made_at=clock.now(),
        retired_at=None,
    )


@action
def add_purpose(
    slug: str,
    words: PurposeWords,
    *,
    need: Need = Need.OPTIONAL,
    shares: bool = False,
    sends: bool = True,
    belongs_to: UUID | None = None,
    by: UUID | None = None,
) -> Notice:
    """Make a purpose, or give one its wording in another language, or a new version of its wording.

    Args:
        slug: by which it is known; a purpose that has it has to be of the same kind.
        words: the wording, and its language.
        need: whether people can say no to it.
        shares: whether data goes to others for it.
        sends: whether letters are sent for it; never for one that shares.
        belongs_to: the one thing it is about, where it is not to be offered or shown anywhere else.
        by: the member of staff; None on the command line and where a room makes it.

    Returns:
        The notice of this wording.

    Raises:
        PurposeTaken: the slug stands for another kind of purpose.
        SameWording: nothing would change.
    """
    purpose = session().scalar(select(Purpose).where(Purpose.slug == slug))
    kind = _Kind(need, shares=shares, sends=sends and not shares, belongs_to=belongs_to)
    if purpose is None:
        purpose = _purpose(new_id(), slug, kind)
        session().add(purpose)
    elif (purpose.need, purpose.shares, purpose.sends, purpose.belongs_to) != astuple(kind):
        raise PurposeTaken
    audit.record("purpose:word", actor=by, subject=purpose.id)
    return _publish(purpose, words)


def _publish(purpose: Purpose, words: PurposeWords) -> Notice:
    mine = (Notice.purpose_id == purpose.id) & (Notice.language == words.language)
    version = (session().scalar(select(func.max(Notice.version)).where(mine)) or 0) + 1
    latest = session().scalar(select(Notice).where(mine, Notice.version == version - 1))
    if latest and (latest.title, latest.text) == (words.title, words.shown):
        raise SameWording
    notice = Notice(
        id=new_id(),
        purpose_id=purpose.id,
        language=words.language,
        version=version,
        title=words.title,
        text=words.shown,
        recipients=words.recipients,
        sha256=hash_of(purpose.slug, version, words),
        published_at=clock.now(),
    )
    session().add(notice)
    session().flush()
    after_commit(page_cache.forget)
    return notice


def hash_of(purpose: str, version: int, words: PurposeWords) -> str:
    """The name of a wording: SHA-256, in hexadecimal, over everything that was shown (canonical JSON).

    Args:
        purpose: its slug.
        version: of the wording, counted from 1 in each language.
        words: the wording.
    """
    shown = {"purpose": purpose, "version": version, "language": words.language, "title": words.title}
    return fingerprint(canonical({**shown, "text": words.shown}).decode())


@action
def retire_purpose(slug: str, *, by: UUID | None = None) -> None:
    """Offer a purpose no longer; what people said stays as it is.

    Args:
        slug: of the purpose.
        by: the member of staff; None on the command line.

    Raises:
        UnknownPurpose: there is none of that name.
    """
    purpose = session().scalar(select(Purpose).where(Purpose.slug == slug))
    if purpose is None:
        raise UnknownPurpose
    purpose.retired_at = clock.now()
    after_commit(page_cache.forget)
    audit.record("purpose:retire", actor=by, subject=purpose.id)


@action
def offer_again(slug: str, *, by: UUID) -> None:
    """Offer a purpose that was retired, in the words it had.

    Args:
        slug: of the purpose.
        by: the member of staff.

    Raises:
        UnknownPurpose: there is none of that name.
    """
    purpose = session().scalar(select(Purpose).where(Purpose.slug == slug))
    if purpose is None:
        raise UnknownPurpose
    purpose.retired_at = None
    after_commit(page_cache.forget)
    audit.record("purpose:offer-again", actor=by, subject=purpose.id)


@action
def install_delivery() -> None:
    """Make the purpose every installation has; what is there already stays."""
    for language, (title, text) in DELIVERY_NOTICE.items():
        if session().scalar(
            select(Notice.id).join(Purpose).where(Purpose.slug == DELIVERY, Notice.language == language)
        ):
            continue
        with suppress(SameWording):  # another process that starts at once was quicker
            add_purpose(DELIVERY, PurposeWords(language, title, text), need=Need.SERVICE)


@action
def add_unworded(slug: str, *, need: Need, belongs_to: UUID, by: UUID | None) -> UUID:
    """Make a purpose whose wording comes later (`add_purpose`).

    Args:
        slug: its name on the ledger.
        need: whether it can be said no to.
        belongs_to: the id of the one thing it is about.
        by: the member of staff; None for the machine.

    Returns:
        The purpose's id.
    """
    new = new_id()
    kind = _Kind(need, shares=False, sends=False, belongs_to=belongs_to)
    session().add(_purpose(new, slug, kind))
    session().flush()
    audit.record("purpose:word", actor=by, subject=new)
    return new
