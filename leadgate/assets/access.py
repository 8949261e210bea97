"""From what a visitor holds (a slug, a token) to the thing itself, or to the refusal that says why not."""

from uuid import UUID

from flask import has_request_context

from leadgate.assets import landing_cache, queries
from leadgate.assets.errors import AssetOver, GrantOver, NoSuchAsset
from leadgate.assets.queries import Gate
from leadgate.assets.room import DOWNLOAD, READY
from leadgate.foundation import languages
from leadgate.foundation.installation import installation
from leadgate.foundation.keys.tokens import Act, TokenExpired


def gate(slug: str) -> Gate:
    """A gate that was published once, open or over.

    Raises:
        NoSuchAsset: unknown, or still a draft.
    """
    language = languages.of_request() if has_request_context() else "en"
    found = landing_cache.remembered((slug, language), lambda: queries.gate(slug, language))
    if found is None or found.asset.published_at is None:
        raise NoSuchAsset
    return found


def open_gate(slug: str) -> Gate:
    """A gate one can still come through.

    Raises:
        NoSuchAsset, AssetOver
    """
    found = gate(slug)
    if found.is_over:
        raise AssetOver
    return found


def _read(act: Act, token: str) -> UUID:
    return installation().tokens.read(act, token)[0]


def grant_to_show(token: str) -> UUID:
    """The grant of a ready page.

    Raises:
        TokenInvalid, GrantOver
    """
    return _grant(READY, token)


def grant_to_download(token: str) -> UUID:
    """The grant of a download link.

    Raises:
        TokenInvalid, GrantOver
    """
    return _grant(DOWNLOAD, token)


def _grant(act: Act, token: str) -> UUID:
    try:
        return _read(act, token)
    except TokenExpired as refusal:
        raise GrantOver from refusal
