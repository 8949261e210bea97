"""The form of what only the owner can say in the privacy notice."""

from typing import Any, ClassVar

from wtforms import Field, RadioField, StringField, TextAreaField

from leadgate.foundation import languages
from leadgate.foundation.configuration.parsing import SPOKEN
from leadgate.foundation.installation import installation
from leadgate.foundation.web import forms
from leadgate.foundation.words import text as _
from leadgate.privacy_notice.said import ALL, BASIS, HELPERS, IN_LANGUAGES, NONE, SOME, TRANSFERS, DeliveryBasis
from leadgate.privacy_notice.types import NAMES
from leadgate.site_settings.forms import SettingsForm

OFFERED = {BASIS: tuple(DeliveryBasis), HELPERS: (NONE, SOME), TRANSFERS: (NONE, SOME)}


class NoticeForm(SettingsForm):
    """What is said of the notice, filled in with what is in force."""

    settings: ClassVar[dict[str, str]] = {name.removeprefix("notice.").replace(".", "-"): name for name in ALL}
    officer = StringField(_("Data protection officer"))
    representative = StringField(_("Representative in the EU"))
    basis = RadioField(_("What does sending people what they ask for rest on?"), validate_choice=False)
    helpers = RadioField(_("Do others process data for you, such as a host or a mail service?"), validate_choice=False)
    transfers = RadioField(_("Does data leave the European Economic Area?"), validate_choice=False)

    def __init__(self, **filled: Any) -> None:
        super().__init__(**filled)
        self.basis.choices = forms.options([(one.value, one.words) for one in DeliveryBasis])
        self.helpers.choices = forms.options([(NONE, _("No, nobody")), (SOME, _("Yes, these:"))])
        self.transfers.choices = forms.options([(NONE, _("No, none")), (SOME, _("Yes:"))])
        for field, name in self.settings.items():
            tag = name.rpartition(".")[2]
            if tag in SPOKEN and tag not in installation().settings.languages:
                del self[field]

    def fault_of(self, field: str, name: str) -> str:
        """As every form of settings; a choice has to be one of the offered.

        Args:
            field, name: as there.
        """
        if name in OFFERED and (text := self.typed(field)):
            return "" if text in OFFERED[name] else str(_("Please choose one of the list."))
        return super().fault_of(field, name)

    def spoken(self, what: str) -> list[tuple[str, Field]]:
        """The fields of a text in each language of the site, with their tags.

        Args:
            what: its field, without the tag: `place`, `own-who`.
        """
        return [(tag, self[f"{what}-{tag}"]) for tag in installation().settings.languages]


for _name in IN_LANGUAGES:
    for _tag in SPOKEN:
        setattr(NoticeForm, f"{_name.removeprefix('notice.')}-{_tag}", TextAreaField(languages.NAMES[_tag]))
for _section in NAMES:
    for _tag in SPOKEN:
        setattr(NoticeForm, f"own-{_section}-{_tag}", TextAreaField(languages.NAMES[_tag]))
