"""Files on posts: what is known of them here; their bytes lie in the store, each sealed under a key of its own."""

from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from leadgate.discussions.types import TALKING
from leadgate.foundation.keys.vault import Ciphertext, Sealed
from leadgate.foundation.privacy.register import AN_ID, Holds, OfPerson, OnErasure, impersonal, personal
from leadgate.foundation.sql.tables import Base
from leadgate.foundation.words import text as _


class GoingFile(Base):
    """The name of a file that goes out of the store with the erasure of whose it was; it says nothing of anybody."""

    __tablename__ = "group_post_file_going"
    stored_as: Mapped[str] = mapped_column(String(80), primary_key=True)


class PostFile(Base):
    """A file or picture on a post. Its key goes with the row, and nobody reads the bytes any more."""

    __tablename__ = "group_post_file"
    __personal__ = OfPerson(subject="subject_id", erased=OnErasure.DELETED, kept_for=_("as long as the post"))
    id: Mapped[UUID] = mapped_column(primary_key=True, info=impersonal(AN_ID))
    post_id: Mapped[UUID] = mapped_column(
        ForeignKey("group_post.id", ondelete="CASCADE"), index=True, info=personal(Holds.ACTIVITY, TALKING)
    )
    subject_id: Mapped[UUID] = mapped_column(
        ForeignKey("vault_key.id", ondelete="CASCADE"),
        index=True,
        info=personal(Holds.IDENTIFIER, TALKING, exported=False),
    )
    stored_as: Mapped[str] = mapped_column(String(80), info=impersonal("where the store has it"))
    media_type: Mapped[str] = mapped_column(String(100), info=personal(Holds.TECHNICAL, TALKING))
    size: Mapped[int] = mapped_column(info=personal(Holds.TECHNICAL, TALKING))
    """Bytes, as it is read."""
    width: Mapped[int | None] = mapped_column(info=personal(Holds.TECHNICAL, TALKING))
    height: Mapped[int | None] = mapped_column(info=personal(Holds.TECHNICAL, TALKING))
    """Pixels, of pictures."""
    name: Mapped[Ciphertext] = mapped_column(Sealed, info=personal(Holds.ANSWER, TALKING))
    shows: Mapped[Ciphertext | None] = mapped_column(Sealed, info=personal(Holds.ANSWER, TALKING))
    """What can be seen in it, in words, for those who see no pictures."""
    key: Mapped[Ciphertext] = mapped_column(Sealed, info=personal(Holds.TECHNICAL, TALKING, exported=False))
    """The key of the bytes, in hexadecimal, sealed under the key of whose post it is."""
