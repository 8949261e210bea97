"""The letters of the groups room. Of what people wrote, only the reason of a refusal stands in one: in the letter it is
for."""

from functools import partial
from uuid import UUID

from leadgate.foundation.installation import installation
from leadgate.foundation.mail.composing import Letter
from leadgate.foundation.mail.letters import put_letter
from leadgate.groups import queries
from leadgate.groups.models import Membership
from leadgate.people import queries as people


def tell_ending(row: Membership, word: str) -> None:
    """Say that a group ends, or goes on after all."""
    put_letter("groups/ending", f"{row.id}/{word}", owner=row.person_id, membership=row.id)


def write_ending(membership: UUID) -> Letter | None:
    """That a group ends, and what goes with it."""
    row = queries.membership_with_id(membership)
    return to_person(row.person_id, row.group_id) if row else None


def to_person(person: UUID, group: UUID, *, purpose: str | None = None, **context: object) -> Letter | None:
    """A letter to somebody about a group; none once they are erased."""
    found = people.person(person)
    if found is None:
        return None
    page = f"{installation().settings.base_url}/g/{queries.group(group).slug}"
    words = {"group": queries.group(group), **context, "url": page, "sanctions_url": f"{page}/sanctions"}
    return Letter(person, partial(people.address_of, person), found.language, words, purpose)
