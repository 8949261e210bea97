"""Where a page was reached from: a campaign's name as it is counted.

A word in a link can be one person's (`?source=john.doe`), so it stays only where it says nothing about one: a campaign
the marketers named, or a word that so many different visitors came with. All others are counted as one
(`actions.sighting`). The same holds for a whole origin, `letter|email|spring|button|bread`: source, medium, campaign,
content and term as `utm_source` … `utm_term` name them; what is not named at its end is left out.
"""

from collections.abc import Mapping
from uuid import UUID, uuid5

from leadgate.analytics.types import OriginPart

BETWEEN, NOT_COUNTED = "|", "!"
"""No word has them in it."""
LONGEST_ORIGIN = 205
"""Five words of forty signs, with a sign between them, and one before them."""


def source_named(text: str | None) -> str:
    """A word of a link, short and in lower case, for the page that carries it on; not to be stored."""
    if "@" in (text or ""):
        return ""
    kept = "".join(sign for sign in (text or "").lower() if sign.isalnum() or sign in "-_. ")
    return kept.strip()[:40]


def origin_named(text: str | None) -> str:
    """The words of a whole origin, each as `source_named` has it, for the page that carries them on.

    Args:
        text: a source, or as many as five words with `|` between them.
    """
    words = (text or "").split(BETWEEN)[: len(OriginPart)]
    return BETWEEN.join(map(source_named, words)).rstrip(BETWEEN)


def origin_of(link: Mapping[str, str]) -> str:
    """The whole origin a link names, by `utm_source` or `source`, `utm_medium` and the rest.

    Args:
        link: what stands behind its question mark.
    """
    source = link.get("utm_source") or link.get("source") or ""
    others = [link.get(part.parameter, "").replace(BETWEEN, " ") for part in list(OriginPart)[1:]]
    return origin_named(BETWEEN.join([source, *others]) if any(others) else source)


def source_of(origin: str) -> str:
    """The source of a whole origin, without the rest."""
    return origin.removeprefix(NOT_COUNTED).partition(BETWEEN)[0]


def parameters_of(origin: str) -> dict[str, str]:
    """What a link says to be counted by an origin: `source` alone, or `utm_source` and the rest.

    Args:
        origin: as `origin_named` answers it.
    """
    words = origin.split(BETWEEN)
    if len(words) == 1:
        return {"source": origin} if origin else {}
    return {part.parameter: word for part, word in zip(OriginPart, words, strict=False) if word}


def kept_as(origin: str, is_counted: bool) -> str:
    """An origin on its way to what comes of a visit, with whether the visit is counted."""
    return origin if is_counted else f"{NOT_COUNTED}{origin}"


def reasons_of(subject: UUID) -> UUID:
    """In place of something, to count the reasons people give for wanting it: each stands where origins stand."""
    return uuid5(subject, "reasons")


def counted_of(kept: str) -> str | None:
    """The origin of a visit that is counted; None of one that is not.

    Args:
        kept: as `kept_as` answers it.
    """
    return None if kept.startswith(NOT_COUNTED) else kept
