"""Where a page was reached from: a campaign's name as it is counted.

A word in a link can be one person's (`?source=john.doe`), so it stays only where it says nothing about one: a campaign
the marketers named, or a word that so many different visitors came with. All others are counted as one
(`actions.sighting`).
"""


def source_named(text: str | None) -> str:
    """A word of a link, short and in lower case, for the page that carries it on; not to be stored."""
    if "@" in (text or ""):
        return ""
    kept = "".join(sign for sign in (text or "").lower() if sign.isalnum() or sign in "-_. ")
    return kept.strip()[:40]
