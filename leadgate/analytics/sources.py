"""Where a page was reached from: a campaign's name as it is counted.

A word in a link can be one person's (`?source=john.doe`), so it stays only where it says nothing about one: a campaign
the marketers named, or a word that so many different visitors came with. All others are counted as one.
"""

from leadgate.analytics.actions import sighting
from leadgate.analytics.queries import is_campaign, is_seen_often

OTHER = "other"


def source_named(text: str | None) -> str:
    """A word of a link, short and in lower case, for the page that carries it on; not to be stored."""
    if "@" in (text or ""):
        return ""
    kept = "".join(sign for sign in (text or "").lower() if sign.isalnum() or sign in "-_. ")
    return kept.strip()[:40]


def source_counted(text: str | None, network: str) -> str:
    """What may be stored of a word of a link, beside a count or a person.

    Args:
        text: as it stood in the link.
        network: the request came from (`limits.network_of`): who comes from another one is another visitor.

    Returns:
        The word, if it is a campaign's or was seen often enough; `other` for any other, empty for none.
    """
    word = source_named(text)
    if not word or is_campaign(word):
        return word
    sighting.note(word, network)
    return word if is_seen_often(word) else OTHER
