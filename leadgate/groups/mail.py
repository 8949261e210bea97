"""The letters of the groups room. Of what people wrote, only the reason of a refusal stands in one: in the letter it is
for."""

from uuid import UUID

from leadgate.foundation.letters import put_letter
from leadgate.foundation.mail import Letter
from leadgate.groups import letters, queries
from leadgate.groups.models import Membership


def tell_ending(row: Membership, word: str) -> None:
    """Say that a group ends, or goes on after all."""
    put_letter("groups/ending", f"{row.id}/{word}", owner=row.person_id, membership=row.id)


def write_ending(membership: UUID) -> Letter | None:
    """That a group ends, and what goes with it."""
    row = queries.membership_with_id(membership)
    return letters.to_person(row.person_id, row.group_id) if row else None
