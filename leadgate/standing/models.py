"""What stands, and for whom."""

from datetime import datetime
from uuid import UUID

from flask_babel import lazy_gettext as _
from sqlalchemy import LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from leadgate.foundation.privacy.register import Holds, OfPerson, OnErasure, impersonal, personal
from leadgate.foundation.sql.tables import Base
from leadgate.standing.types import StandingKind

STANDING = _("doing what was asked of us, also for whoever has the address later")


class StandingRequest(Base):
    """What somebody has asked for that stands: of a person, or of an address nobody has, as a keyed hash.

    The hash is compared when an address becomes a person's; the row is that person's from then on, or, for a
    restriction, becomes a `Restriction`. An opt-out outlives its person: their erasure makes a hash of it again.
    """

    __tablename__ = "standing_request"
    __table_args__ = (UniqueConstraint("address_index", "what"), UniqueConstraint("person_id", "what"))
    __personal__ = OfPerson(
        subject="person_id",
        erased=OnErasure.KEPT_UNLINKABLE,
        kept_for=_("five years, as a keyed hash, where nobody has the address; otherwise until the person ends it"),
        expires_by="until",
        ground=_("GDPR art. 17(3)(b), 21(3); CCPA 1798.135(c): so that data is handed to nobody later on either"),
        left=_(
            "That your data is handed to nobody: a keyed hash of your address, for five years, so that it binds us if "
            "you come back. Whoever has our keys and your address can find it."
        ),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True, info=impersonal("a random id"))
    person_id: Mapped[UUID | None] = mapped_column(info=personal(Holds.IDENTIFIER, STANDING, exported=False))
    address_index: Mapped[bytes | None] = mapped_column(
        LargeBinary(32), info=personal(Holds.IDENTIFIER, STANDING, exported=False)
    )
    """Of an address nobody has; none once somebody does."""
    what: Mapped[StandingKind] = mapped_column(String(12), info=personal(Holds.CONSENT, STANDING))
    since: Mapped[datetime] = mapped_column(info=personal(Holds.ACTIVITY, STANDING))
    until: Mapped[datetime | None] = mapped_column(index=True, info=personal(Holds.ACTIVITY, STANDING))
