"""Mail kept as files when no SMTP server is set: readable by staff, naming nobody.

The file is an ordinary message; only its recipient stands in it sealed, under the recipient's own key, so a folder of
kept mail is no list of people.
"""

import os
import re
from base64 import b64decode, b64encode
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path
from uuid import UUID

from leadgate.foundation.installation import installation
from leadgate.foundation.keys.errors import KeyDestroyed, Tampered

SHOWN_MOST = 100
_KEYS = re.compile(r"[\w-]{20,}\.[\w-]+\.[\w-]{20,}|(?<!\d)\d{6}(?!\d)")
"""Tokens as `keys.tokens` makes them, and the digits that do the same."""


@dataclass(frozen=True, slots=True)
class KeptMail:
    """One kept message as staff see it; the recipient is None once the person is gone."""

    id: UUID
    person: UUID | None
    recipient: str | None
    subject: str
    at: datetime
    text: str

    def without_keys(self) -> "KeptMail":
        """The same, with what opens anything taken out: signed links, six-digit codes, and the subject's code."""
        return replace(self, subject=_KEYS.sub("…", self.subject), text=_KEYS.sub("…", self.text))


def keep(mail: EmailMessage, message: UUID, *, person: UUID | None, address: str) -> None:
    """Write a message to the folder instead of sending it; again is the same file.

    Args:
        mail: finished, without its recipient.
        message: its id, by which the file is named.
        person: whose key seals the recipient's address; none for a member of staff, whose address is no secret here.
        address: the recipient's.
    """
    if person:
        sealed = installation().vault.key_of(person).seal_at(_place(message), address)
        mail["To"] = "sealed:;"
        mail["X-Leadgate-Person"] = str(person)
        mail["X-Leadgate-Recipient"] = b64encode(sealed).decode()
    else:
        mail["To"] = address
    path = _folder() / f"{message}.eml"
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_suffix(".draft")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(mail.as_bytes())
    draft.replace(path)


def newest() -> Iterator[KeptMail]:
    """The kept messages, newest first; ids sort by time."""
    for path in sorted(_folder().glob("*.eml"), reverse=True)[:SHOWN_MOST]:
        yield _read(path)


def forget_the_gone() -> int:
    """Delete what is kept for those whose keys are gone; answers how many files went."""
    vault = installation().vault
    return sum(forget(person) for person in _people() if vault.is_destroyed(person))


def _people() -> set[UUID]:
    """For whom something is kept."""
    headers = (message_from_bytes(path.read_bytes()) for path in _folder().glob("*.eml"))
    return {UUID(mail["X-Leadgate-Person"]) for mail in headers if mail["X-Leadgate-Person"]}


def forget(person: UUID) -> int:
    """Delete what is kept for one person; answers how many files went."""
    mine = [path for path in _folder().glob("*.eml") if f"X-Leadgate-Person: {person}".encode() in path.read_bytes()]
    for path in mine:
        path.unlink(missing_ok=True)
    return len(mine)


def _folder() -> Path:
    return installation().settings.data_dir / "mail"


def _place(message: UUID) -> str:
    return f"kept_mail.recipient.{message}"


def _read(path: Path) -> KeptMail:
    mail = message_from_bytes(path.read_bytes(), policy=policy.default)
    body = mail.get_body(("plain",))
    message = UUID(path.stem)
    return KeptMail(
        id=message,
        person=UUID(str(mail["X-Leadgate-Person"])) if mail["X-Leadgate-Person"] else None,
        recipient=_recipient(mail, message),
        subject=str(mail["Subject"]),
        at=parsedate_to_datetime(str(mail["Date"])),
        text=body.get_content() if body else "",
    )


def _recipient(mail: EmailMessage, message: UUID) -> str | None:
    if mail["X-Leadgate-Person"] is None:
        return str(mail["To"])
    try:
        key = installation().vault.key_of(UUID(mail["X-Leadgate-Person"]))
        return key.open_at(_place(message), b64decode(str(mail["X-Leadgate-Recipient"])))
    except (KeyDestroyed, Tampered):
        return None
