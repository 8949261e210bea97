"""What letters of the groups room have in common: somebody to write to, and a group."""

from functools import partial
from uuid import UUID

from leadgate.foundation.installation import installation
from leadgate.foundation.mail import Letter
from leadgate.groups import queries
from leadgate.people import queries as people


def to_person(person: UUID, group: UUID, *, purpose: str | None = None, **context: object) -> Letter | None:
    """A letter to somebody about a group; none once they are erased."""
    found = people.person(person)
    if found is None:
        return None
    page = f"{installation().settings.base_url}/g/{queries.group(group).slug}"
    words = {"group": queries.group(group), **context, "url": page, "sanctions_url": f"{page}/sanctions"}
    return Letter(person, partial(people.address_of, person), found.language, words, purpose)
