"""From what a visitor holds (a slug, a token) to the thing itself, or to the refusal that says why not."""

from uuid import UUID

from flask import has_request_context

from leadgate.assets import landing_cache, queries
from leadgate.assets.errors import AssetOver, GrantOver, NoSuchAsset, RequestOver
from leadgate.assets.links import ready_token
from leadgate.assets.queries import Gate
from leadgate.assets.room import CONFIRM, DOWNLOAD, GUARDIAN, NOT_ME, READY
from leadgate.foundation import languages
from leadgate.foundation.installation import installation
from leadgate.foundation.tokens import Act, TokenExpired


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


def opt_in_named(token: str) -> UUID:
    """The request a confirmation link names; whether it is still there is the act's to say.

    Raises:
        TokenInvalid, RequestOver
    """
    try:
        return _read(CONFIRM, token)
    except TokenExpired as refusal:
        raise RequestOver from refusal


def opt_in_to_call_off(token: str) -> UUID:
    """The request a "this wasn't me" link is for."""
    return _opt_in(NOT_ME, token)


def opt_in_of_child(token: str) -> UUID:
    """The request a guardian is asked about."""
    return _opt_in(GUARDIAN, token)


def _opt_in(act: Act, token: str) -> UUID:
    try:
        found = _read(act, token)
    except TokenExpired as refusal:
        raise RequestOver from refusal
    if queries.opt_in(found) is None and queries.confirmation(found) is None:
        raise RequestOver
    return found


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


def gate_of_opt_in(opt_in: UUID) -> Gate | None:
    """What was asked for, while it is not confirmed."""
    row = queries.opt_in(opt_in)
    return queries.gate_of(row.asset_id, languages.of_request()) if row else None


def done(opt_in: UUID) -> dict[str, object]:
    """Whether a request was confirmed before, and where its download is, for the page that says so.

    Raises:
        RequestOver: there is neither.
    """
    found = queries.confirmation(opt_in)
    if found is None and queries.opt_in(opt_in) is None:
        raise RequestOver
    if found is None:
        return {"already": False}
    grant = queries.asset_of_grant(found.grant_id)
    return {"already": True, "slug": queries.slug_of(grant), "grant": ready_token(found.grant_id)}
