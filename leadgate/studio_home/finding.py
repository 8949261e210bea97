"""Searching everything one may see; looks at people are on the record before anything is shown."""

from dataclasses import dataclass

from flask import url_for
from flask_login import current_user

from leadgate.foundation.house.staff_pages import Finder, FoundThing
from leadgate.foundation.installation import installation
from leadgate.foundation.privacy import access_log
from leadgate.foundation.web.ways import may_use


@dataclass(frozen=True, slots=True)
class FoundGroup:
    """What one room found, with the page of each."""

    finder: Finder
    hits: list[tuple[FoundThing, str]]


def find(typed: str) -> list[FoundGroup]:
    """What there is under some words, room by room; rooms without any are left out.

    Args:
        typed: a part of a title or of a name; of people the exact address.
    """
    mine = [finder for finder in installation().house.provided("finders") if may_use(finder.endpoint)]
    found = [(finder, finder.find(typed)) for finder in mine]
    for finder, hits in found:
        if finder.look and hits:
            access_log.record(finder.look, {hit.person for hit in hits if hit.person}, by=current_user)
    return [FoundGroup(finder, [(hit, _path(finder, hit)) for hit in hits]) for finder, hits in found if hits]


def _path(finder: Finder, hit: FoundThing) -> str:
    return url_for(finder.endpoint, **hit.values)
