"""The navigation beside every page of the staff's: what one may open, under the headings it belongs to."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlsplit

from flask import g, request, url_for
from flask_login import current_user

from leadgate.foundation.house.rooms import Nav, NavGroup
from leadgate.foundation.permissions import Role
from leadgate.foundation.web.ways import browser_path, nav

FOLDED = (NavGroup.PRIVACY, NavGroup.ORGANISATION, NavGroup.OPERATING)
MOST_UNFOLDED = 20
"""Places that are taken in at a glance."""


@dataclass(frozen=True, slots=True)
class RailEntry:
    """One place to go.

    Args:
        declared: by the room whose page it is.
        path: of the page.
        current: as `aria-current` says it: `page` for the page at hand, `true` for one below it, empty for all others.
    """

    declared: Nav
    path: str
    current: str


@dataclass(frozen=True, slots=True)
class Rail:
    """Every heading with the places below it, and where the page at hand is; None where it is nowhere in it."""

    groups: list[tuple[NavGroup, list[RailEntry]]]
    current: RailEntry | None

    def folds(self, group: NavGroup) -> bool:
        """Whether a heading's places can be folded away: in a long navigation those that are nobody's daily work."""
        mine = NavGroup.PRIVACY if current_user.role == Role.OFFICER else None
        return group in FOLDED and group != mine and sum(len(places) for _group, places in self.groups) > MOST_UNFOLDED

    def is_in(self, group: NavGroup) -> bool:
        """Whether the page at hand is below a heading."""
        return self.current is not None and self.current.declared.group == group


def rail() -> Rail:
    """The navigation for whoever is signed in; a page that shows it in several places makes it once."""
    if "rail" not in g:
        g.rail = _rail()
    made: Rail = g.rail
    return made


def _rail() -> Rail:
    here = browser_path(request.path).rstrip("/")
    order = list(NavGroup)
    entries = sorted((*nav("staff"), *nav("account")), key=lambda one: (order.index(one.group), one.order))
    places = [(one, url_for(one.endpoint)) for one in entries]
    nearest = max((len(_root(*one)) for one in places if _is_below(here, _root(*one))), default=0)
    shown = list(_marked(places, here, nearest))
    groups = [(group, list(those)) for group, those in groupby(shown, key=lambda one: one.declared.group)]
    return Rail(groups, next((one for one in shown if one.current), None))


def _marked(places: list[tuple[Nav, str]], here: str, nearest: int) -> Iterator[RailEntry]:
    for declared, path in places:
        root, own = _root(declared, path), urlsplit(path).path.rstrip("/")
        is_here = _is_below(here, root) and len(root) == nearest
        yield RailEntry(declared, path, "" if not is_here else "page" if here == own else "true")


def _root(declared: Nav, path: str) -> str:
    return browser_path(declared.below) if declared.below else urlsplit(path).path.rstrip("/")


def _is_below(here: str, root: str) -> bool:
    return here == root or here.startswith(f"{root}/")
