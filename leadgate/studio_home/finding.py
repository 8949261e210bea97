"""Searching everything one may see; looks at people are on the record before anything is shown."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from flask import current_app, url_for
from flask_babel import lazy_gettext as _
from flask_login import current_user

from leadgate.foundation import languages
from leadgate.foundation.house.staff_pages import Finder, FoundThing
from leadgate.foundation.installation import installation
from leadgate.foundation.permissions import may
from leadgate.foundation.privacy import access_log
from leadgate.foundation.web.ways import may_use
from leadgate.foundation.words import Text
from leadgate.studio_home import guides

SHORTEST = 3
"""Letters of what guides are searched for: fewer stand in every section."""
SHORTEST_OF_SIGNS = 2
"""The same of Han signs, of which most words have two."""


@dataclass(frozen=True, slots=True)
class FoundGroup:
    """What was found of one kind, with the page of each."""

    title: Text
    hits: list[tuple[FoundThing, str]]


def find(typed: str) -> list[FoundGroup]:
    """What there is under some words: pages of the studio, then room by room, then what the guides say of it.

    Args:
        typed: a part of a title or of a name; of people the exact address.
    """
    mine = [finder for finder in installation().house.provided("finders") if may_use(finder.endpoint)]
    found = [(finder, finder.find(typed)) for finder in mine]
    for finder, hits in found:
        if finder.look and hits:
            access_log.record(finder.look, {hit.person for hit in hits if hit.person}, by=current_user)
    things = [FoundGroup(finder.title, [(hit, _path(finder, hit)) for hit in hits]) for finder, hits in found]
    pages, help_ = _of_the_studio(typed)
    return [group for group in (pages, *things, help_) if group.hits]


def find_places(typed: str) -> list[FoundGroup]:
    """Pages of the studio and what the guides say: what may be asked for in an address, where no person is named.

    Args:
        typed: a part of a title, or a word.
    """
    return [group for group in _of_the_studio(typed) if group.hits]


def _of_the_studio(typed: str) -> tuple[FoundGroup, FoundGroup]:
    return FoundGroup(_("Pages"), list(_pages(typed))), FoundGroup(_("Help"), list(_help(typed)))


def _pages(typed: str) -> Iterator[tuple[FoundThing, str]]:
    """Where one can go from anywhere: every place a room names that one may open and that is of no single thing."""
    wanted = typed.casefold()
    named = [
        entry for room in installation().house.rooms for entry in room.nav if wanted in str(entry.label).casefold()
    ]
    pages = {one.endpoint: one for one in reversed(named) if one.permission and may(current_user, one.permission)}
    for endpoint, entry in reversed(pages.items()):
        if not any(rule.arguments for rule in current_app.url_map.iter_rules(endpoint)):
            yield FoundThing(str(entry.label)), url_for(endpoint)


def _help(typed: str) -> Iterator[tuple[FoundThing, str]]:
    if len(typed) < (SHORTEST_OF_SIGNS if re.search("[\u3400-\u9fff]", typed) else SHORTEST):
        return
    for one in guides.about(typed, languages.current()):
        yield (
            FoundThing(one.title, about=one.guide, language=one.language),
            url_for("studio_help.guide", name=one.name, _anchor=one.anchor or None),
        )


def _path(finder: Finder, hit: FoundThing) -> str:
    return url_for(finder.endpoint, **hit.values)
