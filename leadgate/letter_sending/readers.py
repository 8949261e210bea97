"""What is filled into some people's copies: their address, their language, and what they told of themselves."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from leadgate.assets import leads as given
from leadgate.foundation.installation import installation
from leadgate.people import queries as people


@dataclass(frozen=True, slots=True)
class KnownReader:
    """One reader.

    Args:
        address: as they typed it.
        language: in which they are written to.
        values: what they told when they asked for something, by the field's name; the last word counts.
    """

    address: str
    language: str
    values: dict[str, str] = field(default_factory=dict)


def addresses(ids: Sequence[UUID]) -> dict[UUID, str]:
    """The addresses of some people; who is gone is left out.

    Args:
        ids: theirs.
    """
    keys = installation().vault.keys_of(ids)
    return {row.id: people.address_in(keys[row.id], row.address) for row in people.people_of([*keys])}


def readers(ids: Sequence[UUID]) -> dict[UUID, KnownReader]:
    """What is known of some people, in a constant number of statements; who is gone is left out.

    Args:
        ids: theirs.
    """
    keys = installation().vault.keys_of(ids)
    told: dict[UUID, dict[str, str]] = {}
    for one in given.given_to(keys):
        said = one.said.get("fields", {})
        told.setdefault(one.person_id, {}).update({key: str(answer) for key, answer in said.items() if answer})
    return {
        row.id: KnownReader(people.address_in(keys[row.id], row.address), row.language, told.get(row.id, {}))
        for row in people.people_of([*keys])
    }
