"""The pages on which owner and officer run an installation."""

from pathlib import Path

from leadgate.backup.actions import noting
from leadgate.backup.queries import MADE, CopyMade
from leadgate.erasure.actions import processors
from leadgate.foundation import clock
from tests.browser.shown import Shown
from tests.given_up import give_up_a_letter

MAILHOUSE = ("Mail house", "https://mailhouse.example/erasures", "sha256")


def of_operating() -> list[Shown]:
    """Let there be something on each of them, and list them."""
    give_up_a_letter("mail", "TimeoutError")
    noting.note(CopyMade(clock.now(), Path("/backups/2026-11-24"), Path("/elsewhere/keys")), MADE)
    processor = processors.add_processor(*MAILHOUSE)[0]
    return [
        Shown("backups", "/admin/backups", "staff"),
        Shown("encryption-keys", "/admin/keys", "staff"),
        Shown("proofs", "/office/proofs", "staff"),
        Shown("proofs-wrong", "/office/proofs", "staff", fill=(("email", "nobody"),)),
        Shown("health", "/admin/health", "staff"),
        Shown("waiting-work", "/admin/waiting", "staff"),
        Shown("waiting-work-group", "/admin/waiting/mail?trouble=TimeoutError", "staff"),
        Shown("waiting-work-drop", "/admin/waiting/mail/drop?trouble=TimeoutError", "staff"),
        Shown("campaigns", "/studio/campaigns", "staff"),
        Shown("processors", "/office/processors", "staff"),
        Shown("processor-new", "/office/processors/new", "staff"),
        Shown("processor-wrong", "/office/processors/new", "staff", fill=(("name", ""), ("url", "ftp://x"))),
        Shown("processor", f"/office/processors/{processor}", "staff"),
        Shown("processor-end", f"/office/processors/{processor}/end", "staff"),
    ]
