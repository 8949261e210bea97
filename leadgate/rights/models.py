"""Privacy requests, each step of them, and the codes that guard an export."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from leadgate.foundation.keys.vault import Ciphertext, Sealed
from leadgate.foundation.privacy.register import Holds, OfPerson, OnErasure, impersonal, personal
from leadgate.foundation.sql.tables import Base
from leadgate.foundation.words import Text, Words
from leadgate.foundation.words import text as _
from leadgate.rights.clocks import Right

ANSWERING = _("answering a privacy request")
KEPT = _("two years after it was closed (11 CCR 7101)")
ANSWERED = _("GDPR art. 5(2), 12(3); CCPA 11 CCR 7101: that the request was answered in time")
LEFT = _("That there was a privacy request, of which kind, and when each step of it was; without address and words.")


class Whom(Words):
    """For whom somebody asks: as our staff read it, and as whoever asks says it."""

    asked: Text

    SELF = "self", _("for oneself"), _("For myself")
    CHILD = "child", _("for a child"), _("For my child")
    AGENT = "agent", _("by an agent"), _("For somebody who asked me to")


class PrivacyRequestState(Words):
    """Where a request is."""

    UNVERIFIED = "unverified", _("not proven yet")
    OPEN = "open", _("being worked on")
    WAITING = "waiting", _("waits for the person")
    """For something only the person can give; the GDPR's clock stands still."""
    DONE = "done", _("done")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("taken back")


class RequestStepKind(Words):
    """What happens in the course of a request."""

    RECEIVED = "received", _("The request came in.")
    VERIFIED = "verified", _("The mailbox was proven.")
    TAKEN_DOWN = "taken-down", _("Our privacy officer took it down and checked who asks:")
    CONCERNED = "concerned", _("We asked the person concerned whether the sender acts for them.")
    MANDATE = "mandate", _("The person concerned said that the sender acts for them.")
    SAME_MAILBOX = "same-mailbox", _("It is about the very mailbox that was proven, so nobody else was asked.")
    CHECKED = "checked", _("Our privacy officer checked that the sender may act for the child:")
    DENIED = "denied", _("The person concerned said that the sender does not act for them.")
    ASKED = "asked", _("Our privacy officer asked:")
    PAUSED = "paused", _("The clock of the GDPR stands still until the answer.")
    REPLIED = "replied", _("The person wrote:")
    RESUMED = "resumed", _("The clock runs again.")
    EXTENDED = "extended", _("The term was extended:")
    REMARK = "remark", _("Written down by our privacy officer:")
    DONE = "done", _("It was done.")
    REFUSED = "refused", _("It was refused:")
    WITHDRAWN = "withdrawn", _("It was taken back.")


CLOSED = (PrivacyRequestState.DONE, PrivacyRequestState.REFUSED, PrivacyRequestState.WITHDRAWN)


