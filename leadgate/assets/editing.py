"""Between the studio's form and the acts behind it: forms filled from assets, and files taken from requests."""

from datetime import datetime
from types import SimpleNamespace
from typing import Any, BinaryIO, cast
from uuid import UUID

from werkzeug.datastructures import FileStorage

from leadgate.assets import queries
from leadgate.assets.actions import publishing
from leadgate.assets.errors import NoSuchAsset
from leadgate.assets.forms import AssetForm
from leadgate.assets.queries import AssetGate
from leadgate.consent.queries import all_offers
from leadgate.foundation import languages
from leadgate.foundation.files.errors import NoFileChosen
from leadgate.foundation.installation import installation
from leadgate.foundation.web import forms

FORM_BYTES = 1_000_000


def gate(asset_id: UUID) -> AssetGate:
    """An asset, for those who may see it.

    Raises:
        NoSuchAsset: there is none of that id.
    """
    found = queries.gate_with_id(asset_id, languages.of_request())
    if found is None:
        raise NoSuchAsset
    return found


def most_bytes() -> int:
    """How large the form with its file may be."""
    return installation().settings.upload_limit_bytes + FORM_BYTES


def blank_form(**filled: Any) -> AssetForm:
    """The form, empty or as it was sent."""
    form = AssetForm(**filled)
    offered = (offer for offer in all_offers(languages.of_request()) if offer.need == "optional")
    form.purposes.choices = forms.options((offer.slug, offer.title) for offer in offered)
    return form


def form_of(gate: AssetGate) -> AssetForm:
    """The form as the asset is now."""
    asset = gate.asset
    shown = {
        name: getattr(asset, name)
        for name in ["slug", "title", "summary", "body", "language", "asks_age", "asks_why", "downloads_each"]
    }
    asked = [
        " | ".join([one.key, one.label, one.reason, *(["required"] if one.required else [])]) for one in gate.asked
    ]
    return blank_form(
        **shown,
        purposes=[offer.slug for offer in gate.optional],
        asked="\n".join(asked),
        motivations="\n".join(" | ".join(pair) for pair in asset.motivations),
        opens_at=_naive(asset.opens_at),
        closes_at=_naive(asset.closes_at),
    )


def publish(form: AssetForm, *, by: UUID) -> UUID:
    """Publish what the form holds.

    Raises:
        NoFileChosen: no file was chosen.
        FileRefused, SlugTaken, BadSlug, UnknownPurpose, StorageFull
    """
    file = _upload(form)
    if file is None:
        raise NoFileChosen
    slug = form.slug.data or ""
    return publishing.publish(
        slug, form.page(), _stream(file), file.filename or "", by=by, as_draft=bool(form.as_draft.data)
    )


def change(form: AssetForm, asset_id: UUID, *, by: UUID) -> None:
    """Change an asset into what the form holds; with a file, that becomes its newest version.

    Raises:
        FileRefused, UnknownPurpose, StorageFull
    """
    if file := _upload(form):
        publishing.replace_file(asset_id, _stream(file), file.filename or "", by=by)
    publishing.edit(asset_id, form.page(), by=by)


def unsaved(form: AssetForm) -> SimpleNamespace:
    """Something that looks like a gate, for the preview."""
    version = SimpleNamespace(kind="")
    return SimpleNamespace(asset=SimpleNamespace(**vars_of(form), slug=""), version=version)


def vars_of(form: AssetForm) -> dict[str, Any]:
    """The texts of a form that may not be complete yet."""
    return {"title": form.title.data or "", "summary": form.summary.data or "", "body": form.body.data or ""}


def _upload(form: AssetForm) -> FileStorage | None:
    file = form.file.data
    return file if isinstance(file, FileStorage) and file.filename else None


def _naive(moment: datetime | None) -> datetime | None:
    return moment.replace(tzinfo=None) if moment else None


def _stream(file: FileStorage) -> BinaryIO:
    return cast(BinaryIO, file.stream)
