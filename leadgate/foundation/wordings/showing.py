"""The one look-up of words that may be an owner's own; templates call it `wording`."""

from leadgate.foundation import languages
from leadgate.foundation.installation import installation
from leadgate.foundation.wordings.checking import ENCODED, NAMED, fault_of
from leadgate.foundation.wordings.kinds import WordedPart, Wording, WordingShape

LONGEST_SUBJECT = 200


def wording(name: str, **values: object) -> str:
    """What stands there, in the language of the page or letter at work: an owner's words, or the default.

    Words that do not fit any more, because another version of leadgate names other things, give way to the default.

    Args:
        name: of the wording, as its room declares it.
        values: of what it names; who answers for the site, and what that is called, are known.

    Raises:
        KeyError: no room declares it.
    """
    settings = installation().settings
    found = installation().house.wordings[name]
    own = own_words(found)
    site = {"controller": settings.controller.name, "site": settings.site_name}
    return _filled(found, found.default_now() if own is None else own, site | values)


def own_words(found: Wording) -> str | None:
    """What an owner says there, in the language at work, with its placeholders; None where the default stands."""
    own = installation().settings.texts.get(found.setting(languages.current()))
    return own if own and fault_of(found, own) is None else None


def own_words_of(part: WordedPart) -> list[str]:
    """What an owner says there in words of their own, in the language at work, each with its name.

    Args:
        part: of a room's.
    """
    return [f"{one.name}: {own}" for one in part.wordings if (own := own_words(one)) is not None]


def _filled(found: Wording, text: str, values: dict[str, object]) -> str:
    said = NAMED.sub(lambda named: str(values.get(named[1], named[0])), text)
    if found.shape is not WordingShape.SUBJECT:
        return said
    # A title may hold what begins an encoded word, or a line's end; in a subject it is no more than words.
    plain = " ".join(said.replace(ENCODED, "= ?").split())
    return plain if len(plain) <= LONGEST_SUBJECT else f"{plain[: LONGEST_SUBJECT - 1]}…"
