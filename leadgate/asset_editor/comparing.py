"""What is new in a version, in words."""

from collections.abc import Iterable, Mapping, Sequence
from textwrap import shorten

from flask_babel import gettext

from leadgate.asset_editor.rows import LISTS, Typed
from leadgate.foundation.words import Text
from leadgate.foundation.words import text as _

CALLED: dict[str, Text] = {
    "title": _("Title"),
    "summary": _("Summary"),
    "body": _("What is inside"),
    "language": _("Language"),
    "layout": _("Layout"),
    "cover": _("Picture"),
    "cover_alt": _("What the picture shows"),
    "video": _("Link to a film"),
    "asked": _("What the form asks"),
    "purposes": _("Boxes on the form"),
    "asks_age": _("Age"),
    "asks_why": _("Why they want it"),
    "motivations": _("Reasons to choose from"),
    "points": _("Columns"),
    "quotes": _("Voices"),
    "downloads_each": _("Downloads per person"),
    "opens_at": _("Opens"),
    "closes_at": _("Closes"),
    "slug": _("Name in the address"),
}
ALSO: dict[str, Text] = {"upload": _("File"), "note": _("What is new in this version (only you see it)")}
"""What the editor has besides."""
WORDED = {"title", "summary", "video", "downloads_each", "slug"}
"""Short enough to be shown before and after."""
TEXTS, MOST_SHOWN = WORDED | {"body", "cover_alt", "note"}, 200
"""Of which the words of somebody else are shown beside one's own, cut where they are long."""


def changes(before: Typed, after: Typed) -> list[tuple[str, str, str]]:
    """What differs: what it is called, and for short texts how it was and is."""
    found = []
    for name, words in CALLED.items():
        had, has = _of(before, name), _of(after, name)
        if had != has:
            shown = (_said(had), _said(has)) if name in WORDED else ("", "")
            found.append((str(words), *shown))
    return found


def named(fields: Iterable[str]) -> list[str]:
    """What fields of the editor are called, in its order.

    Args:
        fields: by their names.
    """
    wanted = {*fields}
    return [str(words) for name, words in (ALSO | CALLED).items() if name in wanted]


def told_apart(fields: Iterable[str], theirs: Typed) -> list[str]:
    """What fields are called that somebody else changed as well, with their words where these are short or text.

    Args:
        fields: by their names.
        theirs: what the other one kept.
    """
    words = {name: shorten(_said(_of(theirs, name)), MOST_SHOWN, placeholder="…") for name in fields if name in TEXTS}
    return [
        gettext("%(field)s (there: “%(words)s”)", field=called, words=said) if (said := words.get(name)) else called
        for name in (ALSO | CALLED)
        if name in {*fields}
        for called in named([name])
    ]


def _of(typed: Typed, name: str) -> Mapping[str, Sequence[str]]:
    names = [one for one in typed if one == name or (name in LISTS and one.startswith(f"{name}-"))]
    return {one: typed[one] for one in names if any(typed[one])}


def _said(values: Mapping[str, Sequence[str]]) -> str:
    return next(iter(values.values()), [""])[0]
