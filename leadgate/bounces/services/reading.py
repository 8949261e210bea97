"""Reading what a service tells: events out of JSON, by the tables."""

import json
import re
from collections.abc import Iterator
from typing import Any

from leadgate.bounces.reading.returned import MOST_SAID, TOKEN
from leadgate.bounces.services.tables import SERVICES, Path, ServiceWords
from leadgate.bounces.types import Returned, ReturnedKind
from leadgate.foundation.mail.answers import Undelivered, code_in, meaning_of, status_in

_BARE = re.compile(r"<?([a-z2-7]{34})(?=@|>|$)", re.ASCII | re.IGNORECASE)
MOST_EVENTS = 1_000


def events_in(service: str, document: Any) -> Iterator[Returned]:
    """What a service tells of our mail; of what it says besides nothing.

    Args:
        service: by its name in the tables.
        document: JSON, decoded: one event, or several.
    """
    words = SERVICES[service]
    several = document if isinstance(document, list) else [document]
    for event in several[:MOST_EVENTS]:
        if (told := _event(words, event)) is not None:
            yield told


def inner_of(document: Any) -> Any:
    """What Amazon SNS carries: a text of JSON in its `Message`; nothing where it is none."""
    try:
        return json.loads(str(document.get("Message", "")))
    except (ValueError, AttributeError):
        return {}


def _event(words: ServiceWords, event: Any) -> Returned | None:
    kind = words.kinds.get(_first(words.event, event))
    tokens = tuple(dict.fromkeys(token for path in words.tokens for text in _at(path, event) for token in _in(text)))
    if kind is None or not tokens:
        return None
    said = _first(words.said, event)
    if kind is not ReturnedKind.BOUNCE:
        return Returned(kind, tokens, said=said[:MOST_SAID])
    told = _first(words.status, event)
    status = status_in(told) or status_in(said)
    why = meaning_of(code_in(f"{said} {told}"), status, said)
    if why is Undelivered.UNKNOWN:
        why = words.severities.get(_first((words.severity,), event), why)
    return Returned(kind, tokens, why, status, said[:MOST_SAID])


def _in(text: str) -> list[str]:
    """Tokens in a text: as in an address or a `Message-ID`, or by themselves."""
    found = [one[1] or one[2] for one in TOKEN.findall(text)]
    return [token.lower() for token in (found or _BARE.findall(text.strip()))]


def _first(paths: tuple[Path, ...], event: Any) -> str:
    return next((text for path in paths for text in _at(path, event) if text), "")


def _at(path: Path, value: Any) -> Iterator[str]:
    if not path:
        if isinstance(value, (str, int)):
            yield str(value)
    elif path[0] == "*":
        for one in value if isinstance(value, list) else []:
            yield from _at(path[1:], one)
    elif isinstance(value, dict) and path[0] in value:
        yield from _at(path[1:], value[path[0]])
