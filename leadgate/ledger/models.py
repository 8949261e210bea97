"""Tables of the ledger; database triggers refuse to change or delete every row but evidence."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text, literal_column
from sqlalchemy.orm import Mapped, mapped_column

from leadgate.foundation.keys.vault import Ciphertext, Sealed
from leadgate.foundation.privacy.register import Holds, OfPerson, OnErasure, impersonal, personal
from leadgate.foundation.sql.tables import Base
from leadgate.foundation.words import text as _
from leadgate.ledger.types import ConsentEvent

PSEUDONYM = "ledger"
PROOF = _("proving what was agreed to")
APPEND_ONLY = ("ledger_entry", "ledger_leaf", "ledger_node", "ledger_seal")


class LedgerEntry(Base):
    """One thing that happened: whose pseudonym, which purpose and wording, what, when, how."""

    __tablename__ = "ledger_entry"
    __personal__ = OfPerson(
        subject="subject",
        pseudonym=PSEUDONYM,
        erased=OnErasure.KEPT_UNLINKABLE,
        kept_for=_("as long as consent may have to be proven"),
        ground=_("GDPR art. 7(1), 17(3)(e): proof of consent; CCPA 1798.105(d)(8)"),
        left=_(
            "The proof of each yes and no: which wording, when and how, under a number that was made with your key. "
            "Once the key is destroyed, only whoever holds a receipt of yours can tell which entries are yours."
        ),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True, info=personal(Holds.CONSENT, PROOF))
    subject: Mapped[UUID] = mapped_column(index=True, info=personal(Holds.IDENTIFIER, PROOF))
    purpose: Mapped[str] = mapped_column(String(80), info=personal(Holds.CONSENT, PROOF))
    notice: Mapped[str] = mapped_column(String(64), info=personal(Holds.CONSENT, PROOF))
    language: Mapped[str] = mapped_column(String(12), info=personal(Holds.CONSENT, PROOF))
    happened: Mapped[ConsentEvent] = mapped_column(String(12), info=personal(Holds.CONSENT, PROOF))
    at: Mapped[datetime] = mapped_column(info=personal(Holds.CONSENT, PROOF))
    method: Mapped[str] = mapped_column(String(40), info=personal(Holds.CONSENT, PROOF))
    request: Mapped[UUID | None] = mapped_column(info=personal(Holds.IDENTIFIER, PROOF))
    evidence: Mapped[str | None] = mapped_column(String(64), info=impersonal("salted hash of the sealed evidence"))
    mark: Mapped[bytes | None] = mapped_column(LargeBinary(32), info=impersonal("keyed hash of the entry"))
    """That this installation recorded it (`signing.mark_of`); None of what was sealed before there were marks."""


IS_LOOK = LedgerEntry.happened == literal_column("'seen'")
"""Written out, because no database proves a partial index fit for a value it is only given later."""
# Looks are few beside what people say, so that finding those of a day costs the others nothing.
Index("ix_ledger_entry_looks", LedgerEntry.at, sqlite_where=IS_LOOK, postgresql_where=IS_LOOK)
IS_END = LedgerEntry.happened.in_(literal_column(f"'{one}'") for one in (ConsentEvent.WITHDRAWN, ConsentEvent.EXPIRED))
Index("ix_ledger_entry_ends", LedgerEntry.at, sqlite_where=IS_END, postgresql_where=IS_END)


class LedgerEvidence(Base):
    """The circumstances of one act, sealed; expires before the entries it belongs to, which stand without it."""

    __tablename__ = "ledger_evidence"
    __personal__ = OfPerson(subject="owner", erased=OnErasure.DELETED, kept_for=_("180 days"), expires_by="expires_at")
    id: Mapped[UUID] = mapped_column(primary_key=True, info=impersonal("a random id"))
    owner: Mapped[UUID] = mapped_column(
        ForeignKey("vault_key.id", ondelete="CASCADE"),
        index=True,
        info=personal(Holds.IDENTIFIER, PROOF, exported=False),
    )
    sha256: Mapped[str] = mapped_column(String(64), index=True, info=impersonal("salted hash of the sealed evidence"))
    circumstances: Mapped[Ciphertext] = mapped_column(Sealed, info=personal(Holds.TECHNICAL, PROOF))
    expires_at: Mapped[datetime] = mapped_column(index=True, info=impersonal("a date of the machine"))


class LedgerLeaf(Base):
    """The place of one entry in the Merkle tree."""

    __tablename__ = "ledger_leaf"
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    entry: Mapped[UUID] = mapped_column(unique=True)
    hash: Mapped[bytes] = mapped_column(LargeBinary(32))


class LedgerNode(Base):
    """The root of one complete subtree of 2^level leaves; lets a proof be made without reading them all."""

    __tablename__ = "ledger_node"
    level: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    hash: Mapped[bytes] = mapped_column(LargeBinary(32))


class LedgerSeal(Base):
    """The signed root of the first `size` entries."""

    __tablename__ = "ledger_seal"
    size: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    root: Mapped[bytes] = mapped_column(LargeBinary(32))
    frontier: Mapped[bytes] = mapped_column(LargeBinary)
    sealed_at: Mapped[datetime]
    signature: Mapped[bytes] = mapped_column(LargeBinary(64))


class LedgerCosignature(Base):
    """What a witness said of a checkpoint: its line, as it stands under the published one; old ones are forgotten."""

    __tablename__ = "ledger_cosignature"
    size: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    witness: Mapped[str] = mapped_column(String(300), primary_key=True)
    line: Mapped[str] = mapped_column(String(600))
    at: Mapped[datetime]


class LedgerWitness(Base):
    """How it stands with one of our witnesses: what it knows of us, and when it is asked again."""

    __tablename__ = "ledger_witness"
    key: Mapped[str] = mapped_column(String(300), primary_key=True)
    known_size: Mapped[int]
    next_at: Mapped[datetime]
    failures: Mapped[int]
    trouble: Mapped[str | None] = mapped_column(String(80))


class LedgerTimestamp(Base):
    """When a time stamping authority saw a checkpoint: its answer (RFC 3161, DER), and what it is about."""

    __tablename__ = "ledger_timestamp"
    size: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    note: Mapped[str] = mapped_column(Text)
    response: Mapped[bytes] = mapped_column(LargeBinary)
    at: Mapped[datetime]
