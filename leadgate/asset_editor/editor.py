"""The page of the editor: what is typed about one asset, and what becomes of it when one of its buttons is pressed."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from flask import request, url_for
from flask_babel import lazy_gettext as _
from werkzeug.datastructures import MultiDict
from wtforms import Field, FieldList, Form

from leadgate.asked_fields.types import FieldKind
from leadgate.asset_editor import queries
from leadgate.asset_editor.actions import drafting, going_live
from leadgate.asset_editor.comparing import named, told_apart
from leadgate.asset_editor.errors import AssetChangedBy, AssetDraftChanged, NotYetWhole
from leadgate.asset_editor.forms import AssetForm
from leadgate.asset_editor.merging import base_of, merged
from leadgate.asset_editor.models import AssetUpload
from leadgate.asset_editor.rows import Typed, acted
from leadgate.asset_editor.sent_files import SentForm, taken
from leadgate.asset_editor.typed import kept_of, stands
from leadgate.assets import queries as assets
from leadgate.assets.queries import AssetGate
from leadgate.consent.queries import Offer, all_offers
from leadgate.foundation import languages
from leadgate.foundation.errors import Refusal
from leadgate.foundation.files.errors import NoFileChosen
from leadgate.foundation.installation import installation
from leadgate.foundation.local_time import today
from leadgate.foundation.slugs import free_slug
from leadgate.foundation.web import forms
from leadgate.foundation.web.ways import way
from leadgate.page_pictures import queries as pictures
from leadgate.page_pictures.types import PageLayout, PagePicture

BY_SCRIPT = "X-Editor"
"""A header of the page's own script, which wants what changed and not a whole page."""
PUBLISH, DISCARD = "publish", "discard"
FILES = {"file": _("File"), "cover_file": _("Picture for the page"), "picture": _("Their picture")}


@dataclass(frozen=True, slots=True)
class Fault:
    """A field that something is wrong with: where it stands on the page, and what it is called."""

    place: str
    label: str


def _wrong_in(form: Form) -> Iterator[Field]:
    for field in form:
        if not field.errors:
            continue
        rows = [one for row in field for one in _wrong_in(row.form)] if isinstance(field, FieldList) else []
        yield from rows or [field]


