"""The form of the sender of letters."""

from collections.abc import Mapping
from typing import ClassVar

from wtforms import StringField

from leadgate.site_settings.forms import SettingsForm
from leadgate.site_settings.wording import LABELS


class SenderForm(SettingsForm):
    """Who letters are from."""

    settings: ClassVar[Mapping[str, str]] = {
        "name": "mail.name",
        "address": "LEADGATE_MAIL_FROM",
        "reply_to": "mail.reply_to",
        "dkim": "mail.dkim",
    }
    name = StringField(LABELS["mail.name"])
    address = StringField(LABELS["LEADGATE_MAIL_FROM"])
    reply_to = StringField(LABELS["mail.reply_to"])
    dkim = StringField(LABELS["mail.dkim"])
