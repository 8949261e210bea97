"""The form of the pace of letters."""

from collections.abc import Mapping
from typing import ClassVar

from wtforms import StringField

from leadgate.site_settings.forms import SettingsForm
from leadgate.site_settings.wording import LABELS


class PaceForm(SettingsForm):
    """How fast letters to many leave, and which need a second yes."""

    settings: ClassVar[Mapping[str, str]] = {
        "approved_above": "letters.approved_above",
        "per_minute": "letters.per_minute",
        "first_day": "letters.first_day",
        "warms_from": "letters.warms_from",
    }
    approved_above, per_minute, first_day, warms_from = (StringField(LABELS[name]) for name in settings.values())
