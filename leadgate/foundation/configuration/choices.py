"""What an owner may choose in the studio, read as the environment is, and laid over what was given.

What is given where leadgate is installed wins: there the studio shows it, and says where it is set. A choice that
cannot be read any more (another version of leadgate made it) is passed over, and said in the log.
"""

import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from leadgate.foundation.configuration import parsing
from leadgate.foundation.configuration.parsing import SPOKEN
from leadgate.foundation.configuration.sealing import NotOpened, as_sealed, opened
from leadgate.foundation.settings import Settings

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SettingChoice:
    """One thing that can be chosen.

    Args:
        name: of the setting; one that begins with `LEADGATE_` can be given outside of the studio, too.
        parse: reads it, and raises `ValueError` for what it cannot be.
        put: the settings with it.
    """

    name: str
    parse: Callable[[str], Any]
    put: Callable[[Settings, Any], Settings]


def _field(name: str) -> Callable[[Settings, Any], Settings]:
    return lambda settings, value: replace(settings, **{name: value})


def _part(of: str, name: str) -> Callable[[Settings, Any], Settings]:
    return lambda settings, value: replace(settings, **{of: replace(getattr(settings, of), **{name: value})})


def _in_language(of: str, tag: str) -> Callable[[Settings, Any], Settings]:
    def put(settings: Settings, value: Any) -> Settings:
        texts: Any = {**getattr(settings, of), tag: value}
        return replace(settings, **{of: texts})

    return put


def _mail_server(settings: Settings, kept: str) -> Settings:
    if settings.smtp_url:  # set on the machine
        return settings
    try:
        return replace(settings, smtp_url=opened(settings.secret_key, "mail.server", kept))
    except NotOpened:
        log.warning("the mail server chosen in the studio was sealed under another secret key: choose it once more")
        return settings


CHOICES = {
    one.name: one
    for one in (
        SettingChoice("LEADGATE_CONTROLLER_NAME", parsing.line, _part("controller", "name")),
        SettingChoice("LEADGATE_CONTROLLER_EMAIL", parsing.address, _part("controller", "email")),
        SettingChoice("LEADGATE_CONTROLLER_ADDRESS", parsing.one_line, _part("controller", "address")),
        SettingChoice("LEADGATE_AUTHORITY", parsing.one_line, _field("authority")),
        SettingChoice("LEADGATE_HOLIDAYS", parsing.country, _field("holidays")),
        SettingChoice("LEADGATE_LANGUAGES", parsing.languages, _field("languages")),
        SettingChoice("LEADGATE_TIME_ZONE", parsing.time_zone, _field("time_zone")),
        SettingChoice("LEADGATE_UPLOAD_LIMIT_MB", parsing.megabytes, _field("upload_limit_bytes")),
        SettingChoice("LEADGATE_EMBED_HOSTS", parsing.origins, _field("embed_hosts")),
        SettingChoice("LEADGATE_MAIL_FROM", parsing.address, _field("mail_from")),
        SettingChoice("mail.server", as_sealed, _mail_server),
        SettingChoice("mail.name", parsing.display_name, _part("sender", "name")),
        SettingChoice("mail.reply_to", parsing.address, _part("sender", "reply_to")),
        SettingChoice("mail.dkim", parsing.selector, _part("sender", "dkim")),
        SettingChoice("letters.approved_above", parsing.several, _part("letters", "approved_above")),
        SettingChoice("letters.per_minute", parsing.several, _part("letters", "per_minute")),
        SettingChoice("letters.first_day", parsing.several, _part("letters", "first_day")),
        SettingChoice("letters.warms_from", parsing.day, _part("letters", "warms_from")),
        SettingChoice("LEADGATE_ACCENT", parsing.colour, _field("accent")),
        SettingChoice("brand.accent_dark", parsing.colour, _part("brand", "accent_dark")),
        SettingChoice("brand.name", parsing.line, _part("brand", "name")),
        SettingChoice("brand.logo", parsing.picture, _part("brand", "logo")),
        SettingChoice("brand.icon", parsing.picture, _part("brand", "icon")),
        SettingChoice("site.imprint", parsing.web_address, _field("imprint_url")),
        SettingChoice("leads.named", parsing.on_off, _field("names_in_letters")),
        *(SettingChoice(f"site.front.{tag}", parsing.passage, _in_language("front_texts", tag)) for tag in SPOKEN),
        *(SettingChoice(f"site.footer.{tag}", parsing.passage, _in_language("footer_texts", tag)) for tag in SPOKEN),
    )
}
GIVEN_TOO = tuple(name for name in CHOICES if name.startswith("LEADGATE_"))
"""Those that can be given outside of the studio."""


WORDING = re.compile(rf"wording\.[a-z_.]+\.({'|'.join(SPOKEN)})")
"""Words of pages and letters: which there are the rooms say, and what may stand in each (`foundation.wordings`)."""


NOTICE = re.compile(rf"notice\.[a-z_]+(\.[a-z_]+)?(\.({'|'.join(SPOKEN)}))?")
"""What the privacy notice says that no program can know: which there are its room says."""


def choice(name: str) -> SettingChoice | None:
    """What can be chosen under a name; None where nothing can.

    Args:
        name: of the setting.
    """
    if WORDING.fullmatch(name):
        return SettingChoice(name, parsing.own_words, _as_it_is)
    if NOTICE.fullmatch(name):
        return SettingChoice(name, parsing.passage, _as_it_is)
    return CHOICES.get(name)


def _as_it_is(settings: Settings, _value: Any) -> Settings:
    return settings  # it is looked up among the texts


def can_be(name: str, text: str) -> bool:
    """Whether a text can be chosen for a setting; an empty one takes back what was chosen.

    Args:
        name: of the setting; nothing can be chosen for one that is none.
        text: as somebody typed it.
    """
    if (found := choice(name)) is None:
        return False
    try:
        return not text or found.parse(text) is not None
    except ValueError:
        return False


def laid_over(given: Settings, chosen: Mapping[str, str], version: int) -> Settings:
    """The settings with what was chosen in the studio.

    Args:
        given: where leadgate is installed.
        chosen: texts by the names of settings.
        version: of what was chosen; 0 where nothing ever was.
    """
    if not version:
        return given
    found, texts = given, dict(given.texts)
    for name, text in chosen.items():
        if name in given.locked:
            continue
        one = choice(name)
        if one is None or not can_be(name, text):
            log.warning("a setting chosen in the studio is passed over: %s", name)
            continue
        found, texts[name] = one.put(found, one.parse(text)), text
    return replace(found, texts=texts, version=version)
