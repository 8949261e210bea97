"""Piping: an earlier answer repeated in a later text, as `{answer:key}`; put in as text, never as markup or code."""

import re
from collections.abc import Mapping
from typing import Any

from leadgate.questions.kinds import AnyItem

_MARK = re.compile(r"\{answer:([a-z0-9][a-z0-9_]{0,39})\}")
NOTHING = "…"


def piped(text: str) -> list[str]:
    """The keys of the questions whose answers a text repeats."""
    return _MARK.findall(text)


def filled(text: str, items: Mapping[str, AnyItem], answers: Mapping[str, Any], language: str) -> str:
    """A text with the answers it repeats; what was not answered is three dots."""

    def answer(found: re.Match[str]) -> str:
        key = found[1]
        value = answers.get(key)
        return items[key].plainly(value, language) if value is not None and key in items else NOTHING

    return _MARK.sub(answer, text)
