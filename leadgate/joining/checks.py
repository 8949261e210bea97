"""What joining asks of whoever stands above it."""

from uuid import UUID

from leadgate.foundation.installation import installation


def refuse_unwelcome(group: UUID, person: UUID | None) -> None:
    """Let whoever watches over a group (`Room.answers`: "joining.refuse_unwelcome") refuse that somebody joins.

    Raises:
        Refusal: theirs, with the sentence the person reads.
    """
    if refuse := installation().house.answer("joining.refuse_unwelcome"):
        refuse(group, person)


def unwelcome_in(person: UUID) -> set[UUID]:
    """The groups somebody may not join right now ("joining.unwelcome_in"); by id."""
    find = installation().house.answer("joining.unwelcome_in")
    return find(person) if find else set()
