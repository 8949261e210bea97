"""From what a visitor holds (a slug, a token) to the thing itself, or to the refusal that says why not."""

import json
from dataclasses import dataclass
from uuid import UUID

from flask import has_request_context
from flask_babel import gettext

from leadgate.assets import queries
from leadgate.assets.errors import AssetOver, GrantOver, NoSuchAsset
from leadgate.assets.leads import said_in
from leadgate.assets.models import Asset
from leadgate.assets.queries import AssetGate, gate_of
from leadgate.assets.room import CONFIRMED, DOWNLOAD, READY
from leadgate.consent import queries as consent
from leadgate.consent.queries import Offer
from leadgate.foundation import languages
from leadgate.foundation.databases import page_cache
from leadgate.foundation.installation import installation
from leadgate.foundation.keys.tokens import Act, TokenExpired, TokenInvalid
from leadgate.people.verification import queries as verification
from leadgate.people.verification.types import Reads, Seen


def gate(slug: str) -> AssetGate:
    """A gate that was published once, open or over.

    Raises:
        NoSuchAsset: unknown, or still a draft.
        AssetOver: it was deleted.
    """
    language = languages.of_request() if has_request_context() else "en"
    found = page_cache.remembered((slug, language), lambda: queries.gate(slug, language))
    if found is None or found.asset.published_at is None:
        raise AssetOver if found is None and queries.is_taken(slug) else NoSuchAsset
    return found


def open_gate(slug: str) -> AssetGate:
    """A gate one can still come through.

    Raises:
        NoSuchAsset, AssetOver
    """
    found = gate(slug)
    if found.is_over:
        raise AssetOver
    return found


def any_gate(asset_id: UUID) -> AssetGate:
    """A gate in whatever state, for those of the staff who may see it.

    Args:
        asset_id: as it came in the address.

    Raises:
        NoSuchAsset: there is none of that id.
    """
    found = queries.gate_with_id(asset_id, languages.of_request())
    if found is None:
        raise NoSuchAsset
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


def agreed_to(gate: AssetGate, grant: UUID, person: UUID, confirmed: str) -> list[Offer] | None:
    """What somebody who has just confirmed agrees to, of what the gate offers.

    Args:
        gate: the asset's.
        grant: what they were given.
        person: whose it is.
        confirmed: the token they got with it; whoever was given the page's address later has none that holds.

    Returns:
        The purposes; None where it is not for the reader to know.
    """
    try:
        just_now = _read(CONFIRMED, confirmed) == grant
    except (TokenInvalid, TokenExpired):
        return None
    said = consent.agreed_of(person, [one.slug for one in gate.optional])
    return [one for one in gate.optional if one.slug in said] if just_now else None


def _grant(act: Act, token: str) -> UUID:
    try:
        return _read(act, token)
    except TokenExpired as refusal:
        raise GrantOver from refusal


def gate_shown(asset: UUID | None, language: str) -> dict[str, AssetGate]:
    """What letters and pages about a request show: the `gate`.

    Args:
        asset: what the request is about; every opt-in is about one.
        language: the reader's.
    """
    assert asset
    return {"gate": gate_of(asset, language)}


def asset_read() -> Reads:
    """What confirming has to know of the asset."""
    return Reads(Asset.id, (Asset.slug, Asset.retired_at, Asset.closes_at))


def typed(payload: str, asset: UUID) -> list[tuple[str, str]]:
    """What was typed beside the address: each field's label and text, and why somebody asked.

    Args:
        payload: as `opting_in.write` kept it.
        asset: what is asked for.
    """
    answers, gate = json.loads(payload), gate_of(asset, "en")
    labels = {one.key: one.label for one in gate.asked} | dict(gate.asset.motivations)
    return said_in(answers, labels, gettext("Why you ask"), gettext("In your own words"))


@dataclass(frozen=True, slots=True)
class Unproven:
    """What came in a known person's name and is still theirs to confirm from the inbox."""

    ticked: list[Offer]
    answered: bool


def unproven(seen: Seen, person: UUID) -> Unproven:
    """What a request holds beyond a known person's address that does not count before they confirm it.

    Args:
        seen: the opt-in, whose payload is still there.
        person: who has its address.
    """
    assert seen.about
    answers = json.loads(verification.payload_of(seen.id))
    ticked = {notice for notice, what in answers.pop("purposes", []) if what == "given"}
    offered = gate_of(seen.about, seen.language).optional
    new = [
        one for one in offered if str(one.notice_id) in ticked and not consent.agrees_to_newest(person, one.purpose_id)
    ]
    return Unproven(new, any(answers.values()))
