"""Which language a page speaks: the one asked for in its address, else the best the browser names."""

from collections.abc import Collection, Iterator, Sequence
from functools import cache
from typing import Any

from babel import Locale
from flask import has_request_context, request
from flask_babel import get_locale
from werkzeug.exceptions import RequestEntityTooLarge

from leadgate.foundation.errors import Refusal
from leadgate.foundation.installation import installation
from leadgate.foundation.words import text as _

LIKE = {"zh": "zh-hant", "zh-cn": "zh-hans", "zh-sg": "zh-hans"}
"""What is read by whoever reads the other."""
SHORT_CHINESE = ("zh-hans", "zh-cn", "zh-sg")
NAMES = {"en": "English", "zh-Hant": "繁體中文"}
UNLIKE_CLDR = {"zh-Hans": "简体中文"}
"""What is called otherwise there, with signs that stand in no text of that language."""


def of_request() -> str:
    """The language tag (BCP 47) for the request at hand."""
    spoken = installation().settings.languages
    if not has_request_context():
        return spoken[0]
    if (asked := asked_for()) in spoken:
        return asked
    return next(_offered(spoken), spoken[0])


def _offered(spoken: Collection[str]) -> Iterator[str]:
    """Those of some languages that the browser reads, the best first (RFC 9110 section 12.5.4, RFC 4647 section 3.4).

    Whoever writes Chinese in short signs can read it in long ones, but not better than another language they named.
    """
    read = [tag.lower() for tag, quality in request.accept_languages if quality > 0]
    by_lower = {tag.lower(): tag for tag in spoken}
    for tag in read if "zh-hans" in by_lower else sorted(read, key=_is_short_chinese):
        for shorter in _ever_shorter(tag):
            if found := by_lower.get(LIKE.get(shorter, shorter)):
                yield found


def read_better(written: Collection[str], own: str) -> str | None:
    """The language the browser at hand reads best of some; None where it is a page's own, or where one was asked for.

    Args:
        written: the tags of those in which the page is there, perhaps its own among them.
        own: that of the page.
    """
    best = own if asked_for() else next(_offered({own, *written}), own)
    return None if best == own else best


def own_name(tag: str) -> str:
    """What a language is called by those who speak it."""
    return NAMES.get(tag) or UNLIKE_CLDR.get(tag) or Locale.parse(tag, sep="-").get_display_name() or tag


def _ever_shorter(tag: str) -> Iterator[str]:
    parts = tag.split("-")
    yield from ("-".join(parts[:length]) for length in range(len(parts), 0, -1))


def _is_short_chinese(tag: str) -> bool:
    return tag.startswith(SHORT_CHINESE)


def asked_for() -> str | None:
    """The language a page was asked to speak, as `lang` in the address or the form (`language` is that of a content).

    A form too large to be read names none.
    """
    try:
        return request.values.get("lang")
    except RequestEntityTooLarge:
        return None


class UnknownLanguage(Refusal):
    """A tag of no language."""

    field = "language"
    sentence = _("No language has this tag. Please give one such as en, de or zh-Hant.")


@cache
def written() -> frozenset[str]:
    """The tags (BCP 47) of the languages in which what is published here may be written."""
    known = map(str, Locale("en").languages)
    return frozenset(tag for tag in known if len(tag) == 2 and tag != "zh") | {"zh-Hans", "zh-Hant"}


def checked(tag: str) -> str:
    """The tag of a language in which something is written.

    Raises:
        UnknownLanguage: there is none of that tag.
    """
    if tag not in written():
        raise UnknownLanguage
    return tag


def written_by_name() -> list[tuple[str, str]]:
    """Their tags and names for the reader at hand: first those the site speaks, then the others by their names."""
    names = (get_locale() or Locale("en")).languages
    spoken = installation().settings.languages
    others = sorted((names.get(tag.replace("-", "_"), tag), tag) for tag in written() - {*spoken})
    return [*((tag, NAMES[tag]) for tag in spoken), *((tag, name) for name, tag in others)]


def keep_chosen(endpoint: str, values: dict[str, Any]) -> None:
    """Let every address a page leads or sends to speak the language that was asked for in the page's own.

    Args:
        endpoint: of the address (`Flask.url_defaults`).
        values: of the address; the language is added where none is said.
    """
    chosen = request.args.get("lang") if has_request_context() else None
    if endpoint != "static" and chosen in installation().settings.languages:
        values.setdefault("lang", chosen)


def catalogues(tags: Sequence[str]) -> list[str]:
    """The languages that need a catalogue, as its folder is called: English, in which texts are written, needs none."""
    return [tag.replace("-", "_") for tag in tags if tag != "en"]


def babel_locale() -> str:
    """The same, as Babel writes it."""
    return of_request().replace("-", "_")


def current() -> str:
    """The language of the text being made right now, inside a request or a letter."""
    return str(get_locale() or "en").replace("_", "-")


def gap() -> str:
    """What stands between two sentences: a blank, but in Chinese, where a full stop is as wide as any sign."""
    return "" if current().startswith("zh") else " "
