"""Imports of responses: what was brought by whom, and the file until it is taken in."""

from datetime import datetime
from uuid import UUID

from flask_babel import lazy_gettext as _
from sqlalchemy import JSON, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from leadgate.foundation.keys.vault import Ciphertext, Sealed
from leadgate.foundation.privacy.register import A_MOMENT, AN_ID, Holds, OfPerson, OnErasure, impersonal, personal
from leadgate.foundation.sql.tables import Base
from leadgate.foundation.words import Text
from leadgate.survey_imports.types import ImportState

LEARNING = _("learning from you what you want and how it was")


class SurveyImport(Base):
    """One file of responses: how far it has come, and how many are kept of it."""

    __tablename__ = "survey_import"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    survey_id: Mapped[UUID] = mapped_column(ForeignKey("survey.id", ondelete="CASCADE"), index=True)
    version: Mapped[int]
    """The version of the survey its columns are read as."""
    by: Mapped[UUID | None]
    """Who of the staff brought it; None on the command line."""
    state: Mapped[ImportState] = mapped_column(String(10))
    fingerprint: Mapped[bytes] = mapped_column(LargeBinary)
    """Of the file, under a key of ours: the same one is not taken twice."""
    columns: Mapped[list[str]] = mapped_column(JSON)
    """What each column is read as (`targets`)."""
    language: Mapped[str] = mapped_column(String(12))
    """Of its numbers, and of rows that do not say theirs."""
    rows: Mapped[int]
    taken: Mapped[int]
    """So many rows have been looked at; those after them are still to be."""
    kept: Mapped[int]
    sensitive: Mapped[int]
    """How many answers in words were left out, because something in them should not be there."""
    unasked: Mapped[int]
    """How many answers were left out, because on their respondent's way the question is not asked."""
    made_at: Mapped[datetime]
    done_at: Mapped[datetime | None]

    @property
    def stands(self) -> Text:
        """How far it has come, in words."""
        return ImportState(self.state).words


class SurveyImportFile(Base):
    """The rows of a file until they are taken in, without the columns that say who somebody is: all of them while it
    waits, and parts of as many as are taken in at once while it is at work.
    """

    __tablename__ = "survey_import_file"
    __personal__ = OfPerson(
        subject="subject_id",
        erased=OnErasure.DELETED,
        kept_for=_("until it is taken in, a week at most"),
        expires_by="expires_at",
        own_key=True,
    )
    id: Mapped[UUID] = mapped_column(primary_key=True, info=impersonal(AN_ID))
    """That of its import, and of its key; of a part but the first one derived from these (`queries.part_id`)."""
    subject_id: Mapped[UUID] = mapped_column(
        ForeignKey("vault_key.id", ondelete="CASCADE"),
        index=True,
        info=personal(Holds.IDENTIFIER, LEARNING, exported=False),
    )
    content: Mapped[Ciphertext] = mapped_column(Sealed, info=personal(Holds.ANSWER, LEARNING))
    expires_at: Mapped[datetime] = mapped_column(index=True, info=impersonal(A_MOMENT))
