"""Reactions: a word of assent under a post, without a post."""

from datetime import datetime
from uuid import UUID

from flask_babel import lazy_gettext as _
from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from leadgate.discussions.types import TALKING, Sign
from leadgate.foundation.privacy.register import Holds, OfPerson, OnErasure, impersonal, personal
from leadgate.foundation.sql.tables import Base


class Reaction(Base):
    """That a member said something about a post with one press; each sign once."""

    __tablename__ = "group_reaction"
    __personal__ = OfPerson(subject="person_id", erased=OnErasure.DELETED, kept_for=_("as long as the person belongs"))
    post_id: Mapped[UUID] = mapped_column(
        ForeignKey("group_post.id", ondelete="CASCADE"), primary_key=True, info=personal(Holds.ACTIVITY, TALKING)
    )
    membership_id: Mapped[UUID] = mapped_column(
        ForeignKey("membership.id", ondelete="CASCADE"),
        primary_key=True,
        index=True,
        info=impersonal("the membership"),
    )
    sign: Mapped[Sign] = mapped_column(String(10), primary_key=True, info=personal(Holds.ANSWER, TALKING))
    person_id: Mapped[UUID] = mapped_column(
        ForeignKey("vault_key.id", ondelete="CASCADE"),
        index=True,
        info=personal(Holds.IDENTIFIER, TALKING, exported=False),
    )
    at: Mapped[datetime] = mapped_column(info=personal(Holds.ACTIVITY, TALKING))
