"""The pages on which letters are written."""

from datetime import timedelta
from uuid import UUID

from leadgate.foundation import clock
from leadgate.foundation.db import forget_what_was_read, session
from leadgate.foundation.ids import new_id
from leadgate.foundation.mail.answers import Undelivered
from leadgate.letter_archive.actions import publishing
from leadgate.letter_sending import queries as queries_of_sending
from leadgate.letter_sending.actions import claiming, copying, recording, starting
from leadgate.letter_sending.types import CopyState, SendingWish
from leadgate.letters import queries
from leadgate.letters.actions import writing
from leadgate.letters.types import LetterWording, LinkButton, Passage, Picture
from tests.browser.shown import Shown

BROKEN = LetterWording(blocks=(Passage(key="text", text="Dear {nobody}"), LinkButton(key="go"), Picture(key="seen")))


def of_letters() -> list[Shown]:
    """The demonstration's letter, and one with nearly everything wrong."""
    broken = writing.begin("Full of faults", "newsletter", {"en": BROKEN, "zh-Hant": BROKEN})
    said = LetterWording(subject="What we baked in May", blocks=(Passage(key="text", text="Dear friend"),))
    gone, asked = (writing.begin(name, "newsletter", {"en": said}) for name in ("May", "July"))
    session().expire_all()
    _leave(gone)
    starting.start(asked, SendingWish(begins_at=clock.now() + timedelta(days=2)))
    written = next(one.id for one in queries.letters() if one.id not in (broken, gone, asked))
    root = f"/studio/letters/{written}"
    return [
        Shown("studio-letters", "/studio/letters/", "staff"),
        Shown("studio-letters-archived", "/studio/letters/?archived=yes", "staff"),
        Shown("studio-letter-new", "/studio/letters/new", "staff"),
        Shown("studio-letter-name", f"{root}/name", "staff"),
        Shown("studio-letter", f"{root}/edit", "staff"),
        Shown("studio-letter-head", f"{root}/edit?open=letter", "staff"),
        Shown("studio-letter-text", f"{root}/edit?open=block:news", "staff"),
        Shown("studio-letter-picture", f"{root}/edit?open=block:picture&as=dark", "staff"),
        Shown("studio-letter-card", f"{root}/edit?open=block:guide&as=desktop", "staff"),
        Shown("studio-letter-send", f"{root}/sending", "staff"),
        Shown("studio-letters-sending", "/studio/letters/sending", "staff"),
        Shown("studio-letter-sent", f"/studio/letters/{gone}/sending", "staff"),
        Shown("studio-letter-figures", f"/studio/letters/{gone}/figures", "staff"),
        Shown("studio-letter-later", f"/studio/letters/{asked}/sending", "staff"),
        Shown("studio-letter-archive", f"/studio/letters/{gone}/archive", "staff"),
        Shown("studio-letters-returned", "/studio/letters/returned", "staff"),
        Shown("settings-letters", "/admin/settings/letters", "staff"),
        Shown("letters", "/letters"),
        Shown("my-letters", "/me/letters", "person"),
        Shown("studio-letter-wrong", f"/studio/letters/{broken}/edit?open=block:text", "staff"),
    ]


def _leave(letter_id: UUID) -> None:
    """Let a letter leave to everybody but the last, whose mailbox is gone."""
    starting.start(letter_id)
    while copying.copy_some(letter_id):
        forget_what_was_read()
    worker, run = new_id(), queries_of_sending.run(letter_id)
    while claim := claiming.claim(worker):
        for copy in claim.copies[:-1]:
            recording.record(copy, worker, CopyState.SENT, run)
        said = "550 5.1.1 <somebody@there.example>: Recipient address rejected: User unknown"
        recording.record(claim.copies[-1], worker, CopyState.REFUSED, run, why=Undelivered.GONE, said=said)
    claiming.finish_empty()
    publishing.put_up(letter_id)
