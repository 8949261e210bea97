"""A letter that goes to nobody: filled for a reader of whom nothing is known, and taken apart again to be shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from types import MappingProxyType

from leadgate.foundation import clock
from leadgate.foundation.installation import installation
from leadgate.letters.composing.message import Reader

NOTHING_KNOWN: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class LetterShown:
    """A letter as a reader gets it.

    Args:
        subject: with fields filled.
        html, plain: its parts.
    """

    subject: str
    html: str
    plain: str


def nobody(address: str = "reader@example.com", *, at: str, values: Mapping[str, str] = NOTHING_KNOWN) -> Reader:
    """A reader who stands for all, and whose way out leads to one's own page.

    Args:
        address: to which it would go.
        at: the left part of its `Message-ID`.
        values: what is filled in, by the field's name; other words stand for what is missing.
    """
    return Reader(
        address=address,
        values=values,
        unsubscribe_url=f"{installation().settings.base_url}/me",
        unsubscribe_mail=None,
        message_id=at,
        at=clock.now(),
    )


def taken_apart(message: bytes) -> LetterShown:
    """What a mail program finds in a letter.

    Args:
        message: the whole letter (RFC 5322).
    """
    mail = message_from_bytes(message, _class=EmailMessage, policy=policy.default)
    return LetterShown(str(mail["Subject"]), _part(mail, "html"), _part(mail, "plain"))


def _part(mail: EmailMessage, kind: str) -> str:
    part = mail.get_body((kind,))
    return str(part.get_content()) if part else ""
