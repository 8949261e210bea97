"""What a description lacks before anybody may be asked by it, each as a sentence for its author."""

from collections.abc import Iterator

from flask_babel import gettext as _

from leadgate.cookies import banner_words
from leadgate.cookies.documents import CookiePurpose, Described, said
from leadgate.cookies.hosts import bad_hosts
from leadgate.cookies.types import SIGNALS, PurposeKind
from leadgate.foundation.languages import own_name


def problems_of(described: Described, languages: tuple[str, ...]) -> Iterator[str]:
    """What is missing or cannot be, in the order of the page.

    Args:
        described: what a site stores.
        languages: of the site.
    """
    slugs = [one.slug for one in described.purposes]
    if not described.purposes:
        yield _("It names no purpose. The necessary one at least belongs here: the answer itself is kept for it.")
    if len({*slugs}) < len(slugs):
        yield _("Two purposes have the same short name.")
    for one in described.purposes:
        yield from _of_purpose(one, languages)
    for language in languages:
        yield from _of_words(described, language)


def _of_purpose(one: CookiePurpose, languages: tuple[str, ...]) -> Iterator[str]:
    name = said(one.title, languages[0]) or one.slug
    for language in languages:
        if not one.title.get(language) or not one.text.get(language):
            yield _(
                "%(purpose)s has no name or no explanation in %(language)s.", purpose=name, language=own_name(language)
            )
        if one.kind is PurposeKind.EXEMPT and not one.reason.get(language):
            yield _("%(purpose)s says no reason in %(language)s.", purpose=name, language=own_name(language))
    if one.sells and not one.kind.is_asked:
        yield _("%(purpose)s sells or shares data and is never asked for; nobody could object.", purpose=name)
    if unknown := [each for each in one.signals if each not in SIGNALS]:
        yield _("%(purpose)s names signals Google does not know: %(names)s", purpose=name, names=" ".join(unknown))
    if wrong := bad_hosts(one.hosts):
        yield _("%(purpose)s names hosts that are none: %(names)s", purpose=name, names=" ".join(wrong))


def _of_words(described: Described, language: str) -> Iterator[str]:
    words = banner_words.words_in(language, described.words.get(language, {}))
    if missing := [name for name in banner_words.NAMES if not words.get(name)]:
        yield _(
            "The banner has no words in %(language)s yet: %(count)s of its sentences are missing.",
            language=own_name(language),
            count=len(missing),
        )
    if any("%s" not in words.get(name, "%s") for name in ("changed", "frame")):
        yield _("In %(language)s a sentence lacks %%s, where a name is put in.", language=own_name(language))
