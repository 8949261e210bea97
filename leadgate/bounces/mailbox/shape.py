"""A mailbox, whichever protocol it speaks."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Protocol
from urllib.parse import SplitResult, unquote

from leadgate.foundation.mail.connecting import THIS_MACHINE


class MailboxAway(Exception):
    """The mailbox is not to be reached, or does not let us in."""


class Mailbox(Protocol):
    """Messages by what the mailbox calls them; nothing but `remove` changes anything in it."""

    def marks(self) -> Sequence[str]:
        """Of all messages, the oldest first: a digest of what the mailbox calls each for good."""

    def read(self, mark: str) -> bytes:
        """One message, the first million bytes of it."""

    def remove(self, mark: str) -> None:
        """Take one message out."""


def mark_of(*names: bytes) -> str:
    """The mark of a message by what the mailbox calls it."""
    return sha256(b"\0".join(names)).hexdigest()


def who_signs_in(where: SplitResult) -> tuple[str, str]:
    """User and password."""
    return unquote(where.username or ""), unquote(where.password or "")


def must_encrypt(where: SplitResult) -> bool:
    """Whether an address without encryption goes on encrypted: a password crosses no network in clear."""
    return where.hostname not in THIS_MACHINE
