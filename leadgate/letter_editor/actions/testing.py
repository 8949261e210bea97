"""A letter sent as a test: to the member of staff who asks for it, and to nobody else."""

from email import message_from_bytes
from email.message import EmailMessage
from uuid import UUID

from flask_babel import force_locale, gettext
from msgspec.structs import replace

from leadgate.foundation.background import outbox
from leadgate.foundation.db import action
from leadgate.foundation.ids import new_id
from leadgate.foundation.mail.composing import WIRE, Letter, leave
from leadgate.letter_editor.errors import LetterNotReady
from leadgate.letter_editor.looking import for_nobody
from leadgate.letter_editor.shape import aligned
from leadgate.letters import queries
from leadgate.letters.framing import compose_here
from leadgate.letters.showing import nobody
from leadgate.staff import queries as staff


@action
def ask(letter_id: UUID, language: str, *, by: UUID) -> str:
    """Have a letter sent to whoever asks, as it stands once it leaves.

    Args:
        letter_id: which.
        language: in which of its languages.
        by: the staff account.

    Returns:
        The address it goes to.

    Raises:
        LetterNotReady: it says nothing yet in this language.
        UnknownField, BrokenField, FieldInAddress: something in it cannot be filled in.
    """
    account = staff.account(by)
    letter, wording = queries.letter(letter_id), aligned(queries.wordings(letter_id)).get(language)
    if account is None or letter is None or wording is None or not (wording.subject and wording.blocks):
        raise LetterNotReady
    compose_here(wording, language, letter.purpose_id)
    message = new_id()
    told = {"letter_id": letter_id, "account": by, "language": language, "message": message}
    outbox.add_new("letter_editor.test", told, key=f"letter_editor.test/{message}")
    return account.email


def send(letter_id: str, account: str, language: str, message: str) -> None:
    """Send a test that was asked for; nothing is sent where the letter or the account is gone meanwhile.

    Args:
        letter_id, account, language: as `ask` was told.
        message: the left part of its `Message-ID`.

    Raises:
        RefusedForGood, smtplib.SMTPException, OSError: as `leave`.
    """
    reader, kept = staff.account(UUID(account)), queries.letter(UUID(letter_id))
    wording = aligned(queries.wordings(UUID(letter_id))).get(language)
    if reader is None or kept is None or wording is None:
        return
    with force_locale(language.replace("-", "_")):
        subject = gettext("Test: %(subject)s", subject=wording.subject)
    said = for_nobody(replace(wording, subject=subject))
    ready = compose_here(said, language, kept.purpose_id).filled(nobody(reader.email, at=message))
    mail = message_from_bytes(ready, _class=EmailMessage, policy=WIRE)
    for header in ("To", "List-Unsubscribe", "List-Unsubscribe-Post"):  # nobody said yes to it who could say no
        del mail[header]
    leave(mail, Letter(None, lambda: reader.email, language), UUID(message))
