"""Keeping secrets of the settings out of what is shown: an error may repeat the address it was given, all of it."""

import re
from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import unquote, urlsplit

from leadgate.foundation.installation import installation

HIDDEN = "…"
IN_ADDRESS = re.compile(r"(?<=://)[^\s/@]*:[^\s/@]*(?=@)")
SHORTEST = 4
"""What is shorter is found by its place in an address alone, and what is longer where it is no part of a word."""


def without_secrets(sentence: str) -> str:
    """A sentence with no password and no key of the settings in it.

    Args:
        sentence: that may be shown.
    """
    for secret in sorted(_secrets(), key=len, reverse=True):
        sentence = re.sub(rf"(?<!\w){re.escape(secret)}(?!\w)", HIDDEN, sentence)
    return IN_ADDRESS.sub(HIDDEN, sentence)


def _secrets() -> Iterator[str]:
    settings = installation().settings
    for key in (settings.secret_key, settings.master_key):
        yield from re.split(r"[\s,]+", key.decode(errors="replace").strip())
    servers = (settings.smtp_url, settings.bounce_mailbox, *settings.relays.values())
    for url in (*servers, settings.database_url, settings.redis_url, settings.storage_url):
        with suppress(ValueError):
            password = urlsplit(url or "").password or ""
            yield from (one for one in {password, unquote(password)} if len(one) >= SHORTEST)
