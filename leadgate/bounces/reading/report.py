"""Delivery status notifications (RFC 3464) and feedback reports (RFC 5965), as the standard library parses them."""

from collections.abc import Iterator
from email.message import Message

MOST_PARTS = 50


def parts_of(message: Message) -> Iterator[Message]:
    """A message and what is in it, to a bound: a message may hold messages without end."""
    for at, part in enumerate(message.walk()):
        if at >= MOST_PARTS:
            return
        yield part


def first_part(message: Message, media_type: str) -> Message | None:
    """The first part of a type; None where there is none.

    Args:
        message: the whole.
        media_type: such as `message/delivery-status`.
    """
    return next((part for part in parts_of(message) if part.get_content_type() == media_type), None)


def blocks_of(part: Message) -> list[Message]:
    """The blocks of fields of a delivery status: what concerns the message, then one for each recipient.

    Args:
        part: of the type `message/delivery-status`, or one like it.
    """
    payload = part.get_payload()
    if isinstance(payload, list):
        return [block for block in payload if isinstance(block, Message)]
    return []


def field(block: Message, name: str) -> str:
    """A field's value on one line; empty where there is none.

    Args:
        block: of fields.
        name: of the field.
    """
    return " ".join(str(block.get(name, "")).split())
