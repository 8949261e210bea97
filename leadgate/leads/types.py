"""What leads are made of."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from leadgate.foundation.words import Text, Words
from leadgate.foundation.words import text as _


class LeadStatus(Words):
    """How far one is with somebody."""

    NEW = "new", _("new")
    """Nobody has said otherwise."""
    CONTACTED = "contacted", _("contacted")
    QUALIFIED = "qualified", _("qualified")
    CUSTOMER = "customer", _("customer")
    LOST = "lost", _("lost")


class LeadOrder(Words):
    """In which order leads are listed."""

    NEWEST = "newest", _("newest first")
    ACTIVE = "active", _("last active first")


@dataclass(frozen=True, slots=True)
class TagGiven:
    """A tag somebody has: what it is called, and since when."""

    tag_id: UUID
    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class LeadNoted:
    """A note about somebody: what, when, and by which account."""

    id: UUID
    text: str
    at: datetime
    by: UUID


@dataclass(frozen=True, slots=True)
class ReachFigures:
    """How many fit, and of them how many may be written to for a purpose; the others by the first thing against it."""

    fit: int
    do_not_agree: int
    paused: int
    bounced: int
    """Letters to their address came back, and nothing was heard of them since."""
    left_alone: int
    have_asked: int
    """With a request under the law that waits: to be erased, or that their data is not used."""
    reached: int

    @property
    def left_out(self) -> list[tuple[int, Text]]:
        """How many may not be written to, each with why; without reasons that hold for nobody."""
        several = (
            (self.do_not_agree, _("no agreement, or no longer")),
            (self.paused, _("paused")),
            (self.bounced, _("letters come back")),
            (self.left_alone, _("asked to be left alone")),
            (self.have_asked, _("an open privacy request")),
        )
        return [(count, why) for count, why in several if count]
