"""What every letter of the groups room is made of: a row of the outbox, and somebody to write to."""

from functools import partial
from uuid import UUID

from leadgate.foundation import outbox
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import installation
from leadgate.foundation.mail import Letter
from leadgate.groups import queries
from leadgate.people import queries as people


def put(name: str, single: str, *, owner: UUID, **ids: UUID) -> None:
    """Have a letter written.

    Args:
        name: of its templates.
        single: what makes it this letter and no other: the same twice is sent once.
        owner: whose it is.
    """
    outbox.put("mail", {"letter": name, "message": new_id(), **ids}, key=f"mail/{name}/{single}", owner=owner)


def to_person(person: UUID, group: UUID, *, purpose: str | None = None, **context: object) -> Letter | None:
    """A letter to somebody about a group; none once they are erased."""
    found = people.person(person)
    if found is None:
        return None
    page = f"{installation().settings.base_url}/g/{queries.group(group).slug}"
    words = {"group": queries.group(group), **context, "url": page, "sanctions_url": f"{page}/sanctions"}
    return Letter(person, partial(people.address_of, person), found.language, words, purpose)
