"""A draft as its readers would see it; nothing can be sent from there."""

from uuid import UUID

from flask import Response, url_for
from werkzeug.datastructures import MultiDict

from leadgate.asset_editor import queries, rehearsing
from leadgate.asset_editor.forms import AssetForm
from leadgate.asset_editor.rehearsing import LETTERS, PAGES
from leadgate.asset_editor.rows import Typed
from leadgate.assets import queries as assets
from leadgate.assets.actions import imagining
from leadgate.assets.queries import AssetGate
from leadgate.foundation.installation import installation
from leadgate.foundation.wordings.looking import FRAMED_BY_US, letter_shown, page_shown

SHARED_PICTURE = "shared-picture"
"""What is looked at of a page where its link is shared, if a room draws it."""


def gate_of(asset_id: UUID, typed: Typed) -> AssetGate:
    """What is typed, as a gate."""
    form = AssetForm(formdata=MultiDict(typed))
    form.validate()  # so that what is not well-formed says so, and is left out
    found = queries.whole_upload(typed.get("upload", [""])[0])
    live = assets.gate_with_id(asset_id, "en")
    file = queries.stored_of(found) if found else live.version if live else None
    slug = live.asset.slug if live else "draft"
    return imagining.gate(asset_id, slug, form.page(), file)


def shown(asset_id: UUID, typed: Typed, look: str, *, as_text: bool) -> Response:
    """A page or a letter about what is typed, in the language the request asks for.

    Args:
        asset_id: of the asset.
        typed: in the fields of the editor.
        look: the name of one of the parts that have own words (`gate_words.parts`); the landing page for any other.
        as_text: of a letter, whether it is shown as programs show it that show no HTML.
    """
    return _shown(gate_of(asset_id, typed), look, as_text, url_for("assets_studio.picture", asset_id=asset_id))


def sample(look: str, *, as_text: bool) -> Response:
    """The same about an asset that is not there.

    Args:
        look, as_text: as of `shown`.
    """
    return _shown(rehearsing.gate(), look, as_text, None)


def _shown(gate: AssetGate, look: str, as_text: bool, picture: str | None) -> Response:
    if look == SHARED_PICTURE and (drawn := installation().house.answer("assets.shared_picture")):
        return _framed(drawn(gate))
    if look in LETTERS:
        name, letter = LETTERS[look](gate)
        return letter_shown(name, letter, as_text=as_text)
    if look in PAGES:
        return page_shown(PAGES[look](gate))
    return page_shown(rehearsing.landing(gate, shown_at=picture))


def _framed(picture: bytes) -> Response:
    answer = Response(picture, mimetype="image/jpeg", headers={"Cache-Control": "no-store"})
    answer.headers.extend(FRAMED_BY_US)
    return answer


def page(asset_id: UUID, typed: Typed) -> Response:
    """The landing page of what is typed."""
    return shown(asset_id, typed, "", as_text=False)
