"""The pages on which letters are written."""

from leadgate.foundation.db import session
from leadgate.letters import queries
from leadgate.letters.actions import writing
from leadgate.letters.types import LetterWording, LinkButton, Passage, Picture
from tests.browser.shown import Shown

BROKEN = LetterWording(blocks=(Passage(key="text", text="Dear {nobody}"), LinkButton(key="go"), Picture(key="seen")))


def of_letters() -> list[Shown]:
    """The demonstration's letter, and one with nearly everything wrong."""
    broken = writing.begin("Full of faults", "newsletter", {"en": BROKEN, "zh-Hant": BROKEN})
    session().expire_all()
    written = next(one.id for one in queries.letters() if one.id != broken)
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
        Shown("studio-letter-wrong", f"/studio/letters/{broken}/edit?open=block:text", "staff"),
    ]
