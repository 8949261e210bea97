"""Forms of the settings: each field is one setting, is checked as the environment is, and knows where it is decided."""

import re
from collections.abc import Mapping
from typing import Any, ClassVar

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Field, HiddenField, SelectField, StringField, TextAreaField

from leadgate.foundation import languages
from leadgate.foundation.configuration.choices import can_be
from leadgate.foundation.configuration.parsing import SPOKEN
from leadgate.foundation.errors import Refusal
from leadgate.foundation.installation import installation
from leadgate.foundation.web import forms
from leadgate.foundation.web.forms import PageForm, tidy
from leadgate.site_settings.errors import ChangedMeanwhile
from leadgate.site_settings.shown import countries
from leadgate.site_settings.wording import LABELS, NEEDED, TOO_LONG, WRONG

HOSTS, HOLIDAYS = "LEADGATE_EMBED_HOSTS", "LEADGATE_HOLIDAYS"


class SettingsForm(PageForm):
    """A page of settings, filled in with what is in force."""

    settings: ClassVar[Mapping[str, str]] = {}
    """Which setting each field is, by the names of the fields."""
    seen = HiddenField()

    def __init__(self, **filled: Any) -> None:
        in_force = installation().settings
        self.locked: dict[str, str] = {}
        self.now: dict[str, str] = {}
        shown = {field: self.shown(name, in_force.texts.get(name, "")) for field, name in self.settings.items()}
        super().__init__(**{**shown, "seen": str(in_force.version), **filled})
        for field, name in self.settings.items():
            if name in in_force.locked:
                self.locked[field] = in_force.texts[name]
                del self[field]

    def shown(self, name: str, text: str) -> str:
        """What stands in the field of a setting.

        Args:
            name: of the setting.
            text: in force; empty where nothing was chosen or given.
        """
        return text.replace(",", "\n") if name == HOSTS else text

    @property
    def seen_version(self) -> int:
        """The version in force when the page was opened."""
        return int(self.seen.data) if re.fullmatch(r"\d{1,9}", self.seen.data or "") else 0

    def texts(self) -> dict[str, str]:
        """What is chosen with it; what is as where leadgate is installed, or as by default, is not chosen."""
        given = installation().given.texts
        typed = {name: self.typed(field) for field, name in self.settings.items() if field in self}
        return {name: "" if text == given.get(name) else text for name, text in typed.items()}

    def typed(self, field: str) -> str:
        """What was typed into a field, as a setting is written."""
        text = tidy(self[field].data).replace("\r\n", "\n")
        if self.settings[field] == HOSTS:
            return ",".join(part.rstrip("/").lower() for part in re.split(r"[\s,]+", text) if part)
        return text

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether each field holds what its setting can be; every one that does not says so."""
        is_valid = super().validate(extra_validators)
        for field, name in self.settings.items():
            if field in self and (fault := self.fault_of(field, name)):
                self[field].errors = [*self[field].errors, fault]
                is_valid = False
        return is_valid

    def fault_of(self, field: str, name: str) -> str:
        """What is wrong with a field; nothing where it is well.

        Args:
            field: by its name.
            name: of its setting.
        """
        text = self.typed(field)
        if not text:
            return str(NEEDED.get(name, ""))
        return "" if can_be(name, text) else str(WRONG.get(name, TOO_LONG))

    def refuse(self, refusal: Refusal) -> None:
        """As every form does; after a change by somebody else the next press is made knowing it."""
        super().refuse(refusal)
        if isinstance(refusal, ChangedMeanwhile):
            fields = {name: field for field, name in self.settings.items()}
            self.now = {fields[name]: text for name, text in refusal.now.items() if name in fields}
            self.take({fields[name]: text for name, text in refusal.taken.items() if name in fields})
            self.seen.data = str(refusal.number)

    def take(self, theirs: Mapping[str, str]) -> None:
        """Show what others have put in force meanwhile.

        Args:
            theirs: the texts of settings, by the names of fields that nobody touched here.
        """
        for field, text in theirs.items():
            self[field].data = self.shown(self.settings[field], text)


def _line(name: str) -> StringField:
    return StringField(LABELS[name])


class OrganisationForm(SettingsForm):
    """Who answers for the site."""

    settings: ClassVar[Mapping[str, str]] = {
        "name": "LEADGATE_CONTROLLER_NAME",
        "address": "LEADGATE_CONTROLLER_ADDRESS",
        "email": "LEADGATE_CONTROLLER_EMAIL",
        "authority": "LEADGATE_AUTHORITY",
        "holidays": HOLIDAYS,
    }
    name, address, email = map(_line, list(settings.values())[:3])
    authority = _line("LEADGATE_AUTHORITY")
    holidays = SelectField(LABELS[HOLIDAYS], validate_choice=False)
    holidays_part = StringField(_("Part of the country"))

    def __init__(self, **filled: Any) -> None:
        super().__init__(holidays_part=installation().settings.holidays.partition("-")[2], **filled)
        if "holidays" in self:
            self.holidays.choices = forms.options(countries())
        else:
            del self.holidays_part

    def shown(self, name: str, text: str) -> str:
        """As every form of settings; a part of a country stands in a field of its own.

        Args:
            name, text: as there.
        """
        return super().shown(name, text.partition("-")[0] if name == HOLIDAYS else text)

    def take(self, theirs: Mapping[str, str]) -> None:
        """As every form of settings.

        Args:
            theirs: as there.
        """
        super().take(theirs)
        if "holidays" in theirs:
            self.holidays_part.data = theirs["holidays"].partition("-")[2]

    def typed(self, field: str) -> str:
        """As every form of settings; a country with its part is one setting."""
        text = super().typed(field)
        part = tidy(self.holidays_part.data).upper() if field == "holidays" else ""
        return f"{text}-{part.removeprefix(f'{text}-')}" if part else text


def language_orders() -> list[tuple[str, str]]:
    """Which languages a site can speak, the usual one first, with words for each."""
    name = languages.NAMES
    both = [(f"{one},{other}", one, other) for one, other in (SPOKEN, SPOKEN[::-1])]
    pairs = [
        (tags, gettext("%(first)s, then %(second)s", first=name[one], second=name[other])) for tags, one, other in both
    ]
    return [*pairs, *((tag, gettext("%(language)s alone", language=name[tag])) for tag in SPOKEN)]


NAMED = forms.options([("", _("Letters name nobody")), ("on", _("Letters name them, to whoever may see leads"))])


class SiteForm(SettingsForm):
    """What the site speaks, takes and says of itself."""

    settings: ClassVar[Mapping[str, str]] = {
        "languages": "LEADGATE_LANGUAGES",
        "time_zone": "LEADGATE_TIME_ZONE",
        "upload_limit": "LEADGATE_UPLOAD_LIMIT_MB",
        "embed_hosts": HOSTS,
        "imprint": "site.imprint",
        "named": "leads.named",
        **{f"front-{tag}": f"site.front.{tag}" for tag in SPOKEN},
        **{f"footer-{tag}": f"site.footer.{tag}" for tag in SPOKEN},
    }
    languages = SelectField(LABELS["LEADGATE_LANGUAGES"], validate_choice=False)
    time_zone = _line("LEADGATE_TIME_ZONE")
    upload_limit = _line("LEADGATE_UPLOAD_LIMIT_MB")
    embed_hosts = TextAreaField(LABELS[HOSTS])
    imprint = _line("site.imprint")
    named = SelectField(LABELS["leads.named"], choices=NAMED, validate_choice=False)

    def __init__(self, **filled: Any) -> None:
        super().__init__(**filled)
        if "languages" in self:
            self.languages.choices = forms.options(language_orders())

    def in_languages(self, what: str) -> list[tuple[str, Field]]:
        """The fields of a text in each language, with their tags.

        Args:
            what: `front` or `footer`.
        """
        return [(tag, self[f"{what}-{tag}"]) for tag in SPOKEN]


for _name in [name for name in SiteForm.settings.values() if name.startswith(("site.front.", "site.footer."))]:
    setattr(SiteForm, _name.removeprefix("site.").replace(".", "-", 1), TextAreaField(LABELS[_name]))