class AssetEditor:
    """What stands on the page.

    Args:
        asset_id: of an asset that is there, or of one that is to be.
    """

    kinds, layouts = tuple(FieldKind), tuple(PageLayout)

    def __init__(self, asset_id: UUID) -> None:
        self.asset_id = asset_id
        self.gate: AssetGate | None = assets.gate_with_id(asset_id, languages.of_request())
        self.draft = queries.draft_of(asset_id)
        before = drafting.now_typed(asset_id, self.draft)
        # What was sent stands there again, also where it was not even read: a session had ended.
        self.typed: Typed = kept_of(dict(request.form.lists())) or before or {}
        self._stand_on(before)
        self.onward: str | None = None
        self.wrong: dict[str, Refusal] = {}
        """What is wrong with files that were sent, by the field they came in."""
        self.act = request.form.get("act", PUBLISH)

    def take(self, *, by: UUID) -> None:
        """Keep what was typed, and do what the button says.

        Raises:
            AssetChangedBy, AssetDraftChanged, NotYetWhole, NoFileChosen, SlugTaken, BadFieldKey, UnknownPurpose
        """
        seen = request.form.get("stands", "")
        if self.act == DISCARD:
            drafting.discard(self.asset_id, by=by)
            self.onward = self._asset_page if self.gate else url_for("assets_studio.index")
            return
        self.typed = acted(kept_of(dict(request.form.lists())), self.act)
        self.wrong = taken(SentForm(self.typed, request.files), by=by)
        self._name_it()
        self._keep(seen, by)
        if self.wrong and self.act != PUBLISH:
            raise NotYetWhole(self._status)
        if self.act == PUBLISH:
            self._publish(by)

    def _keep(self, seen: str, by: UUID) -> None:
        sent = self.typed
        try:
            drafting.save(self.asset_id, seen, sent, tab=request.form.get("tab", ""), by=by)
        except AssetDraftChanged as changed:
            raise self._with_changes_of_others(by) from changed
        finally:
            self.draft = queries.draft_of(self.asset_id)
            self._stand_on(drafting.now_typed(self.asset_id, self.draft))

    def _with_changes_of_others(self, by: UUID) -> AssetChangedBy:
        """What only they changed stands there as they left it; what both did stays as it was typed here."""
        now = drafting.now_typed(self.asset_id, queries.draft_of(self.asset_id)) or {}
        found = merged(request.form.get("base", ""), self.typed, now)
        self.typed = found.typed
        self.__dict__.pop("upload", None)  # which may be theirs by now
        who = queries.changed_last_by(self.asset_id, but=by)
        return AssetChangedBy(who, named(found.taken), told_apart(found.both, now))

    def _stand_on(self, typed: Typed | None) -> None:
        self.stands, self.base = stands(typed), base_of(typed)

    def _name_it(self) -> None:
        """Call it what its file is called, where it has no title yet."""
        if self.upload and not "".join(self.typed.get("title", ())).strip():
            self.typed["title"] = [self.upload.title]

    def _publish(self, by: UUID) -> None:
        is_good = self.form.validate()
        if not self.upload and not self.gate:
            self.wrong.setdefault("file", NoFileChosen())
        if self.wrong or not is_good:
            raise NotYetWhole(self._status)
        title = self.form.page().title
        slug = self.form.slug.data or free_slug(title, self._file_slug, assets.is_taken)
        upload, note = self.typed.get("upload", [""])[0], self.form.note.data or ""
        was_live = self.gate is not None and self.gate.asset.published_at is not None
        try:
            going_live.go_live(
                self.asset_id, self.stands, self.form.page(), slug, upload=upload, note=note.strip(), by=by
            )
        except Refusal as refusal:
            if field := self.form._fields.get(getattr(refusal, "field", "")):
                field.errors = [*field.errors, str(refusal)]
            raise
        shared = None if was_live else way("asset-sharing", asset_id=self.asset_id, live=1)
        self.onward = shared or url_for("assets_studio.asset", asset_id=self.asset_id, live=1)

    @property
    def faults(self) -> list[Fault]:
        """Each field that something is wrong with, in the order of the page; the file comes first."""
        files = [Fault(name, FILES.get(name, FILES["picture"])) for name in self.wrong]
        return [*files, *(Fault(one.id, one.label.text) for one in _wrong_in(self.form))]

    @property
    def has_shared_picture(self) -> bool:
        """Whether a room draws what a shared link shows."""
        return installation().house.answer("assets.shared_picture") is not None

    @property
    def focus(self) -> str:
        """Where the page opens without a script: at a field that is wrong, else at what was refused."""
        first = self.form.first_wrong
        return "" if first and not self.wrong and not isinstance(first, FieldList) else " autofocus"

    @property
    def _status(self) -> int:
        """That of the answer: a file's own, where only files are wrong."""
        return 422 if self.form.errors else next((one.status for one in self.wrong.values()), 422)

    @property
    def _file_slug(self) -> str:
        """An address for a title in no Latin letters: after its file, or after the day."""
        name = self.upload.file_name.rpartition(".")[0] if self.upload else ""
        return free_slug(name, f"download-{today():%Y%m%d}", lambda _one: False)

    @property
    def _asset_page(self) -> str:
        return url_for("assets_studio.asset", asset_id=self.asset_id)

    @cached_property
    def form(self) -> AssetForm:
        """The fields, as they were typed."""
        form = AssetForm(formdata=MultiDict(self.typed) if self.typed else None)
        form.purposes.choices = forms.options((offer.slug, offer.title) for offer in self.offers)
        return form

    @cached_property
    def offers(self) -> list[Offer]:
        """The boxes that could stand on the form, as they are worded."""
        return [offer for offer in all_offers(languages.of_request()) if offer.need == "optional"]

    @cached_property
    def upload(self) -> AssetUpload | None:
        """The new file, which came whole."""
        return queries.whole_upload(self.typed.get("upload", [""])[0])

    @property
    def is_live(self) -> bool:
        """Whether everybody can see the asset, or could."""
        return self.gate is not None and self.gate.asset.published_at is not None

    @property
    def slug(self) -> str:
        """What it is called in its address, or would be."""
        return "".join(self.typed.get("slug", ())) or free_slug(self.title, self._file_slug, assets.is_taken)

    @property
    def title(self) -> str:
        """What it is called so far."""
        return "".join(self.typed.get("title", ())).strip()

    def picture(self, name: str | None) -> PagePicture | None:
        """A picture that was sent, by the name a field has."""
        return pictures.named(name or "")

    @property
    def is_by_script(self) -> bool:
        """Whether the page's script asks, which changes the page itself."""
        return BY_SCRIPT in request.headers

    @property
    def template(self) -> str:
        """What is drawn: the whole page, or what the script puts into it."""
        return "asset_editor/_editor.html" if self.is_by_script else "asset_editor/edit.html"
