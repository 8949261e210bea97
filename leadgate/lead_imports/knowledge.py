"""What is known here of the addresses in some lines, read in as many statements whatever there are of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from leadgate.consent import proofs
from leadgate.consent.queries import Offer
from leadgate.foundation.mail.addresses import MailAddress
from leadgate.lead_imports.types import LeadImportAsks
from leadgate.people import access
from leadgate.people import queries as people
from leadgate.people.types import SuppressionReason
from leadgate.standing import queries as standing
from leadgate.standing.types import StandingKind

UNWANTED = (SuppressionReason.NO_INVITATIONS, SuppressionReason.ASKED)


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What is known of some addresses, each by its index.

    Args:
        people: who has which of them.
        said: whether those who were asked for this purpose said yes.
        older: by what an address was known before the rule of addresses changed, where that was another index.
        erased, alone: of which nobody is left, or who is not written to; by either index.
        suppressed: by either index, why letters that nobody asked for are not sent to it.
        opted_out: those for which it stands that their data is handed to nobody.
    """

    people: Mapping[bytes, UUID]
    said: Mapping[UUID, bool]
    older: Mapping[bytes, bytes]
    erased: set[bytes]
    alone: set[bytes]
    suppressed: Mapping[SuppressionReason, set[bytes]]
    opted_out: set[bytes]

    def is_erased(self, index: bytes) -> bool:
        """Whether whoever had it was erased and did not come back."""
        return index in self.erased or self.older.get(index) in self.erased

    def is_left_alone(self, index: bytes) -> bool:
        """Whether somebody asked that nothing is written to it, or that their data is kept and not used."""
        return index in self.alone or self.older.get(index) in self.alone

    def was_asked(self, index: bytes) -> bool:
        """Whether a letter has asked before."""
        return self._is_suppressed(index, SuppressionReason.ASKED)

    def wants_no_letter(self, index: bytes) -> bool:
        """Whether somebody has said what speaks against a letter that they did not ask for."""
        return index in self.opted_out or self._is_suppressed(index, SuppressionReason.NO_INVITATIONS)

    def _is_suppressed(self, index: bytes, why: SuppressionReason) -> bool:
        found = self.suppressed.get(why, set())
        return index in found or self.older.get(index) in found


def known_of(addresses: Mapping[bytes, MailAddress], offer: Offer, *, asks: LeadImportAsks) -> Knowledge:
    """What is known of some addresses.

    Args:
        addresses: by their indexes.
        offer: the purpose they are brought along for.
        asks: who is asked by letter; where nobody is, less has to be known.
    """
    strange = {index: one for index, one in addresses.items() if not one.typed.isascii()}
    older = {index: old[0] for index, one in strange.items() if (old := people.older_hash(one))}
    indexes = set(addresses)
    either = indexes | set(older.values())
    known = access.known_by(indexes)
    alone = access.left_alone(either) | access.restricted_by(set(known))
    alone |= standing.awaited(indexes, StandingKind.RESTRICTION)
    opted_out = _opted_out(indexes, known) if offer.shares or asks.sends else set()
    return Knowledge(
        people=known,
        said=_said(known, offer),
        older=older,
        erased=people.indexes_under_stone(either),
        alone=alone | opted_out if offer.shares else alone,
        suppressed={why: access.suppressed(either, why) for why in UNWANTED} if asks.sends else {},
        opted_out=opted_out,
    )


def _said(known: Mapping[bytes, UUID], offer: Offer) -> dict[UUID, bool]:
    return proofs.said_to(offer.purpose_id, list(known.values())) if known else {}


def _opted_out(indexes: set[bytes], known: Mapping[bytes, UUID]) -> set[bytes]:
    out = standing.opted_out(list(known.values())) if known else set()
    return standing.awaited(indexes, StandingKind.OPT_OUT) | {index for index, one in known.items() if one in out}
