"""The search index of what is said in groups: keyed hashes of words, so that it holds no clear text.

A row hangs on its post and goes with it in the same statement, whoever deletes it and why.
"""

from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from leadgate.foundation.sql.tables import Base


class PostWord(Base):
    """That a word stands in a post; the same word is another hash in another group."""

    __tablename__ = "group_post_word"
    __table_args__ = ({"sqlite_with_rowid": False},)
    word: Mapped[bytes] = mapped_column(LargeBinary(8), primary_key=True)
    post_id: Mapped[UUID] = mapped_column(ForeignKey("group_post.id", ondelete="CASCADE"), primary_key=True, index=True)
