"""What a request keeps of the boxes on its form until its address is proven."""

import json
from collections.abc import Mapping
from uuid import UUID

from leadgate.consent.queries import Offer, offers_worded
from leadgate.ledger.types import ConsentEvent


class KeptAnswers:
    """The answers in a request's payload: pairs of a notice's id and what was said, that on the request itself first.

    Args:
        member: of the payload (JSON), where they are.
        only: what is left of all other members when only what was asked for is wanted; all of them when None.
    """

    def __init__(self, member: str, only: Mapping[str, object] | None = None) -> None:
        self._member, self._only = member, only

    def ticked(self, payload: str) -> list[Offer]:
        """The optional purposes somebody said yes to on the form, in the words they stood there in."""
        said = json.loads(payload).get(self._member, [])
        return offers_worded([UUID(notice) for notice, what in said if what == ConsentEvent.GIVEN])

    def alone(self, payload: str) -> str | None:
        """The same request with no to every box, and without what is left out: whoever confirms need not be who asked.

        Args:
            payload: as it was kept.

        Returns:
            The payload; None when no box was ticked and nothing is left out.
        """
        typed = json.loads(payload)
        first, *boxes = typed[self._member]
        kept = typed if self._only is None else self._only
        is_ticked = any(what == ConsentEvent.GIVEN for _notice, what in boxes)
        if not is_ticked and all(kept.get(name) == value for name, value in typed.items() if name != self._member):
            return None
        return json.dumps({**kept, self._member: [first, *([notice, ConsentEvent.REFUSED] for notice, _yes in boxes)]})
