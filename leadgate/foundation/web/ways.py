"""Ways between pages: one names a place, and the house knows which room's page is there; all are as browsers have them.

What is written as a path inside the house leads elsewhere where this installation is below a path of its host.
"""

from urllib.parse import urlencode, urlsplit

from flask import current_app, request, url_for
from flask_login import current_user
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from leadgate.foundation.house.rooms import Nav
from leadgate.foundation.installation import installation
from leadgate.foundation.permissions import may, permission_of


def nav(place: str) -> list[Nav]:
    """The entries of a navigation that whoever is signed in may see, in order."""
    entries = installation().house.nav(place)
    return [entry for entry in entries if not entry.permission or may(current_user, entry.permission)]


def way(place: str, **values: object) -> str | None:
    """The address of the first page at a place; None where no room that is there has one for the reader.

    Args:
        place: as a room's `Nav` names it.
        values: for the address, as `url_for` takes them.
    """
    entries = nav(place)
    return url_for(entries[0].endpoint, **values) if entries else None  # type: ignore[arg-type]


def may_use(endpoint: str) -> bool:
    """Whether whoever is signed in may use a view: nobody is shown a way to what is refused to them.

    Args:
        endpoint: of the view.
    """
    return may(current_user, permission_of(current_app.view_functions[endpoint]))


def browser_path(path: str) -> str:
    """The address of a page of ours on its host.

    Args:
        path: inside this installation, with its first slash.
    """
    return installation().settings.base_path + path


def kept_in_address() -> list[tuple[str, str]]:
    """What was asked of the page at hand, to be kept where it is only shown in another language."""
    return [(name, value) for name, value in request.args.items(multi=True) if name != "lang"]


def kept_query() -> str:
    """The same as the end of an address, with its question mark; nothing where nothing was asked."""
    kept = kept_in_address()
    return f"?{urlencode(kept)}" if kept else ""


def this_page() -> str:
    """The address of the page at hand, with what was asked of it."""
    return browser_path(request.full_path.rstrip("?"))


def own_path(path: str | None) -> str | None:
    """The path, if it is that of a page of this site: what follows signing in is never another one.

    Args:
        path: as it came with the request.
    """
    below = browser_path("/")
    rest = (path or "").removeprefix(below)
    ours = rest != path and rest[:1] not in ("/", "\\") and rest.isprintable()
    return path if ours and _can_be_opened("/" + urlsplit(rest).path) else None


def _can_be_opened(path: str) -> bool:
    try:
        current_app.create_url_adapter(request).match(path, method="GET")  # type: ignore[union-attr]
    except RequestRedirect:
        return True
    except HTTPException:
        return False
    return True
