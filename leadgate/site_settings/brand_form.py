"""The form of the brand: a name, colours that can be read, and pictures that are kept before they are chosen."""

from collections.abc import Mapping
from typing import Any, ClassVar

from flask import request
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_login import current_user
from wtforms import BooleanField, FileField, HiddenField, StringField

from leadgate.foundation.brand import contrast
from leadgate.foundation.configuration.choices import CHOICES, can_be
from leadgate.foundation.installation import installation
from leadgate.foundation.settings import BrandPicture
from leadgate.site_settings.actions.keeping import MOST_BYTES, keep_picture
from leadgate.site_settings.errors import NotABrandPicture
from leadgate.site_settings.forms import SettingsForm
from leadgate.site_settings.wording import LABELS

PICTURES = ("logo", "icon")
FORM_BYTES = 1_000_000
MEASURES = {
    "accent": (contrast.on_light, contrast.nearest_on_light),
    "accent_dark": (contrast.on_dark, contrast.nearest_on_dark),
}


def most_bytes() -> int:
    """How large the form with both pictures may be."""
    return 2 * MOST_BYTES + FORM_BYTES


def kept_files() -> list[tuple[str, str]]:
    """The pictures of the request at hand, kept and named, for a form that cannot carry files along."""
    sent = [(what, request.files.get(what)) for what in PICTURES]
    return [(f"{what}_kept", keep_picture(file.read(), what, by=current_user.id)) for what, file in sent if file]


class BrandForm(SettingsForm):
    """How the site looks."""

    settings: ClassVar[Mapping[str, str]] = {
        "public_name": "brand.name",
        "accent": "LEADGATE_ACCENT",
        "accent_dark": "brand.accent_dark",
        "logo_kept": "brand.logo",
        "icon_kept": "brand.icon",
    }
    public_name = StringField(LABELS["brand.name"])
    accent = StringField(LABELS["LEADGATE_ACCENT"])
    own_dark = BooleanField(_("Another colour on dark pages"))
    accent_dark = StringField(LABELS["brand.accent_dark"])
    logo, icon = FileField(LABELS["brand.logo"]), FileField(LABELS["brand.icon"])
    logo_kept, icon_kept = HiddenField(), HiddenField()
    without_logo, without_icon = BooleanField(_("Show no logo")), BooleanField(_("Show the first letter instead"))

    def __init__(self, **filled: Any) -> None:
        super().__init__(own_dark=bool(installation().settings.brand.accent_dark), **filled)
        self.offers: dict[str, str] = {}
        for field in MEASURES:
            if field in self and (taken := request.form.get(f"take_{field}")):
                self[field].data = taken
        self._mix_dark()

    def take(self, theirs: Mapping[str, str]) -> None:
        """As every form of settings; a box stands for what is empty.

        Args:
            theirs: as there.
        """
        super().take(theirs)
        if "accent_dark" in theirs:
            self.own_dark.data = bool(theirs["accent_dark"])
        self._mix_dark()

    def _mix_dark(self) -> None:
        """A field of colours is never empty: without one of its own it shows the one that dark pages have."""
        accent = self.accent.data if "accent" in self else self.locked["accent"]
        if "accent_dark" in self and not self.own_dark.data and accent and can_be("LEADGATE_ACCENT", accent):
            self.accent_dark.data = contrast.mixed_on_dark(accent)

    def typed(self, field: str) -> str:
        """As every form of settings; what is unticked, or taken away, is nothing."""
        is_left_out = {
            "accent_dark": not self.own_dark.data,
            "logo_kept": self.without_logo.data,
            "icon_kept": self.without_icon.data,
            "public_name": self.public_name.data == installation().settings.controller.name,
        }
        return "" if is_left_out.get(field) else super().typed(field)

    def validate(self, extra_validators: Any = None) -> bool:
        """As every form of settings; files are kept first, so that none is chosen twice."""
        refused = {what: fault for what in PICTURES if (fault := self._fault_of_file(what))}
        is_valid = super().validate(extra_validators)
        for what, fault in refused.items():
            self[what].errors = [*self[what].errors, fault]
        return is_valid and not refused

    def fault_of(self, field: str, name: str) -> str:
        """As every form of settings; a colour that is read badly has a better one offered beside it.

        Args:
            field, name: as there.
        """
        if fault := super().fault_of(field, name):
            return fault
        measured, text = self.measured(field), self.typed(field)
        if measured is None or measured >= contrast.ENOUGH or not text:
            return ""
        self.offers[field] = MEASURES[field][1](text)
        said = gettext(
            "Too few people can read this: its contrast is %(ratio)s : 1, and 4.5 : 1 is needed (WCAG 2.2).",
            ratio=f"{measured:.1f}",
        )
        return str(said)

    def measured(self, field: str) -> float | None:
        """The contrast of a colour as it is typed; None of anything else."""
        if field not in MEASURES or field not in self:
            return None
        text = self[field].data or ""
        return MEASURES[field][0](text) if text and can_be(self.settings[field], text) else None

    def picture(self, what: str) -> BrandPicture | None:
        """The picture that is shown when this is saved.

        Args:
            what: `logo` or `icon`.
        """
        text = self.typed(f"{what}_kept")
        name = self.settings[f"{what}_kept"]
        return CHOICES[name].parse(text) if text and can_be(name, text) else None

    def _fault_of_file(self, what: str) -> str:
        file = self[what].data
        if not getattr(file, "filename", ""):
            return ""
        try:
            self[f"{what}_kept"].data = keep_picture(file.read(), what, by=current_user.id)
        except NotABrandPicture as refusal:
            return str(refusal)
        return ""
