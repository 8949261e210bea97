"""Letters that are sent: some who agree, a letter to them, a mail server that listens."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from uuid import UUID

from leadgate.letter_sending.actions import starting
from leadgate.letter_sending.leaving.sender import send_what_is_due
from leadgate.letter_sending.types import SendingWish
from leadgate.letters.actions import writing
from leadgate.letters.types import Heading, LetterWording, Passage
from tests import services
from tests.facts import forget_what_was_read

SAYS = LetterWording(subject="The June letter", blocks=(Heading(text="June", level=1), Passage(text="Hello.")))


def letter(says: LetterWording = SAYS, **more: LetterWording) -> UUID:
    """A letter to those who agree to the newsletter."""
    return writing.begin("June", "newsletter", {"en": says} | more)


@contextmanager
def listening(here) -> Iterator[services.Inbox]:
    """A mail server that takes what is sent, and whose installation sends to it."""
    with services.smtp() as (inbox, url):
        before = here.given
        here.given = replace(before, smtp_url=url)
        with here.opened():
            yield inbox
        here.given = before


def sent(letter_id: UUID, chosen: str = "") -> None:
    """Send a letter whole."""
    starting.start(letter_id, SendingWish(chosen))
    drain()


def drain() -> None:
    """Let everything leave that is due."""
    while send_what_is_due():
        pass
    forget_what_was_read()
