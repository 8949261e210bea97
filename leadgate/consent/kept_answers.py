"""What a request keeps of the boxes on its form until its address is proven."""

import json
from collections.abc import Iterable, Mapping
from uuid import UUID

from leadgate.consent.queries import Offer, agrees_to_newest, offers_worded
from leadgate.ledger.types import ConsentEvent
from leadgate.people.verification.types import OwnChoice


class KeptAnswers:
    """The answers in a request's payload: pairs of a notice's id and what was said, that on the request itself first.

    Args:
        member: of the payload (JSON), where they are.
        only: what is left of all other members where what was typed is not kept; all of them when None.
    """

    def __init__(self, member: str, only: Mapping[str, object] | None = None) -> None:
        self._member, self._only = member, only

    def ticked(self, payload: str) -> list[Offer]:
        """The optional purposes somebody said yes to on the form, in the words they stood there in."""
        said = json.loads(payload).get(self._member, [])
        return offers_worded([UUID(notice) for notice, what in said if what == ConsentEvent.GIVEN])

    def agreed(self, person: UUID, ticked: Iterable[Offer]) -> list[Offer]:
        """Of these purposes those whose newest wording a person has said yes to already, and need not be asked about.

        Args:
            person: the person's id.
            ticked: as `ticked` answers.
        """
        return [offer for offer in ticked if agrees_to_newest(person, offer.purpose_id)]

    def chosen(self, payload: str, choice: OwnChoice) -> str:
        """The same request with what whoever confirms it chose themselves: they need not be who filled in the form.

        A box counts that was ticked on the form and is ticked again by them. Those left unticked there they were not
        shown, so they can neither add nor refuse them.

        Args:
            payload: as it was kept.
            choice: what they ticked.

        Returns:
            The payload; the same when the choice leaves nothing out.
        """
        typed = json.loads(payload)
        first, *boxes = typed[self._member]
        on_form = self.ticked(payload) if choice.boxes else []
        again = {str(offer.notice_id) for offer in on_form if offer.slug in choice.boxes}
        kept = typed if choice.keeps_typed or self._only is None else self._only
        shown = [notice for notice, said in boxes if said == ConsentEvent.GIVEN]
        said = [[notice, ConsentEvent.GIVEN if notice in again else ConsentEvent.REFUSED] for notice in shown]
        return json.dumps({**kept, self._member: [first, *said]})

    def can_leave_out_typed(self, payload: str) -> bool:
        """Whether something was typed that what was asked for can be had without."""
        typed = json.loads(payload)
        left = typed if self._only is None else self._only
        return any(left.get(name) != value for name, value in typed.items() if name != self._member)
