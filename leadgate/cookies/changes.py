"""What a notice has that the one before it had not, in the words of whoever answered that one."""

from leadgate.cookies.documents import Shown, said

MOST_NAMED = 4


def new_since(shown: Shown, before: Shown | None) -> dict[str, str]:
    """By language, the sentence for whoever answered the notice before; empty where there was none.

    Args:
        shown: what is asked now.
        before: what was asked until now.
    """
    if before is None:
        return {}
    return {language: _sentence(shown, before, language) for language in shown.languages}


def _sentence(shown: Shown, before: Shown, language: str) -> str:
    words = shown.described.words[language]
    names = _new(shown, before, language)
    if not names:
        return words["changed_words"]
    more = "…" if len(names) > MOST_NAMED else ""
    return words["changed"].replace("%s", ", ".join(names[:MOST_NAMED]) + more)


def _new(shown: Shown, before: Shown, language: str) -> list[str]:
    """Purposes that were not asked for and services nobody was told of; both by name."""
    purposes = {one.slug: one for one in before.described.purposes}
    found = []
    for one in shown.described.purposes:
        known = purposes.get(one.slug)
        if known is None or (one.kind, one.sells) != (known.kind, known.sells):
            found.append(said(one.title, language))
        else:
            told = {each.name for each in known.services}
            found += [each.name for each in one.services if each.name not in told]
    return found
