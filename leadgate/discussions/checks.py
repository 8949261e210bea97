"""What discussions ask of whoever stands above them."""

from uuid import UUID

from leadgate.foundation.installation import installation


def refuse_silenced(group: UUID, person: UUID) -> None:
    """Let whoever watches over a group (`Room.answers`: "discussions.refuse_silenced") refuse that somebody speaks.

    Raises:
        Refusal: theirs, with the sentence the person reads.
    """
    if refuse := installation().house.answer("discussions.refuse_silenced"):
        refuse(group, person)