class PrivacyRequest(Base):
    """What a person asked for under the law. What identifies is sealed under a key of the request's own."""

    __tablename__ = "privacy_request"
    __personal__ = OfPerson(
        subject="person_id", erased=OnErasure.KEPT_UNLINKABLE, kept_for=KEPT, key="id", ground=ANSWERED, left=LEFT
    )
    id: Mapped[UUID] = mapped_column(primary_key=True, info=personal(Holds.IDENTIFIER, ANSWERING))
    person_id: Mapped[UUID | None] = mapped_column(index=True, info=personal(Holds.IDENTIFIER, ANSWERING))
    address_index: Mapped[bytes | None] = mapped_column(
        LargeBinary(32), index=True, info=personal(Holds.IDENTIFIER, ANSWERING, exported=False)
    )
    subject_index: Mapped[bytes | None] = mapped_column(
        LargeBinary(32), index=True, info=personal(Holds.IDENTIFIER, ANSWERING, exported=False)
    )
    address: Mapped[Ciphertext] = mapped_column(Sealed, info=personal(Holds.CONTACT, ANSWERING))
    subject_address: Mapped[Ciphertext] = mapped_column(Sealed, info=personal(Holds.CONTACT, ANSWERING))
    details: Mapped[Ciphertext] = mapped_column(Sealed, info=personal(Holds.ANSWER, ANSWERING))
    mandate: Mapped[Ciphertext | None] = mapped_column(
        Sealed, info=personal(Holds.IDENTIFIER, ANSWERING, exported=False)
    )
    right: Mapped[Right] = mapped_column(String(20), info=personal(Holds.ACTIVITY, ANSWERING))
    whom: Mapped[Whom] = mapped_column(String(10), info=personal(Holds.ACTIVITY, ANSWERING))
    regimes: Mapped[list[str]] = mapped_column(JSON, info=personal(Holds.ACTIVITY, ANSWERING))
    language: Mapped[str] = mapped_column(String(12), info=personal(Holds.CONTACT, ANSWERING))
    state: Mapped[PrivacyRequestState] = mapped_column(String(12), index=True, info=personal(Holds.ACTIVITY, ANSWERING))
    received_at: Mapped[datetime] = mapped_column(index=True, info=personal(Holds.ACTIVITY, ANSWERING))
    verified_at: Mapped[datetime | None] = mapped_column(info=personal(Holds.ACTIVITY, ANSWERING))
    mandate_confirmed_at: Mapped[datetime | None] = mapped_column(info=personal(Holds.ACTIVITY, ANSWERING))
    mandate_checked_at: Mapped[datetime | None] = mapped_column(info=personal(Holds.ACTIVITY, ANSWERING))
    """Of a child too young for a mailbox: when the officer checked, and wrote down how."""
    acknowledged_at: Mapped[datetime | None] = mapped_column(info=personal(Holds.ACTIVITY, ANSWERING))
    extended_at: Mapped[datetime | None] = mapped_column(info=personal(Holds.ACTIVITY, ANSWERING))
    closed_at: Mapped[datetime | None] = mapped_column(index=True, info=personal(Holds.ACTIVITY, ANSWERING))
    reason: Mapped[str | None] = mapped_column(String(30), info=personal(Holds.ACTIVITY, ANSWERING))
    erasure: Mapped[UUID | None] = mapped_column(info=impersonal("the number of the erasure it led to"))

    @property
    def is_mandated(self) -> bool:
        """Whether whoever sent it may ask for whom it is about, by what was proven or checked."""
        is_checked = self.whom == Whom.CHILD and self.mandate_checked_at is not None
        return self.whom == Whom.SELF or self.mandate_confirmed_at is not None or is_checked


class RequestStep(Base):
    """One thing that happened to a request: when, what, by whom, in whose words."""

    __tablename__ = "request_step"
    __personal__ = OfPerson(
        subject="person_id",
        erased=OnErasure.KEPT_UNLINKABLE,
        kept_for=_("as long as the request"),
        key="request_id",
        ground=ANSWERED,
        left=LEFT,
    )
    id: Mapped[UUID] = mapped_column(primary_key=True, info=impersonal("a random id"))
    request_id: Mapped[UUID] = mapped_column(
        ForeignKey("privacy_request.id", ondelete="CASCADE"), index=True, info=personal(Holds.IDENTIFIER, ANSWERING)
    )
    person_id: Mapped[UUID | None] = mapped_column(
        index=True, info=personal(Holds.IDENTIFIER, ANSWERING, exported=False)
    )
    at: Mapped[datetime] = mapped_column(info=personal(Holds.ACTIVITY, ANSWERING))
    what: Mapped[str] = mapped_column(String(20), info=personal(Holds.ACTIVITY, ANSWERING))
    by: Mapped[UUID | None] = mapped_column(info=impersonal("a member of staff"))
    text: Mapped[Ciphertext | None] = mapped_column(Sealed, info=personal(Holds.ANSWER, ANSWERING))
